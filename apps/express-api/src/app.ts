import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import express, { type Express } from 'express'
import { options, problem, unanswered } from './http/problem.ts'
import { bids } from './routes/bids.ts'
import { closings } from './routes/closings.ts'
import { health } from './routes/health.ts'
import { houses } from './routes/house.ts'
import { lots } from './routes/lots.ts'
import { pages } from './routes/pages.ts'
import { sessions } from './routes/sessions.ts'
import { users } from './routes/users.ts'
import { wallet } from './routes/wallet.ts'

/** The Express twin: what every request passes, then the routes, then the one door for errors. */
export function createApp(): Express {
  const app = express()
  app.enable('case sensitive routing').enable('strict routing')
  app.disable('x-powered-by').disable('etag')
  app.set('view engine', 'ejs').set('views', join(import.meta.dirname, 'views'))

  app.use((_req, res, next) => {
    res.set({ 'X-Request-Id': randomUUID(), 'Cache-Control': 'no-store' })
    next()
  })
  app.options('/{*path}', options)
  app.use(pages, houses, users, sessions, wallet, lots, bids, closings, health)
  app.use(unanswered)
  app.use(problem)
  return app
}
