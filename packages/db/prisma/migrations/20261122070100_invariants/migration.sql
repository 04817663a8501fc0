-- The invariants of the house, under the names that the code and the tests use. What a constraint
-- can make impossible is impossible; check_invariants() finds the rest, and a missing guard.

-- Amounts -------------------------------------------------------------------------------------

ALTER TABLE "account"
  ADD CONSTRAINT "no_overdraft" CHECK (kind = 'world' OR balance >= 0),
  ADD CONSTRAINT "account_has_its_owner" CHECK ((owner_id IS NULL) = (kind IN ('fees', 'world')));

-- Two rows without an owner are not equal to the ordinary unique key.
CREATE UNIQUE INDEX "account_of_the_house" ON "account" (kind) WHERE owner_id IS NULL;

INSERT INTO "account" (id, owner_id, kind, balance) VALUES
  ('00000000-0000-7000-8000-000000000001', NULL, 'fees', 0),
  ('00000000-0000-7000-8000-000000000002', NULL, 'world', 0);

ALTER TABLE "entry" ADD CONSTRAINT "entries_nonzero" CHECK (amount <> 0);

ALTER TABLE "hold" ADD CONSTRAINT "hold_amount" CHECK (amount > 0);

ALTER TABLE "lot"
  ADD CONSTRAINT "lot_starting_price" CHECK (starting_price BETWEEN 1 AND 1000000000000),
  ADD CONSTRAINT "lot_reserve_price" CHECK (reserve_price BETWEEN starting_price AND 1000000000000),
  ADD CONSTRAINT "lot_schedule" CHECK (
    (opens_at IS NULL) = (closes_at IS NULL) AND closes_at >= opens_at + interval '1 second'),
  ADD CONSTRAINT "lot_standing" CHECK (
    num_nulls(price, leader_id, maximum) IN (0, 3) AND (price IS NULL) = (bid_count = 0)
    AND price >= starting_price AND price <= maximum AND maximum <= 1000000000000),
  ADD CONSTRAINT "lot_sellers_do_not_lead" CHECK (leader_id <> seller_id),
  ADD CONSTRAINT "lot_hold" CHECK ((hold_id IS NOT NULL) = (leader_id IS NOT NULL AND NOT settled)),
  ADD CONSTRAINT "lot_withdrawn_has_no_bids" CHECK (NOT withdrawn OR bid_count = 0);

ALTER TABLE "bid" ADD CONSTRAINT "bid_price" CHECK (price >= 1 AND maximum >= 1);

ALTER TABLE "settlement"
  ADD CONSTRAINT "settlement_sale" CHECK (
    CASE WHEN winner_id IS NULL THEN hammer = 0 AND premium = 0
    ELSE hammer > 0 AND premium = (hammer + 5) / 10 AND transfer_id IS NOT NULL END);

-- Words of a title or description are found wherever they stand.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "lot_words" ON "lot" USING gin (title gin_trgm_ops, description gin_trgm_ops);

-- Once, and never again -----------------------------------------------------------------------

-- A lot has one open hold, of its leader.
CREATE UNIQUE INDEX "hold_once" ON "hold" (lot_id) WHERE closed_by IS NULL;

-- The worker looks for lots past their close; settled ones, soon nearly all, are not in its way.
CREATE INDEX "lot_due" ON "lot" (closes_at) WHERE NOT settled AND NOT withdrawn;

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % never change', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'never_changes', TABLE = TG_TABLE_NAME;
END $$;

CREATE TRIGGER "never_changes" BEFORE UPDATE OR DELETE ON "transfer"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_changes" BEFORE UPDATE OR DELETE ON "entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_changes" BEFORE UPDATE OR DELETE ON "bid"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_changes" BEFORE UPDATE OR DELETE ON "settlement"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_changes" BEFORE DELETE ON "hold"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "transfer"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "hold"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "bid"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "settlement"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Of a hold only its closing is ever written, from null, once.
CREATE TRIGGER "hold_closes_once" BEFORE UPDATE ON "hold" FOR EACH ROW
  WHEN (OLD.closed_by IS NOT NULL OR NEW.closed_by IS NULL
    OR (OLD.id, OLD.lot_id, OLD.user_id, OLD.amount, OLD.opened_by)
      IS DISTINCT FROM (NEW.id, NEW.lot_id, NEW.user_id, NEW.amount, NEW.opened_by))
  EXECUTE FUNCTION "refuse_change"();

