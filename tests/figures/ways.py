"""Small roadmaps without a database, and anybody's standing on them."""

import datetime as dt
from dataclasses import fields

from hypothesis import strategies as st

from careers.figures.catalogue import Camp, Catalogue, Guide, Role, Skill, Stage
from careers.figures.standing import Choice, Mark, Pace, Standing

GUIDE = Guide(1, "learning", "Learning", "learning", "d")
ROLE = Role(1, GUIDE.id, "engineer", "Engineer", "d")
TODAY = dt.date(2026, 11, 24)
MONDAY = dt.date(2026, 11, 23)
SINCE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def filled[T](kind: type[T], **said: object) -> T:
    """A frozen record with these fields; what no schedule looks at is empty."""
    return kind(**{field.name: () for field in fields(kind)} | said)  # type: ignore[arg-type]


def skill(pk: int, minutes: int = 600, needs: tuple[int, ...] = (), need: str = "essential") -> Skill:
    return filled(
        Skill, id=pk, key=f"s{pk}", slug=f"s{pk}", guide=1, stage=1, title=f"Skill {pk}", short_title=f"Skill {pk}",
        minutes=minutes, retired=False, needs=needs, need_of_role={1: need}, head_start_of={},
    )  # fmt: skip


def catalogue(*skills: Skill, camps: tuple[tuple[int, ...], ...] = ()) -> Catalogue:
    named = [filled(Camp, id=n, key=f"camp-{n}", for_all=asked, for_role={}) for n, asked in enumerate(camps, 1)]
    stage = filled(Stage, number=1, skills=skills)
    known = {s.id: s for s in skills}
    return filled(Catalogue, guide=GUIDE, stages=(stage,), skills=known, roles=(ROLE,), camps=tuple(named))


def standing(held: Catalogue, states: dict[int, str] | None = None, **pace: object) -> Standing:
    marks = {pk: Mark(state, "todo", SINCE) for pk, state in (states or {}).items()}
    return Standing(held, ROLE, None, marks, True, Pace(**pace))  # type: ignore[arg-type]


def pinned(pk: int, week: dt.date = MONDAY) -> Choice:
    return Choice(0, pk, "pinned", week, None, None, None, False, "")


def postponed(pk: int, until: dt.date | None = None, camp: int | None = None) -> Choice:
    return Choice(0, pk, "postponed", None, until, camp, None, False, "")


def placed(pk: int, beside: int | None, *, after: bool = False) -> Choice:
    return Choice(0, pk, "placed", None, None, None, beside, after, "")


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Up to twelve skills; each may build on earlier ones, and camps are closed over what they build on."""
    count = draw(st.integers(1, 12))
    skills = []
    for pk in range(1, count + 1):
        needs = draw(st.sets(st.integers(1, pk - 1), max_size=2)) if pk > 1 else set()
        need = draw(st.sampled_from(["essential", "essential", "useful"]))
        skills.append(skill(pk, draw(st.integers(1, 40)) * 30, tuple(sorted(needs)), need))
    camps: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for _ in range(draw(st.integers(0, 3))):
        asked = draw(st.sets(st.integers(1, count), max_size=4))
        closed = tuple(sorted(_with_needs(skills, asked) - seen))
        seen |= set(closed)
        camps.append(closed)
    return catalogue(*skills, camps=tuple(camps))


def _with_needs(skills: list[Skill], asked: set[int]) -> set[int]:
    return asked.union(*(_with_needs(skills, set(skills[pk - 1].needs)) for pk in asked))


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    held = draw(catalogues())
    states = draw(st.dictionaries(st.sampled_from(sorted(held.skills)), st.sampled_from(["learning", "done"])))
    rest = draw(st.sets(st.integers(0, 6), max_size=6))
    return standing(held, states, minutes_a_week=draw(st.integers(1, 40)) * 30, rest_days=tuple(sorted(rest)))


@st.composite
def choices(draw: st.DrawFn, pks: list[int]) -> list[Choice]:
    """Any choices, in the order in which they were made; one of a kind for each skill at most."""
    rows: dict[tuple[int, str], Choice] = {}
    for _ in range(draw(st.integers(0, 4))):
        pk, other = draw(st.sampled_from(pks)), draw(st.sampled_from([*pks, None]))
        week = MONDAY + dt.timedelta(weeks=draw(st.integers(-2, 8)))
        row = draw(
            st.sampled_from(
                [pinned(pk, week), postponed(pk, until=week), postponed(pk, camp=draw(st.integers(1, 3)))]
                + ([placed(pk, other, after=draw(st.booleans()) and other is not None)] if other != pk else [])
            )
        )
        rows[pk, row.kind] = row
    return list(rows.values())
