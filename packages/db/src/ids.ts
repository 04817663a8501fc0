import { v7 } from 'uuid'

/** A new UUIDv7, later than every other that this process made. */
export const newId = <Id extends string>(): Id => v7() as Id
