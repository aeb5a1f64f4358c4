"""Who sees which claim, and that a state changes only with an act: the last word, whatever a query forgets.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

from django.db import migrations

SEEING = """
-- The accounts for which one acts as the learner: one's own and principals', under no appointment.
CREATE FUNCTION claims_self_accounts() RETURNS bigint[] LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
BEGIN
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NULL THEN
        RETURN coalesce(ledger_visible_accounts(), '{}');
    END IF;
    RETURN '{}';
END $$;

-- Sees accounts: one's own. Nobody is an office to their own claim.
CREATE FUNCTION claims_own_accounts() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN coalesce((SELECT array_agg(id) FROM ledger_account WHERE person_id = baeum_person()), '{}');
END $$;

CREATE FUNCTION claims_institute() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$ BEGIN RETURN CASE WHEN baeum_role() = 'institute_officer' THEN baeum_office() END; END $$;

CREATE FUNCTION claims_committee() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$ BEGIN RETURN CASE WHEN baeum_role() = 'committee_member' THEN baeum_office() END; END $$;

-- Sees sign-ins: a program signs in nowhere, and takes no claims in.
CREATE FUNCTION claims_handed() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF baeum_role() IN ('institution_officer', 'provincial_officer')
       AND EXISTS (SELECT FROM people_signin WHERE person_id = baeum_person() AND is_active) THEN
        RETURN baeum_office();
    END IF;
    RETURN NULL;
END $$;

