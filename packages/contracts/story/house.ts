import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { LotId, LotView, Money, User } from '@gavel/domain'
import { describe } from 'vitest'
import { type Client, createClient, ProblemError } from '../src/client.ts'
import { baseUrl } from './given.ts'

/** Anybody, at the door. */
export const anybody = createClient(baseUrl)

/** What must be known of this house: the suite knows of it what any client can. */
export const house = await anybody.readHouse()

/** Seconds that a chapter may take at the most; a house with a long soft close has no short evening. */
const PATIENCE = 30

/** A chapter that waits for the clock. It is skipped, and says so, where it would take too long. */
export function chapter(title: string, seconds: number, tell: () => void): void {
  const reason = `needs ${seconds} s with a soft close of ${house.softCloseSeconds} s`
  if (seconds <= PATIENCE) describe(title, tell)
  else describe.skip(`${title} (skipped: ${reason})`, tell)
}

/** Somebody with a session and a wallet of their own. */
export type Person = User & Client & { email: string; token: string }

export const PASSWORD = 'going going gone'

/** Whole euros, in cents. */
export const euros = (amount: number): Money => Math.round(amount * 100) as Money

/** A new Idempotency-Key. */
export const newKey = (): string => randomUUID()

/** Somebody new comes in, with that much money. */
export async function arrive(name: string, funds: Money = euros(10_000)): Promise<Person> {
  const email = `${name.toLowerCase()}-${randomUUID()}@story.test`
  const { user, token } = await anybody.signUp({ email, password: PASSWORD, name })
  const person: Person = { ...createClient(baseUrl, { token }), ...user, token }
  if (funds > 0) await deposit(person, funds)
  return person
}

/** Milliseconds that the house's clock is ahead of this machine's, as the last deposit told. */
let ahead = 0

export async function deposit(person: Person, amount: Money): Promise<void> {
  const before = Date.now()
  const { at } = await person.deposit({ amount, key: newKey() })
  ahead = Date.parse(at) - (before + Date.now()) / 2
}

/** What time it is in the house, as well as a client can know. */
export const now = (): number => Date.now() + ahead

/** A moment of the house's clock, so many seconds from now. */
export const inSeconds = (seconds: number): string => new Date(now() + seconds * 1000).toISOString()

type Consigned = { title?: string; startingPrice?: Money; reservePrice?: Money }

/** A lot comes in as a draft. */
export const consignLot = (seller: Person, lot: Consigned = {}): Promise<LotView> =>
  seller.consignLot({
    title: 'Brass telescope',
    description: 'Three draws, by a maker in Kiel; the case is later.',
    startingPrice: euros(100),
    ...lot,
    key: newKey(),
  })

/** A lot comes in and opens at once, for so many seconds: a quarter of an hour if nobody says. */
export async function openLot(
  seller: Person,
  { seconds = 900, ...lot }: Consigned & { seconds?: number } = {},
): Promise<LotView> {
  const { id: lotId } = await consignLot(seller, lot)
  return seller.scheduleLot({ lotId, opensAt: inSeconds(-60), closesAt: inSeconds(seconds) })
}

export const placeBid = (bidder: Person, lot: { id: LotId }, maximum: Money) =>
  bidder.placeBid({ lotId: lot.id, maximum, key: newKey() })

export const say = (author: Person, lot: { id: LotId }, text: string) =>
  author.postMessage({ lotId: lot.id, text, key: newKey() })

/** The position before the first event of a room's log. */
export const beginningOf = async (lotId: string): Promise<string> => {
  const { position } = await anybody.readRoom({ lotId })
  return position.replace(/\d+$/, '0')
}

/** What the house says no with. */
export async function refusal(asked: Promise<unknown>): Promise<ProblemError['problem']> {
  try {
    await asked
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('The house said yes')
}

/** Asks until the answer is as wanted, and gives it back. @throws when patience is at its end. */
export async function until<Answer>(
  ask: () => Answer | Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const giveUp = Date.now() + PATIENCE * 1000
  for (;;) {
    const answer = await ask()
    if (isWanted(answer)) return answer
    if (Date.now() > giveUp) throw new Error(`Waited in vain: ${JSON.stringify(answer)}`)
    await pause(25)
  }
}

/** The lot once the hammer has fallen. */
export const closed = (lot: { id: LotId }): Promise<LotView> =>
  until(
    () => anybody.readLot({ lotId: lot.id }),
    ({ status }) => status === 'sold' || status === 'unsold',
  )
