"""The row that counts the catalogue's versions comes back by itself.

A `flush` empties every table and left the counter without a row: nothing counted after it, and each start loaded the
text anew. It counts on from the clock, not from 1: a kept copy of the catalogue must not be taken for the new one.
"""

from django.db import migrations

HEALING = """
CREATE OR REPLACE FUNCTION careers_catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO careers_cataloguestate (id, version, files_hash)
    VALUES (1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, '')
    ON CONFLICT (id) DO UPDATE SET version = careers_cataloguestate.version + 1, changed_at = now();
    RETURN NULL;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION careers_catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE careers_cataloguestate SET version = version + 1, changed_at = now() WHERE id = 1;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("careers", "0023_moves")]
    operations = [migrations.RunSQL(HEALING, BEFORE)]
