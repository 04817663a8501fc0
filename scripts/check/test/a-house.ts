import { type Check, findingsOf } from '../report.ts'
import { treeOf } from '../tree.ts'

export type Files = Record<string, string>

export const EXPRESS = 'apps/express-api/src/routes/bids.ts'
export const NEXT = 'apps/next-fullstack/src/app/api/lots/[lotId]/bids/route.ts'

/** The least house in which both twins serve what the contract has: two operations at one path. */
export const house: Files = {
  'package.json': '{ "scripts": { "check": "node scripts/check/run.ts" } }',
  'packages/contracts/src/api.ts': `import { listBids, placeBid } from './bids.ts'

export const api = {
  listBids,
  placeBid,
}
`,
  'packages/contracts/src/bids.ts': `import { operation } from './operation.ts'

export const listBids = operation({
  name: 'listBids',
  method: 'GET',
  path: '/api/lots/{lotId}/bids',
})

export const placeBid = operation({
  name: 'placeBid',
  method: 'POST',
  path: '/api/lots/{lotId}/bids',
  who: 'user',
  metered: true,
})
`,
  'packages/contracts/story/bidding.story.ts': `await placeBid(ben, lot)
await anybody.listBids({ lotId })
`,
  'packages/domain/src/use-cases/bids.ts': 'export async function placeBid() {}\n',
  [EXPRESS]: `import { listBids, placeBid } from '@gavel/contracts'

routes.get(path(listBids), ...gate(listBids), async (req, res) => {
  const input = readInput(listBids, req, res)

  res.json(await house.listBids(input))
})

routes.post(path(placeBid), ...gate(placeBid), async (req, res) => {
  const input = readInput(placeBid, req, res)

  res.json(await house.placeBid(input))
})
`,
  [NEXT]: `import { listBids, placeBid } from '@gavel/contracts'

export const GET = route(listBids, async (request, target) => {
  const input = await readInput(listBids, request, target)

  return Response.json(await house().listBids(input))
})

export const POST = route(placeBid, async (request, target) => {
  const bidder = metered(await callerOf(request))
  const input = await readInput(placeBid, request, target)

  return Response.json(await house().placeBid({ ...input, bidder }))
})

export { DELETE, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
`,
}

/** A file of the house with one place of it changed. @throws where there is no such place. */
export function spoiled(file: string, place: string, instead: string): Files {
  const text = house[file] ?? ''
  if (!text.includes(place)) throw new Error(`There is no ${place} in ${file}`)
  return { ...house, [file]: text.replace(place, instead) }
}

/** What a check finds in a few files: `file:line what`. */
export function found(check: Check, files: Files): string[] {
  const { findings } = findingsOf(treeOf(files), check)
  return findings.map(({ file, line, says }) => `${file}:${line} ${says}`)
}

/** The same where its pages have been written before. */
export const foundAfterWriting = (check: Check, files: Files): string[] =>
  found(check, { ...files, ...check.run(treeOf(files)).pages })
