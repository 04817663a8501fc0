import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cluster, LaunchProblem, startCluster } from '../../src/launch/index.ts'
import { findPlace, openHome } from '../../src/launch/place.ts'
import { temporaryHome } from './temporary-home.ts'

const isRoot = process.getuid?.() === 0

describe.skipIf(!isRoot)('root (skipped for others, who cannot try it)', () => {
  let home: string
  let clear: () => Promise<void>
  let held: Cluster | undefined

  beforeEach(() => {
    ;({ home, clear } = temporaryHome())
  })

  afterEach(async () => {
    await held?.release()
    held = undefined
    chmodSync(dirname(home), 0o755) // opened again, lest clearing makes a folder outside anew
    await clear()
  })

  it('runs the server as another user, under the home where that user can reach it', async () => {
    chmodSync(dirname(home), 0o755)

    held = await startCluster({ home, forgetful: true })

    const { data, user } = findPlace(openHome(home))
    expect(data.startsWith(home)).toBe(true)
    expect(statSync(data).uid).toBe(user?.uid)
    expect(user?.uid).not.toBe(0)
  })

  it('puts the data where the user can reach it when the home is closed, and says so', async () => {
    chmodSync(dirname(home), 0o700)

    held = await startCluster({ home, forgetful: true })

    const { data } = findPlace(openHome(home))
    expect(data).toMatch(/^\/var\/tmp\/gavel-[0-9a-f]{16}\/postgres$/)
    expect(statSync(dirname(data))).toMatchObject({ uid: 0 })
    expect(held.note).toContain(dirname(data))
    await held.release()
    rmSync(dirname(data), { recursive: true })
  })

  it('does not trust a folder there that somebody else made', async () => {
    chmodSync(dirname(home), 0o700)
    const outside = dirname(findPlace(openHome(home)).data)
    rmSync(outside, { recursive: true })
    mkdirSync(outside)
    chownSync(outside, 65_534, 65_534)

    await expect(startCluster({ home })).rejects.toThrow(LaunchProblem)

    expect(existsSync(`${outside}/postgres`)).toBe(false)
    rmSync(outside, { recursive: true })
  })

  it('goes on as the user who owns the data already', async () => {
    chmodSync(dirname(home), 0o755)
    mkdirSync(`${openHome(home)}/postgres`)
    chownSync(`${home}/postgres`, 4242, 4242)

    expect(findPlace(openHome(home)).user).toMatchObject({ uid: 4242, gid: 4242 })
  })
})
