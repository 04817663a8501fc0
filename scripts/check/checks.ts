import { imports } from './imports/imports.ts'
import { pairs } from './pairs.ts'
import type { Check } from './report.ts'
import { dead } from './tidy/dead.ts'
import { documents } from './tidy/documents.ts'
import { lengths } from './tidy/lengths.ts'
import { pins } from './tidy/pins.ts'
import { skips } from './tidy/skips.ts'
import { words } from './tidy/words.ts'
import { twins } from './twins/twins.ts'

/** Every check of our own. Each looks at the files of a tree and at nothing else. */
export const checks: readonly Check[] = [
  pairs,
  twins,
  imports,
  lengths,
  dead,
  words,
  documents,
  pins,
  skips,
]
