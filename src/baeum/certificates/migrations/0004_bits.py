"""From the bit of a copy to its document: whoever brings a copy has not to know its number."""

from __future__ import annotations

from django.db import migrations

DOOR = """
-- Sees lists, copies and documents: which document a copy is of, for whoever has the copy.
CREATE FUNCTION certificates_of_bit(p_list text, p_index int, OUT number text, OUT issued_on date)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT document.number, document.issued_on FROM certificates_revocationlist held
    JOIN certificates_issuedcopy copy ON copy.of_list_id = held.id AND copy.index = p_index
    JOIN certificates_document document ON document.id = copy.document_id
    WHERE held.name = p_list
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_batches")]
    operations = [migrations.RunSQL(DOOR)]
