import {
  type AuctionHouse,
  isDomainError,
  type LotId,
  type LotView,
  type Money,
  type User,
} from '@gavel/domain'
import { type Command, SOFT_CLOSE_SECONDS } from './commands.ts'
import type { Said } from './lot.ts'

/** Who and what the names and places of the model stand for in a real house. */
export type Cast = { people: Record<string, User>; lots: LotId[] }

/** What a real house says to a command, in the model's words. */
export async function hear(house: AuctionHouse, command: Command, cast: Cast): Promise<Said> {
  try {
    return await ask(house, command, cast)
  } catch (error) {
    if (!isDomainError(error)) throw error
    const { code, facts, replayed } = error
    return { refused: code, ...(code !== 'invalid' && facts), ...(replayed && { replayed }) }
  }
}

async function ask(house: AuctionHouse, command: Command, { people, lots }: Cast): Promise<Said> {
  const caller = people[command.by] as User
  const lotId = ('lot' in command ? lots[command.lot] : undefined) as LotId
  switch (command.do) {
    case 'bid': {
      const { key } = command
      const maximum = command.maximum as Money
      const { answer, replayed } = await house.placeBid({ lotId, bidder: caller, maximum, key })
      const { bid, leading, lot } = answer
      const again = replayed && { replayed }
      return { seq: bid.seq, maximum: bid.maximum, leading, ...viewOf(lot), ...again }
    }
    case 'deposit':
    case 'withdraw': {
      const { key, amount } = command
      const money = { owner: caller, amount: amount as Money, key }
      const { answer, replayed } = await house[command.do](money)
      const { available, held } = answer.wallet
      return { available, held, ...(replayed && { replayed }) }
    }
    case 'schedule':
      return viewOf(await house.scheduleLot({ lotId, caller, ...scheduleOf(command) }))
    case 'edit':
      return viewOf(await house.editLot({ lotId, caller, ...editOf(command) }))
    case 'withdrawLot':
      await house.withdrawLot({ lotId, caller })
      return {}
    case 'say': {
      const { text, key } = command
      const { answer, replayed } = await house.postMessage({ lotId, author: caller, text, key })
      const again = replayed && { replayed }
      return { seq: answer.seq, by: answer.author.name, text: answer.text, ...again }
    }
    case 'open':
    case 'settle':
      throw new Error('Nobody asks to open, or to settle, one lot')
  }
}

/** The default soft close of the house is left out of the request, which then applies it. */
const scheduleOf = ({ opensAt, closesAt, softClose }: Extract<Command, { do: 'schedule' }>) => ({
  opensAt: new Date(opensAt),
  closesAt: new Date(closesAt),
  softCloseSeconds: softClose === SOFT_CLOSE_SECONDS ? undefined : softClose,
})

const editOf = (command: Extract<Command, { do: 'edit' }>) => ({
  seen: command.seen as 'any',
  startingPrice: command.startingPrice as Money | undefined,
  reservePrice: command.reservePrice as Money | null | undefined,
})

/** A lot as the model shows it. */
export function viewOf(lot: LotView): Said {
  const { status, startingPrice, price, leader, minimumBid, reserveMet, bidCount, version } = lot
  const [opensAt, closesAt] = [lot.opensAt, lot.closesAt].map((at) => at && Date.parse(at))
  const shown = { status, startingPrice, price, minimumBid, reserveMet, bidCount, version }
  const { softCloseSeconds } = lot
  return { ...shown, leader: leader?.name ?? null, opensAt, closesAt, softCloseSeconds }
}
