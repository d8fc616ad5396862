"""What a curator's lists say of their rows beside the rows' own columns: read once for a whole page of them."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection, models
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from careers.figures.moving.changes import FEWEST_SHOWN
from careers.models import CHANGES, OutcomeTick, Resource, ResourceState, Skill, SkillState


def last_edits(model: type[models.Model], pks: Collection[int]) -> dict[int, dt.datetime]:
    """When each row itself was last written, by whomever. One query."""
    rows = CHANGES[model]._default_manager.filter(pgh_obj__in=pks).values_list("pgh_obj_id")
    return dict(rows.annotate(at=Max("pgh_created_at")).order_by())


def by_last_edit(model: type[models.Model]) -> Subquery:
    """To sort a list by; computed only where it is asked for."""
    rows = CHANGES[model]._default_manager.filter(pgh_obj_id=OuterRef("pk")).order_by().values("pgh_obj_id")
    return Subquery(rows.annotate(at=Max("pgh_created_at")).values("at"))


def by_learners(model: type[models.Model]) -> Coalesce:
    """To sort a list by how many have a state on each row; fewer than five are as good as none."""
    held: models.QuerySet[Any, Any]
    if model is Skill:
        held = SkillState.objects.filter(skill=OuterRef("pk")).order_by().values("skill")
    else:
        used = ResourceState.objects.filter(resource=OuterRef("pk")).exclude(state=ResourceState.State.TODO)
        held = used.order_by().values("resource")
    people = held.annotate(people=Count("user", distinct=True)).filter(people__gte=FEWEST_SHOWN)
    return Coalesce(Subquery(people.values("people")), 0)


def learners(model: type[models.Model], pks: Collection[int]) -> dict[int, int]:
    """Distinct people with a state or tick on each row. Fewer than five are not told. One query."""
    if model is Skill:
        counted = _of_skills(list(pks))
    elif model is Resource:
        used = ResourceState.objects.filter(resource__in=pks).exclude(Q(state=ResourceState.State.TODO))
        counted = dict(used.values_list("resource_id").annotate(people=Count("user", distinct=True)).order_by())
    else:
        raise TypeError(f"nobody learns a {model.__name__}")
    return {pk: people for pk, people in counted.items() if people >= FEWEST_SHOWN}


def _of_skills(pks: list[int]) -> dict[int, int]:
    tables = [model._meta.db_table for model in (SkillState, OutcomeTick)]
    each = " UNION ".join(f"SELECT skill_id, user_id FROM {table} WHERE skill_id = ANY(%s)" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT skill_id, count(*) FROM ({each}) AS held GROUP BY 1", [pks, pks])  # noqa: S608
        return dict(cursor.fetchall())
