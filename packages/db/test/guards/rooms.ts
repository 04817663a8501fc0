import type { IllegalStates } from './guarded-tables.ts'

const event = (row: string) =>
  `insert into room_event (at, data, lot_id, seq, type) values (now(), '{}', ${row})`
/** What the room of the settled lot has been told, once more. */
const again = (type: string) => event(`:settled, 99, '${type}'`)

const message = (row: string) =>
  `insert into message (at, id, lot_id, author_id, text, seq) values (now(), ${row})`

/** Rooms with their logs, people with their sessions, and what is kept with a key. */
export const ROOMS: IllegalStates = {
  room: {
    room_pkey: { 'two of one lot': `insert into room values (:draft)` },
    room_lot_id_fkey: { 'of no lot': `insert into room values (:nowhere)` },
    room_trimmed: {
      'a log that is trimmed beyond its end': `update room set trimmed = seq + 1 where lot_id = :open`,
      'a log that is trimmed by less than nothing': `update room set trimmed = -1 where lot_id = :open`,
      'a log that ends before its beginning': `update room set seq = -1 where lot_id = :draft`,
    },
  },

  room_event: {
    room_event_pkey: { 'two at one place': event(`:open, 1, 'lot-scheduled'`) },
    room_event_lot_id_fkey: {
      'of no room': event(`:nowhere, 1, 'lot-scheduled'`),
      'of a room that is gone': `delete from room where lot_id = :open`,
    },
    room_event_told_once: {
      'a lot that opens twice': again('lot-opened'),
      'a lot that closes twice': again('lot-closed'),
      'a lot that is withdrawn twice': `insert into room_event select :draft, n, 'lot-withdrawn', now(), '{}'
        from generate_series(1, 2) n`,
    },
  },

  message: {
    message_pkey: { 'two of one id': `insert into message select * from message` },
    message_lot_id_fkey: { 'in the room of no lot': message(`:new, :nowhere, :ada, 'Hello', 9`) },
    message_author_id_fkey: { 'of nobody': message(`:new, :open, :nowhere, 'Hello', 9`) },
    message_text: {
      'of no words': message(`:new, :open, :ada, '', 9`),
      'of five hundred and one letters': message(`:new, :open, :ada, repeat('é', 501), 9`),
    },
    message_seq: { 'at no place of the log': message(`:new, :open, :ada, 'Hello', 0`) },
    message_lot_id_seq_key: {
      'two at one place of the log': `insert into message
        select :new, lot_id, author_id, text, at, seq from message`,
    },
    never_changes: {
      'other words': `update message set text = 'Goodbye'`,
      'one that is gone': `delete from message`,
    },
    never_emptied: { 'no messages': `truncate message` },
  },

  presence: {
    presence_pkey: {
      'two counts of one process for a room': `insert into presence
        select :new, :open, 1, now() from generate_series(1, 2)`,
    },
    presence_watching: {
      'a count of nobody': `insert into presence values (:new, :open, 0, now())`,
    },
  },

  epoch: {
    epoch_pkey: {
      'two words': `insert into epoch select true, 'word', 1 from generate_series(1, 2)`,
    },
    epoch_only: { 'a word beside the one': `insert into epoch values (false, 'word', 1)` },
  },

  user: {
    user_pkey: {
      'two of one id': `insert into "user" select id, 'a', name, password_hash, at from "user" where id = :ada`,
    },
    user_email_key: {
      'two of one address': `insert into "user"
        select :new, email, name, password_hash, at from "user" where id = :ada`,
    },
  },

  session: {
    session_pkey: {
      'two of one token': `insert into session (token_hash, user_id, at, used_at, expires_at)
        select repeat('0', 64), :ada, now(), now(), now() from generate_series(1, 2)`,
    },
    session_user_id_fkey: {
      'of nobody': `insert into session (token_hash, user_id, at, used_at, expires_at)
        values (repeat('0', 64), :nowhere, now(), now(), now())`,
    },
  },

  failed_attempts: {
    failed_attempts_pkey: {
      'two rows of one address': `insert into failed_attempts
        select repeat('0', 64), '{}', now() from generate_series(1, 2)`,
    },
  },

  visits: {
    visits_pkey: {
      'two rows of one name': `insert into visits
        select repeat('0', 64), 1, now(), now() from generate_series(1, 2)`,
    },
  },

  idempotency: {
    idempotency_pkey: {
      'two answers for a key': `insert into idempotency select * from idempotency where user_id = :ada`,
    },
    idempotency_user_id_fkey: {
      'a key of nobody': `insert into idempotency values (:nowhere, 'key', repeat('0', 64), false, '{}', now())`,
    },
  },
}
