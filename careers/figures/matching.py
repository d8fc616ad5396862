"""A list from elsewhere, matched with the roadmap by titles and aliases. Read only: what it says is a preview."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from careers import models
from careers.figures.catalogue import Skill
from careers.figures.standing import Standing
from careers.models import State

MOST_LINES = 2_000
LONGEST_TITLE = 200
DEEPEST = 12
"""Lists in lists that are looked into."""
NEAR = 86
"""Of 100: from here on a title is near enough to ask about."""
NEAR_FROM = 4
"""Letters. Shorter titles are near to too many others."""
KNOWN_WORDS = frozenset({"done", "known", "complete", "completed", "finished", "yes", "true", "x", "1", "100", "100%"})
OPEN_WORDS = frozenset(
    {"todo", "to do", "open", "learning", "pending", "in progress", "started", "no", "false", "0", "0%", "skipped"}
)
TITLE_KEYS = ("title", "name", "label", "skill", "topic", "text")
STATUS_KEYS = ("status", "state", "done", "completed", "complete", "progress")
OPEN_LISTS = frozenset({"learning", "pending", "todo", "skipped", "in_progress", "in-progress"})


@dataclass(frozen=True, slots=True)
class Match:
    title: str
    """As the list has it."""
    skill: Skill
    done: bool
    """Marked done already, so there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Matched:
    sure: Sequence[Match]
    near: Sequence[Match]
    """The title is only like the skill's."""
    unknown: Sequence[str]
    not_done: int
    """Entries that the list itself calls not done."""
    cut: bool
    """There were more than are looked at."""


def match(text: str, standing: Standing) -> Matched:
    """One query, for the aliases."""
    titles, not_done = [], 0
    for title, known in _entries(text):
        titles += [title] if known else []
        not_done += not known
    unique = list(dict.fromkeys(titles))
    names = _names(standing)
    sure: dict[Skill, str] = {}
    near: dict[Skill, str] = {}
    unknown = []
    for title in unique[:MOST_LINES]:
        if skill := names.get(_plain(title)):
            sure.setdefault(skill, title)
        elif skill := _nearest(_plain(title), names):
            near.setdefault(skill, title)
        else:
            unknown.append(title)
    near = {skill: title for skill, title in near.items() if skill not in sure}
    return Matched(_in_order(sure, standing), _in_order(near, standing), unknown, not_done, len(unique) > MOST_LINES)


def _in_order(found: Mapping[Skill, str], standing: Standing) -> list[Match]:
    return [Match(found[s], s, standing.state(s) == State.DONE) for s in standing.catalogue.live if s in found]


def _names(standing: Standing) -> dict[str, Skill]:
    """Everything that a live skill is called. A title of one skill wins over an alias of another."""
    live = {skill.id: skill for skill in standing.catalogue.live}
    names: dict[str, Skill] = {}
    for skill in live.values():
        for name in (skill.title, skill.short_title, skill.key, skill.slug):
            names.setdefault(_plain(name), skill)
    for pk, aliases, former in models.Skill.objects.filter(pk__in=live).values_list("pk", "aliases", "former_slugs"):
        for name in (*aliases, *former):
            names.setdefault(_plain(name), live[pk])
    return names


def _nearest(title: str, names: Mapping[str, Skill]) -> Skill | None:
    if len(title) < NEAR_FROM:
        return None
    found = process.extractOne(title, names.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
    return names[found[0]] if found else None


def _plain(title: str) -> str:
    """Case, hyphens, brackets and other signs aside; C++ and C# stay what they are."""
    return " ".join(re.sub(r"[^\w+#]+", " ", title.casefold().replace("&", " and ")).replace("_", " ").split())


# --- what a list can look like ---

type Entry = tuple[str, bool]
"""A title, and whether the list calls it done or says nothing about that."""


def _entries(text: str) -> Iterator[Entry]:
    text = text.replace("\x00", "")
    data = _json(text)
    if isinstance(data, (list, dict)):
        found = _from_json(data)
    else:
        found = _from_csv(text) if _looks_like_csv(text) else _from_lines(text)
    for title, known in found:
        if title := " ".join(title.split())[:LONGEST_TITLE]:
            yield title, known


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _from_lines(text: str) -> Iterator[Entry]:
    """Bullets, numbers and boxes to tick are no part of a title; an empty box says not done."""
    for line in text.splitlines():
        bare = re.sub(r"^\s*(?:[-*+•]|\d+[.)])\s+", "", line)
        box = re.match(r"^\s*\[([ xX✓]?)\]\s*", bare)
        yield (bare[box.end() :] if box else bare), not box or bool(box[1].strip())


def _looks_like_csv(text: str) -> bool:
    head = text.strip().splitlines()[0].casefold() if text.strip() else ""
    return any(mark in head and set(_cells(head, mark)) & set(TITLE_KEYS) for mark in ",;\t")


def _cells(line: str, mark: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(mark)]


def _from_csv(text: str) -> Iterator[Entry]:
    head = text.strip().splitlines()[0].casefold()
    mark = next(mark for mark in ",;\t" if mark in head and set(_cells(head, mark)) & set(TITLE_KEYS))
    try:
        rows = list(csv.DictReader(text.strip().splitlines(), delimiter=mark))
    except csv.Error:
        rows = []
    for row in rows:
        named = {(key or "").strip().casefold(): value for key, value in row.items() if isinstance(value, str)}
        yield from _from_object(named)


def _from_json(data: Any) -> Iterator[Entry]:
    """Objects with a title, lists of titles, and lists that a key such as `done` or `learning` names."""
    if isinstance(data, dict) and data.get("format") == "ascent-export":
        yield from _from_export(data)
    else:
        yield from _walk(data, known=True)


def _from_export(data: Mapping[str, Any]) -> Iterator[Entry]:
    rows = data.get("skill_states")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("skill"), str):
            yield row["skill"], row.get("state") == State.DONE


def _walk(data: Any, *, known: bool, depth: int = 0) -> Iterator[Entry]:
    if depth > DEEPEST:
        return
    if isinstance(data, str):
        yield re.sub(r"@[\w-]+$", "", data), known  # some trackers add an id to a title
    elif isinstance(data, list):
        for item in data:
            yield from _walk(item, known=known, depth=depth + 1)
    elif isinstance(data, dict):
        own = {str(key).casefold(): value for key, value in data.items()}
        if any(isinstance(own.get(key), str) for key in TITLE_KEYS):
            yield from _from_object(own)
        for key, value in own.items():
            if isinstance(value, (list, dict)):
                yield from _walk(value, known=known and key not in OPEN_LISTS, depth=depth + 1)


def _from_object(named: Mapping[str, Any]) -> Iterator[Entry]:
    title = next((named[key] for key in TITLE_KEYS if isinstance(named.get(key), str) and named[key].strip()), None)
    if title:
        yield title, _is_known(named.get(key) for key in STATUS_KEYS if key in named)


def _is_known(said: Iterable[Any]) -> bool:
    """Known unless it says otherwise."""
    words = [str(value).strip().casefold() for value in said if value is not None and str(value).strip()]
    return not words or any(word in KNOWN_WORDS for word in words) or not any(word in OPEN_WORDS for word in words)
