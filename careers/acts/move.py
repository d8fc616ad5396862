"""A change of the catalogue is carried out as it was shown, in one transaction, and can be taken back.

Every row that it touches is written down before and after (`MovedRow`). Taking it back replays that from the last row
to the first: what has changed since stays as it is, and is told.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from careers.figures.fold import UNTOUCHED, fold
from careers.figures.moving.changes import Impact, RowChange
from careers.models import (
    Move,
    MovedRow,
    Outcome,
    OutcomeTick,
    Skill,
    SkillEvent,
    SkillState,
    State,
    User,
)
from careers.models.curated import Curated
from careers.models.moves import plain

BATCH = 1000

type Step = Callable[[Sequence[MovedRow]], None]

type Planned = Callable[[dt.datetime], Impact]
"""Works out the change from the rows as they are, with the moment at which it happens."""


class Stale(Exception):
    """Something has changed since the preview was counted. Nothing is written; `impact` is the new preview."""

    def __init__(self, impact: Impact) -> None:
        self.impact = impact


class MovedOn(Exception):
    """What a merge or a split brought together has been merged on since: `later` is taken back first."""

    def __init__(self, later: Move) -> None:
        self.later = later


@dataclass(frozen=True, slots=True)
class Reverted:
    rows: int
    """As they were again."""
    kept: int
    """Changed since, so left alone."""


@transaction.atomic
def carry_out(planned: Planned, seen: str, why: str, by: User | None) -> Move:
    """Do what the preview with the fingerprint `seen` showed. Raises Stale if that is no longer what would happen.

    First the people are held, then the skill or resource, so that nobody's act comes in between; whoever begins with
    it in the moment before the second makes the preview stale.
    """
    preview = planned(timezone.now())
    _hold(preview.changes.people)
    are_there = _lock(preview)
    impact = planned(timezone.now())
    unforeseen = not impact.changes.people <= preview.changes.people
    if not are_there or unforeseen or impact.changes.fingerprint() != seen:
        raise Stale(impact)
    move = Move.objects.create(
        kind=impact.kind,
        of=Move.Of.SKILL if isinstance(impact.thing, Skill) else Move.Of.RESOURCE,
        key=impact.thing.key,
        other=impact.other.key if impact.other else "",
        said=impact.said[:400],
        why=why,
        by=by,
        learners=impact.learners,
    )
    _note(move, write(impact.changes))
    return move


def _hold(people: Iterable[int]) -> None:
    """As `acts.hold` does for one: no other act of these people is under way."""
    ids = sorted(people)
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM careers_user WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [ids])


def _lock(impact: Impact) -> bool:
    """Nobody's new row can point to these from now on. In one order, so two curators never wait for each other.

    False where one has been merged away meanwhile, or what takes in has been retired.
    """
    pks = [thing.pk for thing in (impact.thing, impact.other) if thing is not None and thing.pk]
    rows = type(impact.thing)._default_manager.select_for_update().filter(pk__in=pks).order_by("pk")
    return not any(row.merged_into_id or (row.retired_at and row.pk != impact.thing.pk) for row in rows)


def write(changes: Iterable[RowChange]) -> list[RowChange]:
    """Into the database, in the order in which they come back. A few statements for each kind, however many rows."""
    changes = list(changes)
    goes = [change for change in changes if change.goes]
    made = [change for change in changes if change.before is None]
    altered = [change for change in changes if change.before is not None and not change.goes]
    for model, group in _by_model(reversed(goes)):
        model._default_manager.filter(pk__in=[change.row.pk for change in group]).delete()
    for model, group in _by_model(made):
        model._default_manager.bulk_create([change.row for change in group])
    for change in altered:
        _point(change.row)
    for model, group in _by_model(altered):
        _set(model, [(change.row.pk, change.after or {}) for change in group])
    return [*goes, *made, *altered]


def _point(row: models.Model) -> None:
    """To what was made in the same change, and has an id only now."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and getattr(row, field.attname) is None and field.is_cached(row):
            other = field.get_cached_value(row)
            setattr(row, field.attname, other and other.pk)


