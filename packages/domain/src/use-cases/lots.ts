import { domainError } from '../domain-error.ts'
import { type IdempotentResult, keyOf } from '../idempotency.ts'
import type { LotId } from '../ids.ts'
import type { Lot, Revision } from '../lot.ts'
import { type LotView, viewLot } from '../lot-view.ts'
import type { Money } from '../money.ts'
import type { Page } from '../page.ts'
import type { Effects, LotPage, LotWork, Ports } from '../ports.ts'
import {
  checkRevision,
  checkSeller,
  checkVisible,
  checkWithdrawal,
  statusOf,
} from '../rules/lot.ts'
import { checkReserve } from '../rules/reserve.ts'
import type { User } from '../user.ts'
import { openedIfDue } from './openings.ts'

export type ListLotsInput = Omit<LotPage, 'now'>

/** Returns a page of lots without drafts. @throws DomainError malformed-request for a foreign cursor. */
export async function listLots(ports: Ports, page: ListLotsInput): Promise<Page<LotView>> {
  const now = await ports.clock.now()
  const { items, next } = await ports.lots.list({ ...page, now })
  return { items: items.map((lot) => viewLot(lot, now)), next }
}

export type ReadLotInput = { lotId: LotId; reader: User | null }

/** Returns a lot. @throws DomainError not-found, also for a draft of another seller. */
export async function readLot(ports: Ports, { lotId, reader }: ReadLotInput): Promise<LotView> {
  const lot = await ports.lots.find(lotId)
  if (!lot) throw domainError('not-found')
  const hidden = checkVisible(lot, reader?.id ?? null)
  if (hidden) throw hidden
  return viewLot(lot, await ports.clock.now())
}

export type ConsignLotInput = {
  seller: User
  title: string
  description: string
  startingPrice: Money
  /** At least the starting price; never part of a response. */
  reservePrice?: Money | undefined
  key: string
}

/** Adds a lot as a draft, once per key. @throws DomainError invalid, key-reused. */
export async function consignLot(
  ports: Ports,
  { key, seller, ...input }: ConsignLotInput,
): Promise<IdempotentResult<LotView>> {
  const draft = { ...input, seller, reservePrice: input.reservePrice ?? null }
  const invalid = checkReserve(draft)
  if (invalid) throw invalid
  const now = await ports.clock.now()
  return ports.lots.add(
    draft,
    (lot) => viewLot(lot, now),
    keyOf('consignLot', { user: seller.id, key, input }),
  )
}

type LotChanges = {
  title?: string | undefined
  description?: string | undefined
  startingPrice?: Money | undefined
  /** Null removes the reserve. */
  reservePrice?: Money | null | undefined
}

export type EditLotInput = LotChanges & {
  lotId: LotId
  caller: User
  /** The revisions of the lot that the caller has read (If-Match). */
  seen: readonly Revision[] | 'any'
}

/**
 * Changes a draft. An edit without a change keeps the version.
 * @throws DomainError not-found, not-your-lot, stale, lot-not-draft; invalid for a reserve below the
 *   starting price.
 */
export async function editLot(ports: Ports, input: EditLotInput): Promise<LotView> {
  const { answer } = await ports.lots.onLot(input.lotId, editWork, input)
  return answer
}

type EditOutcome = Effects & { lot: Lot; now: Date }

const editWork: LotWork<EditLotInput, EditOutcome, LotView> = {
  walletsToLock: () => [],

  decide(state, { caller, seen, ...changes }, now) {
    const { lot } = state
    const status = statusOf(lot, now)
    const error =
      checkSeller(lot, caller.id) ??
      checkRevision({ version: lot.version, status }, seen) ??
      (status === 'draft' ? null : domainError('lot-not-draft'))
    if (error) return error

    const edited = editedLot(lot, changes)
    const invalid = checkReserve(edited)
    if (invalid) return invalid
    return {
      next: { ...state, lot: edited },
      outcome: { transfers: [], events: [], lot: edited, now },
    }
  },

  reply: ({ lot, now }) => viewLot(lot, now),
}

function editedLot(lot: Lot, changes: LotChanges): Lot {
  const { title = lot.title, description = lot.description } = changes
  const { startingPrice = lot.startingPrice, reservePrice = lot.reservePrice } = changes
  const edited = { ...lot, title, description, startingPrice, reservePrice }
  const isSame =
    title === lot.title &&
    description === lot.description &&
    startingPrice === lot.startingPrice &&
    reservePrice === lot.reservePrice
  return isSame ? lot : { ...edited, version: lot.version + 1 }
}

export type WithdrawLotInput = { lotId: LotId; caller: User }

/**
 * Withdraws a lot that has no bids. Withdrawing it again changes nothing.
 * @throws DomainError not-found, not-your-lot, lot-has-bids, lot-closed.
 */
export async function withdrawLot(ports: Ports, input: WithdrawLotInput): Promise<void> {
  await ports.lots.onLot(input.lotId, withdrawWork, input)
}

const withdrawWork: LotWork<WithdrawLotInput, Effects, null> = {
  walletsToLock: () => [],

  decide(state, { caller }, now) {
    const { lot } = state
    const error = checkSeller(lot, caller.id) ?? checkWithdrawal(lot, now)
    if (error) return error
    if (lot.withdrawn) return { next: state, outcome: { transfers: [], events: [] } }

    const { lot: opened, events } = openedIfDue(lot, now)
    const next = { ...opened, withdrawn: true, version: lot.version + 1 }
    const outcome: Effects = {
      transfers: [],
      events: [...events, { type: 'lot-withdrawn', data: {} }],
    }
    return { next: { ...state, lot: next }, outcome }
  },

  reply: () => null,
}
