import { Fault, type RequestHead } from '../src/index.ts'

export const LOT = '01890a5d-ac96-774b-bcce-b302099a8057'
export const KEY = 'a-key-of-sixteen-characters'

/** Headers that are right for placing a bid. */
export const aHead = (differently: Partial<RequestHead> = {}): RequestHead => ({
  type: 'application/json',
  encoding: undefined,
  key: KEY,
  ifMatch: undefined,
  ...differently,
})

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
export function faultOf(check: () => unknown): Fault {
  const thrown = thrownBy(check)
  if (thrown instanceof Fault) return thrown
  throw thrown
}
