import { z } from 'zod'
import { plain } from './openapi/plain.ts'
import type { Operation } from './operation.ts'
import { RoomFrame } from './room-frames.ts'
import { joinRoom, watchRoom } from './rooms.ts'

type Part = { $ref: string }

const refTo = (...path: string[]): Part => ({ $ref: `#/${path.join('/')}` })
const types = RoomFrame.options.map(({ shape }) => shape.type.value)

/** What the streams carry, as AsyncAPI 3.1 has it: made of the very schemas that frames are held to. */
export const asyncapiDocument = {
  asyncapi: '3.1.0' as const,
  info: {
    title: 'Gavel, the rooms',
    version: '1.0.0',
    description:
      'Every event of a lot’s room in its order, and a few frames about the stream itself.',
  },
  defaultContentType: 'application/json',
  channels: {
    [watchRoom.name]: channel(watchRoom, 'Server-Sent Events: the id is `epoch:seq`.'),
    [joinRoom.name]: channel(joinRoom, 'WebSocket: each frame is one text message.'),
  },
  operations: {
    [watchRoom.name]: sending(watchRoom),
    [joinRoom.name]: sending(joinRoom),
  },
  components: {
    messages: Object.fromEntries(
      RoomFrame.options.map((frame) => [
        frame.shape.type.value,
        { name: frame.shape.type.value, payload: schemaOf(frame) },
      ]),
    ),
  },
}

function channel({ path: address }: Operation, description: string) {
  const messages = types.map((type) => [type, refTo('components', 'messages', type)])
  return {
    address,
    description,
    parameters: { lotId: { description: 'The id of the lot whose room it is.' } },
    messages: Object.fromEntries(messages),
  }
}

function sending({ name, summary }: Operation) {
  return { action: 'send', channel: refTo('channels', name), summary }
}

/** AsyncAPI's own schemas are JSON Schema, draft 7. */
function schemaOf(frame: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(frame, {
    target: 'draft-7',
    override: plain,
  })
  return schema
}
