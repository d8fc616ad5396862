from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0012_rounds")]
    operations: list = []
