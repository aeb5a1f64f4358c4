"""Who sees what the learner's pages keep, and the one door for those who have nothing but a share link."""

from __future__ import annotations

from django.db import migrations

ROWS = """
ALTER TABLE learner_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON learner_draft FOR ALL TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
           AND ledger_relation(account_id) = 'self')
    WITH CHECK (ledger_relation(account_id) = 'self');
REVOKE SELECT ON learner_draft FROM baeum_auditor;

ALTER TABLE learner_goal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON learner_goal FOR ALL TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
           AND ledger_relation(account_id) = 'self')
    WITH CHECK (ledger_relation(account_id) = 'self');
REVOKE SELECT ON learner_goal FROM baeum_auditor;

ALTER TABLE learner_share ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON learner_share FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
           AND ledger_relation(account_id) = 'self');
CREATE POLICY made ON learner_share FOR INSERT TO baeum_app
    WITH CHECK (ledger_relation(account_id) = 'self' AND made_by_id = (SELECT baeum_person())
                AND withdrawn_at IS NULL AND views = 0 AND viewed_at IS NULL);
CREATE POLICY withdrawn ON learner_share FOR UPDATE TO baeum_app
    USING (withdrawn_at IS NULL AND ledger_relation(account_id) = 'self')
    WITH CHECK (withdrawn_at IS NOT NULL AND withdrawn_by_id = (SELECT baeum_person()));
CREATE POLICY audited ON learner_share FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the token
REVOKE UPDATE, DELETE ON learner_share FROM baeum_app;
GRANT UPDATE (withdrawn_at, withdrawn_by_id) ON learner_share TO baeum_app;

ALTER TABLE learner_sharedline ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON learner_sharedline FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM learner_share WHERE id = share_id));  -- which has its own row security
CREATE POLICY made ON learner_sharedline FOR INSERT TO baeum_app
    WITH CHECK (EXISTS (SELECT FROM learner_share share
                        JOIN ledger_entry line ON line.account_id = share.account_id
                        WHERE share.id = share_id AND line.id = entry_id AND share.views = 0));
CREATE POLICY audited ON learner_sharedline FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON learner_sharedline FROM baeum_app;
"""

DOOR = """
-- Sees shares, accounts, keys and names: whoever has the token is nobody to the database. Counts the view.
-- state: open, expired, withdrawn, gone (the account is closed, or the person's key destroyed).
CREATE FUNCTION learner_open_share(token bytea, OUT state text, OUT share uuid, OUT account bigint,
                                   OUT person uuid, OUT wrapped bytea, OUT sealed_name bytea,
                                   OUT last_day date)
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE found learner_share;
BEGIN
    SELECT * INTO found FROM learner_share WHERE token_hash = token FOR UPDATE;
    IF found.id IS NULL THEN RETURN; END IF;
    share := found.id;
    last_day := found.ends;
    SELECT held.id, held.person_id, key.wrapped,
           CASE WHEN found.shows_name THEN somebody.name END
    INTO account, person, wrapped, sealed_name
    FROM ledger_account held
    JOIN people_person somebody ON somebody.id = held.person_id
    JOIN people_personkey key ON key.person_id = held.person_id
    WHERE held.id = found.account_id AND held.closed_at IS NULL AND key.wrapped IS NOT NULL;
    state := CASE WHEN found.withdrawn_at IS NOT NULL THEN 'withdrawn'
                  WHEN found.ends < baeum_today() THEN 'expired'
                  WHEN account IS NULL THEN 'gone'
                  ELSE 'open' END;
    IF state = 'open' THEN
        UPDATE learner_share SET views = views + 1, viewed_at = now() WHERE id = found.id;
    ELSE
        account := NULL; person := NULL; wrapped := NULL; sealed_name := NULL;
    END IF;
    RETURN NEXT;
END $$;

-- Sees lines and offices. Each chosen line as it stands now: a line that was confirmed, supplemented or moved
-- is shown by the line in its place; one that was taken back says so.
CREATE FUNCTION learner_shared_lines(token bytea, OUT number int, OUT taken_back boolean, OUT part text,
    OUT kind text, OUT standing text, OUT office_ko text, OUT office_en text, OUT happened_from date,
    OUT happened_on date, OUT recorded_at timestamptz, OUT credits int, OUT hours int, OUT content bytea)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH RECURSIVE chain(chosen, id, step, taken_back) AS (
        SELECT line.entry_id, line.entry_id, 0, false
        FROM learner_sharedline line JOIN learner_share share ON share.id = line.share_id
        WHERE share.token_hash = token AND share.withdrawn_at IS NULL AND share.ends >= baeum_today()
        UNION ALL
        SELECT chain.chosen, CASE WHEN later.act = 'reversal' THEN chain.id ELSE later.id END,
               chain.step + 1, later.act = 'reversal'
        FROM chain JOIN ledger_entry later ON later.of_entry_id = chain.id
        WHERE NOT chain.taken_back
    ), last AS (
        SELECT DISTINCT ON (chosen) id, taken_back FROM chain ORDER BY chosen, step DESC
    )
    SELECT entry.number, bool_or(last.taken_back), entry.part, entry.kind, entry.standing, office.name_ko,
           office.name_en, entry.happened_from, entry.happened_on, entry.recorded_at, entry.credits,
           entry.hours, entry.content
    FROM last JOIN ledger_entry entry ON entry.id = last.id
    JOIN ledger_account held ON held.id = entry.account_id AND held.closed_at IS NULL
    LEFT JOIN places_office office ON office.id = entry.office_id
    GROUP BY entry.id, office.id
    ORDER BY entry.happened_on DESC, entry.number DESC
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("learner", "0001_initial"), ("ledger", "0003_row_security")]
    operations = [migrations.RunSQL(ROWS + DOOR)]
