"""Who sees which import, and what an officer may ask about accounts: the last word, whatever a query forgets.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

from django.db import migrations

ASKING = """
-- Sees accounts, the blind index of names, and consents. It tells for many rows at once what depositing one by
-- one would tell: the account whose number and name are given, and whether it takes deposits. Nothing where
-- either is wrong, and nobody is an office to their own account.
CREATE FUNCTION desk_accounts(numbers text[], names bytea[], OUT place int, OUT account bigint, OUT person uuid,
                              OUT closed boolean, OUT consented boolean)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT given.place::int, held.id, held.person_id, held.closed_at IS NOT NULL, EXISTS (
        SELECT FROM ledger_consent consent
        WHERE consent.account_id = held.id AND consent.purpose = 'institution_deposit'
          AND consent.withdrawn_at IS NULL)
    FROM unnest(numbers, names) WITH ORDINALITY AS given(number, name, place)
    JOIN ledger_account held ON held.learner_number = given.number
    JOIN people_person holder ON holder.id = held.person_id AND holder.name_index = given.name
    WHERE (SELECT baeum_role()) = 'institution_officer' AND held.person_id <> (SELECT baeum_person())
$$;

-- Sees lines of others: how an event stands in an account. The key of an event tells nothing to whoever does not
-- know the event.
CREATE FUNCTION desk_standing(accounts bigint[], events bytea[], OUT place int, OUT standing text)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT given.place::int, line.standing
    FROM unnest(accounts, events) WITH ORDINALITY AS given(account, event, place)
    JOIN ledger_entry line ON line.account_id = given.account AND line.natural_key = given.event
    WHERE (SELECT baeum_role()) = 'institution_officer' AND line.act <> 'reversal'
      AND NOT EXISTS (SELECT FROM ledger_entry later WHERE later.of_entry_id = line.id)
$$;

-- Sees accounts: the learner numbers, and whose keys unseal the lines, of accounts in which an office has lines
-- or is asked about one.
CREATE FUNCTION desk_holders(accounts bigint[], OUT account bigint, OUT person uuid, OUT learner_number text)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT held.id, held.person_id, held.learner_number::text FROM ledger_account held
    WHERE held.id = ANY (accounts) AND (SELECT baeum_role()) = 'institution_officer' AND (
        EXISTS (SELECT FROM ledger_entry line
                WHERE line.account_id = held.id AND line.office_id = (SELECT baeum_office()))
        OR EXISTS (SELECT FROM ledger_correctionrequest asked
                   WHERE asked.account_id = held.id AND asked.office_id = (SELECT baeum_office())))
$$;

-- Sees imports of every office, and only destroys: nobody signs in at night to do it.
CREATE FUNCTION desk_forget(days int) RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    WITH forgotten AS (
        UPDATE desk_import SET wrapped = NULL, content = NULL,
            state = CASE state WHEN 'stored' THEN state ELSE 'discarded' END
        WHERE content IS NOT NULL AND uploaded_at < now() - make_interval(days => days)
        RETURNING id)
    SELECT count(*) FROM forgotten
$$;
"""

ROWS = """
ALTER TABLE desk_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_office ON desk_import TO baeum_app
    USING (office_id = (SELECT baeum_office()) AND (SELECT baeum_role()) = 'institution_officer')
    WITH CHECK (office_id = (SELECT baeum_office()) AND (SELECT baeum_role()) = 'institution_officer');
REVOKE DELETE ON desk_import FROM baeum_app;
REVOKE SELECT ON desk_import FROM baeum_auditor;
GRANT SELECT (id, office_id, by_person_id, kind, digest, state, mode, rows, refused, there, place, stored,
              uploaded_at, stored_at, stored_by_id) ON desk_import TO baeum_auditor;
CREATE POLICY audited ON desk_import FOR SELECT TO baeum_auditor USING (true);

ALTER TABLE desk_importrefusal ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_import ON desk_importrefusal TO baeum_app
    USING (EXISTS (SELECT FROM desk_import one WHERE one.id = of_import_id))
    WITH CHECK (EXISTS (SELECT FROM desk_import one WHERE one.id = of_import_id));
CREATE POLICY audited ON desk_importrefusal FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON desk_importrefusal FROM baeum_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
        ("people", "0002_row_security"),
        ("ledger", "0003_row_security"),
    ]
    operations = [migrations.RunSQL(ASKING + ROWS)]
