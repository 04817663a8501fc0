import fc from 'fast-check'

/** What somebody asks of the house; moments are milliseconds. */
export type Command =
  | { do: 'bid'; by: string; lot: number; maximum: number; key: string }
  | { do: 'deposit'; by: string; amount: number; key: string }
  | { do: 'withdraw'; by: string; amount: number; key: string }
  | {
      do: 'schedule'
      by: string
      lot: number
      opensAt: number
      closesAt: number
      softClose: number
    }
  | ({ do: 'edit'; by: string; lot: number; seen: Revision[] | 'any' } & Edit)
  | { do: 'withdrawLot'; by: string; lot: number }
  | { do: 'say'; by: string; lot: number; text: string; key: string }
  | { do: 'open'; by: string; lot: number }
  | { do: 'settle'; by: string; lot: number }

/** What the worker does: to all lots that it concerns. */
export type Task = 'openDueLots' | 'closeDueLots'

/** One command of a kind. */
export type To<Doing> = Extract<Command, { do: Doing }>
export type Revision = { version: number; status: string }
type Edit = { startingPrice?: number; reservePrice?: number | null }

/** Who is in the house. Everything is Selma's to sell; she bids, too, and is refused. */
export const SELLER = 'Selma'
export const PEOPLE = [SELLER, 'Ada', 'Ben', 'Cleo']
export const LOTS = 3
/** The default soft close of these houses, in seconds. */
export const SOFT_CLOSE_SECONDS = 120

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

/**
 * A wish is a command that is not yet of this house: an offer is so much above what is asked, a
 * schedule so long from now. What is asked is known when it is made.
 */
export type Wish =
  | ({ wish: 'bid'; plus: number; above: 'nothing' | 'minimum' | 'maximum' | 'reserve' } & OnALot)
  | { wish: 'deposit' | 'withdraw'; by: string; amount: number }
  | ({ wish: 'schedule'; opens: number; open: number; softClose: number } & OnALot)
  | ({ wish: 'edit'; seen: 'any' | 'now' | 'before'; edit: Edit } & OnALot)
  | ({ wish: 'withdrawLot' } & OnALot)
  | ({ wish: 'say' } & OnALot)
  | { wish: Task }
  | { wish: 'again'; earlier: number; otherwise: boolean }
type OnALot = { by: string; lot: number }
export type Wishing<What> = Extract<Wish, { wish: What }>

/** Some time passes, and then several people ask at the same moment. */
export type Scene = { wait: number; wishes: Wish[] }
export type Evening = { lots: Consigned[]; funds: number[]; scenes: Scene[] }
export type Consigned = { startingPrice: number; reserve: number | null } & {
  opens: number
  /** For how long; null for one that stays a draft. */
  open: number | null
  softClose: number
}

const anybody = fc.constantFrom(...PEOPLE)
const usuallySelma = fc.oneof({ weight: 6, arbitrary: fc.constant(SELLER) }, anybody)
const lot = fc.nat(LOTS - 1)
/** Amounts where the increment changes, those beside them, and any. */
const amount = fc.oneof(
  fc.constantFrom(1, 4, 5, 49_99, 50_00, 199_99, 200_00, 995_00, 1_000_00, 4_999_99, 20_000_00),
  fc.integer({ min: 1, max: 500_00 }),
)
const startingPrice = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 300_00 }) },
  amount,
)
const soon = fc.oneof(
  fc.constantFrom(SECOND - 1, SECOND, 2 * MINUTE - 1, 2 * MINUTE, 5 * MINUTE),
  fc.integer({ min: 1, max: 20 * MINUTE }),
)

/** The soft close of a lot in seconds; most lots have the default of the house. */
const softClose = fc.oneof(
  { weight: 2, arbitrary: fc.constant(SOFT_CLOSE_SECONDS) },
  fc.constantFrom(0, 1, 119, 300, 3600),
)

const offer = fc.record<Wishing<'bid'>>({
  wish: fc.constant('bid'),
  by: anybody,
  lot,
  above: fc.constantFrom('nothing', 'minimum', 'minimum', 'minimum', 'maximum', 'reserve'),
  plus: fc.oneof(fc.constantFrom(-1, 0, 0, 0, 1), amount),
})

const movement = fc.record<Wishing<'deposit' | 'withdraw'>>({
  wish: fc.constantFrom('deposit', 'withdraw'),
  by: anybody,
  amount: fc.oneof({ weight: 9, arbitrary: amount }, fc.constant(1e12)),
})

const scheduling = fc.record<Wishing<'schedule'>>({
  wish: fc.constant('schedule'),
  by: usuallySelma,
  lot,
  opens: fc.oneof(fc.constantFrom(-MINUTE, 0), soon),
  open: fc.oneof(fc.constantFrom(-SECOND, 91 * DAY), soon),
  softClose,
})

const edit = fc.record<Wishing<'edit'>>({
  wish: fc.constant('edit'),
  by: usuallySelma,
  lot,
  seen: fc.constantFrom('any', 'now', 'now', 'before'),
  edit: fc.record(
    { startingPrice, reservePrice: fc.oneof(fc.constant(null), amount) },
    { requiredKeys: [] },
  ),
})

const withdrawal = fc.record<Wishing<'withdrawLot'>>({
  wish: fc.constant('withdrawLot'),
  by: usuallySelma,
  lot,
})

const talk = fc.record<Wishing<'say'>>({ wish: fc.constant('say'), by: anybody, lot })
const task = fc.constantFrom<Task>('closeDueLots', 'closeDueLots', 'openDueLots')

const retry = fc.record<Wishing<'again'>>({
  wish: fc.constant('again'),
  earlier: fc.nat(20),
  otherwise: fc.boolean(),
})

const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 14, arbitrary: offer },
  { weight: 3, arbitrary: retry },
  { weight: 2, arbitrary: movement },
  { weight: 2, arbitrary: scheduling },
  { weight: 2, arbitrary: edit },
  { weight: 3, arbitrary: talk },
  { weight: 2, arbitrary: fc.record<Wishing<Task>>({ wish: task }) },
  { weight: 1, arbitrary: withdrawal },
)

const consigned = fc.record<Consigned>({
  startingPrice,
  reserve: fc.option(fc.integer({ min: 0, max: 300_00 }), { freq: 2 }),
  opens: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.constantFrom(1, SECOND, MINUTE)),
  open: fc.option(fc.integer({ min: 2 * MINUTE, max: 30 * MINUTE }), { freq: 8 }),
  softClose,
})

const scene = (atOnce: number) =>
  fc.record<Scene>({
    wait: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, soon),
    wishes: fc.array(wish, { minLength: 1, maxLength: atOnce }),
  })

/** An evening: three lots, most of them open, everybody with some money, and what they then do. */
export const anEvening = ({ scenes, atOnce }: { scenes: number; atOnce: number }) =>
  fc.record<Evening>({
    lots: fc.array(consigned, { minLength: LOTS, maxLength: LOTS }),
    funds: fc.array(fc.integer({ min: 1, max: 3_000_00 }), {
      minLength: PEOPLE.length,
      maxLength: PEOPLE.length,
    }),
    scenes: fc.array(scene(atOnce), { minLength: 1, maxLength: scenes }),
  })