-- Sees claims: what the one who acts is to one: self, institute, committee, ministry, handed; null: nothing.
-- The same as the policy on claims_claim, for one claim.
CREATE FUNCTION claims_relation(p_claim uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE held claims_claim;
BEGIN
    SELECT * INTO held FROM claims_claim WHERE id = p_claim;
    IF held.id IS NULL THEN RETURN NULL; END IF;
    IF held.account_id = ANY (claims_self_accounts()) THEN RETURN 'self'; END IF;
    IF held.account_id = ANY (claims_own_accounts()) THEN RETURN NULL; END IF;
    IF held.number IS NULL THEN  -- the institute begins a cancellation
        RETURN CASE WHEN held.acts = 0 AND held.kind IN ('credit_cancellation', 'degree_cancellation')
            AND held.office_id = claims_institute() THEN 'institute' END;
    END IF;
    RETURN CASE
        WHEN held.office_id = claims_institute() THEN 'institute'
        WHEN held.referred AND held.office_id = claims_committee() THEN 'committee'
        WHEN held.to_ministry AND baeum_role() = 'ministry_officer' THEN 'ministry'
        WHEN held.via_id = claims_handed() THEN 'handed' END;
END $$;

-- Sees claims and keys, and writes the access log: opens a claim to the one who acts. The key is wrapped. For whom
-- it is not their own, a look is written with its reason, once in a quarter of an hour.
CREATE FUNCTION claims_open(p_claim uuid, p_reason text, OUT account bigint, OUT person uuid, OUT relation text,
                            OUT wrapped bytea)
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    relation := claims_relation(p_claim);
    IF relation IS NULL THEN RETURN; END IF;
    SELECT held.id, held.person_id, key.wrapped INTO account, person, wrapped
    FROM claims_claim claim JOIN ledger_account held ON held.id = claim.account_id
    JOIN people_personkey key ON key.person_id = held.person_id WHERE claim.id = p_claim;
    IF relation <> 'self' AND NOT EXISTS (
        SELECT FROM people_look looked WHERE looked.person_id = person AND looked.reason = p_reason
          AND looked.appointment_id = baeum_appointment() AND looked.at > now() - interval '14 minutes') THEN
        INSERT INTO people_look (person_id, by_person_id, appointment_id, office_id, reason, subject, at)
        VALUES (person, baeum_person(), baeum_appointment(), baeum_office(), p_reason, 'claim', now());
    END IF;
    RETURN NEXT;
END $$;

-- Sees lines of claims: the entries that a committee member has to rule on.
CREATE FUNCTION claims_entries_to_rule() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE mine bigint := claims_committee();
BEGIN
    IF mine IS NULL THEN RETURN NULL; END IF;
    RETURN (SELECT array_agg(line.entry_id) FROM claims_claimline line JOIN claims_claim claim ON claim.id = line.claim_id
            WHERE claim.state = 'with_subcommittee' AND claim.office_id = mine
              AND claim.account_id <> ALL (claims_own_accounts()));
END $$;
CREATE POLICY to_rule ON ledger_entry FOR SELECT TO baeum_app
    USING (id = ANY ((SELECT claims_entries_to_rule())::bigint[]));
"""

RECORD = """
CREATE FUNCTION claims_forbid(words text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'claims: %', words USING ERRCODE = 'insufficient_privilege'; END $$;

-- The only way in which a state changes. Adds the act and changes the claim's row, which the app may not. What may
-- follow what is decided before, by the table of baeum_rules.claims.path.
CREATE FUNCTION claims_record(
    p_claim uuid, p_act text, p_case text, p_before text, p_after text, p_holder bigint, p_clock text, p_due date,
    p_on date, p_reason bytea, p_figures jsonb, p_number text, p_window text, p_list bigint, p_degree_number text)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    held claims_claim;
    relation text := claims_relation(p_claim);
BEGIN
    SELECT * INTO held FROM claims_claim WHERE id = p_claim FOR UPDATE;
    IF relation IS NULL THEN PERFORM claims_forbid('not theirs'); END IF;
    IF p_before <> (CASE WHEN held.acts = 0 THEN '' ELSE held.state END)
       OR (held.number IS NOT NULL AND p_number IS DISTINCT FROM held.number) THEN
        PERFORM claims_forbid(p_before || ' is not the state');
    END IF;
    INSERT INTO claims_claimact (claim_id, number, act, "case", before, after, by_person_id, appointment_id,
        office_id, "on", clock, due_on, reason, figures)
    VALUES (p_claim, held.acts + 1, p_act, p_case, p_before, p_after, baeum_person(), baeum_appointment(),
        CASE WHEN relation <> 'self' THEN baeum_office() END, p_on, p_clock, p_due, p_reason, p_figures);
    UPDATE claims_claim SET state = p_after, holder_id = p_holder, clock = p_clock, due_on = p_due,
        acts = held.acts + 1, number = p_number, "window" = p_window, conferral_list_id = p_list,
        applied_on = CASE WHEN p_act IN ('submit', 'call_hearing') THEN p_on ELSE applied_on END,
        since = CASE WHEN p_after = p_before THEN since ELSE p_on END,
        referred = referred OR p_after IN ('with_subcommittee', 'before_committee'),
        to_ministry = to_ministry OR p_after IN ('at_ministry', 'cancellation_at_ministry', 'appealed_to_ministry')
    WHERE id = p_claim;
    IF p_after = 'conferred' THEN
        UPDATE claims_degree SET number = p_degree_number, conferred_on = p_on
        WHERE claim_id = p_claim AND number IS NULL AND struck_on IS NULL;
        IF NOT FOUND THEN PERFORM claims_forbid('nothing is listed'); END IF;
    ELSIF p_act = 'strike' THEN
        UPDATE claims_degree SET struck_on = p_on WHERE claim_id = p_claim AND number IS NULL;
    ELSIF p_after = 'cancelled' AND held.kind = 'degree_cancellation' THEN
        UPDATE claims_degree SET cancelled_on = p_on WHERE id = held.of_degree_id;
    ELSIF p_after = 'restored' AND held.kind = 'degree_cancellation' THEN
        UPDATE claims_degree SET cancelled_on = NULL WHERE id = held.of_degree_id;
    END IF;
    RETURN held.acts + 1;
END $$;

-- Sees decisions: the last of an account, for the number and the hash of the next.
CREATE FUNCTION claims_last_decision(p_account bigint, OUT number int, OUT hash bytea) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT one.number::int, one.hash FROM claims_decision one WHERE one.account_id = p_account
    ORDER BY one.number DESC LIMIT 1
$$;

-- Numbers that run, each series by itself; whoever asks waits for the one before.
CREATE TABLE claims_counter (series text PRIMARY KEY, last int NOT NULL);
CREATE FUNCTION claims_next_number(p_series text) RETURNS int LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    INSERT INTO claims_counter AS known (series, last) VALUES (p_series, 1)
    ON CONFLICT (series) DO UPDATE SET last = known.last + 1 RETURNING last
$$;
REVOKE ALL ON claims_counter FROM baeum_app, baeum_auditor;
"""

ROWS = """
ALTER TABLE claims_claim ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_claim FOR SELECT TO baeum_app USING (
    account_id = ANY ((SELECT claims_self_accounts())::bigint[])
    OR (number IS NOT NULL AND account_id <> ALL ((SELECT claims_own_accounts())::bigint[])
        AND (office_id = (SELECT claims_institute())
             OR (referred AND office_id = (SELECT claims_committee()))
             OR (to_ministry AND (SELECT baeum_role()) = 'ministry_officer')
             OR via_id = (SELECT claims_handed())))
    OR (acts = 0 AND kind IN ('credit_cancellation', 'degree_cancellation')
        AND office_id = (SELECT claims_institute())
        AND account_id <> ALL ((SELECT claims_own_accounts())::bigint[])));
CREATE POLICY drafted ON claims_claim FOR INSERT TO baeum_app WITH CHECK (
    state = 'draft' AND acts = 0 AND number IS NULL AND NOT referred AND NOT to_ministry
    AND CASE WHEN kind IN ('credit_cancellation', 'degree_cancellation')
        THEN office_id = (SELECT claims_institute()) AND account_id <> ALL ((SELECT claims_own_accounts())::bigint[])
             AND account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
        ELSE account_id = ANY ((SELECT claims_self_accounts())::bigint[]) END);
CREATE POLICY written ON claims_claim FOR UPDATE TO baeum_app
    USING (claims_relation(id) IS NOT NULL)  -- an office locks the row that it acts on
    WITH CHECK (account_id = ANY ((SELECT claims_self_accounts())::bigint[]) AND state IN ('draft', 'returned'));
CREATE POLICY audited ON claims_claim FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key
REVOKE UPDATE, DELETE ON claims_claim FROM baeum_app;
GRANT UPDATE (via_id, terms, asks_exemption, degree, major, conferral, of_claim_id) ON claims_claim TO baeum_app;

ALTER TABLE claims_claimline ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_claim ON claims_claimline FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id));
CREATE POLICY chosen ON claims_claimline FOR INSERT TO baeum_app WITH CHECK (
    examined_on IS NULL
    AND EXISTS (SELECT FROM claims_claim one JOIN ledger_entry line ON line.account_id = one.account_id
                WHERE one.id = claim_id AND line.id = entry_id AND line.number = claims_claimline.number
                  AND (one.state IN ('draft', 'returned'))
                  AND (one.account_id = ANY ((SELECT claims_self_accounts())::bigint[])
                       OR (one.acts = 0 AND one.office_id = (SELECT claims_institute())))));
