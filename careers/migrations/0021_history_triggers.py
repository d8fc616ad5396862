"""Triggers that write the history of the catalogue, and refuse to have it edited."""

from django.db import migrations

TABLES = (
    *("stage", "skill", "outcome", "prerequisite", "role", "roleskill", "background", "headstart", "camp", "campskill"),
    *("resource", "enoughgroup", "skillresource"),
    *("brief", "briefcheck", "briefskill", "briefdataset"),
    *("interviewstage", "interviewstep", "interviewcriterion", "interviewstageskill", "daybefore"),
)
# A row goes by the names of its columns, whichever there are, into the table <table>change beside it.
FUNCTIONS = """
CREATE FUNCTION careers_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    subject jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
    EXECUTE format('INSERT INTO %1$I SELECT * FROM jsonb_populate_record(NULL::%1$I, $1)', TG_TABLE_NAME || 'change')
    USING subject || jsonb_build_object(
        'pgh_id', nextval(pg_get_serial_sequence(TG_TABLE_NAME || 'change', 'pgh_id')),
        'pgh_created_at', now(),
        'pgh_label', CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END,
        'pgh_obj_id', subject -> 'id',
        'pgh_context_id', _pgh_attach_context()
    );
    RETURN NULL;
END $$;
CREATE FUNCTION careers_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of the catalogue is not edited.';
END $$;
"""
TRIGGERS = """
CREATE TRIGGER keep_history AFTER INSERT OR DELETE ON careers_{0}
    FOR EACH ROW EXECUTE FUNCTION careers_keep_history();
CREATE TRIGGER keep_history_of_changes AFTER UPDATE ON careers_{0}
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION careers_keep_history();
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE ON careers_{0}change
    FOR EACH STATEMENT EXECUTE FUNCTION careers_history_stays();
"""
UNDO = """
DROP TRIGGER keep_history ON careers_{0};
DROP TRIGGER keep_history_of_changes ON careers_{0};
DROP TRIGGER history_stays ON careers_{0}change;
"""


class Migration(migrations.Migration):
    dependencies = [("careers", "0020_history")]
    operations = [
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION careers_keep_history; DROP FUNCTION careers_history_stays;"),
        *(migrations.RunSQL(TRIGGERS.format(table), UNDO.format(table)) for table in TABLES),
    ]
