import type { Figure } from './figures.ts'
import type { MeasuredHouse } from './house.ts'

/** What all parts are given. */
export type Setting = {
  house: MeasuredHouse
  rounds: number
  /** Of each thing in each round. */
  seconds: number
}

/** A part of the benchmark, which starts the servers that it needs and ends them. */
export type Part = (setting: Setting) => Promise<Figure[]>
