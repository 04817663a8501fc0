/** The header of an answer that repeats an earlier one: the effect took place once. */
export const replayHeaders = ({ replayed }: { replayed: boolean }): Record<string, string> =>
  replayed ? { 'Idempotency-Replayed': 'true' } : {}
