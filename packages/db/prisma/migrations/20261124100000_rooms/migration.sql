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

ALTER TABLE "message" ADD CONSTRAINT "message_text" CHECK (char_length(text) BETWEEN 1 AND 500);
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

-- The word of this database. One that was made from a copy of another has another oid and gets a
-- word of its own, so that nobody takes places in the one log for places in the other.
CREATE FUNCTION "current_epoch"() RETURNS text LANGUAGE sql AS $$
  INSERT INTO epoch AS kept (word, database)
    SELECT left(replace(gen_random_uuid()::text, '-', ''), 12), oid
    FROM pg_database WHERE datname = current_database()
    ON CONFLICT ("only") DO UPDATE SET word = excluded.word, database = excluded.database
    WHERE kept.database <> excluded.database;
  SELECT word FROM epoch;
$$;
