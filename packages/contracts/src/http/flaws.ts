import { RequestError, type Flaw } from '../problems.ts'

/** A request that cannot be read, and why; never with what was sent. */
export const malformed = (detail: string): RequestError =>
  new RequestError('malformed-request', { detail })

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] }

/** What is wrong with a value, and where. */
export function flawsOf(issues: readonly object[]): Flaw[] {
  return (issues as Issue[]).flatMap(({ path, message, keys }) =>
    keys
      ? keys.map((name) => ({ pointer: pointerTo([...path, name]), message: 'Unknown field' }))
      : [{ pointer: pointerTo(path), message }],
  )
}

/** A name that the house would never use is not repeated to whoever sent it. */
const pointerTo = (path: PropertyKey[]): string =>
  path.map((part) => (/^\w{1,40}$/.test(String(part)) ? `/${String(part)}` : '/…')).join('')
