import { deepStrictEqual, strictEqual } from 'node:assert'
import { listLots, readLot } from '@gavel/contracts'
import type { LotView } from '@gavel/domain'
import type { Answers } from './bare/answers.ts'
import type { Server } from './servers.ts'

/**
 * What the twins answer: both the same bytes, and what the contract promises. @throws AssertionError.
 */
export async function answersOf(twins: readonly Server[]): Promise<Answers> {
  const lots = listLots.answers[200].parse(await sameFrom(twins, '/api/lots'))
  strictEqual(lots.items.length, 20)
  const lot: Answers['lot'] = {}
  for (const item of lots.items) {
    const read = readLot.answers[200].parse(await sameFrom(twins, `/api/lots/${item.id}`))
    deepStrictEqual(read, item)
    lot[item.id] = read
  }
  return { lots, lot }
}

/**
 * The bare servers answer the twins' bytes, and of their query the same lots. @throws AssertionError.
 */
export async function verifyBare(
  bares: readonly Server[],
  twin: Server,
  { lot }: Answers,
): Promise<void> {
  const [first] = bares
  if (!first) return
  const idsOf = (lots: unknown) => (lots as LotView[]).map(({ id }) => id)
  strictEqual(await textOf(first, '/bytes/lots'), await textOf(twin, '/api/lots'))
  await sameFrom(bares, '/bytes/lots')
  deepStrictEqual(idsOf(await sameFrom(bares, '/query/lots')), Object.keys(lot))
  for (const [lotId, view] of Object.entries(lot)) {
    await sameFrom(bares, `/bytes/lots/${lotId}`)
    strictEqual(
      await textOf(first, `/bytes/lots/${lotId}`),
      await textOf(twin, `/api/lots/${lotId}`),
    )
    const found = (await sameFrom(bares, `/query/lots/${lotId}`)) as LotView
    const { id, title, price, bidCount, version } = found
    deepStrictEqual({ ...view, id, title, price, bidCount, version }, view)
  }
}

/** What all of these servers answer, byte by byte. */
async function sameFrom(servers: readonly Server[], path: string): Promise<unknown> {
  const texts = await Promise.all(servers.map((server) => textOf(server, path)))
  const [first = '', ...others] = texts
  for (const other of others) strictEqual(other, first, path)
  return JSON.parse(first)
}

async function textOf({ baseUrl }: Server, path: string): Promise<string> {
  const answer = await fetch(baseUrl + path)
  strictEqual(answer.status, 200, path)
  return answer.text()
}
