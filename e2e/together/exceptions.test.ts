import { askAsWritten } from '@gavel/contracts/story/door/as-written.ts'
import { OF_ADDRESSES } from '@gavel/contracts/story/exceptions.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'

// The suite lets an exception pass and does not know whom it asks. Here it is known: an exception is
// its twin's alone, and one that is no longer needed must go. Slow headers are in `slow.test.ts`.

type Twin = 'express' | 'next'

let house: Awaited<ReturnType<typeof emptyHouse>>
let twins: Record<Twin, RunningTwin>

beforeAll(async () => {
  house = await emptyHouse()
  const [express, next] = await Promise.all([
    startTwin('express', house.url),
    startTwin('next', house.url),
  ])
  twins = { express, next }
})

afterAll(async () => {
  await Promise.all(Object.values(twins).map((twin) => twin.stop()))
  await house.drop()
})

describe.each(OF_ADDRESSES)('the exception for an address with $case', (exception) => {
  const { twin, instead, paths, otherwise, reason } = exception
  const ask = async (other: Twin, path: string) => {
    const answer = await askAsWritten(twins[other].baseUrl, path)
    const told = `${answer.status} ${/"code":"([\w-]+)"/.exec(answer.text)?.[1]}`
    return exception.isInstead(path, answer) ? instead : told
  }

  it.each(paths)(`is needed, for ${twin} answers ${instead}: %s (${reason})`, async (path) => {
    expect(await ask(twin, path)).toBe(instead)
  })

  it.each(paths)('is not needed by the other twin: %s', async (path) => {
    expect(await ask(twin === 'next' ? 'express' : 'next', path)).toBe(otherwise)
  })
})
