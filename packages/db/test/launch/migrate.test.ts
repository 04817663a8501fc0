import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LaunchProblem, migrate, type TestDatabase, testDatabase } from '../../src/launch/index.ts'

const FIRST = 'CREATE TABLE thing (id int);\nINSERT INTO thing VALUES (1);\n'
const SECOND = `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN n * 2;
END $$;
`
let database: TestDatabase
let client: Client
let folder: string

beforeEach(async () => {
  database = await testDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  folder = mkdtempSync(join(tmpdir(), 'gavel-migrations-'))
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  write('20260101000000_first', FIRST)
})

afterEach(async () => {
  await client.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const rows = async (sql: string) => (await client.query(sql)).rows

describe('a new database', () => {
  it('gets every migration in order, with the rows that Prisma would have written', async () => {
    write('20260102000000_second', SECOND)

    expect(await migrate(database.url, folder)).toEqual([
      '20260101000000_first',
      '20260102000000_second',
    ])

    expect(await rows('SELECT twice(id) FROM thing')).toEqual([{ twice: 2 }])
    const written = await rows('SELECT * FROM _prisma_migrations ORDER BY started_at')
    expect(written).toEqual(
      [
        ['20260101000000_first', FIRST],
        ['20260102000000_second', SECOND],
      ].map(([name, sql = '']) => ({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: sha256(sql),
        finished_at: expect.any(Date),
        migration_name: name,
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        applied_steps_count: 1,
      })),
    )
  })

  it('gets the table with the columns that Prisma makes', async () => {
    await migrate(database.url, folder)

    const columns =
      await rows(`SELECT column_name, udt_name, character_maximum_length AS length, is_nullable,
      column_default FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`)
    expect(columns.map((column) => Object.values(column))).toEqual([
      ['id', 'varchar', 36, 'NO', null],
      ['checksum', 'varchar', 64, 'NO', null],
      ['finished_at', 'timestamptz', null, 'YES', null],
      ['migration_name', 'varchar', 255, 'NO', null],
      ['logs', 'text', null, 'YES', null],
      ['rolled_back_at', 'timestamptz', null, 'YES', null],
      ['started_at', 'timestamptz', null, 'NO', 'now()'],
      ['applied_steps_count', 'int4', null, 'NO', '0'],
    ])
  })

  it('is migrated once when many start at the same moment', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(database.url, folder)))

    expect(runs.flat()).toEqual(['20260101000000_first'])
    expect(await rows('SELECT count(*)::int FROM thing')).toEqual([{ count: 1 }])
  })
})

describe('a migrated database', () => {
  beforeEach(() => migrate(database.url, folder))

  it('is left alone the second time', async () => {
    expect(await migrate(database.url, folder)).toEqual([])
  })

  it('gets only what is new', async () => {
    write('20260102000000_second', SECOND)

    expect(await migrate(database.url, folder)).toEqual(['20260102000000_second'])
  })

  it('accepts a file that Git gave other line ends', async () => {
    write('20260101000000_first', FIRST.replaceAll('\n', '\r\n'))

    expect(await migrate(database.url, folder)).toEqual([])
  })

  it('refuses a migration that was changed since', async () => {
    write('20260101000000_first', `${FIRST}-- changed`)

    await expect(migrate(database.url, folder)).rejects.toThrow(/20260101000000_first was changed/)
  })

  it('refuses to go on after one that never finished', async () => {
    await client.query('UPDATE _prisma_migrations SET finished_at = NULL')

    await expect(migrate(database.url, folder)).rejects.toThrow(/began and never finished/)
  })

  it('tries again what was marked as rolled back', async () => {
    await client.query('UPDATE _prisma_migrations SET finished_at = NULL, rolled_back_at = now()')
    await client.query('DROP TABLE thing')

    expect(await migrate(database.url, folder)).toEqual(['20260101000000_first'])
  })

  it('keeps nothing of a migration that fails, and says why', async () => {
    write('20260102000000_second', 'CREATE TABLE half (id int); SELECT 1 / 0;')

    const failed = migrate(database.url, folder)

    await expect(failed).rejects.toThrow(LaunchProblem)
    await expect(failed).rejects.toThrow(/20260102000000_second failed .* division by zero/)
    expect(await rows(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }])
    expect(await rows('SELECT count(*)::int FROM _prisma_migrations')).toEqual([{ count: 1 }])
  })
})
