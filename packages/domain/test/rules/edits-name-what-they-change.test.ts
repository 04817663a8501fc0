import { describe, expect, it } from 'vitest'
import { editsNameWhatTheyChange } from '../../src/rules/edits-name-what-they-change.ts'

const current = { version: 3, status: 'draft' } as const

describe('an edit', () => {
  it('passes when it names the state the lot is in', () => {
    expect(editsNameWhatTheyChange(current, [{ version: 3, status: 'draft' }])).toBeNull()
  })

  it('passes when one of the states it names is the right one', () => {
    const seen = [{ version: 2, status: 'draft' } as const, current]

    expect(editsNameWhatTheyChange(current, seen)).toBeNull()
  })

  it('passes when it means the lot whatever its state', () => {
    expect(editsNameWhatTheyChange(current, 'any')).toBeNull()
  })

  it.each([
    { case: 'an older version', seen: [{ version: 2, status: 'draft' } as const] },
    { case: 'another status', seen: [{ version: 3, status: 'live' } as const] },
    { case: 'no state at all', seen: [] },
  ])('is stale when it names $case', ({ seen }) => {
    expect(editsNameWhatTheyChange(current, seen)?.code).toBe('stale')
  })
})
