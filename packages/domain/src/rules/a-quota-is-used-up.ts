import type { Counted, Quota } from '../quota.ts'
import { DomainError } from '../refusal.ts'

type Code = 'too-many-attempts' | 'too-many-requests'

/**
 * Whoever has done something as often as a quota has it waits until its window is over.
 * @param counted - with the time in question.
 * @returns the refusal; null for one that is let in.
 */
export function aQuotaIsUsedUp<C extends Code>(
  code: C,
  { quota, counted, at }: { quota: Quota; counted: Counted; at: Date },
): DomainError<C> | null {
  if (counted.count <= quota.most) return null
  const left = counted.since.getTime() + quota.seconds * 1000 - at.getTime()
  const facts = { retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)) }
  return new DomainError(code, facts, { quota })
}
