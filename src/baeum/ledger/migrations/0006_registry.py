"""A second door for lines that neither the learner nor an officer vouches for, but a standing grant of an office.

``ledger_append`` keeps its rules and becomes thin: who acts, and for which office. What it did with the line is now
``ledger_put``, which the app may not call. A context above the ledger that keeps grants has a function of its own
(SECURITY DEFINER) that checks its grant and calls ``ledger_put`` as ``registry``.
"""

from __future__ import annotations

from django.db import migrations, models

CHECK = """
-- As before, and for 'registry' the standing that the grant says: it deposits or confirms, and does nothing else.
CREATE OR REPLACE FUNCTION ledger_check(relation text, line ledger_entry, old ledger_entry) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
    own boolean := old.id IS NULL OR CASE relation
        WHEN 'self' THEN old.office_id IS NULL
        WHEN 'institution' THEN old.office_id = baeum_office()
        WHEN 'registry' THEN false
        ELSE true END;
    vouched text := CASE relation WHEN 'self' THEN 'self_declared'
        WHEN 'institution' THEN 'institution_confirmed' WHEN 'registry' THEN line.standing
        ELSE 'officially_verified' END;
    ranks text[] := ARRAY['self_declared', 'institution_confirmed', 'officially_verified'];
BEGIN
    IF relation = 'registry' AND (line.act NOT IN ('deposit', 'confirmation') OR line.standing = 'self_declared') THEN
        PERFORM ledger_forbid('registry');
    END IF;
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
"""

PUT = """
-- Adds the line and changes the account's row: number, time, hash and sums are its own. Never called by the app.
CREATE FUNCTION ledger_put(
    relation text, p_office bigint,
    p_account bigint, p_number int, p_act text, p_of_number int, p_part text, p_kind text, p_standing text,
    p_happened_from date, p_happened_on date, p_credits int, p_hours int, p_natural_key bytea,
    p_content bytea, p_evidence uuid) RETURNS ledger_entry LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    held ledger_account;
    old ledger_entry;
    line ledger_entry;
    shown ledger_evidence;
    told text;
BEGIN
    SELECT * INTO STRICT held FROM ledger_account WHERE id = p_account FOR UPDATE;
    IF held.closed_at IS NOT NULL THEN PERFORM ledger_forbid('the account is closed'); END IF;
    IF p_number <> held.head_number + 1 THEN PERFORM ledger_forbid('not the next number'); END IF;
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
    line.office_id := CASE WHEN p_act IN ('deposit', 'confirmation') THEN p_office ELSE old.office_id END;
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
    told := ledger_canonical(line, shown.digest);
    line.hash := sha256(convert_to(told, 'UTF8'));
    line.id := nextval(pg_get_serial_sequence('ledger_entry', 'id'));
    INSERT INTO ledger_entry SELECT line.*;
    -- here and not in a trigger: a row that came another way is then not in the log, and is found
    PERFORM transparency_commit('ledger', line.id::text, convert_to(ledger_stated(line, told), 'UTF8'));
    UPDATE ledger_account SET head_number = line.number, head_hash = line.hash,
        credits = credits + coalesce(line.credits, 0) - coalesce(old.credits, 0),
        hours = hours + coalesce(line.hours, 0) - coalesce(old.hours, 0)
    WHERE id = p_account;
    RETURN line;
END $$;
REVOKE EXECUTE ON FUNCTION ledger_put FROM PUBLIC, baeum_app;

-- The way in for whoever acts: themselves, or for their office.
CREATE OR REPLACE FUNCTION ledger_append(
    p_account bigint, p_number int, p_act text, p_of_number int, p_part text, p_kind text, p_standing text,
    p_happened_from date, p_happened_on date, p_credits int, p_hours int, p_natural_key bytea,
    p_content bytea, p_evidence uuid) RETURNS ledger_entry LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    relation text := ledger_relation(p_account);
BEGIN
    IF relation IS NULL THEN PERFORM ledger_forbid('not your account'); END IF;
    IF relation = 'institution' AND p_act IN ('deposit', 'confirmation')
       AND NOT ledger_consents(p_account, 'institution_deposit') THEN
        PERFORM ledger_forbid('no consent');
    END IF;
    RETURN ledger_put(relation, CASE WHEN relation <> 'self' THEN baeum_office() END,
        p_account, p_number, p_act, p_of_number, p_part, p_kind, p_standing, p_happened_from, p_happened_on,
        p_credits, p_hours, p_natural_key, p_content, p_evidence);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_transparency")]
    operations = [
        migrations.RunSQL(CHECK + PUT),
        migrations.AlterField(
            model_name="evidence",
            name="type",
            field=models.CharField(
                choices=[
                    ("application/pdf", "Pdf"),
                    ("image/png", "Png"),
                    ("image/jpeg", "Jpeg"),
                    ("application/vc", "Credential"),
                    ("application/sd-jwt", "Sd Jwt"),
                ],
                max_length=20,
            ),
        ),
    ]
