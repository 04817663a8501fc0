import { MAXIMUM_AMOUNT, type Money, readPosition } from '@gavel/domain'
import { z } from 'zod'

/** Gives a schema's output one of the domain's own types, such as an id or an amount of money. */
const as = <Type>() => {
  return <In>(schema: z.ZodType<unknown, In>) => schema as unknown as z.ZodType<Type, In>
}

/** An id in a path or a body: a UUID, told in lower case. */
export const id = <Id>() => as<Id>()(z.uuid().toLowerCase())

/** An amount somebody offers or pays: 1 to 10^12 minor units. */
export const Amount = as<Money>()(
  z.int().min(1).max(MAXIMUM_AMOUNT).meta({ description: 'Cents.' }),
)

/** An amount the house tells of; sums may be larger than a single amount, and zero. */
export const Total = as<Money>()(z.int().min(0).meta({ description: 'Cents.' }))

/** An amount that comes in or goes out. */
export const SignedAmount = as<Money>()(z.int().meta({ description: 'Cents, with a sign.' }))

/** The place of something in the log of its room: 1, 2, 3 and so on. */
export const Seq = z.int().min(1).describe('Its place in the log of the lot’s room.')

/** A position in the log of a room: `epoch:seq`. */
export const Position = z
  .string()
  .transform((written, context) => {
    const position = readPosition(written)
    if (position) return position
    context.addIssue('Must be a position as the house gave it')
    return z.NEVER
  })
  .meta({ description: 'A position in the log of the room, as the house gave it: `epoch:seq`.' })

/** A moment, ISO 8601; told in UTC. */
export const Instant = z.iso.datetime().meta({ description: 'In UTC.' })

/** A moment somebody sets. */
export const InstantInput = z.iso
  .datetime({ offset: true })
  .transform((given) => new Date(given))
  .refine((moment) => moment.getUTCFullYear() >= 0 && moment.getUTCFullYear() <= 9999)
  .meta({ description: 'With any offset.' })

/** PostgreSQL keeps neither NUL nor half of a surrogate pair, and no text has a use for them. */
export const wellFormed = z
  .string()
  .refine((given) => given.isWellFormed() && !given.includes('\u0000'), {
    error: 'Not well-formed text',
    abort: true,
  })

/**
 * Text of people, in NFC and else as it was given, with its zero-width and bidirectional characters.
 * Lengths are in code points, and a text in which nothing is seen says nothing.
 */
export const text = ({ min, max }: { min: number; max: number }) =>
  wellFormed
    .refine((given) => !HEAP_OF_MARKS.test(given), {
      error: 'Must have at most 30 combining marks in a row',
      abort: true,
    })
    .overwrite((given) => given.normalize('NFC'))
    .refine(
      (given) => VISIBLE.test(given) && isOfLength(given, { min, max }),
      `Must have ${min} to ${max} characters`,
    )
    .meta({ minLength: min, maxLength: max })

/** More than any writing has (UAX #15, 13). NFC sorts marks in a time that grows with the square. */
const HEAP_OF_MARKS = /\p{Mark}{31}/u

/** Neither white space nor what is never shown. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u

/** Whether a text has that many code points. */
export function isOfLength(given: string, { min, max }: { min: number; max: number }): boolean {
  // Counting code points of a text far too long would be work done for whoever sent it.
  if (given.length > 2 * max) return false
  const { length } = Array.from(given)
  return length >= min && length <= max
}

/** A number as a query writes it, in digits. */
const inDigits = (given: number | string): unknown =>
  typeof given === 'string' && /^[0-9]{1,3}$/.test(given) ? Number(given) : given

/** Which part of a list. */
export const page = {
  limit: z
    .preprocess(inDigits, z.int().min(1).max(100))
    .default(20)
    .meta({ description: 'How many at the most; 20 where nothing is said.' }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,1000}$/)
    .optional()
    .meta({ description: 'Where the page begins: `next` of the page before.' }),
}

/** A page of a list, and where the next begins: null at the end. Lists tell no totals. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })
