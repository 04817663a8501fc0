import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the house is that the suite runs against. */
    baseUrl: string
    /** The secret for `closeDueLots`, where whoever runs the suite knows it. */
    closingsSecret: string | null
    /** An origin that the house lists, where whoever runs the suite knows one. */
    allowedOrigin: string | null
  }
}

export const baseUrl = inject('baseUrl')
export const closingsSecret = inject('closingsSecret')
export const allowedOrigin = inject('allowedOrigin')
