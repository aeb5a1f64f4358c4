"""Who offers and asks, and the doors for wallets, which are nobody to the database.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

from django.db import migrations

ROWS = """
-- The person, or a proxy in force, offers what was issued of the account. Only the doors write further.
ALTER TABLE wallet_offer ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON wallet_offer FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM certificates_document held
                   WHERE held.id = document_id AND ledger_relation(held.account_id) = 'self'));
CREATE POLICY offered ON wallet_offer FOR INSERT TO baeum_app
    WITH CHECK (made_by_id = (SELECT baeum_person()) AND token IS NULL AND copies = 0 AND tries = 0
                AND EXISTS (SELECT FROM certificates_document held
                            WHERE held.id = document_id AND held.revoked_at IS NULL
                              AND ledger_relation(held.account_id) = 'self'));
CREATE POLICY audited ON wallet_offer FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON wallet_offer FROM baeum_app;
REVOKE ALL ON wallet_usednonce FROM baeum_app, baeum_auditor;

-- The person, or a proxy in force, asks, sees the answer, and takes it away.
ALTER TABLE wallet_presentation ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON wallet_presentation FOR SELECT TO baeum_app
    USING (ledger_relation(account_id) = 'self');
CREATE POLICY asked ON wallet_presentation FOR INSERT TO baeum_app
    WITH CHECK (ledger_relation(account_id) = 'self' AND made_by_id = (SELECT baeum_person())
                AND answered_at IS NULL);
CREATE POLICY taken ON wallet_presentation FOR DELETE TO baeum_app USING (true);  -- of what is seen
REVOKE UPDATE ON wallet_presentation FROM baeum_app;
REVOKE ALL ON wallet_presentation FROM baeum_auditor;
"""

PLACES = """
-- The next places of the open list, for the doors that have found out who asks; nobody else may call it.
CREATE FUNCTION certificates_places(p_name text, p_key bytea, p_size int, p_count int,
    OUT list bigint, OUT name text, OUT key bytea, OUT size int, OUT first int)
RETURNS record LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE found certificates_revocationlist;
BEGIN
    PERFORM pg_advisory_xact_lock(1667590772);  -- two who find no room make one list, not two
    SELECT * INTO found FROM certificates_revocationlist open
    WHERE open.given + p_count <= open.size ORDER BY open.id LIMIT 1 FOR UPDATE;
    IF found.id IS NULL THEN
        INSERT INTO certificates_revocationlist (name, key, size) VALUES (p_name, p_key, p_size)
        RETURNING * INTO found;
    END IF;
    UPDATE certificates_revocationlist held SET given = held.given + p_count WHERE held.id = found.id;
    list := found.id; name := found.name; key := found.key; size := found.size; first := found.given;
END $$;
REVOKE EXECUTE ON FUNCTION certificates_places(text, bytea, int, int) FROM PUBLIC, baeum_app, baeum_auditor;

CREATE OR REPLACE FUNCTION certificates_take(p_name text, p_key bytea, p_size int, p_count int,
    OUT list bigint, OUT name text, OUT key bytea, OUT size int, OUT first int)
RETURNS record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF baeum_person() IS NULL THEN RAISE EXCEPTION 'nobody issues nothing'; END IF;
    SELECT * INTO list, name, key, size, first FROM certificates_places(p_name, p_key, p_size, p_count);
END $$;
"""

DELIVERY = """
-- Sees and writes offers: a code with its tx_code becomes a token, once. Says what it found; a wrong tx_code counts.
CREATE FUNCTION wallet_redeem(p_code bytea, p_tx_code bytea, p_token bytea, p_life_s int, p_most_tries int,
    OUT state text, OUT offer uuid, OUT kind text)
RETURNS record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE kept_offer wallet_offer;
BEGIN
    SELECT * INTO kept_offer FROM wallet_offer held WHERE held.code = p_code FOR UPDATE;
    offer := kept_offer.id;
    kind := (SELECT d.kind FROM certificates_document d WHERE d.id = kept_offer.document_id);
    state := CASE
        WHEN kept_offer.id IS NULL THEN 'unknown'
        WHEN kept_offer.token IS NOT NULL THEN 'used'
        WHEN kept_offer.expires_at <= now() THEN 'expired'
        WHEN kept_offer.tries >= p_most_tries THEN 'locked'
        WHEN EXISTS (SELECT FROM certificates_document d
                     WHERE d.id = kept_offer.document_id AND d.revoked_at IS NOT NULL) THEN 'revoked'
        WHEN kept_offer.tx_code <> p_tx_code THEN 'tx_code'
        ELSE 'redeemed' END;
    IF state = 'tx_code' THEN
        UPDATE wallet_offer held SET tries = held.tries + 1 WHERE held.id = kept_offer.id;
    ELSIF state = 'redeemed' THEN
        UPDATE wallet_offer held SET token = p_token, token_expires = now() + make_interval(secs => p_life_s),
            redeemed_at = now() WHERE held.id = kept_offer.id;
    END IF;
