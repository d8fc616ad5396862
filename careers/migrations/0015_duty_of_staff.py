"""Whoever could curate until now was made by `make admin`, and stays an administrator."""

from django.db import migrations


def to_duty(apps, schema_editor):
    apps.get_model("careers", "User").objects.filter(is_staff=True).update(duty="administrator")


def to_staff(apps, schema_editor):
    apps.get_model("careers", "User").objects.exclude(duty="").update(is_staff=True)


class Migration(migrations.Migration):
    dependencies = [("careers", "0014_duty")]
    operations = [migrations.RunPython(to_duty, to_staff)]
