"""The text files: found, hashed, parsed into entries. Nothing here touches the database."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import yaml

type Fields = dict[str, Any]
"""Field → JSON value, in the one form in which text and database are compared."""


@dataclass(frozen=True)
class Problem:
    """Why the files are refused, in one line."""

    file: str
    entry: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.entry, self.reason) if part)


class CatalogueRefused(Exception):
    """The files cannot be loaded; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class File:
    name: str
    """Folder and name, such as skills/02-mathematics.yaml."""
    content: bytes

    @property
    def folder(self) -> str:
        return self.name.partition("/")[0]


@dataclass(frozen=True)
class Entry:
    kind: str
    key: str
    file: str
    fields: Fields = field(repr=False)
    formerly: tuple[str, ...] = ()
    """Keys that this entry bore before."""

    def problem(self, reason: str) -> Problem:
        return Problem(self.file, self.key, reason)


type Entries = Mapping[str, Mapping[str, Entry]]
"""Kind → key → entry, each in the order of the files."""
type Content = Mapping[str, Mapping[str, Fields]]
"""Kind → key → fields."""


def read_files(root: Path) -> list[File]:
    """Every text file of the catalogue, in the order of their names."""
    if stray := next(root.glob("*/*.yml"), None):
        raise CatalogueRefused([Problem(str(stray.relative_to(root)), "", "the name must end in .yaml")])
    paths = sorted(root.glob("*/*.yaml"))
    if not paths:
        raise CatalogueRefused([Problem(str(root), "", "holds no catalogue")])
    try:
        return [File(path.relative_to(root).as_posix(), path.read_bytes()) for path in paths]
    except OSError as error:
        raise CatalogueRefused([Problem(str(error.filename), "", f"cannot be read: {error.strerror}")]) from None


def fingerprint(files: Iterable[File]) -> str:
    """SHA-256 over the names and contents."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML that refuses a field given twice, of which YAML would silently keep the last."""

    # A date stays the text that it is: JSON knows none.
    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse(file: File) -> Iterator[Any]:
    """The entries of one file as YAML gives them, of any shape."""
    try:
        content = yaml.load(file.content, Loader)  # noqa: S506 - derives from the safe loader
    except yaml.YAMLError as error:
        raise CatalogueRefused([Problem(file.name, "", f"is not YAML: {_one_line(error)}")]) from None
    if content is None:
        return
    if not isinstance(content, list):
        raise CatalogueRefused([Problem(file.name, "", "is not a list of entries")])
    yield from content


def _one_line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or " ".join(str(error).split())
    return f"line {mark.line + 1}: {reason}" if mark else reason
