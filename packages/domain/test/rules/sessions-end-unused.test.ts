import { describe, expect, it } from 'vitest'
import { hasSessionEnded, isUseNews } from '../../src/rules/sessions-end-unused.ts'
import { after, HOUR, NOW, SECOND } from '../a-lot.ts'

const MINUTE = 60 * SECOND
const aSession = { expiresAt: after(10 * HOUR), usedAt: NOW }

describe('a session that may go unused for two hours', () => {
  it.each([
    { at: after(2 * HOUR - 1), ended: false },
    { at: after(2 * HOUR), ended: true },
    { at: after(9 * HOUR), ended: true },
  ])('has ended two hours after its last use: $ended at $at', ({ at, ended }) => {
    expect(hasSessionEnded(aSession, { now: at, idleHours: 2 })).toBe(ended)
  })

  it.each([
    { at: after(10 * HOUR - 1), ended: false },
    { at: after(10 * HOUR), ended: true },
  ])('has ended when it expires, though it is used: $ended at $at', ({ at, ended }) => {
    const used = { ...aSession, usedAt: after(10 * HOUR - 2) }

    expect(hasSessionEnded(used, { now: at, idleHours: 2 })).toBe(ended)
  })
})

describe('a use of a session', () => {
  it.each([
    { idle: 'a day', idleHours: 24, since: MINUTE - 1, news: false },
    { idle: 'a day', idleHours: 24, since: MINUTE, news: true },
    { idle: 'ten minutes', idleHours: 1 / 6, since: MINUTE - 1, news: false },
    { idle: '36 seconds', idleHours: 0.01, since: 3_599, news: false },
    { idle: '36 seconds', idleHours: 0.01, since: 3_600, news: true },
    { idle: '36 seconds, which have passed', idleHours: 0.01, since: 36_000, news: false },
  ])(
    'is news after $since ms where it may go unused for $idle: $news',
    ({ idleHours, since, news }) => {
      expect(isUseNews(aSession, { now: after(since), idleHours })).toBe(news)
    },
  )
})
