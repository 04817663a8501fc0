import { describe, expect, it } from 'vitest'
import { Lookups } from '../src/lookups.ts'

/** Something to look up, each look of which takes until it is let go, and finds its own number. */
function aThing() {
  const looks: PromiseWithResolvers<number>[] = []
  const lookups = new Lookups<number>()
  const ask = (name = 'globe') =>
    lookups.look(name, () => {
      looks.push(Promise.withResolvers())
      return looks.at(-1)?.promise ?? Promise.reject(new Error('No look'))
    })
  /** Ends a look, and gives others the time to begin. */
  const end = async (number: number) => {
    looks[number]?.resolve(number)
    await new Promise(setImmediate)
  }
  return { ask, end, looks }
}

describe('a thing that many ask for at the same moment', () => {
  it('is looked up twice: for the first, and then for all others', async () => {
    const { ask, end, looks } = aThing()

    const asked = Array.from({ length: 1_000 }, () => ask())
    await end(0)
    await end(1)

    expect(await Promise.all(asked)).toEqual([0, ...Array.from({ length: 999 }, () => 1)])
    expect(looks).toHaveLength(2)
  })

  it('is never looked up for somebody before they asked', async () => {
    const { ask, end, looks } = aThing()
    const first = ask()
    const second = ask()
    await end(0)
    const third = ask()

    await end(1)
    await end(2)
    const fourth = ask()
    await end(3)

    expect(await Promise.all([first, second, third, fourth])).toEqual([0, 1, 2, 3])
    expect(looks).toHaveLength(4)
  })

  it('is looked up again after a look that failed, which those who shared it hear of', async () => {
    const { ask, end, looks } = aThing()
    const first = ask()
    const [second, third] = [ask(), ask()]
    await end(0)
    looks[1]?.reject(new Error('The database is away'))

    const failures = await Promise.allSettled([second, third])
    const fourth = ask()
    await end(2)

    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await Promise.all([first, fourth])).toEqual([0, 2])
  })

  it('waits for no look at another', async () => {
    const { ask, end } = aThing()
    void ask('globe')

    const asked = ask('map')
    await end(1)

    expect(await asked).toBe(1)
  })
})
