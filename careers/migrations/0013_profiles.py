import careers.models.profiles
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

FREED = """
CREATE FUNCTION careers_handle_freed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO careers_freedhandle (handle, freed_at) VALUES (OLD.handle, now())
    ON CONFLICT (handle) DO UPDATE SET freed_at = excluded.freed_at;
    RETURN NULL;
END $$;
CREATE TRIGGER profile_handle_changed AFTER UPDATE ON careers_profile FOR EACH ROW
    WHEN (OLD.handle IS NOT NULL AND OLD.handle IS DISTINCT FROM NEW.handle) EXECUTE FUNCTION careers_handle_freed();
CREATE TRIGGER profile_handle_gone AFTER DELETE ON careers_profile FOR EACH ROW
    WHEN (OLD.handle IS NOT NULL) EXECUTE FUNCTION careers_handle_freed();
"""
NOT_FREED = """
DROP TRIGGER profile_handle_gone ON careers_profile;
DROP TRIGGER profile_handle_changed ON careers_profile;
DROP FUNCTION careers_handle_freed;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("careers", "0012_rounds"),
    ]

    operations = [
        migrations.CreateModel(
            name='FreedHandle',
            fields=[
                ('handle', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('freed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ContactWay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('email', 'E-mail'), ('code', 'Repositories'), ('site', 'Website'), ('network', 'Professional network'), ('writing', 'Writing'), ('other', 'Another page')], max_length=8)),
                ('address', models.CharField(max_length=400)),
                ('label', models.CharField(blank=True, max_length=60)),
                ('shown', models.BooleanField(default=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('user', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('key'), name='contact_way_key'), models.CheckConstraint(condition=models.Q(('kind', 'email'), ('address__iregex', '^https?://'), _connector='OR'), name='contact_way_is_safe')],
            },
        ),
        migrations.CreateModel(
            name='FormerHandle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handle', models.CharField(max_length=30, unique=True)),
                ('given_up_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('user', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('handle'), name='former_handle_once')],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handle', models.CharField(blank=True, max_length=30, null=True, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9]*(-[a-z0-9]+)*\\Z', 'Small letters a to z, digits and single hyphens; the first is a letter.')])),
                ('name', models.CharField(blank=True, max_length=80)),
                ('headline', models.CharField(blank=True, max_length=120)),
                ('place', models.CharField(blank=True, max_length=80)),
                ('about', models.TextField(blank=True, max_length=5000)),
                ('show_about', models.BooleanField(default=True)),
                ('show_skills', models.BooleanField(default=True)),
                ('show_way', models.BooleanField(default=False)),
                ('is_public', models.BooleanField(default=False)),
                ('search_engines', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('user', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='profile', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('handle'), name='profile_handle', violation_error_message='This handle belongs to somebody else.'), models.CheckConstraint(condition=models.Q(('handle__regex', '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')), name='profile_handle_plain'), models.CheckConstraint(condition=models.Q(('is_public', False), ('handle__isnull', False), _connector='OR'), name='profile_public_by_a_handle')],
            },
        ),
        migrations.CreateModel(
            name='ProjectImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('digest', models.CharField(editable=False, max_length=32, unique=True)),
                ('file', models.FileField(editable=False, max_length=80, upload_to='')),
                ('width', models.PositiveSmallIntegerField(editable=False)),
                ('height', models.PositiveSmallIntegerField(editable=False)),
                ('size', models.PositiveIntegerField(editable=False)),
                ('alt', models.CharField(max_length=300, verbose_name='what it shows')),
                ('is_cover', models.BooleanField(default=False)),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='careers.project')),
                ('user', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-is_cover', 'added_at', 'id'],
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('key'), name='project_image_key'), models.UniqueConstraint(condition=models.Q(('is_cover', True), ('removed_at', None)), fields=('project',), name='project_image_one_cover')],
            },
        ),
        migrations.CreateModel(
            name='ShareLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('token', models.CharField(default=careers.models.profiles._token, editable=False, max_length=40, unique=True)),
                ('label', models.CharField(max_length=80)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('expires_on', models.DateField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('visits', models.PositiveIntegerField(default=0)),
                ('user', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('key'), name='share_link_key')],
            },
        ),
        migrations.CreateModel(
            name='ShownProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='careers.project')),
                ('user', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('project'), name='shown_project_once'), models.UniqueConstraint(models.F('user'), models.F('slug'), name='shown_project_slug')],
            },
        ),
        migrations.RunSQL(FREED, NOT_FREED),
    ]
