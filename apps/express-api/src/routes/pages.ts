import { fileURLToPath } from 'node:url'
import { bidsInWords, inEuros, inWords } from '@gavel/ui/format'
import { Router } from 'express'
import { auctionHouse } from '../auction-house.ts'
import { pageSecurity } from '../middleware/security.ts'
import { settings } from '../settings.ts'

/** Mounted at /. */
export const pages = Router({ caseSensitive: true, strict: true })

const stylesheet = fileURLToPath(import.meta.resolve('@gavel/ui/house.css'))

pages.get('/house.css', (_req, res) => {
  res.set('Cache-Control', 'no-cache').sendFile(stylesheet)
})

pages.use(pageSecurity)

// TWIN(page): the route reads the data and passes it to a template, in any template language.
pages.get('/', async (_req, res) => {
  res.locals.operation = 'home'
  const { items: lots } = await auctionHouse.listLots({ status: 'live', limit: 20 })

  res.render('home', {
    house: auctionHouse.readHouse(),
    lots,
    twin: `http://localhost:${settings.NEXT_PORT}`,
    bidsInWords,
    inEuros,
    inWords,
  })
})
