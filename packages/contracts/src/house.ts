import type * as domain from '@gavel/domain'
import { CURRENCY } from '@gavel/domain'
import { z } from 'zod'
import { operation } from './operation.ts'
import { Total } from './shapes.ts'

/** The house and its rules, as far as a bidder must know them. */
export const HouseView = z.strictObject({
  name: z.string(),
  currency: z.literal(CURRENCY),
  increments: z.array(z.strictObject({ from: Total, step: Total })),
  buyersPremiumPercent: z.int(),
  softCloseSeconds: z.int().describe('The default soft close of lots, in seconds.'),
  maximumAmount: Total,
}) satisfies z.ZodType<domain.HouseView>

export const readHouse = operation({
  name: 'readHouse',
  summary: 'Tells the rules of the house that a bidder must know.',
  method: 'GET',
  path: '/api/house',
  who: 'all',
  answers: { 200: HouseView },
  selfContained: true,
})
