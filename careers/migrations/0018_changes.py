from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0017_suggestions")]
    operations: list = []
