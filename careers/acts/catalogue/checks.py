"""What all entries together must obey. Every check looks at the whole text and yields one problem for each fault."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from careers.acts.catalogue.files import CatalogueRefused, Entries, Entry, Fields, File, Problem, parse
from careers.acts.catalogue.kinds import KINDS, ORDER, RETIRED, Kind
from careers.acts.catalogue.schemas import validator, violations
from careers.models.roadmap import find_circle


def read_entries(files: Iterable[File]) -> Entries:
    """Every entry of the files in canonical form; refused with all their problems if there are any."""
    entries: dict[str, dict[str, Entry]] = {kind.name: {} for kind in KINDS}
    problems: list[Problem] = []
    by_folder = defaultdict(list)
    for file in files:
        by_folder[file.folder].append(file)
    for kind in KINDS:
        problems += _read_kind(kind, by_folder.pop(kind.folder, []), entries[kind.name])
    strays = (file for rest in by_folder.values() for file in rest)
    problems += (Problem(file.name, "", "no kind of entry has this folder") for file in strays)
    problems = problems or [problem for check in CHECKS for problem in check(entries)]
    if problems:
        raise CatalogueRefused(problems)
    return entries


def _read_kind(kind: Kind, files: Iterable[File], entries: dict[str, Entry]) -> Iterator[Problem]:
    checker = validator(kind.schema)
    raws: dict[str, tuple[File, Fields]] = {}
    for file in files:
        for number, raw in enumerate(parse(file), 1):
            key = str(raw.get("key", "")) if isinstance(raw, dict) else ""
            wrong = list(violations(checker, raw))
            if not wrong and key in raws:
                wrong = [f"this key stands in {raws[key][0].name} already"]
            if wrong:
                yield from (Problem(file.name, key or f"entry {number}", reason) for reason in wrong)
            else:
                raws[key] = file, raw
    places: dict[Any, int] = defaultdict(int)
    # What is retired has no place among the others.
    for key, (file, raw) in sorted(raws.items(), key=lambda item: item[1][1].get(RETIRED, False)):
        group = raw.get(kind.ordered_within or "")
        places[group] += 1
        fields = kind.canonical(raw, places[group])
        entries[key] = Entry(kind.name, key, file.name, fields, tuple(raw.get("formerly", ())))


def live(entries: Mapping[str, Entry]) -> Iterator[Entry]:
    return (entry for entry in entries.values() if not entry.fields[RETIRED])


def unknown_references(entries: Entries) -> Iterator[Problem]:
    for kind in KINDS:
        for entry in entries[kind.name].values():
            for name, key in kind.mentions(entry):
                if key not in entries[name]:
                    yield entry.problem(f"unknown {name} {key}")


def repeated_values(entries: Entries) -> Iterator[Problem]:
    for kind in KINDS:
        for name in kind.unique:
            first: dict[Any, Entry] = {}
            for entry in entries[kind.name].values():
                other = first.setdefault(entry.fields[name], entry)
                if other is not entry:
                    yield entry.problem(f"{name} {entry.fields[name]} is that of {other.key} too")


def former_keys(entries: Entries) -> Iterator[Problem]:
    for kind in KINDS:
        claimed: dict[str, Entry] = {}
        for entry in entries[kind.name].values():
            for old in entry.formerly:
                if old in entries[kind.name]:
                    yield entry.problem(f"formerly names {old}, which is still an entry")
                if claimed.setdefault(old, entry) is not entry:
                    yield entry.problem(f"formerly names {old}, as {claimed[old].key} does")


def circles(entries: Entries) -> Iterator[Problem]:
    skills = entries["skill"]
    edges: Mapping[str, list[str]] = {key: entry.fields["prerequisites"] for key, entry in skills.items()}
    if circle := find_circle(edges):
        yield skills[circle[0]].problem(f"prerequisites form a circle: {' → '.join(circle)}")


LINES = (
    ("skill", "outcomes", "outcome"),
    ("brief", "checks", "check"),
    ("interview stage", "prepare", "step"),
    ("interview stage", "looks_for", "criterion"),
)


def line_ids(entries: Entries) -> Iterator[Problem]:
    """Lines on which people's marks hang."""
    for kind, name, noun in LINES:
        for entry in entries[kind].values():
            ids = [line["id"] for line in entry.fields[name]]
            yield from (entry.problem(f"{noun} id {key} stands twice") for key in _repeated(ids))


