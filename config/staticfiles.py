"""Static files as browsers get them: hashed, compressed, and all our styles in one sheet."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath, relpath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/app.css"

_IMPORT = re.compile(r'@import\s+url\("(?P<path>[^"]+)"\)\s*;')
_RELATIVE_URL = re.compile(r'url\("(?!/|#|data:|https?:)(?P<path>[^"]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)

type Sources = dict[str, tuple[Storage, str]]
"""Name under the static root → the storage and path that a file comes from."""


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Collecting writes `app.css` with its imports in place of their `@import` lines: one request for a phone.
    The layers that each file names keep the order of the cascade. Without collecting, browsers follow the imports."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            paths = _with_one_sheet(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def _with_one_sheet(paths: Sources) -> Sources:
    """The same files, with the sheet made whole and without the parts that went into it."""
    parts: set[str] = set()
    made = InMemoryStorage()
    made.save(SHEET, ContentFile(inlined(SHEET, paths, parts)))
    return {name: source for name, source in paths.items() if name not in parts} | {SHEET: (made, SHEET)}


def inlined(name: str, paths: Sources, parts: set[str]) -> str:
    """A style sheet with everything that it imports, addresses seen from `app.css`, comments left out."""
    storage, path = paths[name]
    with storage.open(path) as file:
        css = _COMMENT.sub("", file.read().decode())
    parts.add(name)
    css = _IMPORT.sub(lambda found: inlined(_resolved(name, found["path"]), paths, parts), css)
    if name == SHEET:
        return css
    return _RELATIVE_URL.sub(lambda found: f'url("{relpath(_resolved(name, found["path"]), dirname(SHEET))}")', css)


def _resolved(name: str, reference: str) -> str:
    return normpath(join(dirname(name), reference))
