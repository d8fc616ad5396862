"""The files in the storage: which rows they belong to, and when they go."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils import timezone

from careers.models import Personal, ProjectImage, User, personal_models
from careers.models.images import KEPT_WHEN_REMOVED

FOLDERS = ("images", "documents")


def with_files() -> list[type[Personal]]:
    return [model for model in personal_models() if model.file_column]


def names_of(user: User) -> list[str]:
    return [name for model in with_files() for row in model.of(user) for name in row.stored_names()]


def forget_files(names: Iterable[str]) -> None:
    """Delete files as soon as the transaction that gave up their rows is past return."""
    for name in list(names):
        transaction.on_commit(partial(default_storage.delete, name))


@transaction.atomic
def purge_images(user: User | None = None) -> int:
    """Delete the pictures, of one person or of all, that were removed long enough ago."""
    old = ProjectImage.objects.filter(removed_at__lt=timezone.now() - KEPT_WHEN_REMOVED)
    rows = list(old.filter(user=user) if user else old)
    forget_files(name for row in rows for name in row.stored_names())
    ProjectImage.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def sweep() -> list[str]:
    """Delete the files that no row names any more; returns their names.

    The storage is listed before the rows are read, and a file is younger than its row's transaction only while that
    is under way: those of the last hour are left alone.
    """
    found = [name for folder in FOLDERS for name in _below(default_storage, folder)]
    named = {name for model in with_files() for row in model._default_manager.all() for name in row.stored_names()}
    long_ago = timezone.now() - dt.timedelta(hours=1)
    orphans = [name for name in found if name not in named and default_storage.get_modified_time(name) < long_ago]
    for name in orphans:
        default_storage.delete(name)
    return orphans


def _below(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for each in folders:
        yield from _below(storage, f"{folder}/{each}")
