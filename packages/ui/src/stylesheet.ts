import { readFileSync } from 'node:fs'

/** The text of `house.css`, for a page that is sent whole. */
export const stylesheet = (): string =>
  readFileSync(new URL('./house.css', import.meta.url), 'utf8')
