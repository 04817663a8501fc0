import type { TestProject } from 'vitest/node'
import type {} from './given.ts'

/** Tells the suite which house to ask, from the environment that `run.ts` set. */
export default function provide(project: TestProject): void {
  project.provide('baseUrl', process.env.GAVEL_URL ?? '')
  project.provide('closingsSecret', process.env.CLOSINGS_SECRET ?? null)
  project.provide('allowedOrigin', process.env.ALLOWED_ORIGINS?.split(',')[0]?.trim() || null)
}
