"""How the catalogue in the database relates to its text files."""

from django.db import models
from django.db.models.functions import Now


class CatalogueState(models.Model):
    """One row. Triggers on every catalogue table raise `version` with each change, whoever makes it;
    kept copies of the catalogue (`figures.catalogue`) are good for one version."""

    version = models.BigIntegerField(default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_catalogue_state")]

    def __str__(self) -> str:
        return f"version {self.version}"


class CatalogueEntry(models.Model):
    """What the text files said of one entry when they were last loaded: the base of the three-way comparison."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    loaded = models.JSONField(help_text="Field → value as last taken from the text.")
    conflicts = models.JSONField(
        default=dict, blank=True, help_text="Field → the text's value, where text and database both changed."
    )
    files_hash = models.CharField(
        max_length=64, blank=True, help_text="Of a guide: SHA-256 of the files that were loaded last."
    )

    class Meta:
        ordering = ["kind", "key"]
        verbose_name_plural = "catalogue entries"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="catalogue_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class CatalogueConflict(CatalogueEntry):
    """An entry of which text and database say different things, each changed since the last load."""

    class Meta:
        proxy = True
        verbose_name = "conflict with the text files"
        verbose_name_plural = "conflicts with the text files"
