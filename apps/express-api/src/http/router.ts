import { Router } from 'express'

/**
 * A router for the operations of one resource.
 * TWIN(paths): Express matches `/API/Lots/` as well as `/api/lots`, unless it is told to be exact.
 */
export const router = (): Router => Router({ caseSensitive: true, strict: true })
