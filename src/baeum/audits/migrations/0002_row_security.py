"""Who sees cached audits, the one door by which they are kept, and what makes them go.

A cached audit is of the goal that stands: it goes with the goal, and with the person's key.
"""

from __future__ import annotations

from django.db import migrations

ROWS = """
ALTER TABLE audits_cachedaudit ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON audits_cachedaudit FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[]));
CREATE POLICY audited ON audits_cachedaudit FOR SELECT TO baeum_auditor USING (true);
REVOKE INSERT, UPDATE, DELETE ON audits_cachedaudit FROM baeum_app;

REVOKE DELETE ON audits_refresh FROM baeum_app;

REVOKE SELECT, UPDATE, DELETE ON audits_ledgerexport FROM baeum_app;
CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON audits_ledgerexport
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audits_ledgerexport
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""

DOORS = """
-- Writes cached audits, which the app may not: for the worker only, as whom nobody acts. One that was made of a
-- goal that is no more, of a person without a key, or of less than what is kept, is left out.
CREATE FUNCTION audits_keep(kept jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE came bigint;
BEGIN
    IF baeum_person() IS NOT NULL THEN
        RAISE EXCEPTION 'audits_keep: nobody acts where audits are kept' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO audits_cachedaudit AS held (account_id, law, as_of, head_number, goal_digest, state, remaining,
                                            complete, totals)
    SELECT given.account, given.law, given.as_of, given.head, decode(given.goal, 'hex'), given.state,
        given.remaining, given.complete, given.totals
    FROM jsonb_to_recordset(kept) AS given(account bigint, law text, as_of date, head int, goal text, state text,
                                           remaining int, complete boolean, totals jsonb)
        JOIN learner_goal goal ON goal.account_id = given.account AND sha256(goal.chosen) = decode(given.goal, 'hex')
        JOIN ledger_account account ON account.id = given.account
        JOIN people_personkey key ON key.person_id = account.person_id AND key.wrapped IS NOT NULL
    ORDER BY given.account
    FOR SHARE OF goal, key
    ON CONFLICT (account_id) DO UPDATE SET law = excluded.law, as_of = excluded.as_of,
        head_number = excluded.head_number, goal_digest = excluded.goal_digest, state = excluded.state,
        remaining = excluded.remaining, complete = excluded.complete, totals = excluded.totals, audited_at = now()
    WHERE excluded.head_number >= held.head_number AND excluded.as_of >= held.as_of;
    GET DIAGNOSTICS came = ROW_COUNT;
    RETURN came;
END $$;

-- Sees everybody's: how many cached audits there are of each law, and of how many nothing is missing.
CREATE FUNCTION audits_by_law(OUT law text, OUT how_many bigint, OUT complete bigint, OUT faulty bigint)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT kept.law, count(*), count(*) FILTER (WHERE kept.complete), count(*) FILTER (WHERE kept.state = 'faulty')
    FROM audits_cachedaudit kept GROUP BY kept.law ORDER BY kept.law
$$;
"""

GOING = """
-- Deletes cached audits, which the app may not.
CREATE FUNCTION audits_forget_goal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ BEGIN DELETE FROM audits_cachedaudit WHERE account_id = OLD.account_id; RETURN NULL; END $$;
CREATE TRIGGER cached_audit_goes AFTER UPDATE OR DELETE ON learner_goal
    FOR EACH ROW EXECUTE FUNCTION audits_forget_goal();

-- The same, and sees accounts.
CREATE FUNCTION audits_forget_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    DELETE FROM audits_cachedaudit
    WHERE account_id IN (SELECT id FROM ledger_account WHERE person_id = OLD.person_id);
    RETURN NULL;
END $$;
CREATE TRIGGER cached_audit_goes AFTER UPDATE ON people_personkey
    FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION audits_forget_person();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audits", "0001_initial"),
        ("ledger", "0006_registry"),
        ("learner", "0002_row_security"),
        ("people", "0006_committee_members"),
    ]
    operations = [migrations.RunSQL(ROWS + DOORS + GOING)]
