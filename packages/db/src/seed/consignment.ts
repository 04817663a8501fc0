import type { Name } from './people.ts'
import type { Span } from './span.ts'

/** A thing that somebody sells. Amounts are whole euros. */
export type Piece = {
  title: string
  description: string
  startingPrice: number
  reserve?: number
}

/** A maximum in whole euros, and how long after the opening it was bid. */
export type Bid<Who extends string = Name> = readonly [after: Span, bidder: Who, maximum: number]

/** A lot with its history. Its moments are told from the present, which lies at `0d 00:00`. */
export type Consignment<Who extends string = Name> = Piece & {
  seller: Who
  consigned: Span
  /** None makes it a draft for ever. */
  schedule?: { opens: Span; closes: Span }
  withdrawn?: Span
  bids?: readonly Bid<Who>[]
}
