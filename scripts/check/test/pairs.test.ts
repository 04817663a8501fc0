import { api } from '@gavel/contracts'
import { describe, expect, it } from 'vitest'
import { checkOf } from '../pairs.ts'
import { foundAfterWriting } from './a-house.ts'

const EXPRESS = 'apps/express-api/src/routes/lots/bids.ts'
const NEXT = 'apps/next-fullstack/src/app/api/lots/[lotId]/bids/route.ts'
const check = checkOf([api.placeBid])
const apps = {
  [EXPRESS]: "bids.post(\n  '/:lotId/bids',\n  operation(placeBid),\n  requireUser,\n",
  [NEXT]: '\nexport const POST = handler(\n  placeBid,\n  async (request) => {\n',
}
const findings = (files: Record<string, string>) => foundAfterWriting(check, { ...apps, ...files })

describe('pairs', () => {
  it('accepts an operation that each app serves once', () => {
    expect(findings({})).toEqual([])
  })

  it.each([
    ['no Express route', { [EXPRESS]: 'bids.get(\n"/"' }, 'no Express route serves placeBid'],
    ['no Next route', { [NEXT]: 'export const GET = 1' }, 'no Next route serves placeBid'],
    ['two routes', { 'apps/express-api/src/routes/more.ts': apps[EXPRESS] }, 'is served twice'],
    ['another method', { [NEXT]: 'export const PUT = handler(placeBid, ' }, 'with PUT'],
    [
      'another path',
      { [NEXT]: '', 'apps/next-fullstack/src/app/api/bids/route.ts': apps[NEXT] },
      'at /api/bids, not at /api/lots/{lotId}/bids',
    ],
  ])('reports %s', (_, files, says) => {
    expect(findings(files).join('\n')).toContain(says)
  })
})
