from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0011_applications")]
    operations: list = []
