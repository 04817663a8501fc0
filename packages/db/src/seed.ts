import {
  type House,
  type LotId,
  money,
  openHouse,
  SOFT_CLOSE_SECONDS,
  type User,
} from '@gavel/domain'
import { openStore } from './store.ts'

/** People whom everybody may be, in a house of one's own. They share a password. */
export const demoAccounts = [
  { name: 'Ada', email: 'ada@gavel.test', password: 'going going gone' },
  { name: 'Ben', email: 'ben@gavel.test', password: 'going going gone' },
  { name: 'Cleo', email: 'cleo@gavel.test', password: 'going going gone' },
] as const

const MINUTE = 60_000

const consigned = [
  {
    title: 'Brass sextant by a Hamburg maker',
    description:
      'A vernier sextant with seven shades and the original keystone case, used on the wool route until about 1890. The mirrors were resilvered; the arc reads true to half a minute.',
    startingPrice: money(120_00),
    reservePrice: money(180_00),
    minutes: { until: 0, open: 180 },
  },
  {
    title: 'Map of the Wadden Sea, hand coloured',
    description:
      'Copper engraving on laid paper, about 1720, showing the islands from Texel to Rottum with soundings. Two old folds, one backed; the colour is of the time.',
    startingPrice: money(85_00),
    minutes: { until: 0, open: 45 },
  },
  {
    title: 'Travelling clock with repeat',
    description:
      'Carriage clock with eight-day movement, repeating the last hour on a gong. Glass on five sides, one chipped at the corner. Runs, and was cleaned this spring.',
    startingPrice: money(240_00),
    minutes: { until: 120, open: 1440 },
  },
]

/**
 * Fills an empty house with a few people and lots, through the use cases, as if they had come in by
 * the door.
 */
export async function seed(url: string): Promise<void> {
  const store = openStore(url)
  try {
    await fill(openHouse(store, { softCloseSeconds: SOFT_CLOSE_SECONDS, sessionHours: 1 }))
  } finally {
    await store.close()
  }
}

async function fill(house: House): Promise<void> {
  const [ada, ben, cleo] = (await Promise.all(demoAccounts.map(house.signUp))).map(
    ({ user }) => user,
  )
  if (!ada || !ben || !cleo) return
  for (const owner of [ada, ben, cleo])
    await house.deposit({ owner, amount: money(5_000_00), key: `seed-deposit-${owner.id}` })

  const lots: LotId[] = []
  for (const [index, { minutes, ...lot }] of consigned.entries()) {
    const { answer } = await house.consignLot({
      ...lot,
      seller: ada,
      key: `seed-consign-lot-${index}`,
    })
    const opensAt = new Date(Date.now() + minutes.until * MINUTE)
    const closesAt = new Date(opensAt.getTime() + minutes.open * MINUTE)
    await house.scheduleLot({ lotId: answer.id, caller: ada, opensAt, closesAt })
    lots.push(answer.id)
  }

  const [sextant] = lots
  if (!sextant) return
  const bid = (bidder: User, amount: number, key: string) =>
    house.placeBid({ lotId: sextant, bidder, maximum: money(amount), key })
  await bid(ben, 150_00, 'seed-first-bid-of-ben')
  await bid(cleo, 200_00, 'seed-first-bid-of-cleo')
}
