import { randomUUID } from 'node:crypto'
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

/** A database with everything that is in another, beside it. */
async function copyOf(original: string): Promise<string> {
  const name = new URL(original).pathname.slice(1)
  const sql = new Client({ connectionString: databaseUrl(original, 'postgres') })
  await sql.connect()
  const [copy, from] = [escapeIdentifier(`${name}_copy`), escapeIdentifier(name)]
  await sql.query(`create database ${copy} template ${from}`)
  await sql.end()
  return databaseUrl(original, `${name}_copy`)
}

/** What the row says in a dump that comes from elsewhere. */
const FROM_ANOTHER_CLUSTER = 'update epoch set cluster = cluster - 1'

async function asOwner<Answer>(ask: (sql: Client) => Promise<Answer>): Promise<Answer> {
  const sql = new Client({ connectionString: url })
  await sql.connect()
  try {
    return await ask(sql)
  } finally {
    await sql.end()
  }
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

  it('is another one in a dump that was restored in another cluster, though oids are the same', async () => {
    const [original] = await wordsOf(url)
    await asOwner((sql) => sql.query(FROM_ANOTHER_CLUSTER))

    const words = await wordsOf(url, url)
    const again = await wordsOf(url)

    expect(new Set(words).size).toBe(1)
    expect(words[0]).not.toBe(original)
    expect(again).toEqual([words[0]])
  })

  it.each([
    { who: 'is told the cluster, as every role is', ask: '', isNew: true },
    {
      who: 'must not ask for the cluster, and so cannot know of the restore',
      ask: 'revoke execute on function pg_control_system() from public',
      isNew: false,
    },
  ])('can be asked for by a plain role that $who', async ({ ask, isNew }) => {
    const [original] = await wordsOf(url)
    const role = escapeIdentifier(`gavel_plain_${randomUUID()}`)

    const word = await asOwner(async (sql) => {
      await sql.query('begin')
      await sql.query(`create role ${role}`)
      await sql.query(`grant select, insert, update on epoch to ${role}`)
      await sql.query(`${FROM_ANOTHER_CLUSTER}; ${ask}`)
      await sql.query(`set local role ${role}`)
      const { rows } = await sql.query<{ word: string }>('select current_epoch() as word')
      await sql.query('rollback')
      return rows[0]?.word
    })

    expect(word).toMatch(/^[0-9a-f]{12}$/)
    expect(word !== original).toBe(isNew)
  })
})
