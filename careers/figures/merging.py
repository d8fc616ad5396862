"""What becomes of a guest's rows in an account that has rows too. The preview shows it, `acts.merge_guest` does it.

Each personal model says its rule itself: `identity` tells whether two rows are the same one, `take_in` what the
account's takes over from the guest's, `when_merged` what happens where there can be one only.
"""

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from careers.figures.fold import UNTOUCHED, Projection, fold
from careers.formats import count
from careers.models import Personal, Plan, SkillEvent, SkillState, State, User, personal_models
from careers.models.personal import WhenMerged

type Rows = Mapping[type[Personal], Sequence[Personal]]

FURTHEST = (State.TODO, State.SKIPPED, State.LEARNING, State.DONE)
"""Of two states the later one in this order stays."""


class Take(enum.StrEnum):
    """What of the guest the account takes in."""

    ALL = "all"
    """Everything; where both have a plan, the account's stays."""
    PLAN_TOO = "plan_too"
    """Everything, and the guest's plan in the place of the account's."""
    NOTHING = "nothing"


@dataclass
class Fate:
    """What becomes of the rows of one kind. Rows are the guest's unless said otherwise."""

    model: type[Personal]
    comes: list[Personal] = field(default_factory=list)
    joined: list[Personal] = field(default_factory=list)
    """The account's rows that took something in from a row of the guest's."""
    had: list[Personal] = field(default_factory=list)
    """The account has all of it."""
    stays_out: list[Personal] = field(default_factory=list)
    """There is room for one only, and the account's stays."""
    gives_way: list[Personal] = field(default_factory=list)
    """The account's rows whose place the guest's take."""


@dataclass(frozen=True, slots=True)
class StateFate:
    """A skill whose state in the account changes, or that the guest had further behind."""

    skill_id: int
    account: str
    guest: str
    result: str


@dataclass(frozen=True)
class MergePlan:
    fates: tuple[Fate, ...]
    settling: tuple[SkillEvent, ...]
    """Events to append (not saved, without owner and time), so that the further of two states is what the log says."""
    states: tuple[StateFate, ...]
    both_plan: bool
    """Each side has a plan, so one of them has to be chosen."""

    @property
    def changed_states(self) -> list[StateFate]:
        return [fate for fate in self.states if fate.result != fate.account]

    @property
    def brought(self) -> list[str]:
        """What comes along, in words, such as "3 notes"."""
        skills = [count(len(self.changed_states), "marked skill")] if self.changed_states else []
        plan = ["the guest’s plan"] if any(fate.comes for fate in self.fates if fate.model is Plan) else []
        kinds = [
            count(number, fate.model.counted_as)
            for fate in self.fates
            if fate.model.counted_as and (number := len(fate.comes) + len(fate.joined))
        ]
        return skills + kinds + plan

    @property
    def counted(self) -> list[Fate]:
        """Kinds that a person would count, with something to say of each."""
        return [
            fate
            for fate in self.fates
            if fate.model.counted_as and (fate.comes or fate.joined or fate.had or fate.stays_out)
        ]


def merge_plan(guest: Rows, member: Rows, take: Take) -> MergePlan:
    """Of the rows of two people. Writes nothing; rows of the account in `joined` already say what they will say."""
    both_plan = bool(guest[Plan] and member[Plan])
    settled = _Merging(guest, member, take)
    fates = tuple(settled.fate(model) for model in guest if model is not SkillState)
    if take is Take.NOTHING:
        return MergePlan(fates, (), (), both_plan)
    settling, states = _states(_events(guest), _events(member))
    return MergePlan(fates, settling, states, both_plan)


def rows_of(user: User) -> Rows:
    """Everything of one person. One query for each kind."""
    return {model: list(model.of(user).order_by("pk")) for model in personal_models()}


