from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("careers", "0017_suggestions")]
    operations = [
        migrations.AddField(
            model_name=name,
            name="review_by",
            field=models.DateField(blank=True, help_text="When a curator should look at it again.", null=True),
        )
        for name in ("skill", "resource")
    ]
