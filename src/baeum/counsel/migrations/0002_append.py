"""The only way a question or a message comes into a thread.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
The services refuse with a reason before they come here; what is raised here is a fault or an attack.
"""

from __future__ import annotations

from django.db import migrations

WHO = """
-- Sees sign-ins: the office for which one counsels. A program signs in nowhere and counsels nobody.
CREATE FUNCTION counsel_office() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NULL THEN RETURN NULL; END IF;
    IF baeum_role() IN ('institution_officer', 'municipal_officer', 'provincial_officer', 'institute_officer')
       AND EXISTS (SELECT FROM people_signin WHERE person_id = baeum_person() AND is_active) THEN
        RETURN baeum_office();
    END IF;
    RETURN NULL;
END $$;

-- Whose questions one reads as the asker: one's own, always; those of principals, while acting under no
-- appointment. Never those of people one has looked at: a look opens the account, not what they ask.
CREATE FUNCTION counsel_people() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
BEGIN
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NULL THEN
        RETURN QUERY SELECT baeum_visible_people();
    ELSIF baeum_person() IS NOT NULL THEN
        RETURN NEXT baeum_person();
    END IF;
END $$;

-- Sees messages and where a question is. How far the one who acts may read a thread: the number of a message; null:
-- not at all. The asker's side and the office that has it now: all of it. An office that had it: up to the last
-- message of its own, which is the one that passed it on. Nobody is an office to their own question.
CREATE FUNCTION counsel_seen_until(asked uuid) RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    there counsel_whereabouts;
    mine bigint;
BEGIN
    SELECT * INTO there FROM counsel_whereabouts WHERE question_id = asked;
    IF there.question_id IS NULL THEN RETURN NULL; END IF;
    IF there.person_id IN (SELECT counsel_people()) THEN RETURN there.last_number; END IF;
    mine := counsel_office();
    IF mine IS NULL OR there.person_id = baeum_person() THEN RETURN NULL; END IF;
    IF there.office_id = mine THEN RETURN there.last_number; END IF;
    RETURN (SELECT max(number) FROM counsel_message WHERE question_id = asked AND office_id = mine);
END $$;

-- Sees keys: of whom one reads a thread, so as to unseal it; nobody else's. The keys are wrapped.
CREATE FUNCTION counsel_keys(several uuid[], OUT question uuid, OUT person uuid, OUT wrapped bytea)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT asked.id, asked.person_id, key.wrapped
    FROM counsel_question asked JOIN people_personkey key ON key.person_id = asked.person_id
    WHERE asked.id = ANY (several) AND counsel_seen_until(asked.id) IS NOT NULL
$$;

CREATE FUNCTION counsel_answers(office bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM places_office
                   WHERE id = office AND kind IN ('institution', 'municipality', 'province', 'institute')
                     AND begins <= baeum_today() AND (ends IS NULL OR baeum_today() <= ends))
$$;

CREATE FUNCTION counsel_forbid(words text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'counsel: %', words USING ERRCODE = 'insufficient_privilege'; END $$;
"""

