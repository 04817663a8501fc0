import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { freePort } from '@gavel/db/launch'
import type { HouseView } from '@gavel/domain'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyCheckout } from './checkout.ts'
import { banner, leftOver, processesOf, type Run, run } from './start.ts'

const isLinux = process.platform === 'linux'

describe.skipIf(!isLinux)(
  `npm run dev${isLinux ? '' : ' (skipped without /proc, where processes are looked up)'}`,
  () => {
    let checkout: ReturnType<typeof copyCheckout>
    let ports: { EXPRESS_PORT: string; NEXT_PORT: string }

    beforeAll(async () => {
      checkout = copyCheckout()
      ports = { EXPRESS_PORT: String(await freePort()), NEXT_PORT: String(await freePort()) }
    })

    afterEach(() => killAll())
    afterAll(() => checkout.remove())

    const dev = (command = ['npm', 'run', 'dev']): Run => run(checkout.folder, command, ports)

    function killAll(): void {
      for (const { pid } of processesOf(checkout.folder))
        try {
          process.kill(pid, 'SIGKILL')
        } catch (error) {
          // It has ended with one that was killed before it.
          if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
        }
    }

    it('opens the house on a fresh checkout, and SIGTERM leaves no process behind', async () => {
      const house = dev()

      const words = await banner(house)
      expect(words).toContain(`http://localhost:${ports.EXPRESS_PORT}`)
      expect(words).toContain(`http://localhost:${ports.NEXT_PORT}`)
      for (const port of Object.values(ports)) {
        for (const status of ['live', 'scheduled', 'sold']) {
          const lots = await fetch(`http://localhost:${port}/api/lots?status=${status}`)
          expect(lots.status).toBe(200)
          expect(await lots.json()).toMatchObject({
            items: expect.arrayContaining([expect.anything()]),
          })
        }
      }

      house.process.kill('SIGTERM')
      expect(await leftOver(checkout.folder)).toEqual([])
    })

    it('recovers after a kill -9 of everything, and Ctrl-C leaves no process behind', async () => {
      await banner(dev())
      killAll()
      expect(await leftOver(checkout.folder)).toEqual([])

      const again = dev(['npx', 'turbo', 'dev'])
      await banner(again)
      process.kill(-(again.process.pid ?? 0), 'SIGINT')
      expect(await leftOver(checkout.folder)).toEqual([])
    })

    it('has the rules of the last edit on both twins', async () => {
      const rule = join(checkout.folder, 'packages/domain/src/rules/premium.ts')
      const premiumOf = async (port: string) => {
        const answer = await fetch(`http://localhost:${port}/api/house`).catch(() => null)
        return answer && ((await answer.json()) as HouseView).buyersPremiumPercent
      }
      const premiums = () => Promise.all(Object.values(ports).map(premiumOf))
      const house = dev()
      await banner(house)
      expect(await premiums()).toEqual([10, 10])

      const edited = readFileSync(rule, 'utf8').replace('PERCENT = 10', 'PERCENT = 12')
      writeFileSync(rule, edited)

      await vi.waitFor(async () => expect(await premiums()).toEqual([12, 12]), 30_000)
      house.process.kill('SIGTERM')
      expect(await leftOver(checkout.folder)).toEqual([])
    })

    it('ends by itself when only npm is killed', async () => {
      const house = dev()
      await banner(house)

      house.process.kill('SIGKILL')
      expect(await leftOver(checkout.folder)).toEqual([])
    })

    it('says in one sentence that a port is taken', async () => {
      const squatter = createServer().listen(Number(ports.NEXT_PORT))
      const house = dev()

      expect(await house.ended).toBe(1)
      expect(house.output()).toMatch(`Port ${ports.NEXT_PORT}, where Next.js would serve, is taken`)
      expect(house.output()).not.toMatch(/^\S*\s+at /m)
      expect(await leftOver(checkout.folder)).toEqual([])
      squatter.close()
    })
  },
)
