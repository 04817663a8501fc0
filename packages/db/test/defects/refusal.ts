/** The guard that a refusal of the database names at its end; what an error says that is none. */
export function guardOf(error: unknown): string {
  const { meta } = error as {
    meta?: { driverAdapterError?: { cause?: { originalMessage: string } } }
  }
  const message = meta?.driverAdapterError?.cause?.originalMessage ?? String(error)
  return message.match(/"(\w+)"$/)?.[1] ?? message
}