def _set(model: type[models.Model], rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Columns of rows, as JSON has their values: a statement for each set of columns that occurs."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for pk, values in rows:
        groups[tuple(sorted(values))].append({"id": pk, **values})
    quote, table = connection.ops.quote_name, model._meta.db_table
    for names, said in groups.items():
        columns = ", ".join(f"{quote(name)} = said.{quote(name)}" for name in names)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {quote(table)} AS kept SET {columns}"  # noqa: S608 - names of our own columns
                f" FROM jsonb_populate_recordset(NULL::{quote(table)}, %s::jsonb) AS said WHERE kept.id = said.id",
                [json.dumps(said)],
            )


def _note(move: Move, changes: Iterable[RowChange]) -> None:
    MovedRow.objects.bulk_create(
        (
            MovedRow(
                move=move,
                user_id=change.user_id,
                model=str(change.row._meta.model_name),
                row=change.row.pk,
                before=change.before,
                after=change.after,
            )
            for change in changes
        ),
        batch_size=BATCH,
    )


def _by_model(changes: Iterable[RowChange]) -> Iterable[tuple[type[models.Model], list[RowChange]]]:
    groups: dict[type[models.Model], list[RowChange]] = defaultdict(list)
    for change in changes:
        groups[type(change.row)].append(change)
    return groups.items()


# --- the way back ---


@transaction.atomic
def revert(move_id: int, by: User | None) -> Reverted | None:
    """None if it is taken back already. Raises MovedOn rather than leave a skill without what made it one."""
    move = Move.objects.select_for_update().get(pk=move_id)
    if move.reverted_at:
        return None
    if move.kind in (Move.Kind.MERGE, Move.Kind.SPLIT):
        merges = Move.objects.filter(of=move.of, kind=Move.Kind.MERGE, reverted_at=None, pk__gt=move.pk)
        if later := merges.filter(key__in=[move.key, move.other]).first():
            raise MovedOn(later)
    rows = list(move.rows.order_by("-pk"))
    _hold({row.user_id for row in rows if row.user_id})
    back = _Back(rows)
    back.carry_out()
    move.reverted_at, move.reverted_by = timezone.now(), by
    move.save(update_fields=["reverted_at", "reverted_by"])
    return Reverted(back.done, back.kept)