WRITING = """
-- Sees and locks where a question is, until the transaction ends: whoever comes next waits. No row: not one's to
-- write in. Whoever has written for the asker is no office to the same question.
CREATE FUNCTION counsel_lock(asked uuid, OUT person uuid, OUT side text, OUT office bigint, OUT state text,
                             OUT last_number int, OUT wrapped bytea)
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    there counsel_whereabouts;
    me uuid := baeum_person();
BEGIN
    SELECT * INTO there FROM counsel_whereabouts WHERE question_id = asked FOR UPDATE;
    IF there.question_id IS NULL OR me IS NULL THEN RETURN; END IF;
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NULL THEN
        IF there.person_id NOT IN (SELECT baeum_visible_people()) THEN RETURN; END IF;
        side := 'asker';
    ELSE
        office := counsel_office();
        IF office IS DISTINCT FROM there.office_id OR there.person_id = me
           OR EXISTS (SELECT FROM counsel_message written
                      WHERE written.question_id = asked AND written.office_id IS NULL
                        AND written.by_person_id = me) THEN RETURN; END IF;
        side := 'office';
    END IF;
    person := there.person_id; state := there.state; last_number := there.last_number;
    SELECT key.wrapped INTO wrapped FROM people_personkey key WHERE key.person_id = there.person_id;
    RETURN NEXT;
END $$;

-- baeum_rules.counsel.acts, once more: both must say the same.
CREATE FUNCTION counsel_may(act text, side text, state text, erased boolean) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp
AS $$
    SELECT CASE
        WHEN erased THEN act = 'close' AND side = 'office' AND state <> 'closed'
        WHEN act = 'add' THEN side = 'asker' AND state IN ('waiting', 'answered')
        WHEN act IN ('reply', 'forward') THEN side = 'office' AND state IN ('waiting', 'answered')
        WHEN act = 'close' THEN state = 'answered' OR (side = 'asker' AND state = 'waiting')
        WHEN act = 'reopen' THEN state = 'closed'
        ELSE false END
$$;

-- Writes the next message of a thread, and where the question is from then on.
CREATE FUNCTION counsel_append(asked uuid, at_number int, does text, said bytea, toward bigint, stands_on jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    held record;
    becomes text := CASE does WHEN 'reply' THEN 'answered' WHEN 'close' THEN 'closed' ELSE 'waiting' END;
BEGIN
    SELECT * INTO held FROM counsel_lock(asked);
    IF held.side IS NULL THEN PERFORM counsel_forbid('not one''s to write in'); END IF;
    IF at_number <> held.last_number + 1 THEN PERFORM counsel_forbid('number'); END IF;
    IF NOT counsel_may(does, held.side, held.state, held.wrapped IS NULL) THEN PERFORM counsel_forbid('act'); END IF;
    IF (said IS NULL AND does <> 'close') OR octet_length(said) > 20000 THEN
        PERFORM counsel_forbid('words');
    END IF;
    IF (toward IS NOT NULL) <> (does = 'forward')
       OR (does = 'forward' AND (toward = held.office OR NOT counsel_answers(toward))) THEN
        PERFORM counsel_forbid('office');
    END IF;
    INSERT INTO counsel_message (question_id, number, act, words, cited, office_id, to_office_id, by_person_id,
                                 appointment_id, at)
    VALUES (asked, at_number, does, said, stands_on, held.office, toward, baeum_person(), baeum_appointment(),
            now());
    UPDATE counsel_whereabouts SET
        last_number = at_number,
        last_of_office = CASE held.side WHEN 'office' THEN at_number ELSE last_of_office END,
        office_id = coalesce(toward, office_id),
        here_since = CASE WHEN toward IS NULL THEN here_since ELSE now() END,
        since = CASE WHEN state = becomes THEN since ELSE now() END,
        state = becomes
    WHERE question_id = asked;
END $$;

-- Enters a question and its first message. By the person or a proxy; nobody asks for somebody else.
CREATE FUNCTION counsel_open(asked uuid, whose uuid, about text, toward bigint, called bytea, said bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NOT NULL
       OR whose IS NULL OR whose NOT IN (SELECT baeum_visible_people())
       OR NOT EXISTS (SELECT FROM people_personkey WHERE person_id = whose AND wrapped IS NOT NULL) THEN
        PERFORM counsel_forbid('not one''s to ask');
    END IF;
    IF NOT counsel_answers(toward) THEN PERFORM counsel_forbid('office'); END IF;
    IF said IS NULL OR octet_length(said) > 20000 OR octet_length(called) > 1000 THEN
        PERFORM counsel_forbid('words');
    END IF;
    INSERT INTO counsel_question (id, person_id, topic, title, asked_by_id, asked_at)
    VALUES (asked, whose, about, called, baeum_person(), now());
    INSERT INTO counsel_message (question_id, number, act, words, cited, to_office_id, by_person_id, at)
    VALUES (asked, 1, 'ask', said, '[]', toward, baeum_person(), now());
    INSERT INTO counsel_whereabouts (question_id, person_id, office_id, state, since, here_since, last_number)
    VALUES (asked, whose, toward, 'waiting', now(), now(), 1);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("counsel", "0001_initial"), ("people", "0005_identities_end")]
    operations = [migrations.RunSQL(WHO + WRITING)]
