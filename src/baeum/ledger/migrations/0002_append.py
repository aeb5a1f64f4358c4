"""The only way a line comes into an account.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
The services refuse with a reason before they come here; what is raised here is a fault or an attack.
"""

from __future__ import annotations

from django.db import migrations

HASH = """
-- baeum_rules.ledger.entries.canonical, once more: both must give the same text.
CREATE FUNCTION ledger_canonical(line ledger_entry, evidence_digest bytea) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN concat_ws(E'\\n', 'baeum.ledger.1',
        'account=' || line.account_id,
        'number=' || line.number,
        'act=' || line.act,
        'of_number=' || coalesce(line.of_number::text, ''),
        'part=' || line.part,
        'kind=' || line.kind,
        'standing=' || line.standing,
        'office=' || coalesce(line.office_id::text, ''),
        'by_person=' || line.by_person_id,
        'appointment=' || coalesce(line.appointment_id::text, ''),
        'happened_from=' || coalesce(to_char(line.happened_from, 'YYYY-MM-DD'), ''),
        'happened_on=' || to_char(line.happened_on, 'YYYY-MM-DD'),
        'recorded_at=' || to_char(line.recorded_at AT TIME ZONE 'UTC',
                                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'credits=' || coalesce(line.credits::text, ''),
        'hours=' || coalesce(line.hours::text, ''),
        'natural_key=' || encode(line.natural_key, 'hex'),
        'content=' || encode(sha256(line.content), 'hex'),
        'evidence=' || coalesce(encode(evidence_digest, 'hex'), ''),
        'previous_hash=' || encode(line.previous_hash, 'hex'));
END $$;
"""

RELATION = """
-- Sees accounts. What the one who acts is to an account: self (the person, or a proxy), institution (an
-- officer who enters completions), institute (an officer who has looked, with a reason); null: nothing. Nobody is an
-- office to their own account.
-- In plpgsql, like all that is asked for every line: it keeps its plans for the session.
CREATE FUNCTION ledger_relation(account bigint) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    holder uuid := (SELECT person_id FROM ledger_account WHERE id = account);
    role text;
BEGIN
    IF holder IS NULL THEN RETURN NULL; END IF;
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NULL THEN
        RETURN CASE WHEN holder IN (SELECT baeum_visible_people()) THEN 'self' END;
    END IF;
    IF holder = baeum_person() THEN RETURN NULL; END IF;
    role := baeum_role();
    RETURN CASE
        WHEN role = 'institution_officer' THEN 'institution'
        WHEN role = 'institute_officer' AND holder IN (SELECT baeum_visible_people()) THEN 'institute'
    END;
END $$;

-- Sees consents.
CREATE FUNCTION ledger_consents(account bigint, for_purpose text) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM ledger_consent
                   WHERE account_id = account AND purpose = for_purpose AND withdrawn_at IS NULL);
END $$;

-- Sees accounts: an institution has only the learner number. It learns that there is such an account.
CREATE FUNCTION ledger_account_for_deposit(number text, OUT account bigint, OUT person uuid)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT id, person_id FROM ledger_account
    WHERE learner_number = number AND baeum_role() = 'institution_officer'
$$;

-- Locks the account's row, which the app may not change, until the transaction ends. No row: no relation.
CREATE FUNCTION ledger_lock(account bigint, OUT person uuid, OUT relation text, OUT office bigint,
                            OUT closed boolean, OUT consented boolean, OUT head_number int)
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    relation := ledger_relation(account);
    IF relation IS NULL THEN RETURN; END IF;
    SELECT held.person_id, held.closed_at IS NOT NULL, held.head_number INTO person, closed, head_number
    FROM ledger_account held WHERE held.id = account FOR UPDATE;
    consented := relation <> 'institution' OR ledger_consents(account, 'institution_deposit');
    office := CASE WHEN relation <> 'self' THEN baeum_office() END;
    RETURN NEXT;
END $$;

-- Sees lines of others: whether an event stands in the account already. The key tells nothing to whoever does
-- not know the event.
CREATE FUNCTION ledger_standing_event(account bigint, event bytea, OUT entry bigint, OUT number int,
                                      OUT standing text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF ledger_relation(account) IS NULL THEN RETURN; END IF;
    RETURN QUERY
    SELECT line.id, line.number::int, line.standing::text FROM ledger_entry line
    WHERE line.account_id = account AND line.natural_key = event AND line.act <> 'reversal'
      AND NOT EXISTS (SELECT FROM ledger_entry later WHERE later.of_entry_id = line.id);
END $$;
"""