class _Back:
    def __init__(self, rows: Sequence[MovedRow]) -> None:
        self.rows = rows
        self.done = self.kept = 0
        self.now: dict[tuple[str, int], models.Model] = {}
        for name, ids in _ids(rows).items():
            self.now |= {(name, row.pk): row for row in _model(name)._default_manager.filter(pk__in=ids)}
        self.newer = self._events_under_newer()

    def carry_out(self) -> None:
        """Rows that were altered first, then those that were made, then those that went: the order of writing, back."""
        untouched = [moved for moved in self.rows if self._as_it_became(moved)]
        self.kept = len(self.rows) - len(untouched)
        self._together(_alter_back, [moved for moved in untouched if None not in (moved.before, moved.after)])
        self._together(_unmake, [moved for moved in untouched if moved.before is None])
        self._together(_restore, [moved for moved in untouched if moved.after is None])
        self._ticks_follow_their_outcomes()
        self._states_follow_their_events()

    def _as_it_became(self, moved: MovedRow) -> bool:
        row = self.now.get((moved.model, moved.row))
        if row is None or moved.after is None:
            return row is None and moved.after is None
        if moved.before is None and isinstance(row, SkillEvent) and row.pk in self.newer:
            return False
        return all(plain(getattr(row, name)) == value for name, value in moved.after.items())

    def _together(self, step: Step, rows: Sequence[MovedRow]) -> None:
        """All at once. Where there is no room for some (something newer took the place of one, or hangs on it), in
        halves, until those stand alone: the statements grow with what was changed since, not with the rows.
        """
        if not rows:
            return
        try:
            with transaction.atomic():
                step(rows)
        except (IntegrityError, models.RestrictedError, models.ProtectedError):
            if len(rows) > 1:
                half = len(rows) // 2
                self._together(step, rows[:half])
                self._together(step, rows[half:])
                return
            self.kept += 1
            if step is _unmake and issubclass(model := _model(rows[0].model), Curated):
                model._default_manager.filter(pk=rows[0].row).update(retired_at=timezone.now())
        else:
            self.done += len(rows)

    def _events_under_newer(self) -> set[int]:
        """Events of the change itself on whose skill the person has done something since."""
        made = [row for (name, _), row in self.now.items() if isinstance(row, SkillEvent)]
        if not made:
            return set()
        later = SkillEvent.objects.filter(
            user=models.OuterRef("user"), skill=models.OuterRef("skill"), pk__gt=models.OuterRef("pk")
        )
        own = SkillEvent.objects.filter(pk__in=[row.pk for row in made])
        return set(own.filter(models.Exists(later)).values_list("pk", flat=True))

    def _ticks_follow_their_outcomes(self) -> None:
        """Ticks that were set since, on outcomes that are another skill's again."""
        outcomes = [moved.row for moved in self.rows if moved.model == Outcome._meta.model_name]
        if outcomes:
            skill = Outcome.objects.filter(pk=models.OuterRef("outcome")).values("skill")
            OutcomeTick.objects.filter(outcome__in=outcomes).update(skill=models.Subquery(skill))

    def _states_follow_their_events(self) -> None:
        """Where a person did something since, the state is what their log comes to now."""
        events_made = (moved for moved in self.rows if moved.model == SkillEvent._meta.model_name)
        places = {(moved.user_id, moved.after["skill_id"]) for moved in events_made if moved.user_id and moved.after}
        people, skills = {user for user, _ in places}, {skill for _, skill in places}
        events = SkillEvent.objects.filter(user__in=people, skill__in=skills).order_by("at", "pk")
        logs: dict[tuple[int, int], list[SkillEvent]] = defaultdict(list)
        for event in events:
            logs[event.user_id, event.skill_id].append(event)
        held = {(s.user_id, s.skill_id): s for s in SkillState.objects.filter(user__in=people, skill__in=skills)}
        stale, anew = [], []
        for user, skill in places:
            now = fold(logs[user, skill]).get(skill, UNTOUCHED)
            state = held.get((user, skill))
            if (state.state if state else State.TODO) == now.state:
                continue
            if state:
                stale.append(state.pk)
            if now.state != State.TODO and now.since:
                anew.append(
                    SkillState(user_id=user, skill_id=skill, state=now.state, before=now.before, since=now.since)
                )
        SkillState.objects.filter(pk__in=stale).delete()
        SkillState.objects.bulk_create(anew)


def _alter_back(rows: Sequence[MovedRow]) -> None:
    for name, group in _by_name(rows):
        _set(_model(name), [(moved.row, moved.before or {}) for moved in group])


def _unmake(rows: Sequence[MovedRow]) -> None:
    for name, group in _by_name(rows):
        _model(name)._default_manager.filter(pk__in=[moved.row for moved in group]).delete()


def _restore(rows: Sequence[MovedRow]) -> None:
    for name, group in _by_name(rows):
        model = _model(name)
        model._default_manager.bulk_create([_restored(model, moved) for moved in group])
    _check_now()


def _by_name(rows: Iterable[MovedRow]) -> Iterable[tuple[str, list[MovedRow]]]:
    groups: dict[str, list[MovedRow]] = defaultdict(list)
    for moved in rows:
        groups[moved.model].append(moved)
    return groups.items()


def _ids(rows: Iterable[MovedRow]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for moved in rows:
        found[moved.model].append(moved.row)
    return found


def _model(name: str) -> type[models.Model]:
    return apps.get_model("careers", name)


def _value(model: type[models.Model], column: str, value: Any) -> Any:
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return value if value is None or field.is_relation else field.to_python(value)


def _restored(model: type[models.Model], moved: MovedRow) -> models.Model:
    values = {name: _value(model, name, value) for name, value in (moved.before or {}).items()}
    return model(pk=moved.row, **values)


def _check_now() -> None:
    """What the row points to may be gone; the database would say so only when everything is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
