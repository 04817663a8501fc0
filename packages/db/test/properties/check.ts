import fc from 'fast-check'
import { anEvening } from './commands.ts'
import { play } from './play.ts'
import type { Stage } from './stage.ts'

/** How many evenings, of how many scenes, in which at most so many people ask at once. */
export type Size = { evenings: number; scenes: number; atOnce: number }

/** Where a run that fails is played again; null for one that is meant to fail. */
type Replayed = { file: string } | null

/**
 * Plays random evenings, each on a stage that `open` gives, and counts what was said: a refusal's
 * code, `replayed`, or `granted`. Null where the environment asks for one evening to be played again.
 * @throws Error with the shortest evening that goes wrong, and with what plays it again.
 */
export async function checkEvenings(
  { evenings, scenes, atOnce }: Size,
  open: () => Stage | Promise<Stage>,
  replayed: Replayed,
): Promise<Map<string, number> | null> {
  const said = new Map<string, number>()
  const count = (what: string) => said.set(what, (said.get(what) ?? 0) + 1)
  const property = fc.asyncProperty(anEvening({ scenes, atOnce }), async (evening) => {
    for (const { refused, replayed } of await play(evening, await open()))
      count(replayed ? 'replayed' : (refused ?? 'granted'))
  })
  const again = replayed ? asked() : {}
  const run = await fc.check(property, { numRuns: evenings, ...again })
  if (!run.failed) return again.path ? null : said
  const report = await fc.asyncDefaultReportMessage(run)
  const reason = run.errorInstance instanceof Error ? run.errorInstance.message : ''
  const how = howToReplay(run, replayed?.file ?? '')
  throw new Error([report, how, reason].join('\n\n'), { cause: run.errorInstance })
}

/** The run that the environment asks for: `GAVEL_SEED`, and `GAVEL_PATH` to one evening of it. */
function asked(): { seed?: number; path?: string } {
  const { GAVEL_SEED: seed, GAVEL_PATH: path } = process.env
  return { ...(seed && { seed: Number(seed) }), ...(path && { path }) }
}

type Run = Pick<fc.RunDetails<unknown>, 'seed' | 'counterexamplePath'>

const howToReplay = ({ seed, counterexamplePath }: Run, file: string): string =>
  `Play it again, in packages/db: GAVEL_SEED=${seed} GAVEL_PATH=${counterexamplePath} npx vitest run ${file}`
