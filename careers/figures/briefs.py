"""Briefs as their pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from careers.figures import hosts
from careers.figures.catalogue import Role, Skill
from careers.figures.standing import Standing
from careers.models import Brief, BriefCheck, BriefDataSet, Level, Need

HOURS = {"15": 15, "25": 25, "35": 35}
"""Value in the address → the most hours that a brief may take."""


@dataclass(frozen=True, slots=True)
class Card:
    brief: Brief
    skills: tuple[tuple[Skill, str], ...]
    """Skills with the person's glyph of each, the most telling one first."""

    @property
    def step(self) -> int:
        return self.skills[0][0].step if self.skills else 0

    def suits(self, role: Role) -> bool:
        """Half of its skills or more are essential for the role."""
        essential = sum(skill.need_of_role.get(role.id) == Need.ESSENTIAL for skill, _ in self.skills)
        return 2 * essential >= len(self.skills)


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks for; unknown values count as none."""

    skill: Skill | None
    level: str
    hours: str
    role: Role | None

    def let_through(self, card: Card) -> bool:
        return (
            (self.skill is None or self.skill in (skill for skill, _ in card.skills))
            and (not self.level or card.brief.level == self.level)
            and (not self.hours or card.brief.hours <= HOURS[self.hours])
            and (self.role is None or card.suits(self.role))
        )


@dataclass(frozen=True, slots=True)
class Briefs:
    cards: Sequence[Card]
    total: int
    filters: Filters
    skills: Sequence[Skill]
    """Those that any brief shows, in roadmap order: what can be filtered by."""


def briefs_through(standing: Standing, query: Mapping[str, str] | QueryDict) -> Briefs:
    """Live briefs through the filters of an address. Two queries."""
    level, hours = query.get("level", ""), query.get("hours", "")
    filters = Filters(
        skill=standing.catalogue.by_slug.get(query.get("skill", "")),
        level=level if level in Level.values else "",
        hours=hours if hours in HOURS else "",
        role=standing.catalogue.role(query.get("role")),
    )
    cards = _cards(standing)
    named = {skill.id for card in cards for skill, _ in card.skills}
    return Briefs(
        cards=[card for card in cards if filters.let_through(card)],
        total=len(cards),
        filters=filters,
        skills=[skill for shelf in standing.catalogue.shelves for skill in shelf.skills if skill.id in named],
    )


def _cards(standing: Standing) -> list[Card]:
    return [_card(standing, brief) for brief in Brief.objects.live().prefetch_related("brief_skills")]


def _card(standing: Standing, brief: Brief) -> Card:
    known = standing.catalogue.skills
    rows = sorted(brief.brief_skills.all(), key=lambda row: row.order)
    skills = (known[row.skill_id] for row in rows if row.skill_id in known and not known[row.skill_id].retired)
    return Card(brief, tuple((skill, standing.shown(skill)) for skill in skills))


@dataclass(frozen=True, slots=True)
class BriefPage:
    card: Card
    checks: Sequence[BriefCheck]
    data_sets: Sequence[tuple[BriefDataSet, str]]
    """Each with the name of its host, where it is a known one."""

    @property
    def brief(self) -> Brief:
        return self.card.brief


def brief_page(standing: Standing, brief: Brief) -> BriefPage:
    """Three queries."""
    return BriefPage(
        card=_card(standing, brief),
        checks=list(brief.checks.filter(retired_at__isnull=True)),
        data_sets=[(row, hosts.data_host(row.url)) for row in brief.data_sets.all()],
    )