APPEND = """
CREATE FUNCTION ledger_forbid(words text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'ledger_append: %', words USING ERRCODE = 'insufficient_privilege'; END $$;

-- Who may do what to which line; the words of facts.md 12 in the form of a table.
CREATE FUNCTION ledger_check(relation text, line ledger_entry, old ledger_entry) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
DECLARE
    own boolean := old.id IS NULL OR CASE relation
        WHEN 'self' THEN old.office_id IS NULL
        WHEN 'institution' THEN old.office_id = baeum_office()
        ELSE true END;
    vouched text := CASE relation WHEN 'self' THEN 'self_declared'
        WHEN 'institution' THEN 'institution_confirmed' ELSE 'officially_verified' END;
    ranks text[] := ARRAY['self_declared', 'institution_confirmed', 'officially_verified'];
BEGIN
    IF line.act = 'deposit' THEN
        IF old.id IS NOT NULL OR line.standing <> vouched THEN PERFORM ledger_forbid('deposit'); END IF;
        RETURN;
    END IF;
    IF old.id IS NULL OR old.act = 'reversal' THEN PERFORM ledger_forbid('no line to point at'); END IF;
    IF (line.happened_from, line.happened_on) IS DISTINCT FROM (old.happened_from, old.happened_on) THEN
        PERFORM ledger_forbid('days are kept');
    END IF;
    IF line.act = 'confirmation' THEN
        IF relation = 'self' OR line.standing <> vouched
           OR array_position(ranks, line.standing) <= array_position(ranks, old.standing) THEN
            PERFORM ledger_forbid('confirmation');
        END IF;
    ELSIF NOT own OR (line.standing, line.office_id) IS DISTINCT FROM (old.standing, old.office_id) THEN
        PERFORM ledger_forbid('a line of others');
    END IF;
    IF line.act = 'move' THEN
        IF (old.part, line.part) <> ('special_note', 'accredited_learning') THEN
            PERFORM ledger_forbid('move');
        END IF;
    ELSIF (line.part, line.kind, line.natural_key) <> (old.part, old.kind, old.natural_key) THEN
        PERFORM ledger_forbid('kind and event are kept');
    END IF;
    IF line.act = 'supplement' AND (line.credits, line.hours) IS DISTINCT FROM (old.credits, old.hours) THEN
        PERFORM ledger_forbid('amounts are kept');
    END IF;
END $$;

-- The only way in. Changes the account's row and adds the line: number, time, hash and sums are its own.
CREATE FUNCTION ledger_append(
    p_account bigint, p_number int, p_act text, p_of_number int, p_part text, p_kind text, p_standing text,
    p_happened_from date, p_happened_on date, p_credits int, p_hours int, p_natural_key bytea,
    p_content bytea, p_evidence uuid) RETURNS ledger_entry LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    relation text := ledger_relation(p_account);
    held ledger_account;
    old ledger_entry;
    line ledger_entry;
    shown ledger_evidence;
BEGIN
    IF relation IS NULL THEN PERFORM ledger_forbid('not your account'); END IF;
    SELECT * INTO STRICT held FROM ledger_account WHERE id = p_account FOR UPDATE;
    IF held.closed_at IS NOT NULL THEN PERFORM ledger_forbid('the account is closed'); END IF;
    IF p_number <> held.head_number + 1 THEN PERFORM ledger_forbid('not the next number'); END IF;
    IF relation = 'institution' AND p_act IN ('deposit', 'confirmation')
       AND NOT ledger_consents(p_account, 'institution_deposit') THEN
        PERFORM ledger_forbid('no consent');
    END IF;
    IF p_of_number IS NOT NULL THEN
        SELECT * INTO old FROM ledger_entry WHERE account_id = p_account AND number = p_of_number;
    END IF;
    line.account_id := p_account;
    line.number := p_number;
    line.act := p_act;
    line.of_entry_id := old.id;
    line.of_number := p_of_number;
    line.part := p_part;
    line.kind := p_kind;
    line.standing := p_standing;
    line.office_id := CASE WHEN p_act NOT IN ('deposit', 'confirmation') THEN old.office_id
                           WHEN relation <> 'self' THEN baeum_office() END;
    line.by_person_id := baeum_person();
    line.appointment_id := baeum_appointment();
    line.happened_from := p_happened_from;
    line.happened_on := p_happened_on;
    line.credits := p_credits;
    line.hours := p_hours;
    line.natural_key := p_natural_key;
    line.content := p_content;
    line.evidence_id := p_evidence;
    PERFORM ledger_check(relation, line, old);
    IF p_act <> 'reversal' AND EXISTS (
        SELECT FROM ledger_standing_event(p_account, p_natural_key) found
        WHERE found.entry IS DISTINCT FROM old.id) THEN
        RAISE EXCEPTION 'ledger_append: the event stands already' USING ERRCODE = 'unique_violation';
    END IF;
    IF p_evidence IS NOT NULL THEN
        SELECT * INTO STRICT shown FROM ledger_evidence WHERE id = p_evidence;
        IF shown.account_id <> p_account OR (shown.office_id IS DISTINCT FROM baeum_office()
                                             AND p_evidence IS DISTINCT FROM old.evidence_id) THEN
            PERFORM ledger_forbid('evidence of others');
        END IF;
    END IF;
    line.previous_hash := held.head_hash;
    line.recorded_at := greatest(clock_timestamp(), (SELECT recorded_at FROM ledger_entry
        WHERE account_id = p_account AND number = held.head_number));
    line.hash := sha256(convert_to(ledger_canonical(line, shown.digest), 'UTF8'));
    line.id := nextval(pg_get_serial_sequence('ledger_entry', 'id'));
    INSERT INTO ledger_entry SELECT line.*;
    UPDATE ledger_account SET head_number = line.number, head_hash = line.hash,
        credits = credits + coalesce(line.credits, 0) - coalesce(old.credits, 0),
        hours = hours + coalesce(line.hours, 0) - coalesce(old.hours, 0)
    WHERE id = p_account;
    RETURN line;
END $$;
"""

