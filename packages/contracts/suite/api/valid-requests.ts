import type { Operation } from '../../src/operation.ts'
import {
  consignLot,
  euros,
  inSeconds,
  newKey,
  newUser,
  openLot,
  PASSWORD,
  type TestUser,
} from '../fixtures.ts'
import { closingsSecret } from '../given.ts'
import { operations, pathOf, UNKNOWN_ID } from '../operations.ts'
import { bearer, send } from '../requests.ts'

/** A valid body for each operation that has one. `email` belongs to a user with `PASSWORD`. */
export const BODIES: Record<string, (email: string) => object> = {
  signUp: () => ({ email: `${newKey()}@contract.test`, password: PASSWORD, name: 'Eva' }),
  signIn: (email) => ({ email, password: PASSWORD }),
  changePassword: () => ({ current: PASSWORD, password: `${PASSWORD}, and going` }),
  deposit: () => ({ amount: euros(1) }),
  withdraw: () => ({ amount: euros(1) }),
  consignLot: () => ({ title: 'Octant', description: 'Ebony.', startingPrice: euros(100) }),
  editLot: () => ({ title: 'Telescope, six draws' }),
  scheduleLot: () => ({ opensAt: inSeconds(600), closesAt: inSeconds(900) }),
  placeBid: () => ({ maximum: euros(100) }),
  postMessage: () => ({ text: 'Any more?' }),
}

/** Operations on a draft of the caller. All other operations on a lot use a live one. */
const ON_DRAFTS = new Set(['editLot', 'scheduleLot', 'withdrawLot'])
/** Operations that end the session of the caller. */
const ENDING = new Set(['signOut', 'signOutEverywhere', 'changePassword'])

type Caller = { user: TestUser; lotId: string }

async function callerOf({ name, params }: Operation, seller: TestUser): Promise<Caller> {
  const isOther = name === 'placeBid' || ENDING.has(name)
  const user = isOther ? await newUser('Ben') : seller
  if (!params) return { user, lotId: UNKNOWN_ID }
  const { id: lotId } = ON_DRAFTS.has(name) ? await consignLot(seller) : await openLot(seller)
  return { user, lotId }
}

/** What is different from a valid request. */
export type Changes = {
  id?: string
  query?: string
  headers?: Record<string, string>
  /** Names of headers that are left out. */
  without?: string[]
  body?: string | Buffer
}

/**
 * Prepares users and lots for a valid request to each operation.
 * @returns functions that send such a request with changes, and that return the token of its caller. A
 * stream is requested with HEAD, so that it does not stay open.
 */
export async function prepareRequests() {
  const seller = await newUser('Selma')
  const callers = new Map<string, Caller>()
  for (const operation of operations) callers.set(operation.name, await callerOf(operation, seller))
  const callerFor = ({ name }: Operation): Caller => {
    const caller = callers.get(name)
    if (!caller) throw new Error(`No caller for ${name}`)
    return caller
  }

  const sendValid = (operation: Operation, changes: Changes = {}) => {
    const { user, lotId } = callerFor(operation)
    const { id = lotId, query = '', body } = changes
    const method = operation.stream ? 'HEAD' : operation.method
    const headers = headersOf(operation, user, changes)
    const sending = send(method, pathOf(operation, id) + query).set(headers)
    if (!operation.body) return sending
    if (!Buffer.isBuffer(body))
      return sending.send(body ?? JSON.stringify(BODIES[operation.name]?.(seller.email)))
    sending.write(body) // superagent would turn a Buffer into JSON
    return sending
  }
  return { sendValid, tokenOf: (operation: Operation) => callerFor(operation).user.token }
}

function headersOf(
  { who, keyed, matched, body }: Operation,
  user: TestUser,
  { headers, without = [] }: Changes,
): Record<string, string> {
  const all = {
    ...(who === 'user' && bearer(user.token)),
    ...(who === 'operator' && bearer(closingsSecret ?? '')),
    ...(keyed && { 'Idempotency-Key': newKey() }),
    ...(matched && { 'If-Match': '*' }),
    ...(body && { 'Content-Type': 'application/json' }),
    ...headers,
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)))
}
