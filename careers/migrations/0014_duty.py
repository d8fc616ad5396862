from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("careers", "0013_profiles")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="duty",
            field=models.CharField(
                blank=True,
                choices=[("curator", "Curator"), ("moderator", "Moderator"), ("administrator", "Administrator")],
                default="",
                editable=False,
                max_length=13,
            ),
            preserve_default=False,
        ),
    ]
