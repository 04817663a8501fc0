import { type Crowd, crowdAt } from './crowds.ts'
import { DOORS } from './delays.ts'
import { type Figure, median, quantile } from './figures.ts'
import { type Server, startServer } from './servers.ts'
import type { Setting } from './setting.ts'
import { type WatchedRoom, watchedRoom } from './watched-room.ts'

const CLIENTS = 1_000
const EVENTS = 30
const WARM_UP = 5

/** From the commit of one event to the last of a thousand clients, beside `ws` sending the same bytes. */
export async function fanOut(setting: Setting): Promise<Figure[]> {
  const bare = await startServer('bare-ws')
  const floor = crowdAt('websocket', bare.baseUrl.replace('http', 'ws'))
  const all: number[] = []
  const figures: Figure[] = []
  try {
    await floor.open(CLIENTS)
    for (const door of DOORS) {
      const told = await inTurn(setting, door, { bare, floor })
      all.push(...told.bare)
      figures.push({
        ...figureOf(`one event to ${CLIENTS} clients, ${door.name}`, told.house),
        beside: `${median(told.ratios).toFixed(2)} times as long as a bare broadcast`,
      })
    }
  } finally {
    await Promise.all([floor.end(), bare.end()])
  }
  return [...figures, figureOf('the same bytes by a bare ws broadcast', all)]
}

const figureOf = (what: string, samples: readonly number[]): Figure => ({
  what,
  p50: quantile(samples, 0.5),
  p99: quantile(samples, 0.99),
})

type Floor = { bare: Server; floor: Crowd }

/** One event here, one there; every other time the other way round. */
async function inTurn(
  { house }: Setting,
  { kind, transport }: (typeof DOORS)[number],
  { bare, floor }: Floor,
): Promise<{ house: number[]; bare: number[]; ratios: number[] }> {
  const server = await startServer(kind, { DATABASE_URL: house.url })
  const room = await watchedRoom(server, house)
  const crowd = crowdAt(transport, room.addressOf(transport))
  const told = { house: [] as number[], bare: [] as number[], ratios: [] as number[] }
  try {
    await crowd.open(CLIENTS)
    const before = (await room.commits()).size
    await room.bid()
    await crowd.hear(CLIENTS * ((await room.commits()).size - before))
    const bytes = await room.frame()
    for (let event = -WARM_UP; event < EVENTS; event += 1) {
      const turn = [() => lastToHear(crowd, room), () => lastOfBare(floor, bare, bytes)]
      const isHouseFirst = event % 2 === 0
      const times: number[] = []
      for (const measure of isHouseFirst ? turn : turn.toReversed()) times.push(await measure())
      const [ofHouse = 0, ofBare = 0] = isHouseFirst ? times : times.toReversed()
      if (event < 0) continue
      told.house.push(ofHouse)
      told.bare.push(ofBare)
      told.ratios.push(ofHouse / ofBare)
    }
    return told
  } finally {
    await Promise.all([crowd.end(), server.end()])
  }
}

async function lastToHear(crowd: Crowd, room: WatchedRoom): Promise<number> {
  const [{ at, seq }] = await Promise.all([crowd.hear(CLIENTS), room.bid()])
  const commits = await room.commits()
  return Math.max(...at) - (commits.get(seq[0] ?? 0) ?? Number.NaN)
}

async function lastOfBare(floor: Crowd, { baseUrl }: Server, bytes: string): Promise<number> {
  const broadcast = fetch(baseUrl, { method: 'POST', body: bytes }).then((answer) => answer.text())
  const [{ at }, began] = await Promise.all([floor.hear(CLIENTS), broadcast])
  return Math.max(...at) - Number(began)
}
