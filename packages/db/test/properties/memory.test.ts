import { describe, expect, it } from 'vitest'
import { aStage } from './a-stage.ts'
import { checkEvenings } from './check.ts'

/** Every "no" that the rules can say to what is asked here. */
const REFUSALS = [
  'not-found',
  'not-your-lot',
  'lot-not-draft',
  'lot-has-bids',
  'lot-closed',
  'stale',
  'invalid',
  'bad-schedule',
  'lot-not-live',
  'own-lot',
  'bid-too-low',
  'insufficient-funds',
  'wallet-full',
  'key-reused',
]

describe('random evenings in a house in memory', () => {
  it('are what the model has them be, in all the ways there are to be refused', async () => {
    const size = { evenings: 3_000, scenes: 16, atOnce: 3 }

    const said = await checkEvenings(size, aStage, { file: 'test/properties/memory.test.ts' })
    if (!said) return

    expect([...said.keys()].toSorted()).toEqual(['granted', 'replayed', ...REFUSALS].toSorted())
    expect(said.get('granted')).toBeGreaterThan(10_000)
  })
})
