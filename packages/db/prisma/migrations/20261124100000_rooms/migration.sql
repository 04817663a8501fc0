-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
-- How many watch is worth nothing after a crash, and is not written ahead.
CREATE UNLOGGED TABLE "presence" (
    "process" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "watching" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("process","lot_id")
);

-- CreateTable
CREATE TABLE "epoch" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "word" TEXT NOT NULL,
    "database" OID NOT NULL,

    CONSTRAINT "epoch_pkey" PRIMARY KEY ("only")
);

-- CreateIndex
CREATE UNIQUE INDEX "message_lot_id_seq_key" ON "message"("lot_id", "seq");

-- CreateIndex
CREATE INDEX "presence_lot_id_idx" ON "presence"("lot_id");

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------

ALTER TABLE "message"
  ADD CONSTRAINT "message_text" CHECK (char_length(text) BETWEEN 1 AND 500),
  ADD CONSTRAINT "message_seq" CHECK (seq >= 1);
ALTER TABLE "presence" ADD CONSTRAINT "presence_watching" CHECK (watching > 0);
ALTER TABLE "epoch" ADD CONSTRAINT "epoch_only" CHECK ("only");

CREATE TRIGGER "never_changes" BEFORE UPDATE OR DELETE ON "message"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "message"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- The worker looks for lots whose room has not been told that they are live.
CREATE INDEX "lot_unopened" ON "lot" (opens_at) WHERE NOT opened AND NOT withdrawn;

-- Old events are found by their age; rows come in its order, so that a block range index will do.
CREATE INDEX "room_event_age" ON "room_event" USING brin (at);

-- The word of this database. A copy beside its original has another oid and gets a word of its own, so
-- that nobody takes places in the one log for places in the other. Whoever restores deletes the word.
CREATE FUNCTION "current_epoch"() RETURNS text LANGUAGE sql AS $$
  INSERT INTO epoch AS kept (word, database)
    SELECT left(replace(gen_random_uuid()::text, '-', ''), 12), oid
    FROM pg_database WHERE datname = current_database()
    ON CONFLICT ("only") DO UPDATE SET word = excluded.word, database = excluded.database
    WHERE kept.database <> excluded.database;
  SELECT word FROM epoch;
$$;

-- Guards that are gone, and what must hold at every moment ----------------------------------------

-- What one table lacks of the guards that it ought to have. Whoever adds a table asks here.
CREATE FUNCTION "missing_guards_of"(
  relation text, triggers text[], indexes text[], constraints text[]
) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT 'trigger ' || guard || ' on ' || relation FROM unnest(triggers) AS guard
    WHERE NOT EXISTS (
      SELECT FROM pg_trigger WHERE tgname = guard
        AND tgrelid = to_regclass(quote_ident(relation)) AND tgenabled IN ('O', 'A'))
  UNION ALL
  SELECT 'index ' || guard || ' on ' || relation FROM unnest(indexes) AS guard
    WHERE NOT EXISTS (
      SELECT FROM pg_index WHERE indexrelid = to_regclass(quote_ident(guard))
        AND indrelid = to_regclass(quote_ident(relation)) AND indisunique AND indisvalid)
  UNION ALL
  SELECT 'constraint ' || guard || ' on ' || relation FROM unnest(constraints) AS guard
    WHERE NOT EXISTS (
      SELECT FROM pg_constraint WHERE conname = guard
        AND conrelid = to_regclass(quote_ident(relation)) AND convalidated)
$$;

-- What there was to check goes on under another name, and asks this one for all guards.
ALTER FUNCTION "missing_guards"() RENAME TO "missing_guards_of_the_house";
ALTER FUNCTION "check_invariants"() RENAME TO "check_house";

CREATE FUNCTION "missing_guards"() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT missing_guards_of_the_house()
  UNION ALL
  SELECT missing
    FROM (VALUES
      ('message', '{never_changes, never_emptied}'::text[], '{message_lot_id_seq_key}'::text[],
        '{message_pkey, message_lot_id_fkey, message_author_id_fkey, message_text,
          message_seq}'::text[]),
      ('presence', '{}', '{}', '{presence_pkey, presence_watching}'),
      ('epoch', '{}', '{}', '{epoch_pkey, epoch_only}'))
      AS wanted (relation, triggers, indexes, constraints),
      missing_guards_of(relation, triggers, indexes, constraints) AS missing
$$;

-- A room hears of each message once, as it was said, and of everything in its turn.
CREATE FUNCTION "check_rooms"() RETURNS TABLE (invariant text, breach text)
LANGUAGE sql STABLE AS $$
  SELECT 'seq_dense', 'message ' || m.id
    FROM message m JOIN room r ON r.lot_id = m.lot_id
    LEFT JOIN room_event e ON e.lot_id = m.lot_id AND e.seq = m.seq AND e.type = 'message-posted'
    WHERE m.seq > r.trimmed AND e.seq IS NULL
  UNION ALL
  SELECT 'seq_dense', 'event ' || e.lot_id || ':' || e.seq
    FROM room_event e LEFT JOIN message m ON m.lot_id = e.lot_id AND m.seq = e.seq
    WHERE e.type = 'message-posted' AND m.id IS NULL
  UNION ALL
  SELECT 'message_text', 'message ' || id
    FROM message WHERE char_length(text) NOT BETWEEN 1 AND 500
  UNION ALL
  SELECT 'message_text', 'event ' || e.lot_id || ':' || e.seq
    FROM room_event e JOIN message m ON m.lot_id = e.lot_id AND m.seq = e.seq
    WHERE e.type = 'message-posted' AND
      (e.at, e.data ->> 'id', e.data ->> 'text', e.data -> 'author' ->> 'id')
        IS DISTINCT FROM (m.at, m.id::text, m.text, m.author_id::text)
  UNION ALL
  -- Nobody bids or speaks before the room hears that the lot is open, as far as its log goes back.
  SELECT DISTINCT 'told_in_order', 'room ' || e.lot_id
    FROM room_event e JOIN room r ON r.lot_id = e.lot_id
    LEFT JOIN room_event o ON o.lot_id = e.lot_id AND o.type = 'lot-opened'
    WHERE e.type IN ('bid-placed', 'message-posted', 'lot-closed')
      AND CASE WHEN o.seq IS NULL THEN r.trimmed = 0 ELSE o.seq > e.seq END
  UNION ALL
  -- Of a withdrawal it hears last.
  SELECT 'told_in_order', 'room ' || r.lot_id
    FROM room r JOIN lot l ON l.id = r.lot_id
    LEFT JOIN room_event e ON e.lot_id = r.lot_id AND e.seq = r.seq
    WHERE r.seq > r.trimmed AND l.withdrawn <> coalesce(e.type = 'lot-withdrawn', false)
$$;

-- All of it sees one snapshot, for all of it is STABLE.
CREATE FUNCTION "check_invariants"() RETURNS TABLE (invariant text, breach text)
LANGUAGE sql STABLE AS $$
  SELECT * FROM check_house() UNION ALL SELECT * FROM check_rooms()
$$;
