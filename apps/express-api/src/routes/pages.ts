import { fileURLToPath } from 'node:url'
import { bidsInWords, inEuros, inWords } from '@gavel/ui/format'
import { sendPage } from '../http/page.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'
import { settings } from '../settings.ts'

export const routes = router()

// TWIN(page): Express renders a template on the server, whatever the template language; the data is
// read by the route and handed over.
routes.get('/', async (_req, res) => {
  const { items: lots } = await house.listLots({ status: 'live', limit: 20 })

  const twin = `http://localhost:${settings.NEXT_PORT}`
  sendPage(res, 'home', { house: house.readHouse(), lots, twin, bidsInWords, inEuros, inWords })
})

const stylesheet = fileURLToPath(import.meta.resolve('@gavel/ui/house.css'))

routes.get('/house.css', (_req, res) => {
  res.set('Cache-Control', 'no-cache').sendFile(stylesheet)
})
