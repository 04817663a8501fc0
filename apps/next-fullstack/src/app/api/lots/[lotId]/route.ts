import { editLot, etagOf, readLot, withdrawLot } from '@gavel/contracts'
import { lotResponse } from '@/http/answer.ts'
import { callerOf, readerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(readLot, async (request, target) => {
  const reader = await readerOf(request)
  const input = await readInput(readLot, request, target)

  const lot = await house().readLot({ ...input, reader })

  return lotResponse(request, lot)
})

export const PATCH = route(editLot, async (request, target) => {
  const caller = await callerOf(request)
  const input = await readInput(editLot, request, target)

  const lot = await house().editLot({ ...input, caller })

  return Response.json(lot, { headers: { ETag: etagOf(lot) } })
})

export const DELETE = route(withdrawLot, async (request, target) => {
  const caller = await callerOf(request)
  const input = await readInput(withdrawLot, request, target)

  await house().withdrawLot({ ...input, caller })

  return new Response(null, { status: 204 })
})

export { OPTIONS, POST, PUT } from '@/http/no-route.ts'
