import { pairs } from './pairs.ts'
import type { Check } from './report.ts'
import { documents } from './tidy/documents.ts'
import { pins } from './tidy/pins.ts'
import { words } from './tidy/words.ts'
import { twins } from './twins/twins.ts'

/** The checks for which there is no tool. Each is a function of the files of a tree. */
export const checks: readonly Check[] = [pairs, twins, words, documents, pins]