CREATE POLICY left_out ON claims_claimline FOR DELETE TO baeum_app USING (
    EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id AND one.state IN ('draft', 'returned')
              AND one.account_id = ANY ((SELECT claims_self_accounts())::bigint[])));
CREATE POLICY examined ON claims_claimline FOR UPDATE TO baeum_app
    USING (EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id AND one.office_id = (SELECT claims_institute())
                     AND one.state = 'examining'));
CREATE POLICY audited ON claims_claimline FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE ON claims_claimline FROM baeum_app;
GRANT UPDATE (evidence, examined_on, examined_by_id) ON claims_claimline TO baeum_app;

ALTER TABLE claims_claimact ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_claim ON claims_claimact FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id));
CREATE POLICY audited ON claims_claimact FOR SELECT TO baeum_auditor USING (true);
REVOKE INSERT, UPDATE, DELETE ON claims_claimact FROM baeum_app;

ALTER TABLE claims_registration ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_registration FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT claims_self_accounts())::bigint[])
           OR ((SELECT claims_institute()) IS NOT NULL AND account_id <> ALL ((SELECT claims_own_accounts())::bigint[])
               AND account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])));
CREATE POLICY made ON claims_registration FOR INSERT TO baeum_app
    WITH CHECK (ends IS NULL AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id
        AND one.account_id = claims_registration.account_id AND one.office_id = (SELECT claims_institute())
        AND one.kind IN ('registration', 'change_goal', 'linkage', 're_examination')));
CREATE POLICY ended ON claims_registration FOR UPDATE TO baeum_app
    USING ((SELECT claims_institute()) IS NOT NULL AND ends IS NULL
           AND account_id <> ALL ((SELECT claims_own_accounts())::bigint[])
           AND account_id = ANY ((SELECT ledger_visible_accounts())::bigint[]))
    WITH CHECK (ends IS NOT NULL);
CREATE POLICY audited ON claims_registration FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON claims_registration FROM baeum_app;
GRANT UPDATE (ends) ON claims_registration TO baeum_app;

ALTER TABLE claims_ruling ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_ruling FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id)
           OR account_id = ANY ((SELECT claims_self_accounts())::bigint[]));
CREATE POLICY ruled ON claims_ruling FOR INSERT TO baeum_app
    WITH CHECK (state = 'ruled' AND by_id = (SELECT baeum_appointment()) AND by_person_id = (SELECT baeum_person())
                AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id
                    AND one.account_id = claims_ruling.account_id AND one.office_id = (SELECT claims_committee())
                    AND one.state = 'with_subcommittee'));
CREATE POLICY seconded ON claims_ruling FOR UPDATE TO baeum_app
    USING (state = 'ruled' AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id
             AND one.office_id = (SELECT claims_committee()) AND one.state = 'with_subcommittee'))
    WITH CHECK (state IN ('stands', 'declined') AND second_id = (SELECT baeum_appointment())
                AND second_person_id = (SELECT baeum_person()));
