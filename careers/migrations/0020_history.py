from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0019_invitations")]
    operations: list = []
