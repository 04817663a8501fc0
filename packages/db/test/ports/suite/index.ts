import { afterAll, beforeAll, describe, expect } from 'vitest'
import { Evening, type Subject } from './an-evening.ts'
import { failedSignIns } from './failed-sign-ins.ts'
import { bidPages } from './bid-pages.ts'
import { bidRaces } from './bid-races.ts'
import { closings } from './closings.ts'
import { crowds } from './crowds.ts'
import { cursors } from './cursors.ts'
import { entries } from './entries.ts'
import { holds } from './holds.ts'
import { replayedErrors } from './replayed-errors.ts'
import { idempotency } from './idempotency.ts'
import { lotPages } from './lot-pages.ts'
import { lotRaces } from './lot-races.ts'
import { lots } from './lots.ts'
import { messages } from './messages.ts'
import { passwordChanges } from './password-changes.ts'
import { passwords } from './passwords.ts'
import { people } from './people.ts'
import { poison } from './poison.ts'
import { presence } from './presence.ts'
import { roomRaces } from './room-races.ts'
import { rooms } from './rooms.ts'
import { sessionTimes } from './session-times.ts'
import { sessions } from './sessions.ts'
import { rateLimits } from './rate-limits.ts'
import { waits } from './waits.ts'
import { wallets } from './wallets.ts'
import { words } from './words.ts'

export { START, type Subject } from './an-evening.ts'

const CHAPTERS = [
  [people, passwords, passwordChanges, sessions, sessionTimes, failedSignIns, rateLimits],
  [lots, wallets, holds, entries],
  [bidRaces, lotRaces, crowds, idempotency, replayedErrors],
  [waits, closings, poison],
  [messages, rooms, roomRaces, presence],
  [lotPages, words, bidPages, cursors],
].flat()

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
      evening = new Evening(subject.ports, { clock: subject.clock })
    })

    afterAll(async () => {
      const breaches = await subject.breaches()
      await subject.close()
      expect(breaches).toEqual([])
    })

    for (const chapter of CHAPTERS) chapter(() => evening)
  })
}
