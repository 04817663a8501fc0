/** The strong validator of a lot: a lot that turns live by the clock alone gets another one. */
export const etagOf = (lot: { version: number; status: string }): string =>
  `"${lot.version}-${lot.status}"`

/** Whether `If-None-Match` names this ETag; its comparison is the weak one (RFC 9110, 13.1.2). */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  const given = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return given?.some((tag) => tag === '*' || tag === etag) ?? false
}
