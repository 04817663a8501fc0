import type { Check, Finding } from '../report.ts'
import { type Parting, partingsIn } from './comments.ts'
import { EXCEPTIONS, type Exception, exceptionsIn } from './exceptions.ts'
import { type Difference, differencesPage } from './page.ts'

/** How many named exceptions there may be. Whoever changes this says in its commit why. */
export const AGREED = 11

const EXPRESS = 'apps/express-api/'
const NEXT = 'apps/next-fullstack/'

/** Where the frameworks part, both twins say so, and every exception is named and counted. */
export const twins: Check = {
  name: 'twins',
  run(tree) {
    const partings = partingsIn(tree)
    const differences = differencesOf(partings)
    const exceptions = exceptionsIn(tree)
    return {
      seen: {
        differences: differences.length,
        'TWIN comments': partings.length,
        'named exceptions': exceptions.length,
      },
      findings: [
        ...partings.flatMap(unfinished),
        ...differences.flatMap(oneSided),
        ...uncounted(exceptions),
        ...exceptions.flatMap(unreadable),
      ],
      pages: { 'docs/differences.md': differencesPage(differences, exceptions) },
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

function uncounted({ length }: Exception[]): Finding[] {
  if (length === AGREED) return []
  const says = `names ${length} exceptions, and ${AGREED} are agreed: make the twins answer alike, or change AGREED in scripts/check/twins/twins.ts and say why.`
  return [{ file: EXCEPTIONS, line: 1, says }]
}

const unreadable = (exception: Exception): Finding[] =>
  exception.case && exception.twin && exception.instead && exception.reason
    ? []
    : [
        {
          file: EXCEPTIONS,
          line: exception.line,
          says: 'leaves out a case, a twin, an answer or a reason: write each as a plain text.',
        },
      ]
