import { REDACTED } from '@gavel/contracts'
import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import { settings } from './settings.ts'

let made: Logger | undefined

export const log = (): Logger => (made ??= make())

/** JSON in production; elsewhere for people, and at once: a process that ends leaves nothing unsaid. */
function make(): Logger {
  const options = {
    level: settings().LOG_LEVEL,
    base: { twin: 'next' },
    redact: { paths: REDACTED, censor: '[hidden]' },
  }
  return process.env.NODE_ENV === 'production'
    ? pino(options)
    : pino(options, pretty({ sync: true, singleLine: true, ignore: 'twin' }))
}
