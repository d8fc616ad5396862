"""A trigger that refuses a prerequisite which closes a circle, whoever writes it, and names the circle.

The lock makes writers take turns: without it, two could each close half a circle and not see the other's.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION careers_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    circle text;
BEGIN
    PERFORM pg_advisory_xact_lock(5126311044);
    WITH RECURSIVE way (skill, passed) AS (
        SELECT NEW.needs_id, ARRAY[NEW.skill_id, NEW.needs_id]
        UNION ALL
        SELECT p.needs_id, way.passed || p.needs_id
        FROM way JOIN careers_prerequisite p ON p.skill_id = way.skill
        WHERE way.skill <> NEW.skill_id
    ) CYCLE skill SET again USING trail
    SELECT string_agg(s.key, ' → ' ORDER BY step.place) INTO circle
    FROM (SELECT passed FROM way WHERE skill = NEW.skill_id LIMIT 1) closed,
        unnest(closed.passed) WITH ORDINALITY AS step (id, place)
        JOIN careers_skill s ON s.id = step.id;
    IF circle IS NOT NULL THEN
        RAISE EXCEPTION 'prerequisites form a circle: %', circle USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER no_circle AFTER INSERT OR UPDATE ON careers_prerequisite
    FOR EACH ROW EXECUTE FUNCTION careers_no_circle();
"""
DROP = """
DROP TRIGGER no_circle ON careers_prerequisite;
DROP FUNCTION careers_no_circle();
"""


class Migration(migrations.Migration):
    dependencies = [("careers", "0002_catalogue_version")]
    operations = [migrations.RunSQL(CREATE, DROP)]
