import { describe, expect, it } from 'vitest'
import { hasSessionEnded, shouldRecordUse } from '../../src/rules/session.ts'
import { after, HOUR, NOW, SECOND } from '../a-lot.ts'

const MINUTE = 60 * SECOND
const aSession = { expiresAt: after(10 * HOUR), usedAt: NOW }

describe('hasSessionEnded with an idle limit of two hours', () => {
  it.each([
    { at: after(2 * HOUR - 1), ended: false },
    { at: after(2 * HOUR), ended: true },
    { at: after(9 * HOUR), ended: true },
  ])('returns $ended at $at for a session last used at NOW', ({ at, ended }) => {
    expect(hasSessionEnded(aSession, { now: at, idleHours: 2 })).toBe(ended)
  })

  it.each([
    { at: after(10 * HOUR - 1), ended: false },
    { at: after(10 * HOUR), ended: true },
  ])('returns $ended at $at for a session in use that expires after ten hours', ({ at, ended }) => {
    const used = { ...aSession, usedAt: after(10 * HOUR - 2) }

    expect(hasSessionEnded(used, { now: at, idleHours: 2 })).toBe(ended)
  })
})

describe('shouldRecordUse', () => {
  it.each([
    { idle: 'a day', idleHours: 24, since: MINUTE - 1, news: false },
    { idle: 'a day', idleHours: 24, since: MINUTE, news: true },
    { idle: 'ten minutes', idleHours: 1 / 6, since: MINUTE - 1, news: false },
    { idle: '36 seconds', idleHours: 0.01, since: 3_599, news: false },
    { idle: '36 seconds', idleHours: 0.01, since: 3_600, news: true },
    {
      idle: '36 seconds, after the end of the session',
      idleHours: 0.01,
      since: 36_000,
      news: false,
    },
  ])(
    'returns $news $since ms after the last recorded use, with an idle limit of $idle',
    ({ idleHours, since, news }) => {
      expect(shouldRecordUse(aSession, { now: after(since), idleHours })).toBe(news)
    },
  )
})
