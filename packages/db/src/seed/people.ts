import type { Span } from './span.ts'

const PASSWORD = 'going going gone'

/** Everybody who is in the house on its first day. They share a password. */
export const people = [
  { name: 'Ada', email: 'ada@gavel.test', password: PASSWORD },
  { name: 'Ben', email: 'ben@gavel.test', password: PASSWORD },
  { name: 'Cleo', email: 'cleo@gavel.test', password: PASSWORD },
  { name: 'Dario', email: 'dario@gavel.test', password: PASSWORD },
  { name: 'Edda', email: 'edda@gavel.test', password: PASSWORD },
  { name: 'Femke', email: 'femke@gavel.test', password: PASSWORD },
  { name: 'Goran', email: 'goran@gavel.test', password: PASSWORD },
  { name: 'Hana', email: 'hana@gavel.test', password: PASSWORD },
  { name: 'Ilse', email: 'ilse@gavel.test', password: PASSWORD },
  { name: 'Jonas', email: 'jonas@gavel.test', password: PASSWORD },
  { name: 'Karim', email: 'karim@gavel.test', password: PASSWORD },
  { name: 'Lucía', email: 'lucia@gavel.test', password: PASSWORD },
] as const

export type Name = (typeof people)[number]['name']

/** Those whom everybody may be, in a house of one's own: Ada sells, Ben is outbid, Cleo leads. */
export const demoAccounts = people.slice(0, 3)

/** Money that comes in, or goes out where it is below zero: when, whose, how many euros. */
export const movements: readonly [at: Span, owner: Name, euros: number][] = [
  ['-34d 10:00', 'Ada', 500],
  ['-34d 11:20', 'Jonas', 6_000],
  ['-34d 12:05', 'Cleo', 6_000],
  ['-34d 14:40', 'Femke', 5_000],
  ['-33d 09:10', 'Hana', 3_500],
  ['-33d 16:30', 'Lucía', 4_500],
  ['-32d 08:45', 'Edda', 400],
  ['-32d 19:00', 'Ilse', 1_000],
  ['-28d 13:15', 'Jonas', 2_500],
  ['-22d 07:50', 'Ada', -1_800],
  ['-21d 18:25', 'Dario', 4_000],
  ['-21d 20:10', 'Ben', 3_000],
  ['-18d 09:35', 'Goran', 250],
  ['-11d 21:00', 'Edda', -600],
  ['-9d 17:40', 'Karim', 2_500],
  ['-5d 10:55', 'Dario', -750],
]
