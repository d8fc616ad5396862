"""Readiness (rule 3 of the product): how far the skills of a role have been climbed, rung by rung.

Per skill 0 to do, 25 learning, 50 done, 100 proven by a project's evidence. An essential skill weighs 2, a useful one
1. A skipped skill is not counted, as in coverage.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from careers.figures.catalogue import Skill, Stage
from careers.figures.standing import PROVEN, Standing
from careers.models import Need, State

TOP = 100
RUNGS = {State.TODO.value: 0, State.LEARNING.value: 25, State.DONE.value: 50, PROVEN: TOP}
WEIGHTS = {Need.ESSENTIAL.value: 2, Need.USEFUL.value: 1}


@dataclass(frozen=True, slots=True)
class Part:
    """All counted skills on one rung."""

    name: str
    rung: int
    essential: int
    useful: int

    @property
    def weight(self) -> int:
        return self.essential * WEIGHTS[Need.ESSENTIAL] + self.useful * WEIGHTS[Need.USEFUL]

    @property
    def points(self) -> int:
        return self.weight * self.rung


@dataclass(frozen=True, slots=True)
class Readiness:
    parts: tuple[Part, ...]
    """Highest rung first."""

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def weight(self) -> int:
        return sum(part.weight for part in self.parts)

    @property
    def most(self) -> int:
        """Points with everything proven."""
        return self.weight * TOP

    @property
    def percent(self) -> int:
        """Rounded down, so 100 means that every skill is proven."""
        return self.points * 100 // self.most if self.most else 0

    @property
    def share(self) -> float:
        """0 to 1, for drawings only."""
        return self.points / self.most if self.most else 0.0


def rung_of(standing: Standing, skill: Skill) -> str:
    """Proven does not fall, whatever is marked later; else the skill's state."""
    return PROVEN if skill.id in standing.proven else standing.state(skill)


def readiness(standing: Standing, skills: Iterable[Skill] | None = None) -> Readiness:
    """Of all that counts for the role, or of the given skills among it."""
    counted = (skill for skill in (standing.skills() if skills is None else skills) if standing.counted(skill))
    found = Counter((rung_of(standing, skill), standing.need(skill)) for skill in counted)
    return Readiness(
        tuple(
            Part(name, rung, found[name, Need.ESSENTIAL], found[name, Need.USEFUL])
            for name, rung in sorted(RUNGS.items(), key=lambda pair: -pair[1])
        )
    )


def by_stage(standing: Standing) -> list[tuple[Stage, Readiness]]:
    """Stages with anything that counts."""
    parts = ((stage, readiness(standing, standing.skills(stage))) for stage, _ in standing.by_stage)
    return [(stage, part) for stage, part in parts if part.weight]
