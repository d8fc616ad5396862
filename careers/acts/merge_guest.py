"""A guest logs in to an account: what they did comes to it, and for thirty days it can be taken apart again.

`Merge.held` is what that takes. `guest`: the guest's id. `before`: the guest, their rows, and those of the account
that were changed or gave way, as they were. `after`: kind → id → print of each row of the account's that the merge
wrote. `newest`: kind → the highest id that there was, so that later rows can be told.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from careers.acts.as_written import as_written, print_of
from careers.acts.delete_account import delete_account
from careers.acts.hold import hold
from careers.acts.work_out_states import work_out_states
from careers.figures.merging import Fate, MergePlan, Take, links, merge_plan, rows_of
from careers.models import Merge, Personal, SkillEvent, SkillState, User, personal_models


def has_anything(user: User) -> bool:
    return any(model.of(user).exists() for model in personal_models())


@transaction.atomic
def let_go(guest: User) -> None:
    """A guest without anything is no longer needed. A row that has become a member meanwhile is left alone."""
    if held := _held(guest):
        delete_account(held)


@transaction.atomic
def merge_guest(guest: User, member: User, take: Take) -> Merge | None:
    """The guest is gone afterwards. None for a row that has become a member meanwhile: it is left alone."""
    held = _held(guest)
    if held is None:
        return None
    hold(member)
    now = timezone.now()
    plan = merge_plan(rows_of(held), rows_of(member), take)
    before = _before(held, plan)
    after = _carry_out(plan, member, now)
    Merge.objects.expired(now).filter(user=member).delete()
    delete_account(held)
    work_out_states(member)
    return Merge.objects.create(
        user=member,
        at=now,
        brought=plan.brought,
        held={"guest": guest.pk, "before": before, "after": after, "newest": _newest(member)},
    )


def _held(guest: User) -> User | None:
    return User.objects.select_for_update().filter(pk=guest.pk, is_guest=True).first()


def _before(guest: User, plan: MergePlan) -> str:
    """As the database has it, in the order in which it can be put back. States are worked out instead."""
    rows: list[models.Model] = [User.objects.get(pk=guest.pk)]
    for fate in plan.fates:
        rows += fate.model.of(guest).order_by("pk")
        touched = [row.pk for row in (*fate.joined, *fate.gives_way)]
        rows += fate.model._default_manager.filter(pk__in=touched).order_by("pk")
    return as_written(rows)


def _carry_out(plan: MergePlan, member: User, now: dt.datetime) -> dict[str, dict[str, str]]:
    for fate in reversed(plan.fates):
        fate.model._default_manager.filter(pk__in=[row.pk for row in fate.gives_way]).delete()
    for fate in plan.fates:
        _move(fate, member)
    for event in plan.settling:
        event.user, event.at = member, now
    SkillEvent.objects.bulk_create(plan.settling)
    return {fate.model.export_name: _written(fate, plan.settling) for fate in plan.fates}


def _move(fate: Fate, member: User) -> None:
    for row in fate.comes:
        row.user = member
    columns = [name.removesuffix("_id") for name, _ in links(fate.model)]
    fate.model._default_manager.bulk_update(fate.comes, ["user", *columns], batch_size=1000)
    for row in fate.joined:
        row.save()


def _written(fate: Fate, settling: Iterable[SkillEvent]) -> dict[str, str]:
    rows = [*fate.comes, *fate.joined, *(settling if fate.model is SkillEvent else ())]
    return prints(fate.model._default_manager.filter(pk__in=[row.pk for row in rows]))


def prints(rows: Iterable[Personal]) -> dict[str, str]:
    """Id → what tells whether a row is as it was."""
    return {str(row.pk): print_of(as_written([row])) for row in rows}


def _newest(user: User) -> dict[str, int]:
    newest: dict[str, Any] = {
        model.export_name: model.of(user).aggregate(pk=models.Max("pk"))["pk"] or 0
        for model in personal_models()
        if model is not SkillState
    }
    return newest
