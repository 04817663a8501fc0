import { LaunchProblem } from '@gavel/db/launch'
import { portOf, twins } from './twins.ts'

interface Rule {
  holds: (text: string) => boolean
  advice: string
}

const seconds = {
  holds: (text: string) => /^[1-9]\d{0,5}$/.test(text),
  advice: 'a whole number from 1 to 999999',
}
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const rules: Record<string, Rule> = {
  DATABASE_URL: {
    holds: (text) => /^postgres(ql)?:$/.test(protocolOf(text)) && new URL(text).pathname.length > 1,
    advice: 'an address like postgresql://user:password@host:5432/database',
  },
  PUBLIC_URL: { holds: isOrigin, advice: 'an origin like https://gavel.example' },
  ALLOWED_ORIGINS: {
    holds: (text) => text.split(',').every((origin) => isOrigin(origin.trim())),
    advice: 'origins like https://gavel.example, separated by commas',
  },
  SOFT_CLOSE_SECONDS: seconds,
  SESSION_HOURS: seconds,
  LOG_LEVEL: { holds: (text) => levels.includes(text), advice: `one of ${levels.join(', ')}` },
}

/**
 * Looks at every variable the house reads; an empty one counts as unset.
 * @throws LaunchProblem for the first that cannot be meant
 */
export function checkVariables(): void {
  for (const [name, { holds, advice }] of Object.entries(rules)) {
    const text = process.env[name]
    // The value stays out of the message: an address holds a password.
    if (text && !holds(text))
      throw new LaunchProblem(`${name} is not ${advice}: correct it, or unset it.`)
  }
  if (portOf(twins.express) === portOf(twins.next)) {
    throw new LaunchProblem('EXPRESS_PORT and NEXT_PORT are the same: set them to two ports.')
  }
}

function isOrigin(text: string): boolean {
  return /^https?:$/.test(protocolOf(text)) && new URL(text).origin === text.replace(/\/$/, '')
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : ''
}
