import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from './start.ts'

const root = join(import.meta.dirname, '../..')

describe('npm run db:seed', () => {
  it.each([
    ['a word', '--lots', 'many'],
    ['a part of a lot', '--lots', '1.5'],
    ['none', '--lots', '0'],
    ['more than 20,000', '--lots', '20001'],
    ['a number of nothing', '5000'],
  ])('refuses %s in one sentence, before it touches a database', async (_, ...args) => {
    const seed = run(root, [process.execPath, 'scripts/seed.ts', ...args], {})

    expect(await seed.ended).toBe(1)
    expect(seed.output()).toMatch(/^[^\n]+ say npm run db:seed -- --lots 5000\.\n$/)
  })
})
