-- Every page of a list begins at its cursor on an index, and ends with its last row: decision
-- record 11. No index here holds a column that a bid changes, nor depends on one: a bid still
-- updates its lot without writing to them (heap-only).

-- DropIndex
DROP INDEX "lot_seller_id_idx";

-- DropIndex
DROP INDEX "entry_account_id_transfer_id_idx";

-- DropIndex
DROP INDEX "bid_bidder_id_idx";

-- CreateIndex
CREATE INDEX "lot_seller_id_id_idx" ON "lot"("seller_id", "id");

-- CreateIndex
CREATE INDEX "entry_account_id_transfer_id_line_idx" ON "entry"("account_id", "transfer_id", "line");

-- CreateIndex
CREATE INDEX "bid_bidder_id_lot_id_at_maximum_idx" ON "bid"("bidder_id", "lot_id", "at", "maximum");

-- What Prisma cannot say ----------------------------------------------------------------------

-- The lists that go newest first pass no draft by, however many somebody makes.
CREATE INDEX "lot_listed" ON "lot" (id) WHERE opens_at IS NOT NULL;

-- Few lots are ever withdrawn: among all others one would look long for a page of them.
CREATE INDEX "lot_withdrawn" ON "lot" (id) WHERE withdrawn AND opens_at IS NOT NULL;
