/** The error that a call throws. @throws Error where it throws none. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call()
  } catch (thrown) {
    return thrown
  }
  throw new Error('Nothing was thrown')
}
