import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Admission } from '../src/admission.ts'

/** Lets promises settle, within this turn of the event loop. */
const settle = async () => {
  for (let step = 0; step < 5; step += 1) await Promise.resolve()
}

describe('a turnstile', () => {
  it('lets a crowd pass in its order, four in a turn of the event loop', async () => {
    const turnstile = new Admission()
    const passed: number[] = []

    for (let index = 0; index < 10; index += 1) void turnstile.pass().then(() => passed.push(index))
    await settle()
    const counts = [passed.length]
    for (let time = 0; time < 3; time += 1) {
      await turn()
      counts.push(passed.length)
    }

    expect(counts).toEqual([4, 8, 10, 10])
    expect(passed).toEqual(Array.from({ length: 10 }, (_, index) => index))
  })

  it('lets whoever is not in a crowd pass at once, also after many others', async () => {
    const turnstile = new Admission()
    const waited: boolean[] = []

    for (let index = 0; index < 40; index += 1) {
      let hasPassed = false
      void turnstile.pass().then(() => (hasPassed = true))
      await settle()
      waited.push(!hasPassed)
      await turn()
    }

    expect(waited).not.toContain(true)
  })
})
