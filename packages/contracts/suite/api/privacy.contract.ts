import { createHash, randomUUID } from 'node:crypto'
import type { LotId, Money } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { baseUrl } from '../given.ts'
import {
  anonymous,
  untilClosed,
  consignLot,
  deposit,
  newKey,
  openLot,
  type TestUser,
  placeBid,
  postMessage,
} from '../fixtures.ts'
import {
  allAnswersTo,
  answerTo,
  eventsTo,
  framesTo,
  given,
  type Secret,
  type Viewer,
} from '../observed.ts'
import { overWebSocket } from '../rooms/transports.ts'

// Each user has data that occurs nowhere else. Then every user, and a client without a session, reads
// everything that can be read.

/** Cents, chosen so that no price, minimum or balance that results from them equals another. */
const [reserve, adas, bens, sold] = [7_391_317, 4_813_259, 2_617_931, 3_190_477] as Money[]

type Guest = TestUser & { password: string }

const THE_END = `The end of ${randomUUID()}.`

let guests: { selma: Guest; ada: Guest; ben: Guest; dora: Guest }
let open: { id: LotId }
let hammered: { id: LotId }
let draft: { id: LotId }
/** Data that no response contains, and data that only its owner receives. */
let everybodys: Secret[]
let own: Record<keyof typeof guests, Secret[]>

async function signUpGuest(name: string): Promise<Guest> {
  const account = { email: `${randomUUID()}@privacy.test`, password: `${randomUUID()}` }
  const { user, token } = await anonymous.signUp({ ...account, name })
  const guest = { ...createClient(baseUrl, { token }), ...user, token, ...account }
  await deposit(guest, 50_000_000 as Money)
  return guest
}

const tokensOf = ({ name, token, password }: Guest): Secret[] => [
  { what: `the token of ${name}`, look: token },
  { what: `the hash of ${name}’s token`, look: createHash('sha256').update(token).digest('hex') },
  { what: `the password of ${name}`, look: password },
]

const maximumOf = (name: string, maximum = 0 as Money): Secret[] => [
  { what: `a maximum of ${name}`, look: String(maximum) },
  { what: `the cover of ${name}`, look: String(maximum + Math.floor((maximum + 5) / 10)) },
]

beforeAll(async () => {
  const [selma, ada, ben, dora] = await Promise.all(
    ['Selma', 'Ada', 'Ben', 'Dora'].map(signUpGuest),
  )
  if (!selma || !ada || !ben || !dora) throw new Error('A user is missing')
  guests = { selma, ada, ben, dora }
  open = await openLot(selma, { title: 'Telescope', reservePrice: reserve as Money })
  draft = await consignLot(selma, { title: `Draft ${randomUUID()}` })
  await placeBid(ada, open, adas as Money)
  await placeBid(ben, open, bens as Money)
  await postMessage(ben, open, THE_END)
  const emailOf = ({ name, email }: Guest) => ({ what: `the address of ${name}`, look: email })
  everybodys = [
    ...Object.values(guests).flatMap(tokensOf),
    { what: 'a hash of a password', look: '$argon2' },
    { what: 'the reserve', look: String(reserve) },
  ]
  own = {
    selma: [emailOf(selma), { what: 'the draft', look: draft.id }],
    ada: [emailOf(ada), ...maximumOf('Ada', adas), ...maximumOf('Ada', sold)],
    ben: [emailOf(ben), ...maximumOf('Ben', bens)],
    dora: [emailOf(dora)],
  }
})

const names = ['selma', 'ada', 'ben', 'dora'] as const
const viewers = [...names, 'a client without a session'] as const
type Name = (typeof viewers)[number]

const viewerOf = (name: Name): Viewer =>
  name === 'a client without a session' ? { token: null } : { token: guests[name].token }

/** Data that a viewer must not receive. */
const secretsFrom = (viewer: Name): Secret[] => [
  ...everybodys,
  ...names.filter((name) => name !== viewer).flatMap((name) => own[name]),
]

