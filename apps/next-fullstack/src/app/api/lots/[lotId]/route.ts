import { readLot } from '@gavel/contracts'
import { lotResponse } from '@/http/answer.ts'
import { readerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(readLot, async (request, context) => {
  const reader = await readerOf(request)
  const input = await readInput(readLot, request, context)

  const lot = await house().readLot({ ...input, reader })

  return lotResponse(request, lot)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
