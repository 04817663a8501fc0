import { Pool } from 'pg'

// Next loads a module once for each of its bundles: the pool is one of the process.
const kept = globalThis as { pool?: Pool }

export const pool = (): Pool =>
  (kept.pool ??= new Pool({ connectionString: process.env.DATABASE_URL, max: 10 }))
