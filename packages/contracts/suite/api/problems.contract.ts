import { beforeAll, describe, expect, it } from 'vitest'
import { type ProblemCode, PROBLEMS } from '../../src/problems.ts'
import { operations } from '../operations.ts'
import {
  anonymous,
  newUser,
  untilClosed,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  PASSWORD,
  type TestUser,
  placeBid,
  problemOf,
  postMessage,
} from '../fixtures.ts'

// The complete problem document of every error that an operation declares.

let seller: TestUser
let ben: TestUser
let poor: TestUser

beforeAll(async () => {
  ;[seller, ben, poor] = await Promise.all([
    newUser('Selma'),
    newUser('Ben'),
    newUser('Pia', euros(0)),
  ])
})

const later = () => ({ opensAt: inSeconds(600), closesAt: inSeconds(900) })

/** A visible lot that has not opened. */
async function scheduleLot() {
  const { id: lotId } = await consignLot(seller)
  return seller.scheduleLot({ lotId, ...later() })
}

const editing = async (editor: TestUser, lotId: Parameters<TestUser['readLot']>[0]['lotId']) =>
  editor.editLot({ lotId, ifMatch: '*', title: 'New' })

type Documented = { status: number; facts?: object; asked(): Promise<unknown> }

const documented: Record<string, Documented> = {
  'signUp email-taken': {
    status: 409,
    asked: () => anonymous.signUp({ email: ben.email, password: PASSWORD, name: 'Eve' }),
  },
  'signIn wrong-credentials': {
    status: 401,
    asked: () => anonymous.signIn({ email: ben.email, password: 'gone going going' }),
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
      for (let failed = 0; failed < 10; failed += 1) await problemOf(poor.changePassword(change))
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
      const lot = await untilClosed(await openLot(seller, { seconds: 1.2 }))
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
    asked: async () => postMessage(ben, await scheduleLot(), 'Soon?'),
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

describe('problem documents', () => {
  it.each(Object.entries(documented))(
    'contain exactly the documented members: %s',
    async (name, expected) => {
      const code = name.split(' ')[1] as ProblemCode

      const problem = await problemOf(expected.asked())

      const { status, facts } = expected
      const { title } = PROBLEMS[code]
      expect(problem).toEqual({ type: `/problems/${code}`, title, status, code, ...facts })
    },
  )

  it('are tested for every error that an operation declares', () => {
    // `busy` needs a thousand waiting requests: packages/db/test/queue.test.ts.
    const declared = operations.flatMap(({ name, errors = [] }) =>
      errors.filter((code) => code !== 'busy').map((code) => `${name} ${code}`),
    )

    // Tested in accounts, guards, rooms and process.
    const elsewhere = [
      'signIn too-many-attempts',
      'placeBid too-many-requests',
      'signUp too-many-requests',
      'watchRoom too-many-requests',
      'joinRoom too-many-requests',
      'joinRoom upgrade-required',
      'joinRoom no-websocket',
    ]
    expect([...Object.keys(documented), ...elsewhere].toSorted()).toEqual(declared.toSorted())
  })
})

describe('placeBid: several errors', () => {
  it('reports lot-not-live before own-lot', async () => {
    const problem = await problemOf(placeBid(seller, await scheduleLot(), euros(1)))

    expect(problem).toMatchObject({ code: 'lot-not-live' })
  })

  it('reports own-lot before bid-too-low', async () => {
    const problem = await problemOf(placeBid(seller, await openLot(seller), euros(1)))

    expect(problem).toMatchObject({ code: 'own-lot' })
  })

  it('reports bid-too-low before insufficient-funds', async () => {
    const problem = await problemOf(placeBid(poor, await openLot(seller), euros(1)))

    expect(problem).toMatchObject({ code: 'bid-too-low', minimumBid: euros(100) })
  })
})

describe('editLot and scheduleLot: several errors', () => {
  it('report not-your-lot before any other error', async () => {
    const lot = await openLot(seller)
    const asked = { lotId: lot.id, ifMatch: '"0-draft"', title: 'Mine' }

    const problems = [
      await problemOf(ben.editLot(asked)),
      await problemOf(
        ben.scheduleLot({ lotId: lot.id, opensAt: inSeconds(2), closesAt: inSeconds(1) }),
      ),
    ]

    for (const problem of problems) expect(problem).toMatchObject({ code: 'not-your-lot' })
  })

  it('report stale before lot-not-draft', async () => {
    const { id: lotId } = await openLot(seller)

    const problem = await problemOf(seller.editLot({ lotId, ifMatch: '"0-draft"', title: 'New' }))

    expect(problem).toMatchObject({ code: 'stale' })
  })

  it('report lot-not-draft before bad-schedule', async () => {
    const { id: lotId } = await openLot(seller)

    const problem = await problemOf(
      seller.scheduleLot({ lotId, opensAt: inSeconds(2), closesAt: inSeconds(1) }),
    )

    expect(problem).toMatchObject({ code: 'lot-not-draft' })
  })
})