CREATE POLICY audited ON claims_ruling FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON claims_ruling FROM baeum_app;
GRANT UPDATE (state, second_id, second_person_id, second_on) ON claims_ruling TO baeum_app;

ALTER TABLE claims_proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_proposal FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id));
CREATE POLICY made ON claims_proposal FOR INSERT TO baeum_app
    WITH CHECK (by_id = (SELECT baeum_appointment()) AND by_person_id = (SELECT baeum_person())
                AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id
                            AND one.office_id = (SELECT claims_institute())));
CREATE POLICY audited ON claims_proposal FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key
REVOKE UPDATE, DELETE ON claims_proposal FROM baeum_app;

ALTER TABLE claims_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_decision FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT claims_self_accounts())::bigint[])
           OR EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id));
CREATE POLICY made ON claims_decision FOR INSERT TO baeum_app
    WITH CHECK (appointment_id = (SELECT baeum_appointment()) AND approved_by_id = (SELECT baeum_person())
                AND claims_relation(claim_id) IN ('institute', 'committee', 'handed')
                AND EXISTS (SELECT FROM claims_proposal said JOIN claims_claim one ON one.id = said.claim_id
                    WHERE said.id = proposal_id AND said.by_person_id = proposed_by_id
                      AND one.account_id = claims_decision.account_id));
CREATE POLICY audited ON claims_decision FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON claims_decision FROM baeum_app;

ALTER TABLE claims_conferrallist ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_conferrallist FOR SELECT TO baeum_app
    USING ((SELECT baeum_role()) IN ('institute_officer', 'committee_member', 'ministry_officer', 'auditor')
           OR body_id = (SELECT claims_handed()));
CREATE POLICY opened ON claims_conferrallist FOR INSERT TO baeum_app
    WITH CHECK (opened_by_id = (SELECT baeum_appointment())
                AND ((SELECT claims_institute()) IS NOT NULL OR body_id = (SELECT claims_handed())));
CREATE POLICY audited ON claims_conferrallist FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON claims_conferrallist FROM baeum_app;

ALTER TABLE claims_degree ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_degree FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT claims_self_accounts())::bigint[])
           OR EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id));
CREATE POLICY listed ON claims_degree FOR INSERT TO baeum_app
    WITH CHECK (number IS NULL AND conferred_on IS NULL AND cancelled_on IS NULL AND struck_on IS NULL
                AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id AND one.kind = 'degree'
                    AND one.account_id = claims_degree.account_id AND one.office_id = (SELECT claims_institute())));
CREATE POLICY audited ON claims_degree FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key
REVOKE UPDATE, DELETE ON claims_degree FROM baeum_app;

ALTER TABLE claims_fee ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_fee FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id));
CREATE POLICY charged ON claims_fee FOR INSERT TO baeum_app
    WITH CHECK (state = 'open' AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id
        AND (one.account_id = ANY ((SELECT claims_self_accounts())::bigint[]) OR one.office_id = (SELECT claims_institute()))));
CREATE POLICY settled ON claims_fee FOR UPDATE TO baeum_app
    USING (state = 'open' AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id
           AND one.office_id = (SELECT claims_institute())))
    WITH CHECK (state <> 'open' AND settled_by_id = (SELECT baeum_appointment()));
CREATE POLICY audited ON claims_fee FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON claims_fee FROM baeum_app;
GRANT UPDATE (state, settled_on, settled_by_id, reference, receipt) ON claims_fee TO baeum_app;

ALTER TABLE claims_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON claims_notice FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT claims_self_accounts())::bigint[])
           OR EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id));
CREATE POLICY sent ON claims_notice FOR INSERT TO baeum_app
    WITH CHECK (read_on IS NULL AND EXISTS (SELECT FROM claims_claim one WHERE one.id = claim_id
                AND one.account_id = claims_notice.account_id));
CREATE POLICY read ON claims_notice FOR UPDATE TO baeum_app
    USING (account_id = ANY ((SELECT claims_self_accounts())::bigint[]));
CREATE POLICY audited ON claims_notice FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON claims_notice FROM baeum_app;
GRANT UPDATE (read_on) ON claims_notice TO baeum_app;
"""

GUARDS = "".join(
    f"""
CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON claims_{table}
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON claims_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""
    for table in ("claimact", "proposal", "decision", "conferrallist")
)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("ledger", "0004_guards"),
        ("people", "0006_committee_members"),
    ]
    operations = [migrations.RunSQL(SEEING + RECORD + ROWS + GUARDS)]
