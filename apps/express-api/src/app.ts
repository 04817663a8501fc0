import { join } from 'node:path'
import cookieParser from 'cookie-parser'
import express, { type Express } from 'express'
import { closeKeepAlive } from './middleware/close-keep-alive.ts'
import { cors } from './middleware/cors.ts'
import { apiErrors, notFound, pageErrors } from './middleware/error-handler.ts'
import { requestLog } from './middleware/request-log.ts'
import { noStore, securityHeaders } from './middleware/security.ts'
import { closings } from './routes/closings.ts'
import { documents } from './routes/documents.ts'
import { health } from './routes/health.ts'
import { house } from './routes/house.ts'
import { lots } from './routes/lots.ts'
import { bids } from './routes/lots/bids.ts'
import { messages } from './routes/lots/messages.ts'
import { room } from './routes/lots/room.ts'
import { me } from './routes/me.ts'
import { myBids } from './routes/me/bids.ts'
import { wallet } from './routes/me/wallet.ts'
import { pages } from './routes/pages.ts'
import { sessions } from './routes/sessions.ts'
import { users } from './routes/users.ts'
import { settings } from './settings.ts'

/** Creates the Express app: middleware for every request, the routers by URL prefix, error handlers. */
export function createApp(): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', settings.TRUST_PROXY)
  // TWIN(paths): by default Express also matches `/API/Lots/`, which a proxy's rules would miss.
  app.set('case sensitive routing', true)
  app.set('strict routing', true)
  app.set('view engine', 'ejs')
  app.set('views', join(import.meta.dirname, 'views'))

  // TWIN(every-answer): middleware sets headers before any route runs, so 404 and 500 have them too.
  app.use(requestLog, closeKeepAlive, securityHeaders, noStore, cookieParser())

  app.use('/api', cors)
  app.use('/api/house', house)
  app.use('/api/users', users)
  app.use('/api/sessions', sessions)
  app.use('/api/me', me, myBids)
  app.use('/api/me/wallet', wallet)
  app.use('/api/lots', lots, bids, messages, room)
  app.use('/api/closings', closings)
  app.use('/api/health', health)
  app.use('/api', documents)
  // TWIN(no-route): Express answers 404 both for an unknown path and for a known path with a method
  // that no route has; Next answers the second with 405.
  app.use('/api', notFound, apiErrors)

  app.use('/', pages)
  app.use(notFound, pageErrors)
  return app
}
