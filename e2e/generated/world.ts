import { setTimeout as pause } from 'node:timers/promises'
import { api, type Client, createClient, type Operation } from '@gavel/contracts'
import type { LotId, Money } from '@gavel/domain'
import { CLOSINGS_SECRET, type Twin } from '../twins.ts'
import { schemaOf } from './values.ts'

/** What one house has for the things that a request names: ids, tokens and cursors are its own. */
export type Names = Map<string, string>

/** One of the houses that live through the same. */
export type House = {
  twin: Twin
  baseUrl: string
  names: Names
  /** The names of its ids; what has none is numbered as it is first told of. */
  called: Map<string, string>
}

/** So many seconds from now, which is the same moment in every house. */
export type Moment = (seconds: number) => string

/** Now is when somebody first asks. */
export function moments(): Moment {
  let now: number | undefined
  return (seconds) => new Date((now ??= Date.now()) + seconds * 1000).toISOString()
}

const PASSWORD = 'going going gone'
const FUNDS = 1_000_000_00 as Money

let worlds = 0
let keys = 0

const newKey = () => `key-of-the-beginning-${(keys += 1)}`

type Seller = Client & { names: Names }

/** When a lot opens and closes, in seconds from a moment. */
type Times = { moment: Moment; opens: number; closes: number }

/** Somebody new comes in, and is known by a name. */
async function arrive(
  { baseUrl, names }: Pick<House, 'baseUrl' | 'names'>,
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

/** Somebody signs in again, whose session may have been ended. */
export async function comeBack(
  { baseUrl, names }: Pick<House, 'baseUrl' | 'names'>,
  name: string,
): Promise<Seller> {
  const [email = '', password = ''] = [names.get(`${name} mail`), names.get(`${name} password`)]
  const { token } = await createClient(baseUrl).signIn({ email, password })
  names.set(name, token)
  return { ...createClient(baseUrl, { token }), names }
}

async function consign(seller: Seller, name: string): Promise<LotId> {
  const lot = { title: name, description: 'As it stands.', startingPrice: 100_00 as Money }
  const { id } = await seller.consignLot({ ...lot, key: newKey() })
  seller.names.set(name, id)
  return id
}

async function open(seller: Seller, name: string, times: Times): Promise<LotId> {
  const { moment, opens, closes } = times
  const lotId = await consign(seller, name)
  await seller.scheduleLot({ lotId, opensAt: moment(opens), closesAt: moment(closes) })
  return lotId
}

/**
 * What many conversations see and none can change: two lots that have closed, a session that has ended.
 */
export async function before(
  { twin, baseUrl }: Pick<House, 'twin' | 'baseUrl'>,
  world: string,
): Promise<House> {
  const names: Names = new Map([['world', world]])
  const house = { twin, baseUrl, names, called: new Map() }
  // Nobody finds out what her password is, so that no conversation changes it for the next ones.
  const dora = await arrive(house, 'dora', 'as Dora says it')
  const eve = await arrive(house, 'eve')
  names.set('ended', names.get('eve') ?? '')
  // Moments of its own: each house has all of the three seconds.
  const sold = await open(dora, 'sold', { moment: moments(), opens: -60, closes: 3 })
  const unsold = await open(dora, 'unsold', { moment: moments(), opens: -60, closes: 3 })
  await eve.placeBid({ lotId: sold, maximum: 150_00 as Money, key: newKey() })
  await eve.signOut()
  await closed(dora, sold, 'sold')
  await closed(dora, unsold, 'unsold')
  // A settlement raises the version, and the worker of one house may be the later.
  await createClient(baseUrl, { token: CLOSINGS_SECRET }).closeDueLots()
  return house
}

/** Waits until a lot has closed, and knows its moments by name: a late bid may have moved the close. */
async function closed({ readLot, names }: Seller, lotId: LotId, name: string): Promise<void> {
  let lot = await readLot({ lotId })
  while (lot.status === 'live') {
    await pause(50)
    lot = await readLot({ lotId })
  }
  names.set(`opening of ${name}`, lot.opensAt ?? '').set(`close of ${name}`, lot.closesAt ?? '')
}

/**
 * A house at the beginning of a conversation: Ada has lots in every state, and there is one on which
 * Ben leads and Dora is outbid, and of which they talk.
 */
export async function begin(earlier: House, world: string, moment: Moment): Promise<House> {
  const { twin, baseUrl } = earlier
  const names: Names = new Map([...earlier.names, ['world', world]])
  const [ada, ben] = [
    await arrive({ baseUrl, names }, 'ada'),
    await arrive({ baseUrl, names }, 'ben'),
  ]
  await consign(ada, 'draft')
  const later = { moment, opens: 3_600, closes: 7_200 }
  await open(ada, 'scheduled', later)
  const live = await open(ada, 'live', { ...later, opens: -60 })
  const bid = await open(ada, 'bid', { ...later, opens: -60 })
  await ada.withdrawLot({ lotId: await open(ada, 'withdrawn', later) })
  await ben.placeBid({ lotId: bid, maximum: 200_00 as Money, key: newKey() })
  const dora = await comeBack({ baseUrl, names }, 'dora')
  await dora.placeBid({ lotId: bid, maximum: 150_00 as Money, key: newKey() })
  for (const one of [ben, dora, ada])
    await one.postMessage({ lotId: bid, text: 'As it stands?', key: newKey() })
  const { position } = await ada.readRoom({ lotId: bid })
  const { next } = await ada.listLots({ limit: 1 })
  const own = { password: PASSWORD, keeper: CLOSINGS_SECRET, position }
  for (const [name, value] of Object.entries(own)) names.set(name, value)
  for (const { name } of LISTS) names.set(`cursor of ${name}`, next ?? '')
  names.set('new', names.get('draft') ?? '').set('LIVE', live.toUpperCase())
  // An id of today begins with 0, which is %30.
  names.set('encoded', `%3${live}`)
  names.set('host', new URL(baseUrl).host)
  const called = new Map([...names].map(([name, value]) => [value, name]))
  return { twin, baseUrl, names, called }
}

/** The operations that answer page by page. */
const LISTS = Object.values<Operation>(api).filter(
  ({ query }) => query && schemaOf(query).properties?.cursor,
)

/** A name for a world that no other has; people have their addresses from it. */
export const newWorld = (): string => `w${(worlds += 1)}`

/** Fills in what this house has for each name in double braces; what is no name stays. */
export const filled = (text: string, { names }: House, moment: Moment): string =>
  text.replaceAll(/\{\{(?:in (-?\d+)|([\w ]+))\}\}/g, (all, seconds?: string, name?: string) =>
    seconds ? moment(Number(seconds)) : (names.get(name ?? '') ?? all),
  )
