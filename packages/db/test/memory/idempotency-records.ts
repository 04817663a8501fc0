import { isDomainError, REPLAYED_ERRORS, DomainError, domainError } from '@gavel/domain'
import type { IdempotencyKey, IdempotencyRecords, IdempotentResult } from '@gavel/domain'
import type { IdempotencyRecord, Tables } from './tables.ts'

/** A valid decision: its answer, and a function that writes its effects. */
export type Decided<Answer> = { answer: Answer; write(): void }

export const idempotencyRecordsIn = ({ idempotencyRecords }: Tables): IdempotencyRecords => ({
  async deleteBefore(time) {
    for (const [name, { at }] of idempotencyRecords) if (at < time) idempotencyRecords.delete(name)
    return false
  },
})

/** Runs a decision once per key and replays its recorded result afterwards. */
export function once<Answer>(
  { idempotencyRecords }: Tables,
  { key, at }: { key: IdempotencyKey | undefined; at: Date },
  decide: () => Decided<Answer>,
): IdempotentResult<Answer> {
  const name = `${key?.user} ${key?.key}`
  const record = idempotencyRecords.get(name)
  if (key && record) return replay<Answer>(record, key)
  const store = (result: { body: string } | { refusal: DomainError }) =>
    key && idempotencyRecords.set(name, { fingerprint: key.fingerprint, at, ...result })
  try {
    const { answer, write } = decide()
    const body = JSON.stringify(answer)
    write()
    store({ body })
    return { answer, replayed: false }
  } catch (refusal) {
    if (isDomainError(refusal) && REPLAYED_ERRORS.includes(refusal.code)) store({ refusal })
    throw refusal
  }
}

function replay<Answer>(
  record: IdempotencyRecord,
  { fingerprint }: IdempotencyKey,
): IdempotentResult<Answer> {
  if (record.fingerprint !== fingerprint) throw domainError('key-reused')
  if ('body' in record) return { answer: JSON.parse(record.body) as Answer, replayed: true }
  throw new DomainError(record.refusal.code, record.refusal.facts, { replayed: true })
}
