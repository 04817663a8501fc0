import { isDomainError, REPLAYED_ERRORS, DomainError, domainError } from '@gavel/domain'
import type { IdempotencyKey, Keys, IdempotentResult } from '@gavel/domain'
import type { Kept, Tables } from './tables.ts'

/** A decision that is known to be right: its answer, and all of its changes. */
export type Decided<Answer> = { answer: Answer; write(): void }

export const keysIn = ({ keys }: Tables): Keys => ({
  async forget(before) {
    for (const [name, { at }] of keys) if (at < before) keys.delete(name)
    return false
  },
})

/** Decides, or repeats what the key stands for. Answers and lasting refusals are kept with it. */
export function once<Answer>(
  { keys }: Tables,
  { key, at }: { key: IdempotencyKey | undefined; at: Date },
  decide: () => Decided<Answer>,
): IdempotentResult<Answer> {
  const name = `${key?.user} ${key?.key}`
  const kept = keys.get(name)
  if (key && kept) return repeated(kept, key)
  const keep = (what: { body: string } | { refusal: DomainError }) =>
    key && keys.set(name, { fingerprint: key.fingerprint, at, ...what })
  try {
    const { answer, write } = decide()
    const body = JSON.stringify(answer)
    write()
    keep({ body })
    return { answer, replayed: false }
  } catch (refusal) {
    if (isDomainError(refusal) && REPLAYED_ERRORS.includes(refusal.code)) keep({ refusal })
    throw refusal
  }
}

function repeated<Answer>(kept: Kept, { fingerprint }: IdempotencyKey): IdempotentResult<Answer> {
  if (kept.fingerprint !== fingerprint) throw domainError('key-reused')
  if ('body' in kept) return { answer: JSON.parse(kept.body) as Answer, replayed: true }
  throw new DomainError(kept.refusal.code, kept.refusal.facts, { replayed: true })
}
