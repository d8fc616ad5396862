"""Pictures of a person's projects. The files lie in the default storage, under names made from their content."""

import datetime as dt
import uuid
from hashlib import blake2b
from typing import ClassVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from careers import pictures
from careers.models.personal import WhenMerged
from careers.models.portfolio import PartOfProject

KEPT_WHEN_REMOVED = dt.timedelta(days=1)
"""How long a removed picture can be brought back; its address answers nobody meanwhile."""


class ProjectImageQuerySet(models.QuerySet["ProjectImage"]):
    def there(self) -> "ProjectImageQuerySet":
        return self.filter(removed_at=None)


class ProjectImage(PartOfProject):
    """One picture, decoded and encoded anew: no byte of the uploaded file is kept.

    `digest` is made of the content, the row's own key and its person, so an address tells nothing and cannot be
    guessed, and two rows never share a file. There is one file for each of `widths`.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=32, unique=True, editable=False)
    file = models.FileField(max_length=80, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    size = models.PositiveIntegerField(editable=False)
    """Bytes of all its files."""
    alt = models.CharField("what it shows", max_length=300)
    is_cover = models.BooleanField(default=False)
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ProjectImageQuerySet.as_manager()

    export_name = "project_images"
    export_fields = ("key", "project", "width", "height", "size", "alt", "is_cover", "added_at", "removed_at")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "picture"
    file_column = "file"
    file_needed: ClassVar = True

    class Meta:
        ordering = ["-is_cover", "added_at", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="project_image_key"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(is_cover=True, removed_at=None), name="project_image_one_cover"
            ),
        ]

    def __str__(self) -> str:
        return self.alt

    @classmethod
    def most(cls) -> int:
        return settings.IMAGES_A_PERSON

    @property
    def export_key(self) -> str:
        return str(self.key)

    @property
    def widths(self) -> list[int]:
        return pictures.widths(self.width)

    def name_of(self, width: int) -> str:
        return f"images/{self.digest[:2]}/{self.digest}-{width}.webp"

    def stored_names(self) -> list[str]:
        return [self.name_of(width) for width in self.widths]

    def arrive(self) -> None:
        """A cover that is there already stays the cover."""
        covers = ProjectImage.of(self.user).filter(project=self.project_id, is_cover=True, removed_at=None)
        self.is_cover = self.is_cover and not covers.exists()

    def receive(self, content: bytes) -> None:
        """Take in a picture's content and store its files. Raises ValidationError, in words, for what is none."""
        picture = pictures.encoded(content)
        self.width, self.height = picture.size
        self.size = sum(len(file) for file in picture.files.values())
        largest = picture.files[self.width]
        secret = self.key.bytes + self.user_id.to_bytes(8)
        self.digest = blake2b(largest, digest_size=16, key=secret).hexdigest()
        self.file.name = self.name_of(self.width)
        for width, file in picture.files.items():
            self.file.storage.save(self.name_of(width), ContentFile(file))
