import { REDACTED } from '@gavel/contracts'
import { pino } from 'pino'
import pretty from 'pino-pretty'
import { settings } from './settings.ts'

const options = {
  level: settings.LOG_LEVEL,
  base: { twin: 'express' },
  redact: { paths: REDACTED, censor: '[hidden]' },
}

/** JSON in production; elsewhere for people, and at once: a process that ends leaves nothing unsaid. */
export const log =
  process.env.NODE_ENV === 'production'
    ? pino(options)
    : pino(options, pretty({ sync: true, singleLine: true, ignore: 'twin' }))
