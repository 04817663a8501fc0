import { type AddressQuotas, type Quota, SOFT_CLOSE_SECONDS } from '@gavel/domain'
import { z } from 'zod'

const number = z.string().trim().min(1).transform(Number)
const port = number.pipe(z.int().min(1).max(65_535))
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((address) => /^[^/]*\/\/[^/?#@]*\/?$/.test(address))
  .transform((address) => new URL(address).origin)
const list = z.string().transform((text) => text.split(',').map((part) => part.trim()))
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** The environment variables of a twin, the same on both. The README has the table. */
const Settings = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .refine((url) => URL.canParse(url) && new URL(url).pathname > '/'),
  EXPRESS_PORT: port.default(4000),
  NEXT_PORT: port.default(3000),
  PUBLIC_URL: origin.optional(),
  ALLOWED_ORIGINS: list.pipe(z.array(origin)).default([]),
  CLOSINGS_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,200}$/)
    .optional(),
  SOFT_CLOSE_SECONDS: number
    .pipe(z.int().min(SOFT_CLOSE_SECONDS.min).max(SOFT_CLOSE_SECONDS.max))
    .default(SOFT_CLOSE_SECONDS.default),
  SESSION_HOURS: number.pipe(z.number().positive().max(2160)).default(168),
  SESSION_IDLE_HOURS: number.pipe(z.number().positive().max(2160)).default(24),
  TRUST_PROXY: number.pipe(z.int().min(0).max(10)).default(0),
  STREAMS_PER_USER: number.pipe(z.int().min(1).max(10_000)).default(20),
  STREAMS_PER_ADDRESS: number.pipe(z.int().min(1).max(100_000)).default(100),
  BIDS_PER_10_SECONDS: number.pipe(z.int().min(1).max(1_000_000)).default(100),
  SIGN_UPS_PER_MINUTE: number.pipe(z.int().min(1).max(1_000_000)).default(300),
  FAILED_SIGN_INS_PER_ADDRESS: number.pipe(z.int().min(1).max(1_000_000)).default(200),
  LOG_LEVEL: z.enum(levels).default('info'),
})

export type Settings = z.output<typeof Settings>

/** What each variable must be, as the end of a sentence. */
const MUST_BE: Record<keyof Settings, string> = {
  DATABASE_URL: 'an address like postgresql://user:password@host:5432/database',
  EXPRESS_PORT: 'a port number from 1 to 65535',
  NEXT_PORT: 'a port number from 1 to 65535',
  PUBLIC_URL: 'an origin like https://gavel.example',
  ALLOWED_ORIGINS: 'origins like https://gavel.example, separated by commas',
  CLOSINGS_SECRET: '16 to 200 of A-Z a-z 0-9 _ -',
  SOFT_CLOSE_SECONDS: 'a whole number of seconds from 0 to 3600',
  SESSION_HOURS: 'a number of hours above 0 and up to 2160',
  SESSION_IDLE_HOURS: 'a number of hours above 0 and up to 2160',
  TRUST_PROXY: 'the number of trusted proxies, 0 to 10',
  STREAMS_PER_USER: 'a whole number from 1 to 10000',
  STREAMS_PER_ADDRESS: 'a whole number from 1 to 100000',
  BIDS_PER_10_SECONDS: 'a whole number from 1 to 1000000',
  SIGN_UPS_PER_MINUTE: 'a whole number from 1 to 1000000',
  FAILED_SIGN_INS_PER_ADDRESS: 'a whole number from 1 to 1000000',
  LOG_LEVEL: `one of ${levels.join(', ')}`,
}

/** A variable is missing or wrong. Its message is one sentence that says what to do. */
export class WrongSetting extends Error {}

/**
 * Reads the environment; an empty variable counts as unset.
 * @throws WrongSetting, which never repeats a value: some are secrets, and addresses hold passwords.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.entries(environment).filter(([, value]) => value)
  const read = Settings.safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const name = read.error.issues[0]?.path[0] as keyof Settings
  if (!environment[name])
    throw new WrongSetting(`${name} is not set: set it, or start the house with npm run dev.`)
  throw new WrongSetting(`${name} is not ${MUST_BE[name]}: correct it, or unset it.`)
}

/** The limit on bids of one user in one process. */
export const bidLimit = ({ BIDS_PER_10_SECONDS }: Settings): Quota => ({
  name: 'bids',
  most: BIDS_PER_10_SECONDS,
  seconds: 10,
})

/** The limits per client address, counted across all processes. */
export const rateLimits = (settings: Settings): AddressQuotas => ({
  signUps: settings.SIGN_UPS_PER_MINUTE,
  failedSignIns: settings.FAILED_SIGN_INS_PER_ADDRESS,
})
