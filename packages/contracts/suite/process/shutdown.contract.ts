import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLotAt, type ProcessUser, signUpAt, startImplementation } from './implementation.ts'
import type { Running } from './server.ts'

/** Milliseconds of load before SIGTERM. */
const LOAD = 1_000

let server: Running

beforeEach(async () => {
  server = await startImplementation()
})

afterEach(() => server.stop())

/** A deposit, and its response; null if there was none. */
type Sent = { key: string; text: string | null; status: number | null }

async function deposit(at: Running, { token }: ProcessUser, key: string): Promise<Sent> {
  const answer = await fetch(new URL('/api/me/wallet/deposits', at.baseUrl), {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    body: '{"amount":100}',
  }).catch(() => null)
  const text = (await answer?.text().catch(() => null)) ?? null
  return { key, text, status: text === null ? null : (answer?.status ?? null) }
}

/** Deposits again and again until the server no longer answers. */
async function depositUntilEnd(user: ProcessUser): Promise<Sent[]> {
  const all: Sent[] = []
  do all.push(await deposit(server, user, randomUUID()))
  while (all.at(-1)?.status !== null)
  return all
}

describe('SIGTERM under load', () => {
  it('ends the process within 10 s and loses no acknowledged write', async () => {
    const users = await Promise.all(Array.from({ length: 8 }, () => signUpAt(server)))
    const working = users.map(depositUntilEnd)
    await pause(LOAD)

    const { tookMs } = await server.stop()
    const sent = await Promise.all(working)

    expect(tookMs).toBeLessThan(10_000)
    server = await startImplementation()
    for (const [index, user] of users.entries()) {
      const all = sent[index] ?? []
      const acknowledged = all.filter(({ status }) => status !== null)
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(acknowledged.filter(({ status }) => status !== 201)).toEqual([])
      for (const one of acknowledged.slice(-5))
        expect((await deposit(server, user, one.key)).text).toBe(one.text)
      const { available } = await user.at(server).readWallet()
      expect(available).toBeGreaterThanOrEqual(acknowledged.length * 100)
      expect(available).toBeLessThanOrEqual(all.length * 100)
    }
  })
})

describe('SIGTERM with an open stream', () => {
  it('sends bye and ends the process within 10 s', async () => {
    const { id: lotId } = await openLotAt(server, await signUpAt(server))
    const { body } = await fetch(new URL(`/api/lots/${lotId}/events`, server.baseUrl))
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    let received = (await reader?.read())?.value ?? ''

    const stopping = server.stop()
    for (;;) {
      const next = await reader?.read().catch(() => undefined)
      if (!next || next.done) break
      received += next.value
    }

    expect((await stopping).tookMs).toBeLessThan(10_000)
    expect(received).toContain('event: bye')
  })
})
