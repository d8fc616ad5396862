"""The catalogue as pages see it: immutable, the same for everybody."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from careers import models

type Stamp = tuple[int, dt.datetime]
"""Tells one state of the catalogue from every other: its version, and when that began, since a restored backup may
count from an earlier version again."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A way of its own into one kind of work."""

    id: int
    key: str
    title: str
    subject: str
    """As it is called inside a sentence."""
    description: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    id: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadStart:
    """What a background brings to a skill."""

    action: str
    reason: str

    @property
    def skips(self) -> bool:
        return self.action == models.HeadStart.Action.SKIP

    @property
    def shortens(self) -> bool:
        return self.action == models.HeadStart.Action.SHORTEN


@dataclass(frozen=True, slots=True)
class Brief:
    """An idea for a project, as a skill's page names it."""

    title: str
    url: str
    minutes: int


@dataclass(frozen=True, slots=True, eq=False)
class Skill:
    """One skill with everything about it that is the same for everyone."""

    id: int
    key: str
    slug: str
    code: str
    """Its place, such as 7.02: shown, never stored."""
    guide: int
    """Id of the guide in which it has this place: the one that looks, if that has or shares it, else its own."""
    shared: bool
    """Whether the guide has it from another one."""
    stage: int
    """Number of its stage, from 1."""
    step: int
    """Place of its stage on the twelve-step colour ramp."""
    stage_title: str
    title: str
    short_title: str
    description: str
    why: str
    level: str
    minutes: int
    in_guide: bool
    retired: bool
    outcomes: tuple[Outcome, ...]
    needs: tuple[int, ...]
    opens: tuple[int, ...]
    need_of_role: Mapping[int, str]
    head_start_of: Mapping[int, HeadStart]
    briefs: tuple[Brief, ...]
    """Live ones that prove it, those first of which it is the point."""

    @property
    def url(self) -> str:
        return f"/skills/{self.slug}/"


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    number: int
    step: int
    key: str
    title: str
    short_title: str
    purpose: str
    why: str
    skills: tuple[Skill, ...]

    @property
    def minutes(self) -> int:
        return sum(skill.minutes for skill in self.skills)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Skills of one stage to choose from."""

    guide: str
    """Title of the guide, where it is another one than that of whoever chooses."""
    stage: Stage
    skills: tuple[Skill, ...]

    @property
    def title(self) -> str:
        return f"{self.guide}: {self.stage.title}" if self.guide else self.stage.title

    @property
    def short_title(self) -> str:
        return f"{self.guide}: {self.stage.short_title}" if self.guide else self.stage.short_title


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    id: int
    guide: int
    key: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    id: int
    key: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Camp:
    id: int
    key: str
    title: str
    short_title: str
    possible: str
    for_all: tuple[int, ...]
    for_role: Mapping[int, tuple[int, ...]]

    def skills(self, role: int) -> tuple[int, ...]:
        """Ids of the skills that this camp adds for a role."""
        return self.for_all + self.for_role.get(role, ())


@dataclass(frozen=True, slots=True, eq=False)
class InterviewStage:
    """What other pages say of a kind of interview; its own page reads the rest."""

    id: int
    key: str
    title: str
    short_title: str
    skills: tuple[int, ...]
    """The most asked for first."""

    @property
    def url(self) -> str:
        return f"/interview-stages/{self.key}/"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything, as one guide sees it. Skills of other guides are there too, in the places that they have there."""

    stamp: Stamp
    guide: Guide
    beside: Mapping[int, "Catalogue"] = field(repr=False)
    """Guide → the same catalogue as that guide sees it, this one among them, the first one first."""
    stages: tuple[Stage, ...]
    """Live stages of the guide with their live skills, shared ones first, in order."""
    skills: Mapping[int, Skill]
    """Every skill by id, retired ones too."""
    roles: tuple[Role, ...]
    """Of the guide."""
    backgrounds: tuple[Background, ...]
    camps: tuple[Camp, ...]
    interview_stages: tuple[InterviewStage, ...]
    """In their usual order."""
    resources_count: int
    """Of the guide's skills."""
    by_slug: Mapping[str, Skill] = field(repr=False)
    by_former_slug: Mapping[str, Skill] = field(repr=False)
    merged_slugs: frozenset[str] = frozenset()
    """Of skills that are part of others: they lead on until the merge is taken back."""

    @property
    def changed_at(self) -> dt.datetime:
        return self.stamp[1]

    @property
    def live(self) -> Iterator[Skill]:
        return (skill for stage in self.stages for skill in stage.skills)

    def interviews_of(self, skill: Skill) -> list[InterviewStage]:
        """Kinds of interview that draw on a skill."""
        return [stage for stage in self.interview_stages if skill.id in stage.skills]

    @property
    def skills_count(self) -> int:
        return sum(len(stage.skills) for stage in self.stages)

    @property
    def guides(self) -> list["Catalogue"]:
        """Those that one can choose, as they see themselves."""
        return [each for each in self.beside.values() if each.roles and not each.guide.retired]

    @property
    def everywhere(self) -> Iterator[Skill]:
        """Live skills of all guides, each once, where it is at home."""
        return (skill for each in self.beside.values() for skill in each.live if not skill.shared)

    @property
    def shelves(self) -> list[Shelf]:
        """All live skills to choose from, by stage; those that only other guides have behind, in their places there."""
        own = [Shelf("", stage, stage.skills) for stage in self.stages]
        others = (
            Shelf(each.guide.title, stage, tuple(s for s in stage.skills if not s.shared and not self.holds(s)))
            for each in self.guides
            for stage in each.stages
            if each is not self
        )
        return own + [shelf for shelf in others if shelf.skills]

    def holds(self, skill: Skill) -> bool:
        """Whether the guide has a skill, its own or shared."""
        return self.skills[skill.id].guide == self.guide.id

    def role(self, key: str | None) -> Role | None:
        """Of any guide."""
        return next((role for each in self.beside.values() for role in each.roles if role.key == key), None)

    def through(self, role: Role) -> "Catalogue":
        """As the guide of this role sees it."""
        return self.beside[role.guide]

    def background(self, key: str | None) -> Background | None:
        return next((background for background in self.backgrounds if background.key == key), None)
