export const nextEvent = (lot: string, type: string) =>
  `with told as (update room set seq = seq + 1 where lot_id = :${lot} returning lot_id, seq)
    insert into room_event select lot_id, seq, '${type}', now(), '{}' from told`

/** What Ada has said, and what the room heard of it. */
const SAID = `room_event set data = json_build_object('id', data ->> 'id',
    'author', json_build_object('id', :ada, 'name', 'Ada'), 'text', `
const HEARD = `where lot_id = :open and seq = 5`

/** Corruptions of messages, and of the order in which a room is told. */
export const TALK = [
  {
    name: 'a message that is gone',
    written: ['delete from message'],
    found: ['seq_dense'],
  },
  {
    name: 'a message that moved',
    written: ['update message set seq = 4'],
    found: ['seq_dense'],
  },
  {
    name: 'an event of a message that says something else',
    written: [`update room_event set type = 'lot-scheduled' ${HEARD}`],
    found: ['seq_dense'],
  },
  {
    name: 'an event of a message that nobody wrote',
    written: [nextEvent('open', 'message-posted')],
    found: ['seq_dense'],
  },
  {
    name: 'a message in other words than the room heard',
    written: [`update message set text = 'Is it?'`],
    found: ['message_text'],
  },
  {
    name: 'a message of somebody else',
    written: ['update message set author_id = (select seller_id from lot where id = :open)'],
    found: ['message_text'],
  },
  {
    name: 'a message of another id',
    written: ['update message set id = gen_random_uuid()'],
    found: ['message_text'],
  },
  {
    name: 'a message of another moment',
    written: [`update message set at = at - interval '1 millisecond'`],
    found: ['message_text'],
  },
  {
    name: 'an event of a message that says nothing',
    written: [`update room_event set data = '{}' ${HEARD}`],
    found: ['message_text'],
  },
  {
    name: 'a message that is too long',
    written: [
      'alter table message drop constraint message_text',
      `update message set text = repeat('é', 501)`,
      `update ${SAID} repeat('é', 501)) ${HEARD}`,
    ],
    found: ['message_text', 'guards_present'],
  },
  {
    name: 'a room that never heard of the opening',
    written: [`update room_event set type = 'lot-scheduled' where lot_id = :open and seq = 2`],
    found: ['told_in_order'],
  },
  {
    name: 'a room that heard of the opening after a bid',
    written: [
      `update room_event set type = 'lot-scheduled' where lot_id = :open and seq = 2`,
      nextEvent('open', 'lot-opened'),
    ],
    found: ['told_in_order'],
  },
  {
    name: 'a withdrawal that is told before it comes',
    written: [nextEvent('open', 'lot-withdrawn')],
    found: ['told_in_order'],
  },
  {
    name: 'a withdrawal that is not told',
    written: [
      `update room_event set type = 'lot-scheduled' where lot_id = :gone and type = 'lot-withdrawn'`,
    ],
    found: ['told_in_order'],
  },
  {
    name: 'an event after the withdrawal',
    written: [nextEvent('gone', 'lot-scheduled')],
    found: ['told_in_order'],
  },
]
