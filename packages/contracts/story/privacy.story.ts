import { createHash, randomUUID } from 'node:crypto'
import type { LotId, Money } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { baseUrl } from './given.ts'
import {
  anybody,
  chapter,
  closed,
  consignLot,
  deposit,
  house,
  newKey,
  openLot,
  type Person,
  placeBid,
  say,
} from './house.ts'
import {
  allAnswersTo,
  answerTo,
  eventsTo,
  framesTo,
  given,
  type Secret,
  type Viewer,
} from './overheard.ts'
import { overWebSocket } from './rooms/transports.ts'

// Everybody here has something that is nobody else's business, and that occurs nowhere else. Then
// all of them, and somebody who is nobody, ask for all there is.

/** Cents. No price, minimum or balance that follows from one of them is equal to another. */
const [reserve, adas, bens, sold] = [7_391_317, 4_813_259, 2_617_931, 3_190_477] as Money[]

type Guest = Person & { password: string }

const THE_END = `The end of ${randomUUID()}.`

let guests: { selma: Guest; ada: Guest; ben: Guest; dora: Guest }
let open: { id: LotId }
let hammered: { id: LotId }
let draft: { id: LotId }
/** What nobody is told; and what one of them is told, and nobody else. */
let everybodys: Secret[]
let own: Record<keyof typeof guests, Secret[]>

async function arrive(name: string): Promise<Guest> {
  const account = { email: `${randomUUID()}@privacy.test`, password: `${randomUUID()}` }
  const { user, token } = await anybody.signUp({ ...account, name })
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
  const [selma, ada, ben, dora] = await Promise.all(['Selma', 'Ada', 'Ben', 'Dora'].map(arrive))
  if (!selma || !ada || !ben || !dora) throw new Error('Somebody has not come')
  guests = { selma, ada, ben, dora }
  open = await openLot(selma, { title: 'Telescope', reservePrice: reserve as Money })
  draft = await consignLot(selma, { title: `Draft ${randomUUID()}` })
  await placeBid(ada, open, adas as Money)
  await placeBid(ben, open, bens as Money)
  await say(ben, open, THE_END)
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
const viewers = [...names, 'a passer-by'] as const
type Name = (typeof viewers)[number]

const viewerOf = (name: Name): Viewer =>
  name === 'a passer-by' ? { token: null } : { token: guests[name].token }

/** What somebody must not be told. */
const secretsFrom = (viewer: Name): Secret[] => [
  ...everybodys,
  ...names.filter((name) => name !== viewer).flatMap((name) => own[name]),
]

describe('what is nobody else’s', () => {
  it.each(viewers)('is in nothing that %s can read', async (name) => {
    // A draft is asked for by its id, which a refusal need not repeat.
    const sent = await allAnswersTo(viewerOf(name), [open.id, draft.id])

    const secrets = secretsFrom(name).filter(({ look }) => look !== draft.id)
    expect(given(secrets, sent)).toEqual([])
    expect(sent.length).toBeGreaterThan(15)
  })

  it.each(viewers)('is in nothing that %s hears of a room', async (name) => {
    const events = await eventsTo(viewerOf(name), open.id, THE_END)

    expect(events.text).toContain('bid-placed')
    expect(given(secretsFrom(name), [events])).toEqual([])
  })

  it('is found where it may be: everybody is told what is their own', async () => {
    const toldTo = async (name: keyof typeof guests) => {
      const sent = await allAnswersTo(viewerOf(name), [open.id])
      return new Set(given(own[name], sent).map((line) => line.split(':')[0]))
    }

    const [ada, ben] = [await toldTo('ada'), await toldTo('ben')]

    // Ben has never led, so nothing was ever held for him.
    expect(ada).toEqual(new Set(['the address of Ada', 'a maximum of Ada', 'the cover of Ada']))
    expect(ben).toEqual(new Set(['the address of Ben', 'a maximum of Ben']))
  })

  it('is in no refusal of what somebody tries', async () => {
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

overWebSocket('what is nobody else’s', () => {
  it.each(viewers)('is in no frame that %s hears of a room', async (name) => {
    const frames = await framesTo(viewerOf(name), open.id, THE_END)

    expect(frames.text).toContain('bid-placed')
    expect(given(secretsFrom(name), [frames])).toEqual([])
  })
})

chapter('once the hammer has fallen, what is nobody else’s', house.softCloseSeconds + 7, () => {
  beforeAll(async () => {
    const { selma, ada, ben } = guests
    hammered = await openLot(selma, { title: 'Telescope', seconds: 3 })
    await placeBid(ben, hammered, 20_000 as Money)
    await placeBid(ada, hammered, sold as Money)
    await closed(hammered)
  })

  it.each(viewers)('is in nothing that %s can read', async (name) => {
    const sent = await allAnswersTo(viewerOf(name), [hammered.id])

    expect(given(secretsFrom(name), sent)).toEqual([])
  })

  it.each(viewers)('is in nothing that %s hears of a room', async (name) => {
    const events = await eventsTo(viewerOf(name), hammered.id, 'lot-closed')

    expect(given(secretsFrom(name), [events])).toEqual([])
  })
})
