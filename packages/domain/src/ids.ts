/** Ids are UUIDv7 (RFC 9562) in lower case; the brand keeps one kind from standing in for another. */
type Id<Noun extends string> = string & { readonly __noun: Noun }

export type UserId = Id<'user'>
export type LotId = Id<'lot'>
export type BidId = Id<'bid'>
export type MessageId = Id<'message'>
export type TransferId = Id<'transfer'>
