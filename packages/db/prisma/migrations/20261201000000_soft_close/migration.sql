-- AlterTable: existing lots get the house rule that applied to them, 120 seconds.
ALTER TABLE "lot" ADD COLUMN "soft_close_seconds" INTEGER NOT NULL DEFAULT 120;

-- What Prisma cannot express ---------------------------------------------------------------------

ALTER TABLE "lot" ADD CONSTRAINT "lot_soft_close" CHECK (soft_close_seconds BETWEEN 0 AND 3600);

-- The list of guards is extended; the earlier list stays as it is.
ALTER FUNCTION "missing_guards"() RENAME TO "missing_guards_before_soft_close";

CREATE FUNCTION "missing_guards"() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT missing_guards_before_soft_close()
  UNION ALL
  SELECT missing_guards_of('lot', '{}', '{}', '{lot_soft_close}')
$$;
