import { type Logger, pino } from 'pino'
import { settings } from './settings.ts'

let made: Logger | undefined

export const log = (): Logger =>
  (made ??= pino({ level: settings().LOG_LEVEL, base: { twin: 'next' } }))
