/** Next calls this once, when its server starts. What it starts needs Node, which an edge has not. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startHouse } = await import('./instrumentation-node.ts')
    startHouse()
  }
}
