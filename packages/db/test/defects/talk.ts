import { type Args, forgetAll, type PlantedDefect } from './planted.ts'

/** Asks for nothing at all. */
const nothing = async () => ({})

/** Asks for the same with something else in the row. */
const different =
  (change: (data: Record<string, unknown>) => object) =>
  ({ data = {}, ...args }: Args, ask: (args: Args) => Promise<object>) =>
    ask({ ...args, data: { ...data, ...change(data) } })

const movedBy = (places: number) => different(({ seq }) => ({ seq: Number(seq) + places }))

const saying = (text: string) => ({
  'message.create': different(() => ({ text })),
  'roomEvent.create': different(({ data }) => ({ data: { ...(data as object), text } })),
})

/** Defects of code that writes down what is said, and gives it a place in the log. */
export const TALK_IN_THE_LOG: PlantedDefect[] = [
  {
    act: 'a message',
    defect: 'tells the room, and forgets the message',
    asks: { 'message.create': nothing },
    foundAs: ['seq_dense'],
  },
  {
    act: 'a message',
    defect: 'writes the message down, and does not tell the room',
    asks: { 'roomEvent.create': nothing, 'room.update': nothing },
    foundAs: ['seq_dense'],
  },
  {
    act: 'a message',
    defect: 'forgets how far the log goes now',
    asks: { 'room.update': nothing },
    foundAs: ['seq_dense'],
  },
  {
    act: 'a message',
    defect: 'gives the message another place than its event',
    asks: { 'message.create': movedBy(1) },
    foundAs: ['seq_dense'],
  },
  {
    act: 'a message',
    defect: 'takes the place of a bid',
    asks: { 'message.create': movedBy(-1), 'roomEvent.create': movedBy(-1) },
    refusedAs: 'room_event_pkey',
  },
  {
    act: 'a second message',
    defect: 'gives it the place of the first',
    asks: { 'message.create': movedBy(-1) },
    refusedAs: 'message_lot_id_seq_key',
  },
  {
    act: 'a message',
    defect: 'gives it no place',
    asks: { 'message.create': different(() => ({ seq: 0 })) },
    refusedAs: 'message_seq',
  },
]

/** Defects of code that tells a room what was said, and when. */
export const TALK = {
  message_text: [
    {
      act: 'a message',
      defect: 'lets no word through',
      asks: saying(''),
      refusedAs: 'message_text',
    },
    {
      act: 'a message',
      defect: 'lets too long a text through',
      asks: saying('é'.repeat(501)),
      refusedAs: 'message_text',
    },
    {
      act: 'a message',
      defect: 'tells the room something else than it writes down',
      asks: { 'message.create': different(() => ({ text: 'Is it?' })) },
      foundAs: ['message_text'],
    },
    {
      act: 'a message',
      defect: 'reads the clock twice',
      asks: {
        'roomEvent.create': different(({ at }) => ({ at: new Date(Number(at) + 1) })),
      },
      foundAs: ['message_text'],
    },
  ],

  told_in_order: [
    {
      act: 'a bid that opens the lot',
      defect: 'tells of the bid before it tells of the opening',
      writes({ bids, events }) {
        events.type.reverse()
        events.data.reverse()
        bids.seq[0] = events.seq[0] ?? 0
      },
      foundAs: ['told_in_order'],
    },
    {
      act: 'a withdrawal of the lot',
      defect: 'does not tell the room',
      writes(writes, { seq }) {
        forgetAll(writes.events)
        writes.seq = seq
      },
      foundAs: ['told_in_order'],
    },
    {
      act: 'a message after the withdrawal',
      defect: 'decides on a lot that is not so live any more',
      asks: {
        'lot.findUniqueOrThrow': async (args, ask) => ({ ...(await ask(args)), withdrawn: false }),
      },
      foundAs: ['told_in_order'],
    },
  ],
} satisfies Record<string, PlantedDefect[]>
