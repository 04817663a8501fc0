/** What says that an answer repeats an earlier one: the effect took place once. */
export const replayHeaders = ({ replayed }: { replayed: boolean }): Record<string, string> =>
  replayed ? { 'Idempotency-Replayed': 'true' } : {}
