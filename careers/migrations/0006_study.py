from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0005_plans")]
    operations: list = []
