import { randomUUID } from 'node:crypto'
import { type Client, createClient, type LoggedFrame } from '@gavel/contracts'
import { watchRoom } from '@gavel/contracts/watch'
import type { LotId, LotView } from '@gavel/domain'
import type { RunningTwin } from '../twins.ts'

/** Somebody with a session that is good at every process, for all share one database. */
export type Person = { id: string; token: string; at(twin: RunningTwin): Client }

export async function arrive(
  twin: RunningTwin,
  name: string,
  funds = 1_000_000_00,
): Promise<Person> {
  const account = { email: `${randomUUID()}@rooms.test`, password: 'going going gone', name }
  const { user, token } = await createClient(twin.baseUrl).signUp(account)
  const at = ({ baseUrl }: RunningTwin) => createClient(baseUrl, { token })
  if (funds > 0) await at(twin).deposit({ amount: funds, key: randomUUID() })
  return { id: user.id, token, at }
}

/** A lot that is open for a quarter of an hour. Its log has two events. */
export async function openLot(seller: Client): Promise<LotView> {
  const lot = { title: 'Globe', description: 'Two feet.', startingPrice: 100_00 }
  const { id: lotId } = await seller.consignLot({ ...lot, key: randomUUID() })
  const [opensAt = '', closesAt = ''] = [-60, 900].map((seconds) =>
    new Date(Date.now() + seconds * 1_000).toISOString(),
  )
  return seller.scheduleLot({ lotId, opensAt, closesAt })
}

export const say = (author: Client, lotId: LotId, text: string) =>
  author.postMessage({ lotId, text, key: randomUUID() })

export const bid = (bidder: Client, lotId: LotId, maximum: number) =>
  bidder.placeBid({ lotId, maximum, key: randomUUID() })

/** The position before the first event of a room. */
export async function beginningOf(twin: RunningTwin, lotId: LotId): Promise<string> {
  const { position } = await createClient(twin.baseUrl).readRoom({ lotId })
  return position.replace(/\d+$/, '0')
}

/** What one client heard: the events, and how often it was told to read the room again. */
export type Heard = { events: LoggedFrame[]; resets: number }

/** Where to watch, how, and from which position on. */
export type Way = { url: string; transport: 'sse' | 'ws'; after: string }

const watching: AbortController[] = []

/** Watches a room with the package's client. */
export function watch({ url, ...way }: Way, lotId: LotId): ReturnType<typeof watchRoom> {
  const leaving = new AbortController()
  watching.push(leaving)
  return watchRoom(url, lotId, { ...way, signal: leaving.signal })
}

/** Ends whatever is still watched. */
export const stopWatching = (): void => watching.forEach((leaving) => leaving.abort())

/** Watches a room up to some event. */
export async function listen(
  way: Way,
  lotId: LotId,
  isLast: (event: LoggedFrame) => boolean,
): Promise<Heard> {
  const heard: Heard = { events: [], resets: 0 }
  for await (const news of watch(way, lotId)) {
    if (news.type === 'reset') heard.resets += 1
    if (!('seq' in news)) continue
    heard.events.push(news)
    if (isLast(news)) break
  }
  return heard
}

export const END = 'The end.'
export const isEnd = (event: LoggedFrame): boolean =>
  event.type === 'message-posted' && event.data.text === END
