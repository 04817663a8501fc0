import type { TestProject } from 'vitest/node'
import type { Started } from './given.ts'

/** Passes the settings of `run.ts` from the environment to the tests. */
export default function provide(project: TestProject): void {
  const { CONTRACT_URL = '', CONTRACT_STARTED, CLOSINGS_SECRET, ALLOWED_ORIGINS } = process.env
  project.provide('baseUrl', CONTRACT_URL)
  project.provide('closingsSecret', CLOSINGS_SECRET || null)
  project.provide('allowedOrigin', ALLOWED_ORIGINS?.split(',')[0]?.trim() || null)
  project.provide('started', CONTRACT_STARTED ? (JSON.parse(CONTRACT_STARTED) as Started) : null)
}
