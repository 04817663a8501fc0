import { sendAsWritten } from '@gavel/contracts/suite/raw-request.ts'
import { OF_REQUESTS, told } from './exceptions.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, type Served, startTwin } from '../twins.ts'

// The suite lets an exception pass and does not know whom it asks. Here it is known: an exception is
// its twin's alone, and one that is no longer needed must go. Slow headers are in `slow.test.ts`.

let house: Awaited<ReturnType<typeof emptyHouse>>
const twins = new Map<Served, RunningTwin>()

beforeAll(async () => {
  house = await emptyHouse()
  const kinds: Served[] = ['express', 'next', 'next-ws', 'next-dev']
  await Promise.all(kinds.map(async (kind) => twins.set(kind, await startTwin(kind, house.url))))
})

afterAll(async () => {
  await Promise.all([...twins.values()].map((twin) => twin.stop()))
  await house.drop()
})

describe.each(OF_REQUESTS)('the exception for a request with $case', (exception) => {
  const { twin, instead, paths, otherwise, mended, reason } = exception
  const ask = async (other: Served, path: string) => {
    const answer = await sendAsWritten(twins.get(other)?.baseUrl ?? '', path, exception)
    return exception.isInstead(path, answer) ? instead : told(answer)
  }

  it.each(paths)(`is needed, for ${twin} answers ${instead}: %s (${reason})`, async (path) => {
    expect(await ask(twin, path)).toBe(instead)
  })

  it.each(twin === 'next' ? paths : [])('is needed in development as well: %s', async (path) => {
    expect(await ask('next-dev', path)).toBe(instead)
  })

  it.each(exception.like ? paths : [])('is known by its first line: %s', (path) => {
    expect(`${exception.method ?? 'GET'} ${path}`).toMatch(exception.like ?? /^$/)
  })

  it.each(paths)('is not needed by the other twin: %s', async (path) => {
    expect(await ask(twin === 'next' ? 'express' : 'next', path)).toBe(otherwise)
  })

  it.each(twin === 'next' ? paths : [])(
    `is ${mended ? 'not needed' : 'needed as well'} by the custom server: %s`,
    async (path) => {
      expect(await ask('next-ws', path)).toBe(mended ? otherwise : instead)
    },
  )
})

describe('a method that the custom server answers in the place of Next', () => {
  // Found by generated requests.
  it.each([
    { method: 'TRACE', path: '/api/lots/%ED%A0%80', otherwise: '400 malformed-request' },
    { method: 'PROPFIND', path: '/api/lots/%ff', otherwise: '400 malformed-request' },
    { method: 'TRACE', path: '/api/lots#x', otherwise: '405 method-not-allowed' },
    { method: 'TRACE', path: '/api/nothing', otherwise: '404 not-found' },
  ])('is answered as Express answers it: $method $path', async ({ method, path, otherwise }) => {
    const answers = await Promise.all(
      (['express', 'next-ws'] as const).map((kind) =>
        sendAsWritten(twins.get(kind)?.baseUrl ?? '', path, { method }),
      ),
    )

    expect(answers.map(told)).toEqual([otherwise, otherwise])
  })
})
