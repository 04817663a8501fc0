import type { MessageId } from './ids.ts'
import type { User } from './user.ts'

/** House rule. Lengths are in code points. */
export const MESSAGE_LENGTH = { min: 1, max: 500 }

/** A message in a lot's room. `seq` is its position in the room's log. */
export type MessageView = { id: MessageId; author: User; text: string; at: string; seq: number }
