import { Client, escapeIdentifier } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../src/index.ts'
import { databaseUrl, dropDatabase, migrate, testDatabase } from '../src/launch/index.ts'

let url: string
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await testDatabase()
  url = database.url
  drop = database.drop
  await migrate(url)
})
afterAll(() => drop())

/** The words that some processes read at the same moment, each the first time. */
async function wordsOf(...urls: readonly string[]): Promise<string[]> {
  const stores = urls.map((one) => openStore(one))
  const words = await Promise.all(stores.map((store) => store.rooms.epoch()))
  await Promise.all(stores.map((store) => store.close()))
  return words
}

/** Makes a database as a restore does: another one, with everything that was in the first. */
async function copyOf(original: string): Promise<string> {
  const name = new URL(original).pathname.slice(1)
  const sql = new Client({ connectionString: databaseUrl(original, 'postgres') })
  await sql.connect()
  const [copy, from] = [escapeIdentifier(`${name}_copy`), escapeIdentifier(name)]
  await sql.query(`create database ${copy} template ${from}`)
  await sql.end()
  return databaseUrl(original, `${name}_copy`)
}

describe('the word of a database', () => {
  it('is one for all, though several are the first to ask', async () => {
    const words = await wordsOf(url, url, url, url)

    expect(new Set(words).size).toBe(1)
    expect(await wordsOf(url)).toEqual(words.slice(0, 1))
  })

  it('is another one in a copy, and one there, too', async () => {
    const [original] = await wordsOf(url)
    const copy = await copyOf(url)

    const words = await wordsOf(copy, copy)
    const again = [...(await wordsOf(copy)), ...(await wordsOf(url))]

    await dropDatabase(copy)
    expect(new Set(words).size).toBe(1)
    expect(words[0]).not.toBe(original)
    expect(again).toEqual([words[0], original])
  })
})
