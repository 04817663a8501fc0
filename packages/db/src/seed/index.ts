/** People and lots to look at. Scripts and tests come in by this door; an app never does. */
export { type Evening, freshEvening } from './evening.ts'
export { type Filled, fill } from './fill.ts'
export { seed } from './first-day.ts'
export { seedMany } from './large.ts'
export { demoAccounts } from './people.ts'
export { publishedIn } from './published.ts'
