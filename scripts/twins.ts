import { createServer } from 'node:net'
import { isFree, LaunchProblem } from '@gavel/db/launch'

/** What the launcher knows of a twin. */
export interface Twin {
  name: string
  /** The environment variable of its port. */
  variable: 'EXPRESS_PORT' | 'NEXT_PORT'
  usualPort: number
}

export const twins = {
  express: { name: 'Express', variable: 'EXPRESS_PORT', usualPort: 4000 },
  next: { name: 'Next.js', variable: 'NEXT_PORT', usualPort: 3000 },
} satisfies Record<string, Twin>

/** @throws LaunchProblem when the variable is set and no port */
export function portOf({ variable, usualPort }: Twin): number {
  const text = process.env[variable] || String(usualPort)
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new LaunchProblem(
    `${variable} is "${text}": set it to a port number from 1 to 65535, or unset it.`,
  )
}

export function addressOf(twin: Twin): string {
  return `http://localhost:${portOf(twin)}`
}

/** @throws LaunchProblem when somebody listens on the twin's port, on any address of this machine */
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
