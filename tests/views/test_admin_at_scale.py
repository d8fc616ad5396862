"""The administration with 5,000 resources and 20,000 learners: its pages ask the database as little as with a few."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers.models import Need, ResourceState, Role, Skill, SkillResource, SkillState
from tests import factories

pytestmark = pytest.mark.django_db

RESOURCES, SKILLS, LEARNERS = 5_000, 120, 20_000


@pytest.fixture
def curator() -> Client:
    return factories.client_of(factories.with_duty("curator@example.org"))


def copies(row: Model, number: int, **said: str) -> None:
    """So many rows like this one, made by the database itself; `said` is SQL for columns, n counts from 1."""
    columns = {field.column: field.column for field in row._meta.concrete_fields if not field.primary_key} | said
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(map('"{}"'.format, columns))})"
            f" SELECT {', '.join(columns[name] if name in said else f'"{name}"' for name in columns)}"
            f" FROM {table}, generate_series(1, %s) AS n WHERE id = %s",
            [number, row.pk],
        )


@pytest.fixture
def crowd() -> None:
    """Everybody has begun one skill and one resource; five the first resource, four the others."""
    stage, role, now = factories.stage(), factories.role(), timezone.now()
    skills = [factories.skill(f"skill-{n:03}", stage, order=n, outcomes=1) for n in range(SKILLS)]
    factories.need(role, *skills, how=Need.USEFUL)
    first = factories.resource("r-0000", skills[0])
    copies(first, RESOURCES - 1, key="'r-' || n", title="'R-' || lpad(n::text, 4, '0')", url="'https://e.org/' || n")
    shelf = SkillResource.objects.get()
    copies(shelf, RESOURCES - 1, skill_id=f"{skills[0].pk} + n %% {SKILLS}", resource_id=f"{first.pk} + n")
    user = factories.member("0@example.org")
    copies(user, LEARNERS - 1, email="n || '@example.org'")
    state = SkillState.objects.create(user=user, skill=skills[0], state="done", before="todo", since=now)
    copies(state, LEARNERS - 1, user_id=f"{user.pk} + n", skill_id=f"{skills[0].pk} + n %% {SKILLS}")
    used = ResourceState.objects.create(user=user, resource=first, state="progress")
    copies(used, LEARNERS - 1, user_id=f"{user.pk} + n", resource_id=f"{first.pk} + n %% ({RESOURCES} - 1)")


def test_the_administration_at_scale(
    curator: Client, crowd: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One test, since a crowd is made for it."""
    role = Role.objects.get().pk
    for address, queries in PAGES.items():
        curator.get(address.format(role=role))  # what Django keeps in the process is read
        with django_assert_num_queries(queries):
            page = curator.get(address.format(role=role))
        assert page.status_code == 200
    skill = Skill.objects.order_by("order").first()
    shown = curator.get("/admin/careers/skill/").context["cl"].result_list
    assert {row.key: row.people for row in shown}[skill.key] == 167
    shown = curator.get("/admin/careers/resource/?o=1").context["cl"].result_list
    assert [row.people for row in shown[3:5]] == [5, None]


PAGES = {
    "/admin/careers/resource/": 10,
    "/admin/careers/resource/?q=r-01&p=2": 10,
    "/admin/careers/resource/?kind__exact=article&standing=live&review=none": 10,
    "/admin/careers/skill/": 10,
    "/admin/careers/role/{role}/change/": 6,
}
"""Address → queries; the lists have twelve at most."""
