import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { LotId, LotView, Money, User } from '@gavel/domain'
import { type Client, createClient, ProblemError } from '../src/client.ts'
import { baseUrl } from './given.ts'

/** A client without a session. */
export const anonymous = createClient(baseUrl)

/** The auction rules as every client can read them. */
export const rules = await anonymous.readHouse()

/** Seconds that a test waits for a condition. */
const TIMEOUT = 30

/** Seconds of soft close of the lots whose close a test waits for. */
export const SOFT_CLOSE = 2

/** A signed-in user with a wallet. */
export type TestUser = User & Client & { email: string; token: string }

export const PASSWORD = 'going going gone'

/** Whole euros, in cents. */
export const euros = (amount: number): Money => Math.round(amount * 100) as Money

/** A new Idempotency-Key. */
export const newKey = (): string => randomUUID()

/** Signs up a user with a fresh e-mail address and deposits `funds`. */
export async function newUser(name: string, funds: Money = euros(10_000)): Promise<TestUser> {
  const email = `${name.toLowerCase()}-${randomUUID()}@contract.test`
  const { user, token } = await anonymous.signUp({ email, password: PASSWORD, name })
  const signedIn: TestUser = { ...createClient(baseUrl, { token }), ...user, token }
  if (funds > 0) await deposit(signedIn, funds)
  return signedIn
}

/** Milliseconds that the server's clock is ahead, measured at the last deposit. */
let ahead = 0

export async function deposit(user: TestUser, amount: Money): Promise<void> {
  const before = Date.now()
  const { at } = await user.deposit({ amount, key: newKey() })
  ahead = Date.parse(at) - (before + Date.now()) / 2
}

/** The server's time as far as a client can know it. */
export const now = (): number => Date.now() + ahead

/** An instant of the server's clock, `seconds` from now. */
export const inSeconds = (seconds: number): string => new Date(now() + seconds * 1000).toISOString()

type Consigned = { title?: string; startingPrice?: Money; reservePrice?: Money }

/** Creates a draft. */
export const consignLot = (seller: TestUser, lot: Consigned = {}): Promise<LotView> =>
  seller.consignLot({
    title: 'Brass telescope',
    description: 'Three draws, by a maker in Kiel; the case is later.',
    startingPrice: euros(100),
    ...lot,
    key: newKey(),
  })

/**
 * Creates a lot that is live for `seconds`, 15 minutes by default. With `seconds` given, the lot gets
 * the short soft close `SOFT_CLOSE`.
 */
export async function openLot(
  seller: TestUser,
  { seconds, ...lot }: Consigned & { seconds?: number } = {},
): Promise<LotView> {
  const { id: lotId } = await consignLot(seller, lot)
  const softClose = seconds !== undefined && { softCloseSeconds: SOFT_CLOSE }
  const schedule = { opensAt: inSeconds(-60), closesAt: inSeconds(seconds ?? 900), ...softClose }
  return seller.scheduleLot({ lotId, ...schedule })
}

export const placeBid = (bidder: TestUser, lot: { id: LotId }, maximum: Money) =>
  bidder.placeBid({ lotId: lot.id, maximum, key: newKey() })

export const postMessage = (author: TestUser, lot: { id: LotId }, text: string) =>
  author.postMessage({ lotId: lot.id, text, key: newKey() })

/** The position before the first event of a room. */
export const startOf = async (lotId: string): Promise<string> => {
  const { position } = await anonymous.readRoom({ lotId })
  return position.replace(/\d+$/, '0')
}

/** The problem that a request is rejected with. */
export async function problemOf(asked: Promise<unknown>): Promise<ProblemError['problem']> {
  try {
    await asked
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('The request succeeded')
}

/** Repeats `ask` until its result is as wanted. @throws after 30 seconds. */
export async function waitFor<Answer>(
  ask: () => Answer | Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const giveUp = Date.now() + TIMEOUT * 1000
  for (;;) {
    const answer = await ask()
    if (isWanted(answer)) return answer
    if (Date.now() > giveUp)
      throw new Error(`Still not as wanted after 30 s: ${JSON.stringify(answer)}`)
    await pause(25)
  }
}

/** The lot after its close. */
export const untilClosed = (lot: { id: LotId }): Promise<LotView> =>
  waitFor(
    () => anonymous.readLot({ lotId: lot.id }),
    ({ status }) => status === 'sold' || status === 'unsold',
  )
