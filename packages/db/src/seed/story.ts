import { randomUUID } from 'node:crypto'
import { type AuctionHouse, type LotView, money, type User } from '@gavel/domain'
import type { Bid, Consignment } from './consignment.ts'
import type { Story } from './play.ts'
import { milliseconds, type Span } from './span.ts'

/** Where stories happen: a house, the people in it, and the moment from which spans are told. */
export type Stage<Who extends string> = {
  house: AuctionHouse
  people: ReadonlyMap<Who, User>
  present: Date
}

export const newKey = (): string => `seed-${randomUUID()}`

/** Cents of whole euros. */
export const euros = (amount: number) => money(amount * 100)

/** The life of one lot: consigned, scheduled, bid on, and settled at its end; or withdrawn. */
export async function* lotStory<Who extends string>(
  lot: Consignment<Who>,
  stage: Stage<Who>,
): Story {
  const { house, present } = stage
  const seller = personOf(stage, lot.seller)

  yield after(present, lot.consigned)
  const { answer: draft } = await house.consignLot({
    seller,
    title: lot.title,
    description: lot.description,
    startingPrice: euros(lot.startingPrice),
    reservePrice: lot.reserve === undefined ? undefined : euros(lot.reserve),
    key: newKey(),
  })
  if (!lot.schedule) return
  const opensAt = after(present, lot.schedule.opens)
  const closesAt = after(present, lot.schedule.closes)
  await house.scheduleLot({ lotId: draft.id, caller: seller, opensAt, closesAt })
  if (lot.withdrawn) {
    yield after(present, lot.withdrawn)
    return house.withdrawLot({ lotId: draft.id, caller: seller })
  }

  let end = closesAt
  for (const [index, bid] of (lot.bids ?? []).entries()) {
    // Nobody bids on the full minute.
    yield new Date(after(opensAt, bid[0]).getTime() + ((index * 37 + 11) % 60) * 1000)
    end = new Date((await placed(bid, draft, stage)).closesAt ?? end)
  }

  yield end
  await house.closeDueLots()
}

/** Money that comes and goes, in the order of time. */
export async function* purseStory<Who extends string>(
  movements: readonly (readonly [at: Span, owner: Who, euros: number])[],
  stage: Stage<Who>,
): Story {
  for (const [at, name, amount] of movements) {
    yield after(stage.present, at)
    const movement = {
      owner: personOf(stage, name),
      amount: euros(Math.abs(amount)),
      key: newKey(),
    }
    await (amount < 0 ? stage.house.withdraw(movement) : stage.house.deposit(movement))
  }
}

/** @throws Error that says which bid was refused, for whoever writes the next catalogue. */
async function placed<Who extends string>(
  [at, name, maximum]: Bid<Who>,
  { id: lotId, title }: LotView,
  stage: Stage<Who>,
): Promise<LotView> {
  const bid = { lotId, bidder: personOf(stage, name), maximum: euros(maximum), key: newKey() }
  try {
    const { answer } = await stage.house.placeBid(bid)
    return answer.lot
  } catch (cause) {
    throw new Error(`${title}: ${name} cannot bid ${maximum} at ${at}`, { cause })
  }
}

function personOf<Who extends string>({ people }: Stage<Who>, name: Who): User {
  const person = people.get(name)
  if (!person) throw new Error(`${name} is not in the house`)
  return person
}

const after = (moment: Date, span: Span) => new Date(moment.getTime() + milliseconds(span))