class _Merging:
    """Goes from kind to kind, those first that others point to, and remembers which row stands for which."""

    def __init__(self, guest: Rows, member: Rows, take: Take) -> None:
        self.guest, self.member, self.take = guest, member, take
        self.stands_for: dict[tuple[type[Personal], int], int] = {}
        """A row of the guest's → the id of the account's row that is the same one."""
        self.out: set[tuple[type[Personal], int]] = set()

    def fate(self, model: type[Personal]) -> Fate:
        fate = Fate(model)
        if self.take is Take.NOTHING or (model.of_the_plan and not self._plan_comes()):
            fate.stays_out += self.guest[model]
        else:
            if model.of_the_plan and self.take is Take.PLAN_TOO and self.guest[Plan]:
                fate.gives_way += self.member[model]
            self._compare(fate)
        self.out |= {(model, row.pk) for row in fate.stays_out}
        return fate

    def _plan_comes(self) -> bool:
        """A plan moves as a whole: choices about the places of its skills mean nothing in another one."""
        return bool(self.guest[Plan]) and (self.take is Take.PLAN_TOO or not self.member[Plan])

    def _compare(self, fate: Fate) -> None:
        here = {row.same_as(): row for row in self.member[fate.model] if row not in fate.gives_way}
        for row in self.guest[fate.model]:
            if not self._repoint(row):
                fate.stays_out.append(row)
                continue
            same = here.get(row.same_as())
            if same is None:
                fate.comes.append(row)
            elif fate.model.when_merged is WhenMerged.MEMBERS_OWN:
                fate.stays_out.append(row)
            else:
                self.stands_for[fate.model, row.pk] = same.pk
                if not same.take_in(row):
                    fate.had.append(row)
                elif same not in fate.joined:
                    fate.joined.append(same)

    def _repoint(self, row: Personal) -> bool:
        """Where it points to a row of the guest's, to the one that stands for it; False if that one stays out."""
        for name, model in links(type(row)):
            target = (model, getattr(row, name))
            if target in self.out:
                return False
            setattr(row, name, self.stands_for.get(target, target[1]))
        return True


def links(model: type[Personal]) -> list[tuple[str, type[Personal]]]:
    """Columns by which a row points to other rows of its person, with the kind of those."""
    return [
        (field.attname, field.related_model)
        for field in model._meta.concrete_fields
        if field.is_relation and isinstance(field.related_model, type) and issubclass(field.related_model, Personal)
    ]


# --- states ---


def _events(rows: Rows) -> list[SkillEvent]:
    return [row for row in rows[SkillEvent] if isinstance(row, SkillEvent)]


def _states(
    guest: Sequence[SkillEvent], member: Sequence[SkillEvent]
) -> tuple[tuple[SkillEvent, ...], tuple[StateFate, ...]]:
    """The events that bring the joint log to the further of both states, and what becomes of each of the guest's."""
    known = {event.key for event in member}
    logs = _by_skill([*member, *(event for event in guest if event.key not in known)])
    of_guest, of_member = fold(_in_order(guest)), fold(_in_order(member))
    settling, fates = [], []
    for skill_id, theirs in of_guest.items():
        own = of_member.get(skill_id, UNTOUCHED)
        result = max(own, theirs, key=lambda held: FURTHEST.index(State(held.state)))
        if event := settled(logs[skill_id], result):
            settling.append(event)
        if theirs.state != State.TODO:
            fates.append(StateFate(skill_id, own.state, theirs.state, result.state))
    return tuple(settling), tuple(fates)


def settled(log: Sequence[SkillEvent], wanted: Projection) -> SkillEvent | None:
    """The event that brings one skill's log to a state; None if it comes to that state by itself.

    Where it can be said as an undo of what came between, the skill keeps the date since when it was so.
    """
    skill_id = log[0].skill_id
    now = fold(log)[skill_id]
    if now.state == wanted.state:
        return None
    undone = {event.undoes_id for event in log}
    between = (
        event
        for place, event in enumerate(log)
        if event.pk not in undone and fold(log[:place]).get(skill_id, UNTOUCHED) == wanted
    )
    return SkillEvent(skill_id=skill_id, was=now.state, state=wanted.state, undoes=next(between, None))


def _by_skill(events: Iterable[SkillEvent]) -> dict[int, list[SkillEvent]]:
    logs: dict[int, list[SkillEvent]] = defaultdict(list)
    for event in _in_order(events):
        logs[event.skill_id].append(event)
    return logs


def _in_order(events: Iterable[SkillEvent]) -> list[SkillEvent]:
    return sorted(events, key=lambda event: (event.at, event.pk))
