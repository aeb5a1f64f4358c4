from django.db import migrations

import baeum.courses.search_models

# Pairs of initials are there; first letters of words and threes of initials are new. As ``text_columns`` makes them.
ALL_GRAMS = """array_to_tsvector(ARRAY(
    SELECT gram FROM unnest(grams) AS gram WHERE gram <> ''
    UNION SELECT '^' || left(word, 1) FROM unnest(string_to_array(title_words || title_initials, ' ')) AS word
        WHERE word <> ''
    UNION SELECT substr(run[1], at, 3)
        FROM regexp_matches(replace(title_initials, ' ', ''), '[ㄱ-ㅎ]+', 'g') AS run,
            generate_series(1, length(run[1]) - 2) AS at))"""
FORWARD = f"""
    DROP INDEX search_entry_grams, search_entry_more;
    ALTER TABLE courses_searchentry ADD COLUMN found_by tsvector, ADD COLUMN found_by_more tsvector;
    UPDATE courses_searchentry
        SET found_by = {ALL_GRAMS}, found_by_more = array_to_tsvector(array_remove(more_grams, ''));
    ALTER TABLE courses_searchentry DROP COLUMN grams, DROP COLUMN more_grams;
    ALTER TABLE courses_searchentry RENAME COLUMN found_by TO grams;
    ALTER TABLE courses_searchentry RENAME COLUMN found_by_more TO more_grams;
    ALTER TABLE courses_searchentry ALTER COLUMN grams SET NOT NULL, ALTER COLUMN more_grams SET NOT NULL;
    CREATE INDEX search_entry_grams ON courses_searchentry USING gin (grams) WITH (fastupdate = off);
    CREATE INDEX search_entry_more ON courses_searchentry USING gin (more_grams) WITH (fastupdate = off);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_beside"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(FORWARD)],
            state_operations=[
                migrations.AlterField("searchentry", "grams", baeum.courses.search_models.GramsField()),
                migrations.AlterField(
                    "searchentry", "more_grams", baeum.courses.search_models.GramsField(default=list)
                ),
            ],
        ),
    ]
