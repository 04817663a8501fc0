-- More states made impossible, each guard refusing by its own name, and all of them missed when gone.

-- What a row can hold --------------------------------------------------------------------------

-- Money that comes in or leaves has nothing to do with a lot; all other money moves for one.
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_lot" CHECK (
  (lot_id IS NULL) = (kind IN ('deposit', 'withdrawal')));

ALTER TABLE "hold" ADD CONSTRAINT "hold_closing" CHECK (closed_by <> opened_by);

ALTER TABLE "lot"
  ADD CONSTRAINT "lot_opening" CHECK (
    CASE WHEN opened THEN opens_at IS NOT NULL ELSE bid_count = 0 AND NOT settled END),
  ADD CONSTRAINT "lot_ending" CHECK (NOT (settled AND withdrawn)),
  ADD CONSTRAINT "lot_counts" CHECK (bid_count >= 0 AND version >= 1);

-- A bid at no place of the log would be looked for by nobody: the log may have been trimmed.
ALTER TABLE "bid" ADD CONSTRAINT "bid_seq" CHECK (seq >= 1);

ALTER TABLE "room" ADD CONSTRAINT "room_trimmed" CHECK (trimmed BETWEEN 0 AND seq);

-- A lot opens once and ends once. No bid is in this index, so none pays for it.
CREATE UNIQUE INDEX "room_event_told_once" ON "room_event" (lot_id, type)
  WHERE type IN ('lot-opened', 'lot-closed', 'lot-withdrawn');

-- Refusals by name -----------------------------------------------------------------------------

-- Prisma hands on the message of a refusal and drops the constraint, so the name is in both.
CREATE OR REPLACE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of "%" never change: "%"', TG_TABLE_NAME, TG_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION "refuse_imbalance"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh GROUP BY transfer_id HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'The entries of a transfer must add up to zero: "%"', TG_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;

-- Guards that are gone -------------------------------------------------------------------------

-- Each guard that ought to be there and is not, or is not in force. Whoever adds a guard adds it here.
CREATE FUNCTION "missing_guards"() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT 'trigger ' || guard || ' on ' || relation
    FROM (VALUES
      ('transfer', '{never_changes, never_emptied}'::text[]),
      ('entry', '{never_changes, never_emptied, transfer_balances}'),
      ('hold', '{never_changes, never_emptied, hold_closes_once}'),
      ('bid', '{never_changes, never_emptied}'),
      ('settlement', '{never_changes, never_emptied}')) AS wanted (relation, guards),
      unnest(guards) AS guard
    WHERE NOT EXISTS (
      SELECT FROM pg_trigger WHERE tgname = guard
        AND tgrelid = to_regclass(quote_ident(relation)) AND tgenabled IN ('O', 'A'))
  UNION ALL
  SELECT 'index ' || guard || ' on ' || relation
    FROM (VALUES
      ('user', '{user_email_key}'::text[]),
      ('account', '{account_owner_id_kind_key, account_of_the_house}'),
      ('hold', '{hold_once, hold_opened_by_key, hold_closed_by_key}'),
      ('bid', '{bid_lot_id_seq_key}'),
      ('settlement', '{settlement_transfer_id_key}'),
      ('room_event', '{room_event_told_once}')) AS wanted (relation, guards),
      unnest(guards) AS guard
    WHERE NOT EXISTS (
      SELECT FROM pg_index WHERE indexrelid = to_regclass(quote_ident(guard))
        AND indrelid = to_regclass(quote_ident(relation)) AND indisunique AND indisvalid)
  UNION ALL
  SELECT 'constraint ' || guard || ' on ' || relation
    FROM (VALUES
      ('user', '{user_pkey}'::text[]),
      ('session', '{session_pkey, session_user_id_fkey}'),
      ('account', '{account_pkey, account_owner_id_fkey, no_overdraft, account_has_its_owner}'),
      ('transfer', '{transfer_pkey, transfer_lot_id_fkey, transfer_lot}'),
      ('entry', '{entry_pkey, entry_transfer_id_fkey, entry_account_id_fkey, entries_nonzero}'),
      ('hold', '{hold_pkey, hold_lot_id_fkey, hold_user_id_fkey, hold_opened_by_fkey,
        hold_closed_by_fkey, hold_amount, hold_closing}'),
      ('lot', '{lot_pkey, lot_seller_id_fkey, lot_leader_id_fkey, lot_starting_price,
        lot_reserve_price, lot_schedule, lot_standing, lot_sellers_do_not_lead, lot_hold,
        lot_withdrawn_has_no_bids, lot_opening, lot_ending, lot_counts}'),
      ('bid', '{bid_pkey, bid_lot_id_fkey, bid_bidder_id_fkey, bid_price, bid_seq}'),
      ('settlement', '{settlement_pkey, settlement_lot_id_fkey, settlement_winner_id_fkey,
        settlement_transfer_id_fkey, settlement_sale}'),
      ('room', '{room_pkey, room_lot_id_fkey, room_trimmed}'),
      ('room_event', '{room_event_pkey, room_event_lot_id_fkey}'),
      ('idempotency', '{idempotency_pkey, idempotency_user_id_fkey}'))
      AS wanted (relation, guards),
      unnest(guards) AS guard
    WHERE NOT EXISTS (
      SELECT FROM pg_constraint WHERE conname = guard
        AND conrelid = to_regclass(quote_ident(relation)) AND convalidated)
$$;

-- One row for each breach: the invariant's name, and what breaks it. STABLE: all of it sees one
-- snapshot, so it may run beside bids. Grouped by each column that is read, for it must also answer
-- where a primary key is gone.
CREATE OR REPLACE FUNCTION "check_invariants"() RETURNS TABLE (invariant text, breach text)
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
    GROUP BY a.id, a.balance HAVING a.balance <> coalesce(sum(e.amount), 0)
  UNION ALL
  SELECT 'no_overdraft', 'account ' || id FROM account WHERE balance < 0 AND kind <> 'world'
  UNION ALL
  SELECT 'held_explained', 'user ' || a.owner_id
    FROM account a LEFT JOIN hold h ON h.user_id = a.owner_id AND h.closed_by IS NULL
    WHERE a.kind = 'held'
    GROUP BY a.owner_id, a.balance HAVING a.balance <> coalesce(sum(h.amount), 0)
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
  -- They move it for its own lot, and until a sale nobody but its owner gets or gives anything.
  SELECT DISTINCT 'hold_once', 'hold ' || h.id
    FROM hold h JOIN transfer t ON t.id IN (h.opened_by, h.closed_by)
    JOIN entry e ON e.transfer_id = t.id JOIN account a ON a.id = e.account_id
    WHERE t.lot_id IS DISTINCT FROM h.lot_id OR (t.kind = 'hold') <> (t.id = h.opened_by)
      OR (t.kind <> 'settlement' AND a.owner_id IS DISTINCT FROM h.user_id)
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
  -- The room is told of the end as the lot is settled, and of nothing after it.
  SELECT 'settled_once', 'room ' || r.lot_id
    FROM room r JOIN lot l ON l.id = r.lot_id
    LEFT JOIN room_event e ON e.lot_id = r.lot_id AND e.seq = r.seq
    WHERE r.seq > r.trimmed AND l.settled <> coalesce(e.type = 'lot-closed', false)
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
    GROUP BY r.lot_id, r.seq, r.trimmed
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
    GROUP BY l.id, l.bid_count HAVING count(b.id) <> l.bid_count
  UNION ALL
  SELECT 'guards_present', guard FROM missing_guards() AS guard
$$;
