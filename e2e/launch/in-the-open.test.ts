import { join } from 'node:path'
import { openStore } from '@gavel/db'
import { freePort } from '@gavel/db/launch'
import { fill, publishedIn } from '@gavel/db/seed'
import { createAuctionHouse } from '@gavel/domain'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { run } from './start.ts'

// Who comes into a house that others may reach. The commands are those of the README, step by step, so
// that no server need be started to see what they leave behind.

const root = join(import.meta.dirname, '../..')
const IN_THE_OPEN = { PUBLIC_URL: 'https://gavel.example' }

let house: Awaited<ReturnType<typeof emptyHouse>>

beforeEach(async () => {
  house = await emptyHouse()
})
afterEach(() => house.drop())

/** Runs a script over the house, and answers its exit code and what it printed. */
async function told(script: string, env: Record<string, string> = {}, args: string[] = []) {
  const ports = { EXPRESS_PORT: String(await freePort()), NEXT_PORT: String(await freePort()) }
  const given = { DATABASE_URL: house.url, ...ports, ...env }
  const told = run(root, [process.execPath, `scripts/${script}.ts`, ...args], given)
  return { code: await told.ended, output: told.output() }
}

async function peopleIn(url: string): Promise<number> {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query('select count(*)::int as people from "user"')
  await client.end()
  return rows[0].people
}

async function arriveAs(email: string): Promise<void> {
  const store = openStore(house.url)
  const { signUp } = createAuctionHouse(store, {
    softCloseSeconds: 1,
    sessionHours: 1,
    sessionIdleHours: 1,
  })
  await signUp({ email, password: 'a word between us two', name: 'Somebody' })
  await store.close()
}

describe('a database of one’s own', () => {
  it('has nobody in it that nobody asked for, and people whose names are known when asked', async () => {
    const start = await told('ready')
    const before = await peopleIn(house.url)
    const seed = await told('seed')

    expect([start.code, before]).toEqual([0, 0])
    expect(start.output).toContain('npm run db:seed')
    expect(seed.code).toBe(0)
    expect(await publishedIn(house.url)).toContain('ada@gavel.test')
  })
})

describe('a house in the open', () => {
  it('starts with nobody in it', async () => {
    const start = await told('ready', IN_THE_OPEN)

    expect(start).toMatchObject({ code: 0, output: '' })
    expect(await peopleIn(house.url)).toBe(0)
  })

  it.each([
    { command: 'db:seed', script: 'seed', args: [] },
    { command: 'db:seed -- --lots 20', script: 'seed', args: ['--lots', '20'] },
    { command: 'db:reset -- --yes', script: 'reset', args: ['--yes'] },
  ])('has none brought by npm run $command either', async ({ script, args }) => {
    const { code, output } = await told(script, IN_THE_OPEN, args)

    expect(code).toBe(1)
    expect(output).toMatch(/^PUBLIC_URL is https, [^\n]+\n$/)
    expect(await peopleIn(house.url)).toBe(0)
  })

  it('does not start while somebody is in it whose password everybody knows', async () => {
    await fill({ url: house.url, isEmpty: true })

    const { code, output } = await told('ready', IN_THE_OPEN)

    expect(code).toBe(1)
    expect(output).toMatch(/^PUBLIC_URL is https, [^\n]+ ada@gavel\.test and 11 more [^\n]+\n$/)
  })

  it('starts with somebody in it who has one of these addresses and a password of their own', async () => {
    await arriveAs('ada@gavel.test')

    expect(await told('ready', IN_THE_OPEN)).toMatchObject({ code: 0, output: '' })
  })
})
