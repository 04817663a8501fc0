import type { Instrumentation } from 'next'

/** Next calls this once when its server starts. Requires the Node.js runtime; skipped on Edge. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./instrumentation-node.ts')
  start()
}

/**
 * Logs errors of pages. Errors of the API never arrive here, because `handler` maps and logs them.
 * The error page shows `digest`, by which the log entry is found.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logPageError } = await import('./instrumentation-node.ts')
  logPageError(error, request, context)
}
