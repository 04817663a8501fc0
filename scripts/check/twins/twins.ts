import { DIFFERENCES } from '@gavel/e2e/differences'
import type { Check, Finding } from '../report.ts'
import { type Parting, partingsIn } from './comments.ts'
import { type Difference, differencesPage } from './page.ts'

const EXPRESS = 'apps/express-api/'
const NEXT = 'apps/next-fullstack/'

/** A TWIN comment stands in both apps, in one or two sentences. */
export const twins: Check = {
  name: 'twins',
  run(tree) {
    const partings = partingsIn(tree)
    const differences = differencesOf(partings)
    return {
      seen: {
        differences: differences.length,
        'TWIN comments': partings.length,
        'documented differences': DIFFERENCES.length,
      },
      findings: [...partings.flatMap(unfinished), ...differences.flatMap(oneSided)],
      pages: { 'docs/differences.md': differencesPage(differences, DIFFERENCES) },
    }
  },
}

function differencesOf(partings: Parting[]): Difference[] {
  const byId = Map.groupBy(partings, ({ id }) => id)
  return [...byId]
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([id, found]) => ({
      id,
      express: found.filter(({ file }) => file.startsWith(EXPRESS)),
      next: found.filter(({ file }) => file.startsWith(NEXT)),
    }))
}

function unfinished({ id, says, file, line }: Parting): Finding[] {
  const at = (text: string) => [{ file, line, says: text }]
  if (!/^[a-z]+(-[a-z]+)*$/.test(id))
    return at(`marks TWIN(${id}): name it in small letters and dashes.`)
  if (!file.startsWith(EXPRESS) && !file.startsWith(NEXT))
    return at(`marks TWIN(${id}) outside the twins: say it in the files of the apps.`)
  const sentences = says.match(/[.?!](?=\s|$)/g)?.length ?? 0
  if (sentences === 1 || sentences === 2) return []
  return at(`says TWIN(${id}) in ${sentences} sentences: say it in one or two.`)
}

function oneSided({ id, express, next }: Difference): Finding[] {
  const lonely = (said: Parting[], twin: string) =>
    said.slice(0, 1).map(({ file, line }) => ({
      file,
      line,
      says: `says TWIN(${id}) alone: say in ${twin} what is done there.`,
    }))
  if (next.length === 0) return lonely(express, NEXT)
  return express.length === 0 ? lonely(next, EXPRESS) : []
}
