"""The catalogue in the database as text files: the one emitter of the format that `load_catalogue` reads."""

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from careers.acts.catalogue.checks import guide_in, read_entries
from careers.acts.catalogue.files import (
    CatalogueRefused,
    Content,
    Entries,
    Fields,
    File,
    Loader,
    Problem,
    fingerprint,
    parse,
    read_files,
)
from careers.acts.catalogue.guides import part
from careers.acts.catalogue.kinds import KINDS, ORDER, RETIRED, Kind
from careers.models import CatalogueEntry

WIDTH = 110


@dataclass(frozen=True)
class Dumped:
    """What a dump did to the folder; names of files."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Files that held entries which stand in others now."""
    unchanged: int = 0


@dataclass(frozen=True)
class Drift:
    """One entry of which the text says something else than the database."""

    kind: str
    key: str
    fields: tuple[str, ...]
    """None: the entry stands in one of the two only."""

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {', '.join(self.fields) or 'in one of the two only'}"


def dump_catalogue(folder: Path, guide: str) -> Dumped:
    """Write a guide into text files that load to the same database, and touch no file that says it already.

    Into a folder that is loaded at each start it goes only if nothing is lost by it: not while the text holds what
    was not loaded yet, nor while an entry is in conflict. Raises CatalogueRefused then, OSError where it may not write.
    """
    if folder.resolve() in {source.resolve() for source in settings.GUIDES}:
        _refuse_to_lose(folder, guide)
    wanted = files_of(part(stored(), guide), guide)
    there = {file.name: file.content for file in _files_in(folder)}
    changed = [file for file in wanted if there.get(file.name) != file.content]
    for file in changed:
        _write(folder / file.name, file.content)
    left = sorted(there.keys() - {file.name for file in wanted})
    gone = [name for name in left if _is_ours(File(name, there[name]))]
    for name in gone:
        (folder / name).unlink()
    return Dumped(tuple(file.name for file in changed), tuple(gone), len(wanted) - len(changed))


def drift(folder: Path) -> list[Drift]:
    """Where text and database differ, whoever of them changed."""
    text = read_entries(read_files(folder))
    return list(_differences(text, part(stored(), guide_in(text))))


def stored() -> Content:
    """Everything, of all guides."""
    return {kind.name: kind.read() for kind in KINDS}


def files_of(content: Content, guide: str) -> list[File]:
    return [file for kind in KINDS for file in _files_of_kind(kind, content, guide)]


def _files_of_kind(kind: Kind, content: Content, guide: str) -> Iterator[File]:
    groups: dict[Any, list[tuple[str, Fields]]] = defaultdict(list)
    for key, fields in sorted(content[kind.name].items(), key=_place(kind)):
        groups[fields[kind.file_by] if kind.file_by else None].append((key, fields))
    for value, entries in sorted(groups.items(), key=lambda group: str(group[0])):
        name, heading = _named(kind, value, content)
        parts = [_emitted([kind.sparse(key, fields, guide)]) for key, fields in entries]
        yield File(f"{kind.folder}/{name}.yaml", f"# {heading}\n\n{'\n'.join(parts)}".encode())


def _named(kind: Kind, value: str | None, content: Content) -> tuple[str, str]:
    """The file's name and its heading."""
    if value is None or kind.file_by is None:
        return kind.folder, kind.heading
    if kind.file_by in kind.references:
        other = content[kind.references[kind.file_by]][value]
        return f"{other[ORDER]:02}-{value}", kind.heading.format(other["title"])
    return kind.file_names.get(value, value), kind.heading


def _place(kind: Kind) -> Any:
    """Sorts entries as the text lists them: in their order, or by title where they have none; retired ones last."""
    if kind.ordered_within is not None:
        return lambda item: (item[1][ORDER], item[0])
    return lambda item: (item[1][RETIRED], _sortable(item[1]["title"]), item[0])


def _sortable(title: str) -> str:
    return re.sub(r"^(the|a|an) ", "", title.casefold())


class _Dumper(yaml.SafeDumper):
    """Lists stand under their field with an indent, and nothing is written as a reference to something above."""

    yaml_implicit_resolvers = Loader.yaml_implicit_resolvers  # what the loader takes for text needs no quotes

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _emitted(entries: list[Fields]) -> str:
    return yaml.dump(
        entries, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )


def _differences(text: Entries, content: Content) -> Iterator[Drift]:
    for kind in KINDS:
        said, held = text[kind.name], content[kind.name]
        for key in sorted(said.keys() | held.keys()):
            if key in said and key in held:
                fields = said[key].fields
                names = tuple(name for name in fields if fields[name] != held[key][name])
                if names:
                    yield Drift(kind.name, key, names)
            elif key in said or not held[key][RETIRED]:
                yield Drift(kind.name, key, ())


def _refuse_to_lose(folder: Path, guide: str) -> None:
    files, problems = read_files(folder), []
    if guide_in(read_entries(files)) != guide:
        problems.append(Problem("", "", f"the text there is of another guide than {guide}"))
    elif not CatalogueEntry.objects.filter(kind="guide", key=guide, files_hash=fingerprint(files)).exists():
        problems.append(Problem("", "", "the text has changed since it was loaded: load it first"))
    open_ones = CatalogueEntry.objects.exclude(conflicts={})
    problems += [Problem("", str(entry), "text and database disagree: settle it first") for entry in open_ones]
    if problems:
        raise CatalogueRefused(problems)


def _files_in(folder: Path) -> list[File]:
    """What lies in the folders of our kinds; other files there are nobody's business."""
    folders = {kind.folder for kind in KINDS}
    paths = (path for path in sorted(folder.glob("*/*.yaml")) if path.parent.name in folders)
    return [File(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]


def _is_ours(file: File) -> bool:
    """Whether it holds entries that stand in another file now: other people keep folders called roles or skills too."""
    try:
        entries = list(parse(file))
    except CatalogueRefused:
        return False
    kind = next(kind for kind in KINDS if kind.folder == file.folder)
    known = set(kind.model._default_manager.values_list("key", flat=True))
    return all(isinstance(entry, dict) and entry.get("key") in known for entry in entries)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a file beside it takes its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
