import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '@gavel/contracts'
import { randomUUID } from 'node:crypto'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { arrive } from './a-room.ts'

// What people write is shown as they wrote it, and a browser takes none of it for markup.

const TITLE = `<script>alert("1")</script><img src=x onerror='alert(2)'> & "${randomUUID()}"`

let house: Awaited<ReturnType<typeof emptyHouse>>
const twins = {} as Record<'express' | 'next', RunningTwin>

beforeAll(async () => {
  house = await emptyHouse()
  twins.express = await startTwin('express', house.url)
  twins.next = await startTwin('next', house.url)
  const seller = await arrive(twins.express, 'Selma', 0)
  const { consignLot, scheduleLot } = seller.at(twins.express)
  const text = { title: TITLE.slice(0, 120), description: `</p>${TITLE}` }
  const { id: lotId } = await consignLot({ ...text, startingPrice: 100, key: randomUUID() })
  const [opensAt = '', closesAt = ''] = [-60, 900].map((seconds) =>
    new Date(Date.now() + seconds * 1_000).toISOString(),
  )
  await scheduleLot({ lotId, opensAt, closesAt })
})

afterAll(async () => {
  await Promise.all(Object.values(twins).map((twin) => twin.stop()))
  await house.drop()
})

describe.each(['express', 'next'] as const)('markup in a lot, on %s', (kind) => {
  it('is text on the page', async () => {
    const page = await (await fetch(twins[kind].baseUrl)).text()

    expect(page).toContain('&lt;script&gt;alert(')
    expect(page).not.toContain('<script>alert(')
    expect(page).not.toContain('<img src=x')
  })

  it('is told by the API as it was written, and as JSON', async () => {
    const { items } = await createClient(twins[kind].baseUrl).listLots({ status: 'live' })

    expect(items).toMatchObject([{ title: TITLE.slice(0, 120), description: `</p>${TITLE}` }])
  })
})
