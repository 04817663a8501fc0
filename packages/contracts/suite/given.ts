import { inject } from 'vitest'

/** How the process tests start the implementation. */
export type Start = {
  /** The program and its arguments. */
  command: string[]
  /** The working directory of the command. */
  folder: string
  /** A migrated database for the process tests only. */
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
    /** Null if the implementation was started by somebody else. */
    start: Start | null
  }
}

export const baseUrl = inject('baseUrl')
export const closingsSecret = inject('closingsSecret')
export const allowedOrigin = inject('allowedOrigin')
