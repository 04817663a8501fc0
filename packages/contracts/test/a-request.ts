import { RequestError } from '../src/index.ts'

export const LOT = '01890a5d-ac96-774b-bcce-b302099a8057'
export const KEY = 'a-key-of-sixteen-characters'

type Head = { type: string; encoding: string; key: string; ifMatch: string }

/** Headers that are right for placing a bid, unless they are given differently. */
export const aHead = (differently: { [Name in keyof Head]?: string | undefined } = {}) => {
  const head = { type: 'application/json', key: KEY, ...differently }
  return {
    'content-type': head.type,
    'content-encoding': head.encoding,
    'idempotency-key': head.key,
    'if-match': head.ifMatch,
  }
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a check says no with. @throws Error when it does not. */
export function thrownBy(check: () => unknown): unknown {
  try {
    check()
  } catch (thrown) {
    return thrown
  }
  throw new Error('Nothing was thrown')
}

/** The fault a check says no with. */
export function faultOf(check: () => unknown): RequestError {
  const thrown = thrownBy(check)
  if (thrown instanceof RequestError) return thrown
  throw thrown
}
