"""The only ways in which the log changes. What has an index, and what was signed, never changes again.

Functions that see past the app's rights are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

from django.db import migrations

ENTERING = """
-- Adds leaves, which the app may not.
CREATE FUNCTION transparency_enter(p_kind text, subjects text[], nonces bytea[], commitments bytea[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO transparency_leaf (kind, subject, nonce, commitment)
    SELECT p_kind, subject, nonce, commitment
    FROM unnest(subjects, nonces, commitments) WITH ORDINALITY AS given(subject, nonce, commitment, place)
    ORDER BY place;
END $$;

-- The same for a statement that the database itself can tell: for functions of the owner only, which have set the
-- path already (it costs a tenth of the whole). The nonce is 128 of the 244 random bits of two UUIDs, for the core
-- has no other function that is random enough.
CREATE FUNCTION transparency_commit(p_kind text, p_subject text, statement bytea) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE made bytea := substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16);
BEGIN
    INSERT INTO transparency_leaf (kind, subject, nonce, commitment)
    VALUES (p_kind, p_subject, made, sha256(made || statement));
END $$;

-- Destroys nonces: for triggers of the tables whose data are destroyed, and for nobody else.
CREATE FUNCTION transparency_forget(p_kind text, subjects text[]) RETURNS int LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
DECLARE forgotten int;
BEGIN
    UPDATE transparency_leaf SET nonce = NULL
    WHERE kind = p_kind AND subject = ANY (subjects) AND nonce IS NOT NULL;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$;

-- Sees leaves: the one of a subject, for a proof.
CREATE FUNCTION transparency_leaf_of(p_kind text, p_subject text, OUT nonce bytea, OUT commitment bytea,
                                     OUT index bigint)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT nonce, commitment, index FROM transparency_leaf WHERE kind = p_kind AND subject = p_subject
$$;
"""

SEQUENCING = """
-- Sees leaves: those that wait for an index, the first first.
CREATE FUNCTION transparency_waiting(most int, OUT id bigint, OUT commitment bytea)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT id, commitment FROM transparency_leaf WHERE index IS NULL ORDER BY id LIMIT most $$;

-- Gives leaves their indices in this order, and keeps the checkpoint signed over them: both or neither.
CREATE FUNCTION transparency_sequence(leaves bigint[], first bigint, p_root bytea, p_edge bytea, p_note text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE given bigint;
BEGIN
    IF first <> coalesce((SELECT max(size) FROM transparency_checkpoint), 0) THEN
        RAISE EXCEPTION 'transparency_sequence: the log has grown' USING ERRCODE = 'serialization_failure';
    END IF;
    UPDATE transparency_leaf leaf SET index = first + place - 1
    FROM unnest(leaves) WITH ORDINALITY AS ordered(id, place)
    WHERE leaf.id = ordered.id AND leaf.index IS NULL;
    GET DIAGNOSTICS given = ROW_COUNT;
    IF given = 0 OR given <> cardinality(leaves) THEN
        RAISE EXCEPTION 'transparency_sequence: a leaf is not waiting' USING ERRCODE = 'serialization_failure';
    END IF;
    INSERT INTO transparency_checkpoint (size, root, edge, note) VALUES (first + given, p_root, p_edge, p_note);
END $$;

-- Begins the log, once.
CREATE FUNCTION transparency_begin(p_origin text, p_key text) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ INSERT INTO transparency_log (single, origin, key) VALUES (true, p_origin, p_key) $$;
"""

RIGHTS = """
REVOKE EXECUTE ON FUNCTION transparency_commit(text, text, bytea), transparency_forget(text, text[])
    FROM baeum_app;
REVOKE ALL ON transparency_leaf FROM baeum_app;
GRANT SELECT (index, commitment) ON transparency_leaf TO baeum_app;  -- which are public; the nonces are not
REVOKE INSERT, UPDATE, DELETE ON transparency_log, transparency_checkpoint FROM baeum_app;
REVOKE UPDATE, DELETE ON transparency_cosignature FROM baeum_app;
"""

GUARDS = """
CREATE FUNCTION transparency_leaf_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    IF (NEW.id, NEW.kind, NEW.subject, NEW.commitment, NEW.entered_at)
       IS DISTINCT FROM (OLD.id, OLD.kind, OLD.subject, OLD.commitment, OLD.entered_at)
       OR (OLD.index IS NOT NULL AND NEW.index IS DISTINCT FROM OLD.index)
       OR (NEW.nonce IS NOT NULL AND NEW.nonce IS DISTINCT FROM OLD.nonce) THEN
        RAISE EXCEPTION 'a leaf is given its index once, and loses its nonce once'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guarded BEFORE UPDATE ON transparency_leaf
    FOR EACH ROW EXECUTE FUNCTION transparency_leaf_guard();
CREATE TRIGGER never_deleted BEFORE DELETE ON transparency_leaf
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON transparency_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
""" + "".join(
    f"""
CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON transparency_{table}
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON transparency_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""
    for table in ("log", "checkpoint", "cosignature")
)


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_initial"), ("people", "0002_row_security")]
    operations = [migrations.RunSQL(ENTERING + SEQUENCING + RIGHTS + GUARDS)]
