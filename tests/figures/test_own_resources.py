import pytest
from django.utils import timezone

from careers.acts.use_resource import move_resource, stop_at
from careers.figures.catalogue import catalogue
from careers.figures.own_resources import Resources, from_second, may_use, resources_of
from careers.models import EnoughGroup, Resource, ResourceState, Skill, SkillResource, StudyEntry, User
from tests import factories


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=48s"),
        ("https://www.youtube.com/watch?v=abc&t=5s", "https://www.youtube.com/watch?v=abc&t=48s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=48s"),
        ("https://vimeo.com/123", "https://vimeo.com/123#t=48s"),
        ("https://www.youtube.com/playlist?list=abc", "https://www.youtube.com/playlist?list=abc"),
        ("https://example.org/film", "https://example.org/film"),
        ("https://youtube.com.example.org/watch?v=abc", "https://youtube.com.example.org/watch?v=abc"),
    ],
)
def test_an_address_starts_where_its_host_is_known(url: str, leads_to: str):
    assert from_second(url, 48) == leads_to


@pytest.fixture
def skill(db: None) -> Skill:
    return factories.skill("python", factories.stage())


@pytest.fixture
def three(skill: Skill) -> list[Resource]:
    """One alone, then two of which one is enough."""
    rows = [factories.resource(key, skill, kind="video") for key in ("alone", "spoken", "written")]
    group = EnoughGroup.objects.create(skill=skill, note="Same ground.")
    SkillResource.objects.filter(resource__in=rows[1:]).update(group=group)
    return rows


def seen(user: User | None) -> Resources:
    return resources_of(catalogue().by_slug["python"], user)


def shown(user: User) -> list[tuple[str, str, bool]]:
    return [(row.place.resource.key, row.state, row.spare) for group in seen(user).groups for row in group.rows]


def test_a_visitor_sees_the_order_and_one_is_enough(three: list[Resource]):
    resources = seen(None)
    assert [(group.note, len(group.rows)) for group in resources.groups] == [("", 1), ("Same ground.", 2)]
    assert (resources.wanted, resources.finished) == (2, 0)


def test_a_finished_one_of_a_group_makes_the_others_spare(ada: User, three: list[Resource]):
    move_resource(ada, three[2].pk, "finished")
    assert shown(ada) == [("alone", "todo", False), ("spoken", "todo", True), ("written", "finished", False)]
    assert (seen(ada).finished, seen(ada).wanted) == (1, 2)


def test_what_was_begun_is_never_spare_and_a_second_one_counts_once(ada: User, three: list[Resource]):
    move_resource(ada, three[2].pk, "finished")
    move_resource(ada, three[1].pk, "progress")
    assert shown(ada)[1] == ("spoken", "progress", False)
    move_resource(ada, three[1].pk, "finished")
    assert seen(ada).finished == 1


def test_one_goes_on_where_one_began_last(ada: User, three: list[Resource]):
    def following() -> str | None:
        row = seen(ada).next
        return row.place.resource.key if row else None

    assert following() == "alone"
    move_resource(ada, three[0].pk, "progress")
    move_resource(ada, three[1].pk, "progress")
    assert following() == "spoken"
    for resource in three[:2]:
        move_resource(ada, resource.pk, "finished")
    assert following() is None  # the third is spare


def test_a_second_tap_leads_back_to_where_it_was(ada: User, three: list[Resource]):
    def leads_to() -> str:
        row = seen(ada).row(three[0].pk)
        assert row
        return row.tick_leads_to

    assert leads_to() == "finished"
    move_resource(ada, three[0].pk, "finished")
    assert leads_to() == "todo"
    for state in ("todo", "progress", "finished"):
        move_resource(ada, three[0].pk, state)
    assert leads_to() == "progress"


def test_minutes_and_place_stand_in_the_row(ada: User, grace: User, three: list[Resource]):
    stop_at(ada, three[0].pk, 48, "")
    for user in (ada, ada, grace):
        StudyEntry.objects.create(user=user, resource=three[0], minutes=25, day=timezone.localdate())
    row = seen(ada).row(three[0].pk)
    assert row
    assert (row.logged, row.stopped, row.address) == (50, "0:48", "https://example.org/alone")


def test_a_retired_resource_stays_for_who_used_it(ada: User, grace: User, three: list[Resource]):
    move_resource(ada, three[0].pk, "progress")
    Resource.objects.filter(key="alone").update(retired_at=timezone.now())
    three[0].refresh_from_db()
    assert (next(row[0] for row in shown(ada)), shown(grace)[0][0]) == ("alone", "spoken")
    assert (may_use(ada, three[0]), may_use(grace, three[0])) == (True, False)


@pytest.mark.parametrize("many", [1, 8])
def test_two_queries_however_many_resources(ada: User, skill: Skill, many: int, django_assert_num_queries):
    for number in range(many):
        resource = factories.resource(f"r{number}", skill)
        ResourceState.objects.create(user=ada, resource=resource, state="progress")
    one = catalogue().by_slug["python"]
    with django_assert_num_queries(2):
        resources_of(one, ada)