describe('private data', () => {
  it.each(viewers)('appears in no response to %s', async (name) => {
    // A draft is asked for by its id, which a problemOf need not repeat.
    const sent = await allAnswersTo(viewerOf(name), [open.id, draft.id])

    const secrets = secretsFrom(name).filter(({ look }) => look !== draft.id)
    expect(given(secrets, sent)).toEqual([])
    expect(sent.length).toBeGreaterThan(15)
  })

  it.each(viewers)('appears in no room event sent to %s', async (name) => {
    const events = await eventsTo(viewerOf(name), open.id, THE_END)

    expect(events.text).toContain('bid-placed')
    expect(given(secretsFrom(name), [events])).toEqual([])
  })

  it('appears in the responses to its owner', async () => {
    const toldTo = async (name: keyof typeof guests) => {
      const sent = await allAnswersTo(viewerOf(name), [open.id])
      return new Set(given(own[name], sent).map((line) => line.split(':')[0]))
    }

    const [ada, ben] = [await toldTo('ada'), await toldTo('ben')]

    // Ben has never led, so there was no hold for him.
    expect(ada).toEqual(new Set(['the address of Ada', 'a maximum of Ada', 'the cover of Ada']))
    expect(ben).toEqual(new Set(['the address of Ben', 'a maximum of Ben']))
  })

  it('appears in no error response', async () => {
    const dora = viewerOf('dora')
    const keyed = () => ({ 'Idempotency-Key': newKey() })
    const { email } = guests.ada
    const [lot, hidden] = [`/api/lots/${open.id}`, `/api/lots/${draft.id}`]
    const bid = (maximum: number) => ({ method: 'POST', body: { maximum }, headers: keyed() })
    const password = 'not the right one'
    const edit = { method: 'PATCH', body: { title: 'Mine' }, headers: { 'If-Match': '*' } }

    const sent = await Promise.all([
      answerTo(dora, '/api/users', { method: 'POST', body: { email, password, name: 'Eve' } }),
      answerTo(dora, '/api/sessions', { method: 'POST', body: { email, password } }),
      answerTo(dora, `${lot}/bids`, bid(10_000)),
      answerTo(dora, `${lot}/bids`, bid(1e12)),
      ...[lot, hidden].flatMap((path) => [
        answerTo(dora, path, edit),
        answerTo(dora, path, { method: 'DELETE' }),
      ]),
    ])

    expect(sent.map(({ text }) => text.slice(0, 3))).toEqual([
      '409',
      '401',
      '409',
      '409',
      '403',
      '403',
      '404',
      '404',
    ])
    expect(given(secretsFrom('dora'), sent)).toEqual([])
  })
})

overWebSocket('private data', () => {
  it.each(viewers)('appears in no WebSocket frame sent to %s', async (name) => {
    const frames = await framesTo(viewerOf(name), open.id, THE_END)

    expect(frames.text).toContain('bid-placed')
    expect(given(secretsFrom(name), [frames])).toEqual([])
  })
})

describe('private data of a closed lot', () => {
  beforeAll(async () => {
    const { selma, ada, ben } = guests
    hammered = await openLot(selma, { title: 'Telescope', seconds: 3 })
    await placeBid(ben, hammered, 20_000 as Money)
    await placeBid(ada, hammered, sold as Money)
    await untilClosed(hammered)
  })

  it.each(viewers)('appears in no response to %s', async (name) => {
    const sent = await allAnswersTo(viewerOf(name), [hammered.id])

    expect(given(secretsFrom(name), sent)).toEqual([])
  })

  it.each(viewers)('appears in no room event sent to %s', async (name) => {
    const events = await eventsTo(viewerOf(name), hammered.id, 'lot-closed')

    expect(given(secretsFrom(name), [events])).toEqual([])
  })
})
