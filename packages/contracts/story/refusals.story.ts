import { beforeAll, describe, expect, it } from 'vitest'
import { type ProblemCode, PROBLEMS } from '../src/problems.ts'
import { operations } from './door/door.ts'
import {
  anybody,
  arrive,
  closed,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  PASSWORD,
  type Person,
  placeBid,
  refusal,
  say,
} from './house.ts'

// Every refusal that an operation declares, as a whole document. Other chapters tell when each is
// given; this one holds what exactly is told, and that none is left out.

let seller: Person
let ben: Person
let poor: Person

beforeAll(async () => {
  ;[seller, ben, poor] = await Promise.all([
    arrive('Selma'),
    arrive('Ben'),
    arrive('Pia', euros(0)),
  ])
})

const later = () => ({ opensAt: inSeconds(600), closesAt: inSeconds(900) })

/** A lot that everybody sees and that has not opened. */
async function scheduleLot() {
  const { id: lotId } = await consignLot(seller)
  return seller.scheduleLot({ lotId, ...later() })
}

const editing = async (editor: Person, lotId: Parameters<Person['readLot']>[0]['lotId']) =>
  editor.editLot({ lotId, ifMatch: '*', title: 'New' })

type Told = { status: number; facts?: object; asked(): Promise<unknown> }

const told: Record<string, Told> = {
  'signUp email-taken': {
    status: 409,
    asked: () => anybody.signUp({ email: ben.email, password: PASSWORD, name: 'Eve' }),
  },
  'signIn wrong-credentials': {
    status: 401,
    asked: () => anybody.signIn({ email: ben.email, password: 'gone going going' }),
  },
  'signIn too-many-attempts': {
    status: 429,
    facts: { retryAfterSeconds: expect.any(Number) },
    asked: async () => {
      const attempt = { email: poor.email, password: 'gone going going' }
      for (let failed = 0; failed < 10; failed += 1) await refusal(anybody.signIn(attempt))
      return anybody.signIn(attempt)
    },
  },
  'changePassword wrong-password': {
    status: 403,
    asked: () => ben.changePassword({ current: 'gone going going', password: PASSWORD }),
  },
  'changePassword too-many-requests': {
    status: 429,
    facts: { retryAfterSeconds: expect.any(Number) },
    asked: async () => {
      const change = { current: 'gone going going', password: PASSWORD }
      for (let failed = 0; failed < 10; failed += 1) await refusal(poor.changePassword(change))
      return poor.changePassword(change)
    },
  },
  'deposit wallet-full': {
    status: 409,
    asked: () => ben.deposit({ amount: euros(1e10), key: newKey() }),
  },
  'withdraw insufficient-funds': {
    status: 409,
    facts: { required: euros(7) },
    asked: () => poor.withdraw({ amount: euros(7), key: newKey() }),
  },
  'editLot not-your-lot': {
    status: 403,
    asked: async () => editing(ben, (await scheduleLot()).id),
  },
  'editLot lot-not-draft': {
    status: 409,
    asked: async () => editing(seller, (await scheduleLot()).id),
  },
  'editLot stale': {
    status: 412,
    asked: async () => {
      const { id: lotId } = await consignLot(seller)
      return seller.editLot({ lotId, ifMatch: '"2-draft"', title: 'New' })
    },
  },
  'withdrawLot not-your-lot': {
    status: 403,
    asked: async () => ben.withdrawLot({ lotId: (await openLot(seller)).id }),
  },
  'withdrawLot lot-has-bids': {
    status: 409,
    asked: async () => {
      const lot = await openLot(seller)
      await placeBid(ben, lot, euros(100))
      return seller.withdrawLot({ lotId: lot.id })
    },
  },
  'withdrawLot lot-closed': {
    status: 409,
    asked: async () => {
      const lot = await closed(await openLot(seller, { seconds: 1.2 }))
      return seller.withdrawLot({ lotId: lot.id })
    },
  },
  'scheduleLot not-your-lot': {
    status: 403,
    asked: async () => ben.scheduleLot({ lotId: (await scheduleLot()).id, ...later() }),
  },
  'scheduleLot lot-not-draft': {
    status: 409,
    asked: async () => {
      const { id: lotId } = await scheduleLot()
      await seller.withdrawLot({ lotId })
      return seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(901) })
    },
  },
  'scheduleLot bad-schedule': {
    status: 422,
    asked: async () => {
      const { id: lotId } = await consignLot(seller)
      return seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(600) })
    },
  },
  'placeBid lot-not-live': {
    status: 409,
    asked: async () => placeBid(ben, await scheduleLot(), euros(100)),
  },
  'postMessage lot-not-live': {
    status: 409,
    asked: async () => say(ben, await scheduleLot(), 'Soon?'),
  },
  'placeBid own-lot': {
    status: 403,
    asked: async () => placeBid(seller, await openLot(seller), euros(100)),
  },
  'placeBid bid-too-low': {
    status: 409,
    facts: { minimumBid: euros(100) },
    asked: async () => placeBid(ben, await openLot(seller), euros(99)),
  },
  'placeBid insufficient-funds': {
    status: 409,
    facts: { required: euros(110) },
    asked: async () => placeBid(poor, await openLot(seller), euros(100)),
  },
}

