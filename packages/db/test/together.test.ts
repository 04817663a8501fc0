import { setImmediate as soon } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isUnavailable } from '../src/errors.ts'
import { together } from '../src/together.ts'

/** Questions whose queries are answered when the test says so; each answer is the question, doubled. */
function aDesk() {
  const queries: { questions: readonly number[]; answer(): void; fail(error: Error): void }[] = []
  const ask = together(
    (questions: readonly number[]) =>
      new Promise<number[]>((resolve, fail) => {
        const answer = () => resolve(questions.map((question) => 2 * question))
        queries.push({ questions, answer, fail })
      }),
  )
  return { ask, queries }
}

afterEach(() => void vi.useRealTimers())

describe('a question that nobody else has', () => {
  it('is asked at once, alone', () => {
    const { ask, queries } = aDesk()

    void ask(1)

    expect(queries).toMatchObject([{ questions: [1] }])
  })
})

describe('questions that come while a query is under way', () => {
  it('are asked together when it is answered, and none from before it came', async () => {
    const { ask, queries } = aDesk()
    const answers = [1, 2, 3].map((question) => ask(question))

    queries[0]?.answer()
    await soon()
    queries[1]?.answer()

    expect(queries).toMatchObject([{ questions: [1] }, { questions: [2, 3] }])
    expect(await Promise.all(answers)).toEqual([2, 4, 6])
  })

  it('are at most 64 in one', async () => {
    const { ask, queries } = aDesk()
    for (let question = 0; question < 80; question += 1) void ask(question)

    for (const index of [0, 1]) {
      queries[index]?.answer()
      await soon()
    }

    expect(queries.map(({ questions }) => questions.length)).toEqual([1, 64, 15])
  })
})

describe('a query that fails', () => {
  it('fails for those who were in it, and for nobody after them', async () => {
    const { ask, queries } = aDesk()
    const [, ...together] = [1, 2, 3].map((question) => ask(question))
    queries[0]?.answer()
    await soon()
    const later = ask(4)

    queries[1]?.fail(new Error('The database is away'))
    const outcomes = await Promise.allSettled(together)
    await soon()
    queries[2]?.answer()

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await later).toBe(8)
  })
})

describe('a query that hangs', () => {
  it('holds up the next for half a second, and is still answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { ask, queries } = aDesk()
    const [first, second] = [ask(1), ask(2)]

    await vi.advanceTimersByTimeAsync(499)
    const before = queries.length
    await vi.advanceTimersByTimeAsync(1)
    for (const { answer } of queries.toReversed()) answer()

    expect([before, queries.length]).toEqual([1, 2])
    expect(await Promise.all([first, second])).toEqual([2, 4])
  })

  it('is waited for by nobody for longer than two seconds, however many there are', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { ask, queries } = aDesk()
    const asked = Promise.allSettled(Array.from({ length: 1_000 }, (_, question) => ask(question)))

    await vi.advanceTimersByTimeAsync(2_000)
    const outcomes = await asked
    await vi.advanceTimersByTimeAsync(10_000)

    const errors = outcomes.map((outcome) => 'reason' in outcome && isUnavailable(outcome.reason))
    expect(new Set(errors)).toEqual(new Set([true]))
    expect(queries.map(({ questions }) => questions.length)).toEqual([1, 64, 64, 64])
  })
})
