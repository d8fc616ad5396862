"""More than one guide stand side by side.

What there was so far belongs to the first one. That gets the key and the words by which the project's own text names
it, as if they had been loaded, so that the next load changes what the text has changed since and finds no conflict.
The column comes with a default instead of an update: it is no edit of a curator that belongs into the history.
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

BELONGING = ("background", "brief", "camp", "daybefore", "interviewstage", "resource", "role", "stage")
FIRST = """
INSERT INTO careers_guide (id, key, title, subject, description)
SELECT 1, 'machine-learning', 'Machine-learning engineering', 'machine learning', 'From curious to hired.'
WHERE EXISTS (SELECT FROM careers_stage);
SELECT setval(pg_get_serial_sequence('careers_guide', 'id'), 1) FROM careers_guide;
INSERT INTO careers_catalogueentry (kind, key, loaded, conflicts, files_hash)
SELECT 'guide', key, jsonb_build_object('title', title, 'subject', subject, 'description', description,
    'retired', false), '{}', '' FROM careers_guide;
"""
TRIGGERS = """
CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON careers_{0}
    FOR EACH STATEMENT EXECUTE FUNCTION careers_catalogue_changed();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE ON careers_{0}
    FOR EACH ROW EXECUTE FUNCTION careers_keep_history();
CREATE TRIGGER keep_history_of_changes AFTER UPDATE ON careers_{0}
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION careers_keep_history();
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE ON careers_{0}change
    FOR EACH STATEMENT EXECUTE FUNCTION careers_history_stays();
"""
NO_TRIGGERS = """
DROP TRIGGER catalogue_changed ON careers_{0};
DROP TRIGGER keep_history ON careers_{0};
DROP TRIGGER keep_history_of_changes ON careers_{0};
DROP TRIGGER history_stays ON careers_{0}change;
"""
COUNTING = """
CREATE OR REPLACE FUNCTION careers_catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO careers_cataloguestate (id, version) VALUES (1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
    ON CONFLICT (id) DO UPDATE SET version = careers_cataloguestate.version + 1, changed_at = now();
    RETURN NULL;
END $$;
"""
COUNTED = """
CREATE OR REPLACE FUNCTION careers_catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO careers_cataloguestate (id, version, files_hash)
    VALUES (1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, '')
    ON CONFLICT (id) DO UPDATE SET version = careers_cataloguestate.version + 1, changed_at = now();
    RETURN NULL;
END $$;
"""


def belongs(model):
    to = models.ForeignKey(default=1, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.guide')
    return migrations.AddField(model, 'guide', to, preserve_default=False)


def belonged(model):
    to = models.ForeignKey(
        db_constraint=False, default=1, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+',
        related_query_name='+', to='careers.guide',
    )
    return migrations.AddField(f'{model}change', 'guide', to, preserve_default=False)


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0024_state_heals'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='background',
            options={'ordering': ['guide_id', 'order', 'key']},
        ),
        migrations.AlterModelOptions(
            name='brief',
            options={'ordering': ['guide_id', 'order', 'key']},
        ),
        migrations.AlterModelOptions(
            name='camp',
            options={'ordering': ['guide_id', 'order', 'key']},
        ),
        migrations.AlterModelOptions(
            name='daybefore',
            options={'ordering': ['guide_id', 'order', 'key'], 'verbose_name': 'line of the day before', 'verbose_name_plural': 'lines of the day before'},
        ),
        migrations.AlterModelOptions(
            name='interviewstage',
            options={'ordering': ['guide_id', 'order', 'key']},
        ),
        migrations.AlterModelOptions(
            name='role',
            options={'ordering': ['guide_id', 'order', 'key']},
        ),
        migrations.AlterModelOptions(
            name='skill',
            options={'ordering': ['stage__guide_id', 'stage__order', 'order', 'key']},
        ),
        migrations.AlterModelOptions(
            name='stage',
            options={'ordering': ['guide_id', 'order', 'key']},
        ),
        migrations.RunSQL(COUNTING, COUNTED),
        migrations.RemoveField(
            model_name='cataloguestate',
            name='files_hash',
        ),
        migrations.AddField(
            model_name='catalogueentry',
            name='files_hash',
            field=models.CharField(blank=True, help_text='Of a guide: SHA-256 of the files that were loaded last.', max_length=64),
        ),
        migrations.CreateModel(
            name='Guide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Never changes once it is published.', max_length=80, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*$', 'Small letters, digits and single hyphens, such as linear-algebra.')])),
                ('retired_at', models.DateTimeField(blank=True, help_text='Hidden from people who have nothing on it.', null=True)),
                ('title', models.CharField(help_text='Of the work, such as Machine-learning engineering.', max_length=120)),
                ('subject', models.CharField(help_text='Inside a sentence, such as machine learning.', max_length=60)),
                ('description', models.TextField()),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('key',), name='guide_key')],
            },
        ),
        migrations.RunSQL(FIRST, "DELETE FROM careers_catalogueentry WHERE kind = 'guide';"),
        *(belongs(model) for model in BELONGING),
        *(belonged(model) for model in BELONGING),
        migrations.CreateModel(
            name='GuideChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.CharField(help_text='Never changes once it is published.', max_length=80, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*$', 'Small letters, digits and single hyphens, such as linear-algebra.')])),
                ('retired_at', models.DateTimeField(blank=True, help_text='Hidden from people who have nothing on it.', null=True)),
                ('title', models.CharField(help_text='Of the work, such as Machine-learning engineering.', max_length=120)),
                ('subject', models.CharField(help_text='Inside a sentence, such as machine learning.', max_length=60)),
                ('description', models.TextField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', related_query_name='changes', to='careers.guide')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SharedSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Never changes once it is published.', max_length=80, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*$', 'Small letters, digits and single hyphens, such as linear-algebra.')])),
                ('retired_at', models.DateTimeField(blank=True, help_text='Hidden from people who have nothing on it.', null=True)),
                ('order', models.PositiveSmallIntegerField(help_text='Place among the shared skills of the stage, which come first.')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shared', to='careers.skill')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shared_skills', to='careers.stage')),
            ],
            options={
                'ordering': ['stage__guide_id', 'stage__order', 'order', 'key'],
            },
        ),
        migrations.CreateModel(
            name='SharedSkillChange',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.CharField(help_text='Never changes once it is published.', max_length=80, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*$', 'Small letters, digits and single hyphens, such as linear-algebra.')])),
                ('retired_at', models.DateTimeField(blank=True, help_text='Hidden from people who have nothing on it.', null=True)),
                ('order', models.PositiveSmallIntegerField(help_text='Place among the shared skills of the stage, which come first.')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', related_query_name='changes', to='careers.sharedskill')),
                ('skill', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='careers.skill')),
                ('stage', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='careers.stage')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='sharedskill',
            constraint=models.UniqueConstraint(fields=('key',), name='shared_skill_key'),
        ),
        migrations.AddConstraint(
            model_name='sharedskill',
            constraint=models.UniqueConstraint(fields=('stage', 'skill'), name='shared_skill_once'),
        ),
        *(migrations.RunSQL(TRIGGERS.format(table), NO_TRIGGERS.format(table)) for table in ('guide', 'sharedskill')),
    ]