END $$;

-- Sees offers, documents, accounts and keys: what a token lets a wallet fetch. The key is wrapped.
CREATE FUNCTION wallet_open(p_token bytea, OUT state text, OUT offer uuid, OUT document uuid, OUT kind text,
    OUT content bytea, OUT valid_until date, OUT person uuid, OUT wrapped bytea)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT CASE WHEN held.token_expires <= now() THEN 'expired' WHEN d.revoked_at IS NOT NULL THEN 'revoked'
                ELSE 'open' END,
        held.id, d.id, d.kind, d.content, d.valid_until, account.person_id, own.wrapped
    FROM wallet_offer held
    JOIN certificates_document d ON d.id = held.document_id
    JOIN ledger_account account ON account.id = d.account_id
    JOIN people_personkey own ON own.person_id = account.person_id
    WHERE held.token = p_token
$$;

-- Writes offers, nonces and lists: uses nonces up and takes places for copies. A nonce that was used before, or more
-- copies than one offer has, leaves nothing taken: the caller rolls back.
CREATE FUNCTION wallet_take(p_token bytea, p_nonces bytea[], p_until timestamptz, p_name text, p_key bytea,
    p_size int, p_count int, p_most int,
    OUT state text, OUT list bigint, OUT name text, OUT key bytea, OUT size int, OUT first int)
RETURNS record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE kept_offer wallet_offer; unused bigint;
BEGIN
    SELECT * INTO kept_offer FROM wallet_offer held WHERE held.token = p_token AND held.token_expires > now() FOR UPDATE;
    IF kept_offer.id IS NULL THEN state := 'unknown'; RETURN; END IF;
    PERFORM FROM certificates_document d WHERE d.id = kept_offer.document_id AND d.revoked_at IS NULL FOR SHARE;
    IF NOT FOUND THEN state := 'revoked'; RETURN; END IF;
    IF kept_offer.copies + p_count > p_most THEN state := 'enough'; RETURN; END IF;
    DELETE FROM wallet_usednonce WHERE digest IN (
        SELECT old.digest FROM wallet_usednonce old WHERE old.expires < now() LIMIT 100 FOR UPDATE SKIP LOCKED);
    INSERT INTO wallet_usednonce (digest, expires) SELECT DISTINCT unnest(p_nonces), p_until ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS unused = ROW_COUNT;
    IF unused < (SELECT count(DISTINCT one) FROM unnest(p_nonces) one) THEN state := 'nonce'; RETURN; END IF;
    UPDATE wallet_offer held SET copies = held.copies + p_count WHERE held.id = kept_offer.id;
    SELECT * INTO list, name, key, size, first FROM certificates_places(p_name, p_key, p_size, p_count);
    state := 'taken';
END $$;

-- Writes copies and offers: as many bits as were taken, for the document of the token and no other.
CREATE FUNCTION wallet_keep(p_token bytea, p_list bigint, p_indices int[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE kept_offer wallet_offer;
BEGIN
    UPDATE wallet_offer held SET kept = held.kept + cardinality(p_indices)
    WHERE held.token = p_token AND held.kept + cardinality(p_indices) <= held.copies RETURNING * INTO kept_offer;
    IF kept_offer.id IS NULL THEN RAISE EXCEPTION 'more copies than places were taken for'; END IF;
    INSERT INTO certificates_issuedcopy (document_id, of_list_id, index)
    SELECT kept_offer.document_id, p_list, unnest(p_indices);
END $$;
"""

ASKING = """
-- Sees presentations, accounts and keys: what was asked, for the wallet that knows the id. The key is wrapped.
CREATE FUNCTION wallet_asked(p_id uuid, OUT nonce text, OUT expires_at timestamptz, OUT answered boolean,
    OUT person uuid, OUT wrapped bytea)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT asked.nonce, asked.expires_at, asked.answered_at IS NOT NULL, account.person_id, own.wrapped
    FROM wallet_presentation asked
    JOIN ledger_account account ON account.id = asked.account_id
    JOIN people_personkey own ON own.person_id = account.person_id
    WHERE asked.id = p_id AND asked.expires_at > now()
$$;

-- Writes presentations: the answer, once, in time.
CREATE FUNCTION wallet_answer(p_id uuid, p_sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE wallet_presentation SET answered_at = now(), sealed = p_sealed
    WHERE id = p_id AND answered_at IS NULL AND expires_at > now();
    RETURN FOUND;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("wallet", "0001_initial"),
        ("certificates", "0002_row_security"),
        ("ledger", "0004_guards"),
        ("people", "0002_row_security"),
    ]
    operations = [migrations.RunSQL(ROWS + PLACES + DELIVERY + ASKING)]
