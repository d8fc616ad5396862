import datetime as dt

import pytest
from django.db.models import Sum

from careers.acts.mark import mark
from careers.figures.together import read_together
from careers.models import ResourceState, Skill, SkillEvent, StudyEntry, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def python(ada: User) -> Skill:
    skill = factories.skill("python", factories.stage())
    mark(ada, skill.pk, "learning")
    mark(ada, skill.pk, "done")
    began = dt.datetime(2026, 1, 1, 23, 59, 59, 123456, dt.UTC)
    book = factories.resource("book", skill)
    ResourceState.objects.create(user=ada, resource=book, state="finished", began_at=began, helpful=True)
    for minutes in (25, 50):
        StudyEntry.objects.create(user=ada, skill=skill, minutes=minutes, day=dt.date(2026, 1, 2))
    return skill


def test_rows_are_those_of_each_question(python: Skill, ada: User, django_assert_num_queries):
    by_skill = StudyEntry.of(ada).order_by().values("skill_id")
    questions = (
        SkillEvent.of(ada).order_by("-at", "-id")[:1],
        ResourceState.of(ada),
        SkillEvent.of(ada).order_by("id").values_list("state", "was"),
        by_skill.annotate(sum=Sum("minutes")).values_list("sum", "skill_id"),
        Skill.objects.filter(key="none"),
    )
    with django_assert_num_queries(1):
        answers = read_together(*questions)
    assert answers == [list(question) for question in questions]
    [state] = answers[1]
    assert vars(state) | {"_state": 0} == vars(ResourceState.objects.get()) | {"_state": 0}


def test_a_row_that_was_read_so_is_saved_as_one(python: Skill, ada: User):
    [[state]] = read_together(ResourceState.of(ada))
    state.helpful = False
    state.save()
    assert list(ResourceState.objects.values_list("helpful", flat=True)) == [False]
