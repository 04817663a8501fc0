import { createClient } from '@gavel/contracts'
import type { Money } from '@gavel/domain'

/** Creates a live lot; returns its id and ETag, and the session token of its seller. */
export async function openLot(
  baseUrl: string,
): Promise<{ lotId: string; etag: string; token: string }> {
  const user = { email: 'ada@differences.test', password: 'going going gone', name: 'Ada' }
  const { token: opened } = await createClient(baseUrl).signUp(user)
  const ada = createClient(baseUrl, { token: opened })
  const startingPrice = 100 as Money
  const draft = { title: 'A brass telescope', description: 'Three draws.', startingPrice }
  const lot = await ada.consignLot({ ...draft, key: crypto.randomUUID() })
  const [opensAt, closesAt] = [-60_000, 900_000].map((ms) =>
    new Date(Date.now() + ms).toISOString(),
  )
  await ada.scheduleLot({ lotId: lot.id, opensAt: String(opensAt), closesAt: String(closesAt) })
  const answer = await fetch(`${baseUrl}/api/lots/${lot.id}`)
  return { lotId: lot.id, etag: answer.headers.get('etag') ?? '', token: opened }
}
