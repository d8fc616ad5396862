"""A small catalogue as text files, for tests to change and load."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

type Raw = dict[str, Any]


def skill(key: str, **fields: Any) -> Raw:
    return {
        "key": key,
        "stage": "basics",
        "title": key.title(),
        "short_title": key.title(),
        "description": f"What {key} is.",
        "why": "The job asks for it.",
        "hours": 10,
        "level": "core",
        "outcomes": [{"id": "use", "text": f"use {key}"}, {"id": "explain", "text": f"explain {key}"}],
        "roles": {"ml-engineer": "essential"},
        "aliases": [f"{key} skills"],
        **fields,
    }


def resource(key: str, **fields: Any) -> Raw:
    return {
        "key": key,
        "title": key.title(),
        "url": f"https://example.org/{key}",
        "kind": "book",
        "cost": "free",
        "level": "core",
        "hours": 5,
        "hours_basis": "estimated",
        "description": "A book.",
        **fields,
    }


def small_catalogue() -> dict[str, list[Raw]]:
    return {
        "guides": [
            {
                "key": "learning",
                "title": "Learning machines",
                "subject": "learning",
                "description": "From curious to hired.",
            }
        ],
        "backgrounds": [{"key": "newcomer", "title": "Newcomer", "description": "Starts from nothing."}],
        "roles": [{"key": "ml-engineer", "title": "ML engineer", "description": "Builds models."}],
        "stages": [
            {"key": "basics", "title": "Basics", "short_title": "Basics", "purpose": "Begin.", "why": "It matters."}
        ],
        "skills": [
            skill(
                "python",
                resources=["think-python", "fluent-python"],
                parts={"fluent-python": {"part": "chapter 1", "hours": 2}},
                one_is_enough=[{"note": "One book is enough.", "resources": ["think-python", "fluent-python"]}],
            ),
            skill(
                "numpy",
                prerequisites=["python"],
                head_starts={"newcomer": {"action": "shorten", "reason": "You count."}},
                resources=["numpy-guide"],
            ),
        ],
        "resources": [resource("think-python"), resource("fluent-python"), resource("numpy-guide")],
        "camps": [
            {
                "key": "summit",
                "title": "Summit",
                "short_title": "Summit",
                "possible": "All of it.",
                "skills": ["python"],
                "by_role": {"ml-engineer": ["numpy"]},
            }
        ],
        "briefs": [
            {
                "key": "counter",
                "title": "A counter",
                "description": "Count what nobody counted.",
                "level": "foundation",
                "hours": 12,
                "skills": ["python"],
                "data_sets": [{"name": "Iris", "url": "https://example.org/iris", "licence": "CC BY 4.0"}],
                "checks": [{"id": "counts", "text": "Counts"}, {"id": "says-why", "text": "Says why"}],
            }
        ],
        "interview-stages": [
            {
                "key": "coding",
                "title": "Coding interview",
                "short_title": "Coding",
                "part_of": "onsite",
                "purpose": "Shows how you think.",
                "format": "One problem.",
                "length": "45 to 60 minutes",
                "minutes_from": 45,
                "minutes_to": 60,
                "attends": ["An engineer"],
                "parts": [{"minutes": 40, "title": "The code", "text": "Type."}, {"minutes": 5, "title": "Questions"}],
                "prepare": [{"id": "practise", "text": "Practise"}, {"id": "say-aloud", "text": "Say it aloud"}],
                "looks_for": [{"id": "clear", "text": "Clear code"}],
                "bring": ["A pen"],
                "mistakes": ["Typing before thinking"],
                "ask": ["How do you test?"],
                "skills": ["python"],
            },
            {
                "key": "onsite",
                "title": "Onsite",
                "short_title": "Onsite",
                "guide": True,
                "purpose": "A day together.",
                "format": "Several rounds.",
                "length": "Half a day",
                "minutes_from": 180,
                "minutes_to": 480,
                "prepare": [{"id": "sleep-well", "text": "Sleep well"}],
                "looks_for": [{"id": "all-of-it", "text": "All of it"}],
                "skills": ["python"],
            },
        ],
        "day-before": [
            {"key": "rest", "text": "Rest", "guide": True},
            {"key": "breakfast", "text": "Eat breakfast", "on_the_day": True, "guide": True},
        ],
    }


def second_catalogue() -> dict[str, list[Raw]]:
    """Another guide, which shares python with the first one."""
    return {
        "guides": [
            {"key": "growing", "title": "Growing food", "subject": "gardening", "description": "From seed to market."}
        ],
        "backgrounds": [{"key": "gardener", "title": "Gardener", "description": "Has a garden."}],
        "roles": [{"key": "farmer", "title": "Farmer", "description": "Grows more than one eats."}],
        "stages": [
            {"key": "fields", "title": "Fields", "short_title": "Fields", "purpose": "Grow.", "why": "All eat."}
        ],
        "skills": [
            skill(
                "sowing",
                stage="fields",
                hours=30,
                roles={"farmer": "essential"},
                prerequisites=["python"],
                head_starts={"newcomer": {"action": "shorten", "reason": "You waited before."}},
                resources=["seeds", "think-python"],
            )
        ],
        "shared-skills": [
            {
                "key": "fields-python",
                "stage": "fields",
                "skill": "python",
                "roles": {"farmer": "useful"},
                "head_starts": {"gardener": {"action": "shorten", "reason": "You keep lists."}},
            }
        ],
        "resources": [resource("seeds")],
        "camps": [
            {
                "key": "harvest",
                "title": "Harvest",
                "short_title": "Harvest",
                "possible": "Eat.",
                "skills": ["python", "sowing"],
            }
        ],
    }


class CatalogueText:
    """The files in a folder, and the entries that they were written from."""

    def __init__(self, folder: Path, entries: dict[str, list[Raw]] | None = None) -> None:
        self.folder = folder
        self.entries = entries or small_catalogue()
        self.save()

    def save(self) -> None:
        self.folder.mkdir(exist_ok=True)
        for name, entries in self.entries.items():
            (self.folder / name).mkdir(exist_ok=True)
            (self.folder / name / f"{name}.yaml").write_text(yaml.safe_dump(entries, sort_keys=False))

    def entry(self, folder: str, key: str) -> Raw:
        return next(entry for entry in self.entries[folder] if entry["key"] == key)

    def edit(self, folder: str, key: str, /, **fields: Any) -> None:
        self.entry(folder, key).update(fields)
        self.save()

    def add(self, folder: str, *entries: Raw) -> None:
        self.entries[folder] += entries
        self.save()

    def drop(self, folder: str, key: str) -> Callable[[], None]:
        """Take an entry away; the result puts it back."""
        entries, gone = self.entries[folder], self.entry(folder, key)
        place = entries.index(gone)
        entries.remove(gone)
        self.save()

        def put_back() -> None:
            entries.insert(place, gone)
            self.save()

        return put_back

    def drop_numpy(self) -> Callable[[], None]:
        """Numpy leaves the text, with the camp's mention of it."""
        camp = self.entry("camps", "summit")
        by_role = camp.pop("by_role")
        put_back = self.drop("skills", "numpy")

        def undo() -> None:
            camp["by_role"] = by_role
            put_back()

        return undo
