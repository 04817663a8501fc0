import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { isUnavailable } from './unavailable.ts'
import { aDatabase, holding } from './a-database.ts'

const the = aDatabase()

/** How many connections there are. */
const ALL = 10
/** Milliseconds that the next come later, and those for a machine that has much else to do. */
const LATER = 300
const SLACK = 500

async function timed(asked: Promise<unknown>): Promise<{ isGone: boolean; took: number }> {
  const begun = performance.now()
  const isGone = await asked.then(() => false, isUnavailable)
  return { isGone, took: performance.now() - begun }
}

describe('a database that answers nobody', () => {
  it('is waited for two and a half seconds, for a connection and on it together', async () => {
    const { evening, url } = the()
    const people = await Promise.all(Array.from({ length: 2 * ALL }, () => evening.aPerson('Ada')))
    const { letGo } = await holding(url, 'lock table account in access exclusive mode')
    const deposits = (some: typeof people) =>
      some.map((person) => timed(evening.deposit(person, 10_00)))

    const first = deposits(people.slice(0, ALL))
    await pause(LATER)
    const behind = deposits(people.slice(ALL))
    const outcomes = await Promise.all([...first, ...behind])
    await letGo()

    expect(outcomes.filter(({ isGone }) => !isGone)).toEqual([])
    expect(Math.max(...outcomes.map(({ took }) => took))).toBeLessThan(2_500 + SLACK)
    expect(Math.max(...outcomes.map(({ took }) => took))).toBeGreaterThan(2_000 + LATER / 2)
  })
})
