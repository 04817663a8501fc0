import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient } from '@gavel/contracts'
import type { LotId, Money } from '@gavel/domain'
import { CLOSINGS_SECRET } from '../twins.ts'

/** What one house calls the things that a request names: ids, tokens and moments are its own. */
export type Names = Map<string, string>

/** One of the two houses, which live through the same. */
export type House = { baseUrl: string; names: Names }

export const PASSWORD = 'going going gone'
const FUNDS = 1_000_000_00 as Money

let worlds = 0
let keys = 0

const newKey = () => `key-of-the-beginning-${(keys += 1)}`
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

type Seller = Client & { names: Names }

/** Somebody new comes in, and is known by a name. */
async function arrive(
  { baseUrl, names }: House,
  name: string,
  password = PASSWORD,
): Promise<Seller> {
  const email = `${name}@${names.get('world')}.test`
  const { user, token } = await createClient(baseUrl).signUp({ email, password, name })
  names.set(name, token).set(`${name} id`, user.id).set(`${name} mail`, email)
  names.set(`${name} password`, password)
  const person = createClient(baseUrl, { token })
  await person.deposit({ amount: FUNDS, key: newKey() })
  return { ...person, names }
}

async function consign(seller: Seller, name: string): Promise<LotId> {
  const lot = { title: name, description: 'As it stands.', startingPrice: 100_00 as Money }
  const { id } = await seller.consignLot({ ...lot, key: newKey() })
  seller.names.set(name, id)
  return id
}

async function open(seller: Seller, name: string, opens: number, closes: number): Promise<LotId> {
  const lotId = await consign(seller, name)
  await seller.scheduleLot({ lotId, opensAt: inSeconds(opens), closesAt: inSeconds(closes) })
  return lotId
}

/** What many conversations see and none can change: two lots that have closed, a session that has ended. */
export async function before(baseUrl: string, world: string): Promise<House> {
  const house = { baseUrl, names: new Map([['world', world]]) }
  // Nobody finds out what her password is, so that no conversation changes it for the next ones.
  const dora = await arrive(house, 'dora', 'as Dora says it')
  const eve = await arrive(house, 'eve')
  house.names.set('ended', house.names.get('eve') ?? '')
  const [sold, unsold] = [await open(dora, 'sold', -60, 3), await open(dora, 'unsold', -60, 3)]
  await eve.placeBid({ lotId: sold, maximum: 150_00 as Money, key: newKey() })
  await eve.signOut()
  for (const lotId of [sold, unsold])
    while ((await dora.readLot({ lotId })).status === 'live') await pause(50)
  return house
}

/** A house at the beginning of a conversation: Ada has lots in every state, and Ben leads on one. */
export async function begin({ baseUrl, names: earlier }: House, world: string): Promise<House> {
  const house = { baseUrl, names: new Map([...earlier, ['world', world]]) }
  const [ada, ben] = [await arrive(house, 'ada'), await arrive(house, 'ben')]
  await consign(ada, 'draft')
  await open(ada, 'scheduled', 3_600, 7_200)
  const live = await open(ada, 'live', -60, 3_600)
  const bid = await open(ada, 'bid', -60, 3_600)
  const withdrawn = await open(ada, 'withdrawn', 3_600, 7_200)
  await ada.withdrawLot({ lotId: withdrawn })
  await ben.placeBid({ lotId: bid, maximum: 200_00 as Money, key: newKey() })
  const { position } = await ada.readRoom({ lotId: bid })
  const { next } = await ada.listLots({ limit: 1 })
  const own = { password: PASSWORD, keeper: CLOSINGS_SECRET, position, cursor: next ?? '' }
  for (const [name, value] of Object.entries(own)) house.names.set(name, value)
  house.names.set('new', house.names.get('draft') ?? '').set('LIVE', live.toUpperCase())
  // An id of today begins with 0, which is %30.
  house.names.set('encoded', `%3${live}`)
  house.names.set('host', new URL(baseUrl).host)
  return house
}

/** A name for a world that no other has; people have their addresses from it. */
export const newWorld = (): string => `w${(worlds += 1)}`

/** Fills in what this house has for each name in double braces; what is no name stays. */
export const filled = (text: string, names: Names): string =>
  text.replaceAll(/\{\{(?:in (-?\d+)|([\w ]+))\}\}/g, (all, seconds?: string, name?: string) =>
    seconds ? inSeconds(Number(seconds)) : (names.get(name ?? '') ?? all),
  )
