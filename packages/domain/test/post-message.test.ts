import { describe, expect, it } from 'vitest'
import { aHouseWith, said } from './a-house.ts'
import { ada, after, aLot, HOUR, NOW, sam, scheduled } from './a-lot.ts'

const KEY = 'a-key-of-sixteen-characters'
const adasMessage = { lotId: aLot().id, author: ada, text: 'Is the case original?', key: KEY }

describe('a message in the room of a lot that is live', () => {
  it('is answered as it will be listed', async () => {
    const { house } = aHouseWith(aLot())

    expect(await house.postMessage(adasMessage)).toEqual({
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

  it('is told to the room with the name of its author, and nothing else of them', async () => {
    const { house, kept } = aHouseWith(aLot())
    const caller = { ...ada, email: 'ada@gavel.test' }

    const { answer } = await house.postMessage({ ...adasMessage, author: caller })

    expect(answer.author).toEqual(ada)
    expect(kept.told).toEqual([
      {
        type: 'message-posted',
        data: { id: 'message', author: ada, text: 'Is the case original?' },
      },
    ])
  })

  it('may be the seller’s own', async () => {
    const { house } = aHouseWith(aLot())

    expect(await said(house.postMessage({ ...adasMessage, author: sam }))).toHaveProperty('answer')
  })

  it('is kept with a key of its author, bound to the lot and the words', async () => {
    const { house, kept } = aHouseWith(aLot())

    await house.postMessage(adasMessage)
    await house.postMessage(adasMessage)
    await house.postMessage({ ...adasMessage, text: 'Is it?' })

    const [first, again, other] = kept.keys
    expect(first).toMatchObject({ user: ada.id, key: KEY })
    expect(again).toEqual(first)
    expect(other?.fingerprint).not.toBe(first?.fingerprint)
  })
})

describe('a message where nobody may speak', () => {
  it.each([
    { name: 'scheduled', lot: aLot({ schedule: scheduled(1, HOUR), opened: false }) },
    { name: 'over', lot: aLot({ schedule: scheduled(-HOUR, 0) }) },
    { name: 'settled', lot: aLot({ schedule: scheduled(-HOUR, -1), settled: true }) },
    { name: 'withdrawn', lot: aLot({ withdrawn: true }) },
  ])('is refused, for the lot is $name', async ({ lot }) => {
    const { house, kept } = aHouseWith(lot)

    expect(await said(house.postMessage(adasMessage))).toEqual({
      refused: 'lot-not-live',
      facts: {},
    })
    expect(kept.told).toEqual([])
  })

  it('finds no lot, for it is somebody else’s draft', async () => {
    const { house } = aHouseWith(aLot({ schedule: null, opened: false }))

    expect(await said(house.postMessage(adasMessage))).toMatchObject({ refused: 'not-found' })
  })

  it('is refused to the seller of a draft, who knows of it', async () => {
    const { house } = aHouseWith(aLot({ schedule: null, opened: false }))

    expect(await said(house.postMessage({ ...adasMessage, author: sam }))).toMatchObject({
      refused: 'lot-not-live',
    })
  })
})

describe('a message in a room that does not know yet that its lot is live', () => {
  const untold = aLot({ schedule: scheduled(0, HOUR), opened: false })

  it('comes after the opening, which it lets the room know', async () => {
    const { house, kept } = aHouseWith(untold)

    await house.postMessage(adasMessage)

    expect(kept.told.map(({ type }) => type)).toEqual(['lot-opened', 'message-posted'])
    expect(kept.lot).toMatchObject({ opened: true, version: untold.version + 1 })
  })

  it('is refused where the clock was read a moment before the opening: it is never first', async () => {
    const { house, kept } = aHouseWith(untold, [], { clock: after(-1) })

    expect(await said(house.postMessage(adasMessage))).toMatchObject({ refused: 'lot-not-live' })
    expect(kept.told).toEqual([])
  })
})
