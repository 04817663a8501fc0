import { type Broadcasts, openBroadcasts } from './broadcasts.ts'
import { type Crowd, crowdAt } from './crowds.ts'
import { DOORS } from './delays.ts'
import { type Figure, median, quantile } from './figures.ts'
import { startServer } from './servers.ts'
import type { Setting } from './setting.ts'
import { type Teller, watchedRoom } from './watched-room.ts'

const CLIENTS = 1_000
const EVENTS = 30
/** The first few are for what is compiled on the way. */
const WARM_UP = 5

/**
 * From the commit of one event to the last of a thousand clients, beside `ws` sending the same bytes.
 */
export async function fanOut(setting: Setting): Promise<Figure[]> {
  const floor = await openBroadcasts(CLIENTS)
  const bare: number[] = []
  const figures: Figure[] = []
  try {
    for (const door of DOORS) {
      const told = await inTurn(door, floor, setting)
      bare.push(...told.bare)
      figures.push({
        ...figureOf(`one event to ${CLIENTS} clients, ${door.name}`, told.house),
        beside: `${median(told.ratios).toFixed(2)} times as long as a bare broadcast`,
      })
    }
  } finally {
    await floor.end()
  }
  return [...figures, figureOf('the same bytes by a bare ws broadcast', bare)]
}

const figureOf = (what: string, samples: readonly number[]): Figure => ({
  what,
  p50: quantile(samples, 0.5),
  p99: quantile(samples, 0.99),
})

type Told = { house: number[]; bare: number[]; ratios: number[] }

/** One event here, one there; every other time the other way round. */
async function inTurn(
  { kind, transport }: (typeof DOORS)[number],
  floor: Broadcasts,
  { house }: Setting,
): Promise<Told> {
  const server = await startServer(kind, { DATABASE_URL: house.url })
  const room = await watchedRoom(server, house)
  const crowd = crowdAt(transport, room.addressOf(transport))
  const told: Told = { house: [], bare: [], ratios: [] }
  try {
    await crowd.open(CLIENTS)
    await lastToHear(crowd, room)
    const bare = floor.tellerOf(await room.frame())
    for (let event = -WARM_UP; event < EVENTS; event += 1) {
      const here = () => lastToHear(crowd, room)
      const there = () => lastToHear(floor.crowd, bare)
      const isHereFirst = event % 2 === 0
      const first = await (isHereFirst ? here() : there())
      const second = await (isHereFirst ? there() : here())
      if (event < 0) continue
      const [ofHouse, ofBare] = isHereFirst ? [first, second] : [second, first]
      told.house.push(ofHouse)
      told.bare.push(ofBare)
      told.ratios.push(ofHouse / ofBare)
    }
    return told
  } finally {
    await Promise.all([crowd.end(), server.end()])
  }
}

/** Milliseconds from the moment of an event until all have heard it. */
async function lastToHear(crowd: Crowd, teller: Teller): Promise<number> {
  const before = await teller.moments()
  await teller.tell()
  const moments = await teller.moments()
  // The first bid on a lot opens it as well.
  const { at, seq } = await crowd.hear(CLIENTS * (moments.size - before.size))
  const last = at.reduce((latest, moment) => Math.max(latest, moment), 0)
  return last - (moments.get(seq.at(-1) ?? 0) ?? Number.NaN)
}
