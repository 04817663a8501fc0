-- AlterTable: whoever is signed in stays so, as if they had just used their session.
ALTER TABLE "session" ADD COLUMN "used_at" TIMESTAMPTZ(3);
UPDATE "session" SET "used_at" = clock_timestamp();
ALTER TABLE "session" ALTER COLUMN "used_at" SET NOT NULL;

-- CreateIndex
CREATE INDEX "session_used_at_idx" ON "session"("used_at");
