import { createServer } from 'node:net'
import { isFree, LaunchProblem } from '@gavel/db/launch'
import { variables } from './variables.ts'

/** What the launcher knows of a twin. */
export type Twin = {
  name: string
  /** The environment variable of its port. */
  variable: 'EXPRESS_PORT' | 'NEXT_PORT'
}

export const twins = {
  express: { name: 'Express', variable: 'EXPRESS_PORT' },
  next: { name: 'Next.js', variable: 'NEXT_PORT' },
} satisfies Record<string, Twin>

/** @throws LaunchProblem when a variable is wrong. */
export const portOf = ({ variable }: Twin): number => variables()[variable]

export function addressOf(twin: Twin): string {
  return `http://localhost:${portOf(twin)}`
}

/** @throws LaunchProblem when somebody listens on the twin's port, on any address of this machine. */
export async function requireFreePort(twin: Twin): Promise<void> {
  const port = portOf(twin)
  if ((await isFree(port)) && (await isFreeEverywhere(port))) return
  throw new LaunchProblem(
    `Port ${port}, where ${twin.name} would serve, is taken: end what listens there (is the house running already?), or set ${twin.variable} to another port.`,
  )
}

function isFreeEverywhere(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.on('error', () => resolve(false))
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
}
