import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { isUnavailable, openStore, type Store } from '../src/index.ts'

/** Milliseconds for a machine that has much else to do. */
const SLACK = 400

let end = async () => {}

afterEach(() => end())

/** A store over a server that takes every connection and says nothing, as one that stands still. */
async function aSilentStore(): Promise<Store> {
  const lines = new Set<Socket>()
  const server = createServer((line) => {
    lines.add(line.on('error', () => {}))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const store = openStore(`postgresql://nobody@127.0.0.1:${port}/nothing`)
  end = async () => {
    for (const line of lines) line.destroy()
    server.close()
    await store.close()
  }
  return store
}

async function timed(asked: Promise<unknown>): Promise<{ isGone: boolean; took: number }> {
  const begun = performance.now()
  const isGone = await asked.then(() => false, isUnavailable)
  return { isGone, took: performance.now() - begun }
}

describe('a database that takes connections and says nothing', () => {
  it('is waited for two seconds by each who asks, whatever they find others waiting for', async () => {
    const store = await aSilentStore()
    const comeAfter = Array.from({ length: 40 }, (_, index) => Math.max(0, index - 10) * 100)

    const outcomes = await Promise.all(
      comeAfter.map(async (milliseconds) => {
        await pause(milliseconds)
        return timed(store.ping())
      }),
    )

    expect(outcomes.filter(({ isGone }) => !isGone)).toEqual([])
    expect(Math.max(...outcomes.map(({ took }) => took))).toBeLessThan(2_000 + SLACK)
  })
})
