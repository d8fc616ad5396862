"""Guides: each a way of its own into one kind of work, side by side in one catalogue."""

from django.db import models

from careers.models.curated import Curated


class Guide(Curated):
    """A roadmap with its roles and camps, kept as one folder of text files. The first one is what visitors see first.

    A skill stands in a stage of one guide and may be shared by others, with one state per person.
    """

    title = models.CharField(max_length=120, help_text="Of the work, such as Machine-learning engineering.")
    subject = models.CharField(max_length=60, help_text="Inside a sentence, such as machine learning.")
    description = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["key"], name="guide_key")]

    def __str__(self) -> str:
        return self.title


class CuratedOfGuide(Curated):
    """Belongs to the guide in whose text files it stands. Skills do so through their stage."""

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
