import { inject } from 'vitest'

/** How the process tests start the implementation. */
export type Started = {
  /** The command line, split at spaces. */
  command: string[]
  /** The working directory of the command. */
  folder: string
  /** An empty database with every migration. */
  databaseUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the implementation under test. */
    baseUrl: string
    /** The secret of `closeDueLots`; null if it was not given. */
    closingsSecret: string | null
    /** An origin on the CORS allow-list; null if none was given. */
    allowedOrigin: string | null
    /** Null if the implementation already runs at `baseUrl`. */
    started: Started | null
  }
}

export const baseUrl = inject('baseUrl')
export const closingsSecret = inject('closingsSecret')
export const allowedOrigin = inject('allowedOrigin')
export const started = inject('started')
