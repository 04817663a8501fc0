import { describe, expect, it } from 'vitest'
import { houseWith, resultOf } from './a-house.ts'
import { ada, after, aLot, HOUR, NOW, sam, scheduled } from './a-lot.ts'

const KEY = 'a-key-of-sixteen-characters'
const message = { lotId: aLot().id, author: ada, text: 'Is the case original?', key: KEY }

describe('postMessage in the room of a live lot', () => {
  it('returns the message as listMessages does', async () => {
    const { house } = houseWith(aLot())

    expect(await house.postMessage(message)).toEqual({
      answer: {
        id: 'message',
        author: ada,
        text: 'Is the case original?',
        at: NOW.toISOString(),
        seq: 8,
      },
      replayed: false,
    })
  })

  it('logs message-posted with the public view of the author', async () => {
    const { house, state } = houseWith(aLot())
    const caller = { ...ada, email: 'ada@gavel.test' }

    const { answer } = await house.postMessage({ ...message, author: caller })

    expect(answer.author).toEqual(ada)
    expect(state.events).toEqual([
      {
        type: 'message-posted',
        data: { id: 'message', author: ada, text: 'Is the case original?' },
      },
    ])
  })

  it('accepts a message from the seller', async () => {
    const { house } = houseWith(aLot())

    expect(await resultOf(house.postMessage({ ...message, author: sam }))).toHaveProperty('answer')
  })

  it('has an Idempotency-Key that covers the lot and the text', async () => {
    const { house, state } = houseWith(aLot())

    await house.postMessage(message)
    await house.postMessage(message)
    await house.postMessage({ ...message, text: 'Is it?' })

    const [first, again, other] = state.keys
    expect(first).toMatchObject({ user: ada.id, key: KEY })
    expect(again).toEqual(first)
    expect(other?.fingerprint).not.toBe(first?.fingerprint)
  })
})

describe('postMessage when the lot is not live', () => {
  it.each([
    { name: 'scheduled', lot: aLot({ schedule: scheduled(1, HOUR), opened: false }) },
    { name: 'closed', lot: aLot({ schedule: scheduled(-HOUR, 0) }) },
    { name: 'settled', lot: aLot({ schedule: scheduled(-HOUR, -1), settled: true }) },
    { name: 'withdrawn', lot: aLot({ withdrawn: true }) },
  ])('returns lot-not-live for a lot that is $name', async ({ lot }) => {
    const { house, state } = houseWith(lot)

    expect(await resultOf(house.postMessage(message))).toEqual({
      error: 'lot-not-live',
      facts: {},
    })
    expect(state.events).toEqual([])
  })

  it('returns not-found for a draft of another seller', async () => {
    const { house } = houseWith(aLot({ schedule: null, opened: false }))

    expect(await resultOf(house.postMessage(message))).toMatchObject({ error: 'not-found' })
  })

  it('returns lot-not-live to the seller of a draft', async () => {
    const { house } = houseWith(aLot({ schedule: null, opened: false }))

    expect(await resultOf(house.postMessage({ ...message, author: sam }))).toMatchObject({
      error: 'lot-not-live',
    })
  })
})

describe('postMessage before lot-opened is logged', () => {
  const unopened = aLot({ schedule: scheduled(0, HOUR), opened: false })

  it('logs lot-opened, then message-posted', async () => {
    const { house, state } = houseWith(unopened)

    await house.postMessage(message)

    expect(state.events.map(({ type }) => type)).toEqual(['lot-opened', 'message-posted'])
    expect(state.lot).toMatchObject({ opened: true, version: unopened.version + 1 })
  })

  it('returns lot-not-live when the clock was read one millisecond before opensAt', async () => {
    const { house, state } = houseWith(unopened, [], { clock: after(-1) })

    expect(await resultOf(house.postMessage(message))).toMatchObject({ error: 'lot-not-live' })
    expect(state.events).toEqual([])
  })
})
