import type { Command, Revision, To } from './commands.ts'
import { above, changed, least, type Lot, type Said, statusOf, view } from './lot.ts'

// The house once more, in other words than the domain's and with nothing of it: where both are
// wrong, they are not wrong together. Moments are milliseconds.

type Wallet = { available: number; held: number }
export type House = {
  now: number
  lots: Lot[]
  wallets: Record<string, Wallet>
  keys: Record<string, { request: string; said: Said }>
}

const [MOST, LONGEST] = [1e12, 90 * 86_400_000]
const KEPT = /^(lot-not-live|own-lot|bid-too-low|insufficient-funds|wallet-full)$/
const cover = (amount: number): number => amount + Math.round(amount / 10)

const walletOf = ({ wallets }: House, who: string | null): Wallet =>
  (wallets[who ?? 'nobody'] ??= { available: 0, held: 0 })
const hold = (wallet: Wallet, amount: number): Wallet =>
  Object.assign(wallet, { available: wallet.available - amount, held: wallet.held + amount })

/** The house after a command, and what it says; a refusal leaves all but its key as it was. */
export function play(before: House, command: Command): { house: House; said: Said } {
  const name = 'key' in command ? `${command.by} ${command.key}` : ''
  const request = JSON.stringify(command)
  const kept = before.keys[name]
  if (kept?.request === request) return { house: before, said: { ...kept.said, replayed: true } }
  if (kept) return { house: before, said: { refused: 'key-reused' } }

  const after = structuredClone(before)
  const said = 'amount' in command ? move(after, command) : onLot(after, command)
  const house = said.refused || said.opened === false ? before : after
  if (!name || (said.refused && !KEPT.test(said.refused))) return { house, said }
  return { house: { ...house, keys: { ...house.keys, [name]: { request, said } } }, said }
}

function move(house: House, command: To<'deposit' | 'withdraw'>): Said {
  const wallet = walletOf(house, command.by)
  const available = wallet.available + (command.do === 'deposit' ? 1 : -1) * command.amount
  if (available < 0) return { refused: 'insufficient-funds', required: -available }
  if (command.do === 'deposit' && available > MOST) return { refused: 'wallet-full' }
  wallet.available = available
  return { ...wallet }
}

function onLot(house: House, command: Exclude<Command, To<'deposit' | 'withdraw'>>): Said {
  const lot = house.lots[command.lot]
  if (!lot || (lot.opensAt === null && command.by !== lot.seller)) return { refused: 'not-found' }
  if (command.do === 'settle') return settle(house, lot)
  if (command.do === 'open') return open(house, lot)
  if (command.do === 'say') return say(house, lot, command)
  if (command.do === 'bid') return bid(house, lot, command)
  if (command.by !== lot.seller) return { refused: 'not-your-lot' }
  const status = statusOf(lot, house.now)
  if (command.do === 'schedule') return schedule(house.now, lot, command)
  if (command.do === 'edit') return edit(status, lot, command) ?? view(lot, house.now)
  if (status === 'sold' || status === 'unsold') return { refused: 'lot-closed' }
  if (lot.leader) return { refused: 'lot-has-bids' }
  const told = lot.told || status === 'live'
  const events = told === lot.told ? 1 : 2
  if (!lot.withdrawn) Object.assign(lot, { withdrawn: true, told, ...changed(lot, events) })
  return {}
}

function schedule(now: number, lot: Lot, command: To<'schedule'>): Said {
  const { opensAt, closesAt, softClose } = command
  const isSame = lot.opensAt === opensAt && lot.closesAt === closesAt
  if (isSame && lot.softClose === softClose) return view(lot, now)
  if (!['draft', 'scheduled'].includes(statusOf(lot, now))) return { refused: 'lot-not-draft' }
  const open = closesAt - opensAt
  if (closesAt <= now || open < 1000 || open > LONGEST) return { refused: 'bad-schedule' }
  const told = opensAt <= now
  Object.assign(lot, { opensAt, closesAt, softClose, told, ...changed(lot, told ? 2 : 1) })
  return view(lot, now)
}

function edit(status: string, lot: Lot, { seen, ...to }: To<'edit'>): Said | null {
  const isNow = (one: Revision) => one.version === lot.version && one.status === status
  if (seen !== 'any' && !seen.some(isNow)) return { refused: 'stale' }
  if (status !== 'draft') return { refused: 'lot-not-draft' }
  const { startingPrice = lot.startingPrice, reservePrice = lot.reservePrice } = to
  if (reservePrice !== null && reservePrice < startingPrice) return { refused: 'invalid' }
  const isSame = startingPrice === lot.startingPrice && reservePrice === lot.reservePrice
  if (!isSame) Object.assign(lot, { startingPrice, reservePrice, ...changed(lot, 0) })
  return null
}

function bid(house: House, lot: Lot, { by, maximum }: To<'bid'>): Said {
  if (statusOf(lot, house.now) !== 'live') return { refused: 'lot-not-live' }
  if (by === lot.seller) return { refused: 'own-lot' }
  const { price, leader } = lot
  const minimumBid = by === leader ? lot.maximum + 1 : least(lot)
  if (maximum < minimumBid) return { refused: 'bid-too-low', minimumBid }
  const own = walletOf(house, by).available + (by === leader ? cover(lot.maximum) : 0)
  if (cover(maximum) > own) return { refused: 'insufficient-funds', required: cover(maximum) - own }

  if (leader && maximum <= lot.maximum) lot.price = Math.min(lot.maximum, above(maximum))
  else {
    hold(walletOf(house, leader), -cover(lot.maximum))
    hold(walletOf(house, by), cover(maximum))
    if (by !== leader) lot.price = leader ? Math.min(maximum, above(lot.maximum)) : least(lot)
    if (maximum >= (lot.reservePrice ?? 0))
      lot.price = Math.max(lot.price ?? 0, lot.reservePrice ?? 0)
    Object.assign(lot, { leader: by, maximum })
  }
  const isMoved = lot.price !== price || lot.leader !== leader
  if (isMoved) lot.closesAt = Math.max(lot.closesAt ?? 0, house.now + lot.softClose * 1000)
  Object.assign(lot, { bidCount: lot.bidCount + 1, ...changed(lot, lot.told ? 1 : 2), told: true })
  return { seq: lot.seq, leading: lot.leader === by, maximum, ...view(lot, house.now) }
}

function settle(house: House, lot: Lot): Said {
  const status = statusOf(lot, house.now)
  if (lot.settled || (status !== 'sold' && status !== 'unsold')) return { settled: false }
  hold(walletOf(house, lot.leader), -cover(lot.maximum))
  if (status === 'sold' && lot.price) {
    walletOf(house, lot.leader).available -= cover(lot.price)
    walletOf(house, lot.seller).available += lot.price
  }
  Object.assign(lot, { settled: true, ...changed(lot, lot.told ? 1 : 2), told: true })
  return { settled: true }
}

/** Somebody tells the room that the lot is live, if it is and nobody has. */
function open({ now }: House, lot: Lot): Said {
  const opened = statusOf(lot, now) === 'live' && !lot.told
  if (opened) Object.assign(lot, { told: true, ...changed(lot, 1) })
  return { opened }
}

/** Whoever speaks lets the room know first that the lot is live: nobody speaks before it is told. */
function say({ now }: House, lot: Lot, { by, text }: To<'say'>): Said {
  if (statusOf(lot, now) !== 'live') return { refused: 'lot-not-live' }
  if (!lot.told) return { refused: 'not before it is told' }
  lot.seq += 1
  return { seq: lot.seq, by, text }
}
