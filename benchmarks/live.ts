import { delays } from './delays.ts'
import { fanOut } from './fan-out.ts'
import { memory } from './memory.ts'
import type { Part } from './setting.ts'

/** Rooms: how late an event comes, what many clients cost, and what one that waits costs. */
export const live: Part = async (setting) => [
  ...(await delays(setting)),
  ...(await fanOut(setting)),
  ...(await memory(setting)),
]
