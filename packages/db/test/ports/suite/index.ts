import { afterAll, beforeAll, describe, expect } from 'vitest'
import { Evening, type Subject } from './an-evening.ts'
import { closings } from './closings.ts'
import { keys } from './keys.ts'
import { pages } from './pages.ts'
import { people } from './people.ts'
import { poison } from './poison.ts'
import { races } from './races.ts'
import { wallets } from './wallets.ts'

export type { Subject } from './an-evening.ts'

/**
 * The promises of the ports, which hold for whatever stands behind them. It is talked to through the
 * ports and the house alone, and makes its own people and lots for each test.
 */
export function portSuite(name: string, open: () => Promise<Subject>): void {
  describe(`the ports of ${name}`, () => {
    let subject: Subject
    let evening: Evening

    beforeAll(async () => {
      subject = await open()
      evening = new Evening(subject.ports)
    })

    afterAll(async () => {
      const breaches = await subject.breaches()
      await subject.close()
      expect(breaches).toEqual([])
    })

    for (const chapter of [people, wallets, races, keys, closings, poison, pages])
      chapter(() => evening)
  })
}
