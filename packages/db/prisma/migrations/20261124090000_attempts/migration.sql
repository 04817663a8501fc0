-- CreateTable
CREATE TABLE "failed_attempts" (
    "email_hash" CHAR(64) NOT NULL,
    "failures" TIMESTAMPTZ(3)[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "failed_attempts_pkey" PRIMARY KEY ("email_hash")
);

-- CreateIndex
CREATE INDEX "failed_attempts_at_idx" ON "failed_attempts"("at");

-- What Prisma cannot say ------------------------------------------------------------------------

-- Two rows of one address would let in twice as many. The guards before this one keep their list.
ALTER FUNCTION "missing_guards"() RENAME TO "missing_guards_before_attempts";

CREATE FUNCTION "missing_guards"() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT missing_guards_before_attempts()
  UNION ALL
  SELECT 'constraint failed_attempts_pkey on failed_attempts'
    WHERE NOT EXISTS (
      SELECT FROM pg_constraint WHERE conname = 'failed_attempts_pkey'
        AND conrelid = to_regclass('failed_attempts') AND convalidated)
$$;
