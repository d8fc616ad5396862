from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0006_study")]
    operations: list = []
