import express from 'express'
import { Pool } from 'pg'
import { answers } from './answers.ts'
import { findLot, newestLots } from './lots.ts'

// Express alone: the same bytes as the house's, and the same query through `pg`.
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = express().disable('x-powered-by').disable('etag')

app.get('/bytes/lots', (_req, res) => void res.json(answers.lots))
app.get('/bytes/lots/:lotId', ({ params }, res) => void res.json(answers.lot[params.lotId]))
app.get('/query/lots', async (_req, res) => void res.json(await newestLots(pool)))
app.get(
  '/query/lots/:lotId',
  async ({ params }, res) => void res.json(await findLot(pool, params.lotId)),
)

app.listen(Number(process.env.EXPRESS_PORT))
