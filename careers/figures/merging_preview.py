"""A merge before it happens, in words and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.figures.catalogue import Skill
from careers.figures.merging import Fate, MergePlan
from careers.figures.standing import Standing, standing_of
from careers.formats import plural
from careers.models import State, User

SHOWN = 8


@dataclass(frozen=True, slots=True)
class StateLine:
    skill: Skill
    result: str
    in_words: str


@dataclass(frozen=True, slots=True)
class Preview:
    plan: MergePlan
    guest: Standing
    member: Standing
    states: Sequence[StateLine]
    more_states: int
    kinds: Sequence[tuple[str, str]]
    """What it is, and what becomes of it."""

    @property
    def guests_plan_comes(self) -> bool:
        return self.guest.has_plan and not self.member.has_plan


def preview(plan: MergePlan, guest: User, member: User) -> Preview:
    of_guest, of_member = standing_of(guest), standing_of(member)
    skills = of_guest.catalogue.skills
    changes = sorted(
        (fate for fate in plan.changed_states if fate.skill_id in skills),
        key=lambda fate: skills[fate.skill_id].code,
    )
    lines = [
        StateLine(skills[fate.skill_id], fate.result, f"{_word(fate.account)} → {_word(fate.result).lower()}")
        for fate in changes
    ]
    kinds = [(plural(fate.model.counted_as).capitalize(), _in_words(fate)) for fate in plan.counted]
    further = len(plan.states) - len(plan.changed_states)
    if further:
        kinds.insert(0, ("Marked skills", f"{further} as far or further in your account: they stay as they are there"))
    return Preview(plan, of_guest, of_member, lines[:SHOWN], max(0, len(lines) - SHOWN), kinds)


def _word(state: str) -> str:
    return str(State(state).label)


def _in_words(fate: Fate) -> str:
    parts = (
        (len(fate.comes), "come along", "comes along"),
        (len(fate.joined), "are joined with the account’s", "is joined with the account’s"),
        (len(fate.had), "are there already", "is there already"),
        (len(fate.stays_out), "stay out: the account has its own", "stays out: the account has its own"),
    )
    return ", ".join(f"{number} {one if number == 1 else many}" for number, many, one in parts if number)
