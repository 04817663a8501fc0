import { pino } from 'pino'
import { settings } from './settings.ts'

export const log = pino({ level: settings.LOG_LEVEL, base: { twin: 'express' } })
