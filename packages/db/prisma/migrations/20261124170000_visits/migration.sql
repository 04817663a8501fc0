-- CreateTable
CREATE TABLE "visits" (
    "name" CHAR(64) NOT NULL,
    "count" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "visits_until_idx" ON "visits"("until");

-- What Prisma cannot say ------------------------------------------------------------------------

-- Two rows of one name would let in twice as many. The guards before this one keep their list.
ALTER FUNCTION "missing_guards"() RENAME TO "missing_guards_before_visits";

CREATE FUNCTION "missing_guards"() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT missing_guards_before_visits()
  UNION ALL
  SELECT missing_guards_of('visits', '{}', '{}', '{visits_pkey}')
$$;
