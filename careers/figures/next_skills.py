"""What to do next: one ranked list, each skill with its reason. Every page that says "next" calls this."""

from dataclasses import dataclass

from careers.figures.catalogue import Skill
from careers.figures.standing import OPTIONAL, CampStanding, Standing
from careers.models import Need, State


@dataclass(frozen=True, slots=True)
class NextSkill:
    skill: Skill
    reason: str
    state: str
    need: str
    left_minutes: int


def way(standing: Standing) -> list[tuple[Skill, int]]:
    """Every skill of the role in the order of the way, what lies behind included, each with the number of its camp.

    The nearest camp first, then essential before useful, then the order of the roadmap; what a skill builds on comes
    with it. States have no part in it, so that nothing changes its place because something else was finished.
    """
    camps = _camp_numbers(standing)
    last = len(standing.catalogue.camps) + 1
    own = [s for s in standing.skills() if standing.need(s) != OPTIONAL or s.id in camps]
    rank = {
        skill.id: (camps.get(skill.id, last), standing.need(skill) != Need.ESSENTIAL, place)
        for place, skill in enumerate(own)
    }
    placed: dict[Skill, int] = {}

    def place(skill: Skill, camp: int) -> None:
        if skill not in placed:
            for pk in sorted((pk for pk in skill.needs if pk in rank), key=rank.__getitem__):
                place(standing.catalogue.skills[pk], camp)
            placed[skill] = camp

    for skill in sorted(own, key=lambda skill: rank[skill.id]):
        place(skill, rank[skill.id][0])
    return list(placed.items())


def _camp_numbers(standing: Standing) -> dict[int, int]:
    """Skill id → the first camp that asks for it, from 1."""
    numbers: dict[int, int] = {}
    for number, camp in enumerate(standing.catalogue.camps if standing.role else (), 1):
        for pk in camp.skills(standing.role.id) if standing.role else ():
            numbers.setdefault(pk, number)
    return numbers


def ranked(standing: Standing) -> list[Skill]:
    """Everything that is left, best first.

    What the person wants first on their plan, and what they postponed last. Between them open before blocked, then the
    nearest camp, then essential before useful, then what has been begun, then the order of the roadmap, in which
    prerequisites come first anyway.
    """
    number_of = {skill.id: camp.number for camp in reversed(standing.camps) for skill in camp.left}
    far = len(standing.camps) + 1

    wanted = {pk: place for place, pk in enumerate(standing.chosen.wanted)}

    def rank(skill: Skill) -> tuple[int, bool, bool, int, bool, bool]:
        return (
            wanted.get(skill.id, len(wanted)),
            skill.id in standing.chosen.postponed,
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
    if skill.id in standing.chosen.wanted:
        parts.append("You put it in front on your plan")
    elif standing.state(skill) == State.LEARNING:
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
