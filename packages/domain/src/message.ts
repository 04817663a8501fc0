import type { MessageId } from './ids.ts'
import type { User } from './user.ts'

/** House rule. Lengths are in code points. */
export const MESSAGE_LENGTH = { min: 1, max: 500 }

/** Something said in the room of a lot. `seq` is its place in the room's log. */
export type MessageView = { id: MessageId; author: User; text: string; at: string; seq: number }
