"""An export with its files: a zip that holds the JSON and, under the names of their rows, what was uploaded."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.conf import settings
from django.core.files.storage import default_storage

from careers.acts.export_data import export_data
from careers.acts.stored_files import with_files
from careers.archives import UNREADABLE
from careers.models import Personal, User

JSON_FILE = "ascent.json"
MOST_ENTRIES = 5_000
BROKEN = "The zip is broken, or locked by a password."


class Refused(Exception):
    """The file cannot be taken in; `reasons` say why. Nothing has been written."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons


def has_files(user: User) -> bool:
    return any(model.of(user).exclude(**{model.file_column: ""}).exists() for model in with_files())


def export_zip(user: User, target: IO[bytes]) -> None:
    """What is missing in the storage is left out: the row says that it was there."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(JSON_FILE, json.dumps(export_data(user), indent=1, ensure_ascii=False))
        for model in with_files():
            for row in model.of(user).exclude(**{model.file_column: ""}):
                stored = getattr(row, model.file_column).name
                if default_storage.exists(stored):
                    with default_storage.open(stored) as file:
                        archive.writestr(_name(row), file.read(), ZIP_STORED)


def _name(row: Personal) -> str:
    return f"files/{row.export_name}/{row.key}"  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Files:
    """What came along with the rows of an export; nothing, where it was the JSON alone."""

    archive: ZipFile | None = None

    def content(self, row: Personal) -> bytes | None:
        if self.archive is None:
            return None
        try:
            return _read(self.archive, _name(row), settings.IMAGE_MAX_BYTES)
        except KeyError:
            return None


def opened(raw: bytes) -> tuple[bytes, Files]:
    """An export file's JSON and its files. Raises Refused for a zip that is none of ours."""
    if not raw.startswith(b"PK"):
        return raw, Files()
    try:
        archive = ZipFile(BytesIO(raw))
        if len(archive.infolist()) > MOST_ENTRIES:
            raise Refused("The zip holds more files than an export does.")
        return _read(archive, JSON_FILE, settings.UPLOAD_MAX_BYTES), Files(archive)
    except KeyError:
        raise Refused(f"The zip is no export of Ascent: {JSON_FILE} is not in it.") from None
    except UNREADABLE:
        raise Refused(BROKEN) from None


def _read(archive: ZipFile, name: str, most: int) -> bytes:
    """What the zip says of sizes is not believed. Raises KeyError if it has no such file."""
    try:
        with archive.open(name) as file:
            content = file.read(most + 1)
    except UNREADABLE:
        raise Refused(BROKEN) from None
    if len(content) > most:
        raise Refused(f"{name} in the zip is larger than {most // 1024**2} MB.")
    return content
