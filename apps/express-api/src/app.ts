import { join } from 'node:path'
import { answerHeaders } from '@gavel/contracts'
import express, { type Express } from 'express'
import { headersOf } from './http/headers.ts'
import { lineOf, logged } from './http/line.ts'
import { noRoute, options } from './http/no-route.ts'
import { problem } from './http/problem.ts'
import { security } from './http/security.ts'
import { routes as bids } from './routes/bids.ts'
import { routes as closings } from './routes/closings.ts'
import { routes as documents } from './routes/documents.ts'
import { routes as health } from './routes/health.ts'
import { routes as house } from './routes/house.ts'
import { routes as lots } from './routes/lots.ts'
import { routes as messages } from './routes/messages.ts'
import { routes as pages } from './routes/pages.ts'
import { routes as rooms } from './routes/rooms.ts'
import { routes as sessions } from './routes/sessions.ts'
import { routes as users } from './routes/users.ts'
import { routes as wallet } from './routes/wallet.ts'
import { settings } from './settings.ts'

/** The Express twin: what every request passes, then the routes, then the one door for errors. */
export function createApp(): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag')
  app.set('view engine', 'ejs').set('views', join(import.meta.dirname, 'views'))

  // TWIN(etag): Express would still answer 304 to `If-None-Match: *` where there is no tag at all.
  Object.defineProperty(app.request, 'fresh', { value: false })

  app.use(security)
  app.use(logged)
  // TWIN(every-answer): Express has the response from the start, and headers are put on it before
  // anything runs.
  app.use((req, res, next) => {
    const { requestId } = lineOf(res)
    res.set(answerHeaders({ requestId, pathname: req.path, headers: headersOf(req) }, settings))
    next()
  })
  app.options('/{*path}', options)
  app.use(
    pages,
    house,
    users,
    sessions,
    wallet,
    lots,
    bids,
    rooms,
    messages,
    closings,
    health,
    documents,
  )
  app.use(noRoute)
  app.use(problem)
  return app
}
