"""What to do next: one ranked list, each skill with its reason. Every page that says "next" calls this."""

from dataclasses import dataclass

from careers.figures.catalogue import Skill
from careers.figures.standing import CampStanding, Standing
from careers.models import Need, State


@dataclass(frozen=True, slots=True)
class NextSkill:
    skill: Skill
    reason: str
    state: str
    need: str
    left_minutes: int


def ranked(standing: Standing) -> list[Skill]:
    """Everything that is left, best first.

    Open before blocked, then the nearest camp, then essential before useful, then what has been begun, then the
    order of the roadmap, in which prerequisites come first anyway.
    """
    number_of = {skill.id: camp.number for camp in reversed(standing.camps) for skill in camp.left}
    far = len(standing.camps) + 1

    def rank(skill: Skill) -> tuple[bool, int, bool, bool]:
        return (
            bool(standing.unmet(skill)),
            number_of.get(skill.id, far),
            standing.need(skill) != Need.ESSENTIAL,
            standing.state(skill) != State.LEARNING,
        )

    return sorted(standing.left, key=rank)


def next_skills(standing: Standing) -> list[NextSkill]:
    """The same list, each skill with its reason."""
    camp_of = {skill.id: camp for camp in reversed(standing.camps) for skill in camp.left}
    left_ids = {skill.id for skill in standing.left}
    return [
        NextSkill(
            skill=skill,
            reason=_reason(standing, skill, camp_of.get(skill.id), left_ids),
            state=standing.state(skill),
            need=standing.need(skill),
            left_minutes=standing.left_minutes(skill),
        )
        for skill in ranked(standing)
    ]


def _reason(standing: Standing, skill: Skill, camp: CampStanding | None, left: set[int]) -> str:
    """One or two short sentences that say why it stands where it stands."""
    parts = []
    if standing.state(skill) == State.LEARNING:
        parts.append("You have begun it")
    if unmet := standing.unmet(skill):
        parts.append("it builds on " + _listed([need.short_title for need in unmet]))
    elif skill.needs:
        parts.append("all that it builds on is behind you")
    opens = sum(1 for pk in skill.opens if pk in left)
    if opens:
        parts.append(f"it opens the way to {opens} more skill{'s' if opens > 1 else ''}")
    if camp is not None:
        parts.append(f"the camp “{camp.camp.short_title}” asks for it")
    elif standing.need(skill) == Need.ESSENTIAL:
        parts.append("it is essential for your role")
    sentence = _listed(parts) or "it is useful for your role"
    return sentence[0].upper() + sentence[1:] + "."


def _listed(words: list[str]) -> str:
    """a / a and b / a, b and c"""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""
