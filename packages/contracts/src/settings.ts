import { SOFT_CLOSE_SECONDS } from '@gavel/domain'
import { z } from 'zod'

const number = z.string().trim().min(1).transform(Number)
const port = number.pipe(z.int().min(1).max(65_535))

/** The environment variables of a twin, the same on both. The README has the table. */
const Settings = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  EXPRESS_PORT: port.default(4000),
  NEXT_PORT: port.default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOWED_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim().replace(/\/$/, '')))
    .pipe(z.array(z.url({ protocol: /^https?$/ })))
    .default([]),
  CLOSINGS_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,200}$/)
    .optional(),
  SOFT_CLOSE_SECONDS: number.pipe(z.number().min(1).max(3600)).default(SOFT_CLOSE_SECONDS),
  SESSION_HOURS: number
    .pipe(
      z
        .number()
        .positive()
        .max(24 * 90),
    )
    .default(24 * 7),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Settings = z.output<typeof Settings>

/** A variable is missing or wrong. Its message is one sentence that says what to do. */
export class WrongSetting extends Error {}

/** Reads the environment; an empty variable counts as unset. @throws WrongSetting. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.entries(environment).filter(([, value]) => value)
  const read = Settings.safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const name = String(issue?.path[0])
  if (given.some(([set]) => set === name))
    throw new WrongSetting(`Set ${name} to something else: ${issue?.message}.`)
  throw new WrongSetting(`Set ${name}, or start the house with: npm run dev`)
}
