import type { Consignment } from '../consignment.ts'
import { books } from './books.ts'
import { clocks } from './clocks.ts'
import { curios } from './curios.ts'
import { instruments } from './instruments.ts'
import { maps } from './maps.ts'
import { music } from './music.ts'
import { prints } from './prints.ts'

/** Everything that was consigned before the first day, in every state that a lot can be in. */
export const catalogue: readonly Consignment[] = [
  ...prints,
  ...maps,
  ...instruments,
  ...music,
  ...clocks,
  ...books,
  ...curios,
]