def shelves(entries: Entries) -> Iterator[Problem]:
    """Parts and groups speak of the skill's own resources, and a resource is in one group at most."""
    for skill in entries["skill"].values():
        grouped = [key for group in skill.fields["one_is_enough"] for key in group["resources"]]
        listed = set(skill.fields["resources"])
        for name, keys in (("parts", skill.fields["parts"]), ("one_is_enough", grouped)):
            strangers = (key for key in keys if key not in listed)
            yield from (skill.problem(f"{name} names {key}, which its resources do not list") for key in strangers)
        yield from (skill.problem(f"{key} is in two groups of one_is_enough") for key in _repeated(grouped))


def aliases(entries: Entries) -> Iterator[Problem]:
    """An alias means one skill; one that needs context may mean several, but not twice the same."""
    owners: dict[str, Entry] = {}
    for skill in live(entries["skill"]):
        plain = [_as_matched(alias) for alias in skill.fields["aliases"]]
        for alias in plain:
            if (owner := owners.setdefault(alias, skill)) is not skill:
                yield skill.problem(f"alias “{alias}” is that of {owner.key} too: list both as ambiguous")
        ambiguous = [_as_matched(alias["alias"]) for alias in skill.fields["ambiguous_aliases"]]
        yield from (skill.problem(f"alias “{alias}” stands twice") for alias in _repeated([*plain, *ambiguous]))


def camps(entries: Entries) -> Iterator[Problem]:
    for camp in entries["camp"].values():
        for role, skills in camp.fields["by_role"].items():
            yield from (
                camp.problem(f"{key} is asked of everybody and of {role} again")
                for key in sorted(set(skills) & set(camp.fields["skills"]))
            )


def interview_stages(entries: Entries) -> Iterator[Problem]:
    """The parts of an interview fit into its longest length; a broader stage is not itself part of one."""
    stages = entries["interview stage"]
    for key, stage in stages.items():
        shortest, longest = stage.fields["minutes_from"] or 0, stage.fields["minutes_to"] or 0
        if shortest > longest:
            yield stage.problem(f"minutes_from {shortest} is more than minutes_to {longest}")
        minutes = sum(part["minutes"] for part in stage.fields["parts"])
        if minutes > longest:
            yield stage.problem(f"its parts take {minutes} minutes, more than minutes_to {longest}")
        broader = stages.get(stage.fields["part_of"])
        if broader and (broader.fields["part_of"] or broader.key == key):
            yield stage.problem(f"part_of names {broader.key}, which is part of another one")


CHECKS: tuple[Callable[[Entries], Iterator[Problem]], ...] = (
    unknown_references,
    repeated_values,
    former_keys,
    circles,
    line_ids,
    shelves,
    aliases,
    camps,
    interview_stages,
)


def remarks(entries: Entries) -> Iterator[Problem]:
    """What a curator should look at, but nothing to refuse."""
    stages, skills = entries["stage"], entries["skill"]
    place = {key: (stages[skill.fields["stage"]].fields[ORDER], skill.fields[ORDER]) for key, skill in skills.items()}
    for key, skill in skills.items():
        late = (other for other in skill.fields["prerequisites"] if place[other] > place[key])
        yield from (skill.problem(f"its prerequisite {other} comes later in the roadmap") for other in late)
    used = {key for skill in skills.values() for key in skill.fields["resources"]}
    yield from (entry.problem("no skill lists it") for key, entry in entries["resource"].items() if key not in used)


def _repeated(values: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [value for value in values if value in seen or seen.add(value)]  # type: ignore[func-returns-value]


def _as_matched(alias: str) -> str:
    """As the matcher sees it: case aside; hyphen, slash and space alike."""
    return re.sub(r"[-/\s]+", " ", alias.casefold()).strip()
