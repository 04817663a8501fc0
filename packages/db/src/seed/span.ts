/** Days, hours and minutes: `5d 00:35`; `-0d 09:00` for a time that is past. */
export type Span = `${number}d ${number}:${number}`

const MINUTE = 60_000

/** @throws Error for what is not written like a span. */
export function milliseconds(span: Span): number {
  const [, sign, days, hours, minutes] = /^(-?)(\d+)d (\d\d):(\d\d)$/.exec(span) ?? []
  if (minutes === undefined) throw new Error(`${span} is not like 5d 00:35`)
  const length = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * MINUTE
  return sign ? -length : length
}

/** A number of whole minutes, from the present or from another moment, as a span. */
export function spanOf(minutes: number): Span {
  const length = Math.abs(minutes)
  const [days, hours] = [Math.floor(length / 1440), Math.floor(length / 60) % 24]
  const clock = [hours, length % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${minutes < 0 ? '-' : ''}${days}d ${clock}` as Span
}
