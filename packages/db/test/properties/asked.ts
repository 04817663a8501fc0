import type { Command, Scene, Task, To, Wish, Wishing } from './commands.ts'
import { type Lot, statusOf, view } from './lot.ts'
import type { House } from './model.ts'

type Keyed = Extract<Command, { key: string }>

/** What people ask in a scene, as those would who see the house as it is before it. */
export function askedIn(
  { wishes }: Scene,
  house: House,
  before: readonly Command[],
): (Command | Task)[] {
  const keyed: Keyed[] = before.filter((command) => 'key' in command)
  return wishes.flatMap((wish) => {
    const key = `key-of-this-evening-${keyed.length}`
    const command = wish.wish === 'again' ? again(wish, keyed) : commandOf(wish, house, key)
    if (typeof command === 'object' && 'key' in command) keyed.push(command)
    return command === undefined ? [] : command
  })
}

/** An earlier key once more, with its own request or with another; nothing where there is none. */
function again({ earlier, otherwise }: Wishing<'again'>, keyed: readonly Keyed[]) {
  const command = keyed.at(earlier % Math.max(1, keyed.length))
  if (!command || !otherwise) return command
  if (command.do === 'bid') return { ...command, maximum: command.maximum + 1 }
  if (command.do === 'say') return { ...command, text: `${command.text}!` }
  return { ...command, amount: command.amount + 1 }
}

function commandOf(
  wish: Exclude<Wish, Wishing<'again'>>,
  house: House,
  key: string,
): Command | Task {
  if (!('by' in wish)) return wish.wish
  const { by } = wish
  if ('amount' in wish) return { do: wish.wish, by, amount: wish.amount, key }
  const { lot } = wish
  const now = house.lots[lot] as Lot
  switch (wish.wish) {
    case 'bid':
      return { do: 'bid', by, lot, maximum: offer(wish, now), key }
    case 'schedule': {
      const opensAt = house.now + wish.opens
      const { open, softClose } = wish
      return { do: 'schedule', by, lot, opensAt, closesAt: opensAt + open, softClose }
    }
    case 'edit':
      return { do: 'edit', by, lot, seen: seen(wish, now, house), ...wish.edit }
    case 'withdrawLot':
      return { do: 'withdrawLot', by, lot }
    case 'say':
      return { do: 'say', by, lot, text: `${by} has something to say.`, key }
  }
}

/** An offer is so much above what is asked for, above who leads, or above the reserve. */
function offer({ above, plus }: Wishing<'bid'>, lot: Lot): number {
  const { minimumBid } = view({ ...lot, opensAt: 0, closesAt: 1, withdrawn: false }, 0)
  const { maximum, reservePrice } = lot
  const from = { nothing: 0, minimum: Number(minimumBid), maximum, reserve: reservePrice ?? 0 }
  return Math.min(1e12, Math.max(1, from[above] + plus))
}

function seen(wish: Wishing<'edit'>, lot: Lot, { now }: House): To<'edit'>['seen'] {
  if (wish.seen === 'any') return 'any'
  const version = lot.version - (wish.seen === 'now' ? 0 : 1)
  return [{ version, status: statusOf(lot, now) }]
}
