import type { Check, Finding } from '../report.ts'
import { lineAt } from '../tree.ts'

type Rule = { finds: RegExp; says: string }

/** What no text may hold. A letter in brackets keeps each pattern from finding itself. */
const TEXTS: readonly Rule[] = [
  {
    finds: /\b(TOD[O]|FIXM[E]|XX[X])\b/g,
    says: 'is left over: do it, or write a decision record that says why not.',
  },
  {
    finds: /(?<![\w.~-])(\/hom[e]\/|\/User[s]\/|\/roo[t]\/|\/wor[k]\/|[A-Z]:\\User[s]\\)\w+/g,
    says: 'is a path of one machine: say it from the root of the checkout.',
  },
  {
    finds: /\bregistr[y]\.[\w-]+\.\w+|[\w-]+\.(jfrog\.io|pkg\.dev|npmmirror\.com)\b/g,
    says: 'is the host of a registry: everybody has their own.',
  },
]

/** What no path may hold. */
const PATHS: readonly Rule[] = [
  {
    finds: /(^|[/.-])(utils?|helpers?|common|misc)(?=[/.-]|$)/,
    says: 'is a name for anything: call it by the one noun it is about.',
  },
  {
    finds: /\.(service|controller)\./,
    says: 'is named for a layer: the folder says that; call it by its noun.',
  },
]

/** Words that would not last. */
export const words: Check = {
  name: 'words',
  run(tree) {
    const texts = [...tree].filter(([path]) => !/\/generated\//.test(path))
    return {
      seen: { texts: texts.length },
      findings: texts.flatMap(([path, text]) => [
        ...PATHS.filter(({ finds }) => finds.test(path)).map(({ says }) => ({
          file: path,
          line: 1,
          says,
        })),
        ...TEXTS.flatMap((rule) => foundIn(path, text, rule)),
      ]),
    }
  },
}

const foundIn = (file: string, text: string, { finds, says }: Rule): Finding[] =>
  [...text.matchAll(finds)].map((match) => ({
    file,
    line: lineAt(text, match.index),
    says: `holds ${match[0]}, which ${says}`,
  }))
