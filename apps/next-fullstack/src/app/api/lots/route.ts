import { consignLot, listLots, pathTo, readLot, replayHeaders } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(listLots, async (request, target) => {
  const input = await readInput(listLots, request, target)

  const page = await house().listLots(input)

  return Response.json(page)
})

export const POST = route(consignLot, async (request, target) => {
  const seller = await callerOf(request)
  const input = await readInput(consignLot, request, target)

  const consigned = await house().consignLot({ ...input, seller })

  const headers = {
    Location: pathTo(readLot, { lotId: consigned.answer.id }),
    ...replayHeaders(consigned),
  }
  return Response.json(consigned.answer, { status: 201, headers })
})

export { DELETE, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
