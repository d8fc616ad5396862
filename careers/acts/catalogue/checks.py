"""What all entries together must obey. Every check looks at the whole text and yields one problem for each fault."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from careers.acts.catalogue.files import CatalogueRefused, Content, Entries, Entry, Fields, File, Problem, parse
from careers.acts.catalogue.guides import guide_of
from careers.acts.catalogue.kinds import BY_NAME, GUIDE, KINDS, ORDER, RETIRED, Kind
from careers.acts.catalogue.schemas import validator, violations
from careers.models.roadmap import find_circle


def read_entries(files: Iterable[File]) -> Entries:
    """Every entry of the files in canonical form, the one guide that they make up among them.

    Refused with all that is wrong with single entries if there is anything; `refuse_contradictions` looks at them
    together.
    """
    entries: dict[str, dict[str, Entry]] = {kind.name: {} for kind in KINDS}
    problems: list[Problem] = []
    by_folder = defaultdict(list)
    for file in files:
        by_folder[file.folder].append(file)
    first, *others = KINDS
    problems += _read_kind(first, by_folder.pop(first.folder, []), entries[first.name], "")
    if not problems and len(entries[first.name]) != 1:
        problems.append(Problem(first.folder, "", f"holds {len(entries[first.name])} guides instead of one"))
    guide = next(iter(entries[first.name]), "")
    for kind in others:
        problems += _read_kind(kind, by_folder.pop(kind.folder, []), entries[kind.name], guide)
    strays = (file for rest in by_folder.values() for file in rest)
    problems += (Problem(file.name, "", "no kind of entry has this folder") for file in strays)
    if problems:
        raise CatalogueRefused(problems)
    return entries


def guide_in(entries: Entries) -> str:
    """Key of the guide that one folder of files makes up."""
    return next(iter(entries["guide"]))


def refuse_contradictions(entries: Entries, elsewhere: Content) -> None:
    """Hold all entries of a guide against each other and against those of the other guides.

    Raises CatalogueRefused with every problem, save those that the other guides have among themselves.
    """
    others = {name: {key: Entry(name, key, "", said) for key, said in rows.items()} for name, rows in elsewhere.items()}
    problems = [*taken_keys(entries, others), *strange_stages(entries, others)]
    if not problems:
        known = set(map(str, broken_rules(others))) if any(others.values()) else set()
        together = {kind.name: {**others.get(kind.name, {}), **entries[kind.name]} for kind in KINDS}
        problems = [problem for problem in broken_rules(together) if str(problem) not in known]
    if problems:
        raise CatalogueRefused(problems)


def broken_rules(entries: Entries) -> Iterator[Problem]:
    return (problem for check in CHECKS for problem in check(entries))


def taken_keys(entries: Entries, others: Entries) -> Iterator[Problem]:
    for kind in KINDS:
        for key in entries[kind.name].keys() & others.get(kind.name, {}).keys():
            yield entries[kind.name][key].problem("another guide has an entry with this key")


def strange_stages(entries: Entries, others: Entries) -> Iterator[Problem]:
    for kind in ("skill", "shared skill"):
        for entry in entries[kind].values():
            if entry.fields["stage"] in others.get("stage", {}):
                yield entry.problem(f"stage {entry.fields['stage']} is of another guide")


def _read_kind(kind: Kind, files: Iterable[File], entries: dict[str, Entry], guide: str) -> Iterator[Problem]:
    checker = validator(kind.schema)
    raws: dict[str, tuple[File, Fields]] = {}
    for file in files:
        for number, raw in enumerate(parse(file), 1):
            key = str(raw.get("key", "")) if isinstance(raw, dict) else ""
            wrong = list(violations(checker, raw))
            if not wrong and key in raws:
                wrong = [f"this key stands in {raws[key][0].name} already"]
            if not wrong and raw.get(GUIDE, guide) != guide:
                wrong = [f"{GUIDE} {raw[GUIDE]} is not the guide of these files"]
            if wrong:
                yield from (Problem(file.name, key or f"entry {number}", reason) for reason in wrong)
            else:
                raws[key] = file, raw
    places: dict[Any, int] = defaultdict(int)
    # What is retired has no place among the others.
    for key, (file, raw) in sorted(raws.items(), key=lambda item: item[1][1].get(RETIRED, False)):
        group = raw.get(kind.ordered_within or "")
        places[group] += 1
        fields = kind.canonical(raw, places[group], guide)
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


def guides(entries: Entries) -> Iterator[Problem]:
    """A guide has its own skills and those that it shares; its roles and camps speak of no others."""
    stages = {key: stage.fields for key, stage in entries["stage"].items()}
    of_role = {key: role.fields[GUIDE] for key, role in entries["role"].items()}

    def placed(kind: str) -> Iterator[tuple[Entry, str]]:
        """Entries with their guide; one whose stage is unknown is somebody else's problem."""
        for entry in entries[kind].values():
            if entry.fields["stage"] in stages:
                yield entry, guide_of(BY_NAME[kind], entry.key, entry.fields, stages)

    held = {(guide, skill.key) for skill, guide in placed("skill")}
    known = {key for _, key in held}
    for entry, guide in placed("shared skill"):
        place = guide, entry.fields["skill"]
        if place in held:
            yield entry.problem(f"{entry.fields['skill']} is a skill of {guide} already")
        held.add(place)
        yield from _strange_roles(entry, guide, of_role)
    for skill, guide in placed("skill"):
        yield from _strange_roles(skill, guide, of_role)
    for camp in entries["camp"].values():
        guide = camp.fields[GUIDE]
        yield from _strange_roles(camp, guide, of_role, "by_role")
        asked = {key for keys in (camp.fields["skills"], *camp.fields["by_role"].values()) for key in keys}
        for key in sorted(asked):
            if (guide, key) not in held and key in known:
                yield camp.problem(f"{key} is no skill of {guide}: share it first")


def _strange_roles(entry: Entry, guide: str, of_role: Mapping[str, str], name: str = "roles") -> Iterator[Problem]:
    strange = (role for role in entry.fields[name] if of_role.get(role, guide) != guide)
    yield from (entry.problem(f"{name} names {role}, a role of the guide {of_role[role]}") for role in strange)


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
    guides,
    interview_stages,
)


def remarks(entries: Entries) -> Iterator[Problem]:
    """What a curator should look at, but nothing to refuse."""
    stages, skills = entries["stage"], entries["skill"]
    place = {key: (stages[skill.fields["stage"]].fields[ORDER], skill.fields[ORDER]) for key, skill in skills.items()}
    for key, skill in skills.items():
        late = (other for other in skill.fields["prerequisites"] if place.get(other, place[key]) > place[key])
        yield from (skill.problem(f"its prerequisite {other} comes later in the roadmap") for other in late)
    used = {key for skill in skills.values() for key in skill.fields["resources"]}
    yield from (entry.problem("no skill lists it") for key, entry in entries["resource"].items() if key not in used)


def _repeated(values: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [value for value in values if value in seen or seen.add(value)]  # type: ignore[func-returns-value]


def _as_matched(alias: str) -> str:
    """As the matcher sees it: case aside; hyphen, slash and space alike."""
    return re.sub(r"[-/\s]+", " ", alias.casefold()).strip()
