"""What a background may leave out, and what it would save."""

from collections.abc import Collection
from dataclasses import dataclass

from careers.figures.catalogue import Background, Catalogue, Role, Skill, Stage
from careers.figures.standing import OPTIONAL, Mark, Standing
from careers.models import State


@dataclass(frozen=True, slots=True)
class Offer:
    skill: Skill
    reason: str
    minutes: int
    """Saved by taking it."""
    taken: bool


@dataclass(frozen=True, slots=True)
class Offers:
    skips: list[Offer]
    shortened: list[Offer]
    """They count half by themselves; listed with their reasons."""
    left_minutes: int
    """The way to walk with what is taken so far: what is left on every other page."""

    @property
    def skip_minutes(self) -> int:
        return sum(offer.minutes for offer in self.skips)

    @property
    def shortened_minutes(self) -> int:
        return sum(offer.minutes for offer in self.shortened)

    @property
    def longest(self) -> int:
        """Minutes that fill a whole bar."""
        return max((offer.minutes for offer in [*self.skips, *self.shortened]), default=0)

    @property
    def taken_minutes(self) -> int:
        return sum(offer.minutes for offer in self.skips if offer.taken)

    @property
    def whole_minutes(self) -> int:
        """The same way with nothing of it skipped or shortened."""
        return self.left_minutes + self.shortened_minutes + self.taken_minutes


def offers(standing: Standing) -> Offers:
    """What may be skipped, for a person with a plan. What they have done already is not offered."""
    skips, shortened = [], []
    for skill in standing.catalogue.live:
        start, state = standing.head_start(skill), standing.state(skill)
        if start is None or state == State.DONE or standing.need(skill) == OPTIONAL:
            continue
        taken = state == State.SKIPPED
        if start.skips:
            skips.append(Offer(skill, start.reason, skill.minutes if taken else standing.left_minutes(skill), taken))
        elif not taken:
            shortened.append(Offer(skill, start.reason, skill.minutes - standing.minutes(skill), True))
    return Offers(skips, shortened, standing.total.left_minutes)


def way_minutes(catalogue: Catalogue, role: Role, background: Background | None) -> int:
    """Length of a role's essential way from a background, taking all that it may skip. For comparing roles."""
    way = Standing(catalogue, role, background)
    return sum(
        way.minutes(skill)
        for skill in catalogue.live
        if way.need(skill) == "essential" and not ((start := way.head_start(skill)) and start.skips)
    )


def almost_at_the_second_camp(standing: Standing) -> Standing:
    """An example for people who have nothing yet: the same way with all but the last skill of the second camp done."""
    if len(standing.camps) < 2 or not standing.camps[1].left:
        return standing
    done = Mark(State.DONE, State.TODO, None)
    learning = Mark(State.LEARNING, State.TODO, None, 1)
    *first, last = standing.camps[1].left
    marks = {skill.id: done for skill in first} | {last.id: learning}
    return Standing(standing.catalogue, standing.role, standing.background, marks)


def to_know(standing: Standing, offered: Collection[int]) -> list[tuple[Stage, list[tuple[Skill, int]]]]:
    """Stage by stage what else could be marked as known, with the minutes that this would take off the way."""

    def open_skill(skill: Skill) -> bool:
        return standing.counted(skill) and standing.state(skill) != State.DONE and skill.id not in offered

    stages = (
        (stage, [(skill, standing.left_minutes(skill)) for skill in stage.skills if open_skill(skill)])
        for stage in standing.catalogue.stages
    )
    return [(stage, skills) for stage, skills in stages if skills]
