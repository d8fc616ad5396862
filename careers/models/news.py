"""What happened to the catalogue, as somebody would want to hear of it who walks by it."""

from django.db import models

from careers.models.resources import Resource
from careers.models.roadmap import Skill


class CatalogueNews(models.Model):
    """A skill or a resource came, changed or was retired. Written by triggers, one row for each in a transaction.

    Only what matters to a learner is news: what it is called, how long it takes, where it leads, what it asks for.
    """

    class What(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        RETIRED = "retired", "Retired"

    what = models.CharField(max_length=7, choices=What.choices)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, null=True, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("skill", "at", name="news_of_a_skill_once"),
            models.UniqueConstraint("resource", "at", name="news_of_a_resource_once"),
            models.CheckConstraint(
                condition=models.Q(skill=None, resource__isnull=False) | models.Q(skill__isnull=False, resource=None),
                name="news_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.skill or self.resource}"
