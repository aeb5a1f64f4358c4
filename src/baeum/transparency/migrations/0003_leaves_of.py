"""Leaves of many subjects at once, for the proofs of a whole batch."""

from __future__ import annotations

from django.db import migrations

LEAVES = """
-- Sees leaves: those of these subjects, for proofs.
CREATE FUNCTION transparency_leaves_of(p_kind text, subjects text[], OUT subject text, OUT nonce bytea,
                                       OUT commitment bytea, OUT index bigint)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT subject, nonce, commitment, index FROM transparency_leaf
    WHERE kind = p_kind AND subject = ANY (subjects) AND nonce IS NOT NULL AND index IS NOT NULL
$$;
DROP FUNCTION transparency_leaf_of(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("transparency", "0002_functions")]
    operations = [migrations.RunSQL(LEAVES)]
