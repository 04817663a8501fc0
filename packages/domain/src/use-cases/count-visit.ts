import type { Ports } from '../ports.ts'
import type { Quota } from '../quota.ts'
import { aQuotaIsUsedUp } from '../rules/a-quota-is-used-up.ts'
import { sha256 } from '../secrets.ts'

/** `by`: whoever comes, by the address of the client or by the id of the user. */
type Visit = { quota: Quota; by: string; code: 'too-many-attempts' | 'too-many-requests' }

/**
 * Counts a visit, and keeps only the SHA-256 of who has come.
 * @returns what takes it back.
 * @throws DomainError of the code, once the quota is used up.
 */
export async function countVisit(
  { visits, clock }: Ports,
  { quota, by, code }: Visit,
): Promise<() => Promise<void>> {
  const at = await clock.now()
  const name = sha256(`${quota.name} ${by}`)
  const counted = await visits.add({ name, at, seconds: quota.seconds })
  const refusal = aQuotaIsUsedUp(code, { quota, counted, at })
  if (refusal) throw refusal
  return () => visits.takeBack({ name, since: counted.since })
}