-- The books -----------------------------------------------------------------------------------

-- A statement inserts all entries of a transfer, so their sum can be judged at its end. A row
-- trigger deferred to the commit would promise the same and cost every batch of bids a tenth.
CREATE FUNCTION "refuse_imbalance"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh GROUP BY transfer_id HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'The entries of a transfer must add up to zero'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_balances', TABLE = 'entry';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "transfer_balances" AFTER INSERT ON "entry"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION "refuse_imbalance"();

-- What must hold at every moment --------------------------------------------------------------

-- One row for each breach: the invariant's name, and what breaks it. STABLE: all of it sees one
-- snapshot, so it may run beside bids.
CREATE FUNCTION "check_invariants"() RETURNS TABLE (invariant text, breach text)
LANGUAGE sql STABLE AS $$
  SELECT 'transfer_balances', 'transfer ' || transfer_id
    FROM entry GROUP BY transfer_id HAVING sum(amount) <> 0
  UNION ALL
  SELECT 'transfer_balances', 'transfer ' || t.id || ' has no entries'
    FROM transfer t LEFT JOIN entry e ON e.transfer_id = t.id WHERE e.transfer_id IS NULL
  UNION ALL
  SELECT 'entries_nonzero', 'transfer ' || transfer_id FROM entry WHERE amount = 0
  UNION ALL
  SELECT 'books_zero', 'balances add up to ' || sum(balance) FROM account HAVING sum(balance) <> 0
  UNION ALL
  SELECT 'cache_true', 'account ' || a.id
    FROM account a LEFT JOIN entry e ON e.account_id = a.id
    GROUP BY a.id HAVING a.balance <> coalesce(sum(e.amount), 0)
  UNION ALL
  SELECT 'no_overdraft', 'account ' || id FROM account WHERE balance < 0 AND kind <> 'world'
  UNION ALL
  SELECT 'held_explained', 'user ' || a.owner_id
    FROM account a LEFT JOIN hold h ON h.user_id = a.owner_id AND h.closed_by IS NULL
    WHERE a.kind = 'held' GROUP BY a.id HAVING a.balance <> coalesce(sum(h.amount), 0)
  UNION ALL
  SELECT 'hold_once', 'lot ' || lot_id
    FROM hold WHERE closed_by IS NULL GROUP BY lot_id HAVING count(*) > 1
  UNION ALL
  -- A hold is opened and closed by transfers that move its amount in and out of `held`.
  SELECT 'hold_once', 'hold ' || h.id
    FROM hold h JOIN account a ON a.owner_id = h.user_id AND a.kind = 'held'
    LEFT JOIN entry i ON i.transfer_id = h.opened_by AND i.account_id = a.id
    LEFT JOIN entry o ON o.transfer_id = h.closed_by AND o.account_id = a.id
    WHERE i.amount IS DISTINCT FROM h.amount
      OR (h.closed_by IS NOT NULL AND o.amount IS DISTINCT FROM -h.amount)
  UNION ALL
  SELECT 'settled_once', 'lot ' || l.id
    FROM lot l LEFT JOIN settlement s ON s.lot_id = l.id
    WHERE l.settled <> (s.lot_id IS NOT NULL)
  UNION ALL
  -- What the winner pays is what the seller and the house get.
  SELECT 'settled_once', 'lot ' || s.lot_id
    FROM settlement s JOIN lot l ON l.id = s.lot_id
    LEFT JOIN account seller ON seller.owner_id = l.seller_id AND seller.kind = 'available'
    LEFT JOIN entry hammer ON hammer.transfer_id = s.transfer_id AND hammer.account_id = seller.id
    LEFT JOIN account fees ON fees.kind = 'fees'
    LEFT JOIN entry premium ON premium.transfer_id = s.transfer_id AND premium.account_id = fees.id
    WHERE coalesce(hammer.amount, 0) <> s.hammer OR coalesce(premium.amount, 0) <> s.premium
      OR (s.winner_id, s.hammer) IS DISTINCT FROM (
        CASE WHEN l.reserve_price IS NULL OR l.price >= l.reserve_price THEN l.leader_id END,
        CASE WHEN l.reserve_price IS NULL OR l.price >= l.reserve_price THEN coalesce(l.price, 0)
          ELSE 0 END)
  UNION ALL
  -- The rest of the hold goes back to the winner, and to nobody else.
  SELECT 'settled_once', 'lot ' || s.lot_id
    FROM settlement s JOIN lot l ON l.id = s.lot_id
    JOIN entry e ON e.transfer_id = s.transfer_id JOIN account a ON a.id = e.account_id
    WHERE a.kind <> 'fees' AND a.owner_id IS DISTINCT FROM l.leader_id
      AND (a.owner_id, a.kind) IS DISTINCT FROM (l.seller_id, 'available'::account_kind)
  UNION ALL
  -- Until it is settled, a lot with a leader holds the leader's cover, and no other lot holds any.
  SELECT 'one_leader_hold', 'lot ' || l.id
    FROM lot l LEFT JOIN hold h ON h.lot_id = l.id AND h.closed_by IS NULL
    WHERE CASE WHEN l.leader_id IS NULL OR l.settled THEN h.id IS NOT NULL
      ELSE (h.id, h.user_id, h.amount) IS DISTINCT FROM
        (l.hold_id, l.leader_id, l.maximum + (l.maximum + 5) / 10) END
  UNION ALL
  SELECT 'seq_dense', 'room ' || r.lot_id
    FROM room r LEFT JOIN room_event e ON e.lot_id = r.lot_id
    GROUP BY r.lot_id
    HAVING count(e.seq) <> r.seq - r.trimmed OR coalesce(min(e.seq), r.trimmed + 1) <= r.trimmed
      OR coalesce(max(e.seq), r.seq) <> r.seq
  UNION ALL
  SELECT 'seq_dense', 'bid ' || b.id
    FROM bid b JOIN room r ON r.lot_id = b.lot_id
    LEFT JOIN room_event e ON e.lot_id = b.lot_id AND e.seq = b.seq AND e.type = 'bid-placed'
    WHERE b.seq > r.trimmed AND e.seq IS NULL
  UNION ALL
  SELECT 'seq_dense', 'event ' || e.lot_id || ':' || e.seq
    FROM room_event e LEFT JOIN bid b ON b.lot_id = e.lot_id AND b.seq = e.seq
    WHERE e.type = 'bid-placed' AND b.id IS NULL
  UNION ALL
  SELECT 'seq_dense', 'lot ' || l.id
    FROM lot l LEFT JOIN bid b ON b.lot_id = l.id
    GROUP BY l.id HAVING count(b.id) <> l.bid_count
  UNION ALL
  SELECT 'guards_present', 'trigger ' || guard || ' on ' || relation
    FROM (VALUES
      ('never_changes', 'transfer'), ('never_changes', 'entry'), ('never_changes', 'bid'),
      ('never_changes', 'settlement'), ('never_changes', 'hold'), ('hold_closes_once', 'hold'),
      ('never_emptied', 'transfer'), ('never_emptied', 'entry'), ('never_emptied', 'hold'),
      ('never_emptied', 'bid'), ('never_emptied', 'settlement'),
      ('transfer_balances', 'entry')) AS wanted (guard, relation)
    WHERE NOT EXISTS (
      SELECT FROM pg_trigger
      WHERE tgname = guard AND tgrelid = format('%I', relation)::regclass AND tgenabled = 'O')
  UNION ALL
  SELECT 'guards_present', 'index ' || guard
    FROM (VALUES
      ('hold_once'), ('hold_opened_by_key'), ('hold_closed_by_key'), ('settlement_pkey'),
      ('settlement_transfer_id_key'), ('idempotency_pkey'), ('bid_lot_id_seq_key'),
      ('room_event_pkey'), ('account_owner_id_kind_key'), ('account_of_the_house')) AS wanted (guard)
    WHERE NOT EXISTS (
      SELECT FROM pg_index
      WHERE indexrelid = to_regclass(guard) AND indisunique AND indisvalid)
  UNION ALL
  SELECT 'guards_present', 'constraint ' || guard
    FROM (VALUES
      ('no_overdraft'), ('account_has_its_owner'), ('entries_nonzero'), ('hold_amount'),
      ('lot_standing'), ('lot_hold'), ('lot_sellers_do_not_lead'), ('settlement_sale'))
      AS wanted (guard)
    WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conname = guard AND convalidated)
$$;
