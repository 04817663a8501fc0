-- AlterTable
ALTER TABLE "epoch" ADD COLUMN "cluster" BIGINT NOT NULL DEFAULT 0;

-- The cluster that this database is in, which initdb has named. Every role may ask for it, unless an
-- operator has forbidden it: then it is 0, for unknown.
CREATE FUNCTION "current_cluster"() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT system_identifier FROM pg_control_system());
EXCEPTION WHEN insufficient_privilege THEN
  RETURN 0;
END
$$;

-- The word of this database. A copy beside its original has another oid, and a dump that was restored
-- elsewhere is in another cluster: each gets a word of its own, so that nobody takes places in the one
-- log for places in the other. A copy of the files, or a restore into this very database, shows in
-- neither: whoever makes one deletes the word.
CREATE OR REPLACE FUNCTION "current_epoch"() RETURNS text LANGUAGE sql AS $$
  INSERT INTO epoch AS kept (word, database, cluster)
    SELECT left(replace(gen_random_uuid()::text, '-', ''), 12), oid, current_cluster()
    FROM pg_database WHERE datname = current_database()
    ON CONFLICT ("only") DO UPDATE
      SET word = excluded.word, database = excluded.database, cluster = excluded.cluster
    WHERE kept.database <> excluded.database
      OR (kept.cluster <> excluded.cluster AND 0 NOT IN (kept.cluster, excluded.cluster));
  SELECT word FROM epoch;
$$;

-- A word that is there already is that of this cluster.
UPDATE "epoch" SET "cluster" = current_cluster();
