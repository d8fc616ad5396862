from django.db import migrations, models
from django.db.models.deletion import RESTRICT
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("careers", "0011_no_circles")]

    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_in_lower_case",
                violation_error_message="Write the address in small letters.",
            ),
        ),
        migrations.AlterField(
            model_name="skillevent",
            name="undoes",
            field=models.OneToOneField(
                blank=True, null=True, on_delete=RESTRICT, related_name="undone_by", to="careers.skillevent"
            ),
        ),
    ]
