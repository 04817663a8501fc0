import type { Chapter } from '../case.ts'
import { bodies } from './bodies.ts'
import { doors } from './doors.ts'
import { framing } from './framing.ts'
import { methods } from './methods.ts'
import { paths } from './paths.ts'
import { processes } from './processes.ts'
import { slow } from './slow.ts'
import { streams } from './streams.ts'
import { uploads } from './uploads.ts'
import { values } from './values.ts'

/** All that is asked, in the order of the document. */
export const chapters: Chapter[] = [
  bodies,
  values,
  paths,
  methods,
  framing,
  doors,
  uploads,
  streams,
  processes,
  slow,
]