describe('a refusal', () => {
  it.each(Object.entries(told))('tells its facts and no more: %s', async (name, expected) => {
    const code = name.split(' ')[1] as ProblemCode

    const problem = await refusal(expected.asked())

    const { status, facts } = expected
    const { title } = PROBLEMS[code]
    expect(problem).toEqual({ type: `/problems/${code}`, title, status, code, ...facts })
  })

  it('of no operation is left out here', () => {
    // A thousand must wait for one lot before a house is busy: `packages/db/test/queue.test.ts`.
    const declared = operations.flatMap(({ name, refusals = [] }) =>
      refusals.filter((code) => code !== 'busy').map((code) => `${name} ${code}`),
    )

    // Quotas are generous; one that is small is used up in `e2e/together/quotas.test.ts`. What is said
    // instead of opening a room is told in `rooms`.
    const elsewhere = [
      'placeBid too-many-requests',
      'signUp too-many-requests',
      'watchRoom too-many-requests',
      'joinRoom too-many-requests',
      'joinRoom upgrade-required',
      'joinRoom no-websocket',
    ]
    expect([...Object.keys(told), ...elsewhere].toSorted()).toEqual(declared.toSorted())
  })
})

describe('a bid with several faults', () => {
  it('is refused because the lot is not live, also where it is the own one', async () => {
    const problem = await refusal(placeBid(seller, await scheduleLot(), euros(1)))

    expect(problem).toMatchObject({ code: 'lot-not-live' })
  })

  it('is refused because the lot is the own one, also where it is too low', async () => {
    const problem = await refusal(placeBid(seller, await openLot(seller), euros(1)))

    expect(problem).toMatchObject({ code: 'own-lot' })
  })

  it('is refused because it is too low, also where there is no cover for it', async () => {
    const problem = await refusal(placeBid(poor, await openLot(seller), euros(1)))

    expect(problem).toMatchObject({ code: 'bid-too-low', minimumBid: euros(100) })
  })
})

describe('a change to a lot with several faults', () => {
  it("is refused because the lot is another's, whatever else", async () => {
    const lot = await openLot(seller)
    const asked = { lotId: lot.id, ifMatch: '"0-draft"', title: 'Mine' }

    const problems = [
      await refusal(ben.editLot(asked)),
      await refusal(
        ben.scheduleLot({ lotId: lot.id, opensAt: inSeconds(2), closesAt: inSeconds(1) }),
      ),
    ]

    for (const problem of problems) expect(problem).toMatchObject({ code: 'not-your-lot' })
  })

  it('is refused as stale before it is as too late', async () => {
    const { id: lotId } = await openLot(seller)

    const problem = await refusal(seller.editLot({ lotId, ifMatch: '"0-draft"', title: 'New' }))

    expect(problem).toMatchObject({ code: 'stale' })
  })

  it('is refused as too late before its schedule is looked at', async () => {
    const { id: lotId } = await openLot(seller)

    const problem = await refusal(
      seller.scheduleLot({ lotId, opensAt: inSeconds(2), closesAt: inSeconds(1) }),
    )

    expect(problem).toMatchObject({ code: 'lot-not-draft' })
  })
})
