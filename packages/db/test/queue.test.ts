import type { LotId } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import type { Command, Outcome } from '../src/decisions/command.ts'
import { BATCH, queueOf, WAITING } from '../src/decisions/queue.ts'

const LOT = 'lot' as LotId
const OTHER = 'another lot' as LotId

/** A command that nobody will look into. */
const aCommand = () => ({}) as Command

/** A queue whose decisions are made when the test says so; every answer is its place in the order. */
function aQueue() {
  const batches: { lotId: LotId; size: number; decide(): void }[] = []
  let decided = 0
  const queue = queueOf(
    (lotId, commands) =>
      new Promise((resolve) => {
        const outcomes = commands.map((): Outcome => {
          decided += 1
          return { receipt: { answer: decided, replayed: false } }
        })
        batches.push({ lotId, size: commands.length, decide: () => resolve(outcomes) })
      }),
  )
  return { queue, batches }
}

/** Lets everything that is ready go on. */
const soon = () => new Promise((resolve) => setImmediate(resolve))

async function decideAll(batches: { decide(): void }[]): Promise<void> {
  for (let batch = 0; batch < batches.length; batch += 1) {
    batches[batch]?.decide()
    await soon()
  }
}

describe('a command on a lot that nobody waits for', () => {
  it('is decided at once, alone', () => {
    const { queue, batches } = aQueue()

    void queue(LOT, aCommand())

    expect(batches).toMatchObject([{ lotId: LOT, size: 1 }])
  })
})

describe('commands that come while one is decided', () => {
  it('are decided together, in the order they came, at most 64 at a time', async () => {
    const { queue, batches } = aQueue()
    const asked = Array.from({ length: 1 + BATCH + 10 }, () => queue(LOT, aCommand()))

    await decideAll(batches)

    const answers = (await Promise.all(asked)).map(
      (outcome) => 'receipt' in outcome && outcome.receipt.answer,
    )
    expect(batches.map(({ size }) => size)).toEqual([1, 64, 10])
    expect(answers).toEqual(answers.map((_, index) => index + 1))
  })

  it('on another lot do not wait', () => {
    const { queue, batches } = aQueue()

    void queue(LOT, aCommand())
    void queue(LOT, aCommand())
    void queue(OTHER, aCommand())

    expect(batches.map(({ lotId, size }) => ({ lotId, size }))).toEqual([
      { lotId: LOT, size: 1 },
      { lotId: OTHER, size: 1 },
    ])
  })
})

describe('commands that come while one is decided, for which the database turns out to be away', () => {
  it('are not tried, and are told so at once', async () => {
    const error = new Error('connect ECONNREFUSED')
    const tried: number[] = []
    const queue = queueOf<number>(async (_, numbers) => {
      tried.push(...numbers)
      await soon()
      return numbers.map(() => ({ error }))
    })

    const outcomes = await Promise.all([1, 2, 3].map((number) => queue(LOT, number)))

    expect(tried).toEqual([1])
    expect(outcomes).toEqual([{ error }, { error }, { error }])
  })

  it('are tried where the error is one’s own', async () => {
    const error = new Error('A decision found other rows to write')
    const tried: number[] = []
    const queue = queueOf<number>(async (_, numbers) => {
      tried.push(...numbers)
      await soon()
      return numbers.map(() => ({ error }))
    })

    await Promise.all([1, 2, 3].map((number) => queue(LOT, number)))

    expect(tried).toEqual([1, 2, 3])
  })
})

describe('a lot that a thousand wait for', () => {
  const aFullQueue = () => {
    const made = aQueue()
    const asked = Array.from({ length: 1 + WAITING }, () => made.queue(LOT, aCommand()))
    return { ...made, asked }
  }

  it('is busy for the next, who is told when to come again', () => {
    const { queue } = aFullQueue()

    expect(WAITING).toBe(1_000)
    expect(() => queue(LOT, aCommand())).toThrow(
      expect.objectContaining({ code: 'busy', facts: { retryAfterSeconds: 1 } }),
    )
  })

  it('is busy for nobody on another lot', () => {
    const { queue, batches } = aFullQueue()

    void queue(OTHER, aCommand())

    expect(batches.at(-1)).toMatchObject({ lotId: OTHER, size: 1 })
  })

  it('answers everybody who waited, and takes commands again', async () => {
    const { queue, batches, asked } = aFullQueue()

    await decideAll(batches)
    void queue(LOT, aCommand())

    expect(await Promise.all(asked)).toHaveLength(1 + WAITING)
    expect(batches.at(-1)).toMatchObject({ lotId: LOT, size: 1 })
  })
})
