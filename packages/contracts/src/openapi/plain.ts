/**
 * Says no more of a schema than its reader needs: a format says what its long pattern says, and
 * whole numbers in JSON are safe ones anyhow.
 */
export function plain({ jsonSchema }: { jsonSchema: Limits }): void {
  if (jsonSchema.format) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

type Limits = {
  format?: string | undefined
  pattern?: string | undefined
  minimum?: number | undefined
  maximum?: number | undefined
}
