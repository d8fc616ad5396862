"""Triggers that count the versions of the catalogue: no change slips past them, bulk or by hand."""

from django.db import migrations

TABLES = (
    "stage",
    "skill",
    "outcome",
    "prerequisite",
    "role",
    "roleskill",
    "background",
    "headstart",
    "camp",
    "campskill",
    "resource",
    "enoughgroup",
    "skillresource",
)
FUNCTION = """
INSERT INTO careers_cataloguestate (id, version, files_hash) VALUES (1, 1, '');
CREATE FUNCTION careers_catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE careers_cataloguestate SET version = version + 1, changed_at = now() WHERE id = 1;
    RETURN NULL;
END $$;
"""
UNDO = "DROP FUNCTION careers_catalogue_changed(); DELETE FROM careers_cataloguestate;"


class Migration(migrations.Migration):
    dependencies = [("careers", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, UNDO),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON careers_{table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION careers_catalogue_changed();",
                f"DROP TRIGGER catalogue_changed ON careers_{table};",
            )
            for table in TABLES
        ),
    ]
