"""What a curator's lists say of their rows beside the rows' own columns: read once for a whole page of them."""

import datetime as dt
from collections.abc import Collection

from django.db import connection, models
from django.db.models import Count, Max, Q

from careers.figures.moving.changes import FEWEST_SHOWN
from careers.models import CHANGES, OutcomeTick, Resource, ResourceState, Skill, SkillState


def last_edits(model: type[models.Model], pks: Collection[int]) -> dict[int, dt.datetime]:
    """When each row itself was last written, by whomever. One query."""
    rows = CHANGES[model]._default_manager.filter(pgh_obj__in=pks).values_list("pgh_obj_id")
    return dict(rows.annotate(at=Max("pgh_created_at")).order_by())


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
