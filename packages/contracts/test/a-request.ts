import type { RequestError } from '../src/index.ts'

export const LOT = '01890000-0000-7000-8000-000000000000'
export const KEY = 'key-of-the-request'

/** What a function throws. @throws Error where it throws nothing. */
export function errorOf(call: () => unknown): RequestError {
  try {
    call()
  } catch (error) {
    return error as RequestError
  }
  throw new Error('It threw nothing')
}
