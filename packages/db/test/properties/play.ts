import { askedIn } from './asked.ts'
import {
  type Command,
  type Evening,
  PEOPLE,
  type Scene,
  SELLER,
  SOFT_CLOSE_SECONDS,
} from './commands.ts'
import { explain } from './explain.ts'
import type { Said } from './lot.ts'
import type { House } from './model.ts'
import { RealEvening, same, type Stage } from './stage.ts'

/**
 * Plays an evening in a real house and in the model, scene by scene, and answers all that was said.
 * @throws Error where no order of a scene's commands explains what was said, or what came of it.
 */
export async function play(evening: Evening, stage: Stage): Promise<Said[]> {
  const real = await RealEvening.begin(evening, stage)
  let model = modelOf(evening)
  const before: Command[] = []
  const said: Said[] = []
  for (const scene of [...opening(evening), ...evening.scenes, ending(evening)]) {
    stage.clock.step(scene.wait)
    model = { ...model, now: (await stage.clock.now()).getTime() }
    const heard = await real.ask(askedIn(scene, model, before))
    const after = explain(model, heard)
    if (!after) throw new Error(`No order explains ${JSON.stringify({ heard, model }, null, 1)}`)
    await real.compare(after)
    model = after
    before.push(...heard.map(({ command }) => command))
    said.push(...heard.flatMap((one) => (one.said ? [one.said] : [])))
  }
  same('list of breaches', await stage.breaches(), [])
  return said
}

/** Everybody brings some money, and most lots are opened. */
const opening = ({ funds, lots }: Evening): Scene[] => [
  {
    wait: 0,
    wishes: PEOPLE.map((by, person) => ({ wish: 'deposit', by, amount: funds[person] ?? 1 })),
  },
  {
    wait: 0,
    wishes: lots.flatMap(({ opens, open, softClose }, lot) =>
      open === null ? [] : { wish: 'schedule', by: SELLER, lot, opens, open, softClose },
    ),
  },
]

/** Long after the last close, what is due is settled. */
const ending = ({ scenes }: Evening): Scene => ({
  wait: (scenes.length + 1) * 3_600_000,
  wishes: [{ wish: 'closeDueLots' }],
})

/** The house before anything has happened: three drafts and empty wallets. */
const modelOf = ({ lots }: Evening): House => ({
  now: 0,
  lots: lots.map(({ startingPrice, reserve }) => ({
    seller: SELLER,
    startingPrice,
    reservePrice: reserve === null ? null : startingPrice + reserve,
    opensAt: null,
    closesAt: null,
    price: null,
    leader: null,
    maximum: 0,
    bidCount: 0,
    told: false,
    withdrawn: false,
    settled: false,
    version: 1,
    seq: 0,
    softClose: SOFT_CLOSE_SECONDS,
  })),
  wallets: Object.fromEntries(PEOPLE.map((name) => [name, { available: 0, held: 0 }])),
  keys: {},
})