ACCOUNT = """
-- Adds an account, which the app may not: only for oneself or a principal (lea-d.14.2).
CREATE FUNCTION ledger_open_account(p_person uuid, p_learner_number text, p_purposes text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE opened bigint;
BEGIN
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NOT NULL
       OR p_person NOT IN (SELECT baeum_visible_people()) OR baeum_person() IS NULL THEN
        PERFORM ledger_forbid('only the person or a proxy opens an account');
    END IF;
    INSERT INTO ledger_account (person_id, learner_number, opened_by_id)
    VALUES (p_person, p_learner_number, baeum_person()) RETURNING id INTO opened;
    INSERT INTO ledger_consent (account_id, purpose, given_by_id)
    SELECT opened, purpose, baeum_person() FROM unnest(p_purposes) purpose;
    RETURN opened;
END $$;

-- Changes the account's row, which the app may not.
CREATE FUNCTION ledger_close_account(p_account bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    IF ledger_relation(p_account) IS DISTINCT FROM 'self' THEN
        PERFORM ledger_forbid('only the person or a proxy closes an account');
    END IF;
    UPDATE ledger_account SET closed_at = now() WHERE id = p_account AND closed_at IS NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("people", "0002_row_security")]
    operations = [migrations.RunSQL(HASH + RELATION + APPEND + ACCOUNT)]
