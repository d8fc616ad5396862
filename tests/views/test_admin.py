import datetime as dt
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers.admin import site
from careers.models import (
    CatalogueConflict,
    CatalogueEntry,
    Outcome,
    OutcomeTick,
    Prerequisite,
    Resource,
    Skill,
    SkillState,
    Stage,
    User,
    personal_models,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Client:
    return factories.client_of(factories.with_duty("curator@example.org"))


@pytest.fixture
def python() -> Skill:
    return factories.skill("python", factories.stage())


def page(model: Any, name: str, *args: int) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{name}", args=args)


def form_of(curator: Client, address: str) -> dict[str, Any]:
    """What a browser would send for a page as it stands, inlines included."""
    context = curator.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    sent = {name: "" if value is None else value for name, value in values.items() if value is not False}
    return {name: "\n".join(value) if isinstance(value, list) else value for name, value in sent.items()}


def errors_of(response: Any) -> list[str]:
    """Of fields, forms and sets of forms alike."""
    found = response.context["errors"]
    return [str(error) for errors in found for error in ([errors] if isinstance(errors, str) else errors)]


def resource(key: str) -> Resource:
    return Resource.objects.create(
        guide=factories.guide(),
        key=key, title=key.title(), url=f"https://example.org/{key}", kind="book", cost="free", level="core",
        description="d",
    )  # fmt: skip


def test_strangers_are_sent_to_log_in(client: Client) -> None:
    assert client.get("/admin/", follow=True).redirect_chain[-1] == ("/accounts/login/?next=%2Fadmin%2F", 302)


def test_members_are_kept_out(as_ada: Client) -> None:
    assert as_ada.get("/admin/", follow=True).status_code == 403


def test_no_personal_row_stands_in_the_administration() -> None:
    assert {model for model in site._registry if issubclass(model, (*personal_models(), User))} == set()


@pytest.mark.parametrize("model", site._registry)
def test_list_and_form_open(curator: Client, python: Skill, model: Any) -> None:
    assert curator.get(page(model, "changelist")).status_code == 200
    if model is not CatalogueConflict:
        assert curator.get(page(model, "add")).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_skill_list_has_a_constant_number_of_queries(
    curator: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    stage = factories.stage()
    for n in range(number):
        factories.skill(f"skill-{n}", stage).skill_resources.create(resource=resource(f"book-{n}"), order=1)
    with django_assert_num_queries(10):
        curator.get(page(Skill, "changelist"))


@pytest.mark.parametrize("number", [1, 3])
def test_resource_list_has_a_constant_number_of_queries(
    curator: Client, python: Skill, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for n in range(number):
        resource(f"book-{n}").skill_resources.create(skill=python, order=n)
    with django_assert_num_queries(10):
        curator.get(page(Resource, "changelist"))


def test_a_list_is_sorted_by_what_is_worked_out(curator: Client, python: Skill) -> None:
    """Fewer than five learners count like none, here too."""
    few, many = (factories.skill(key, python.stage, order=order) for key, order in (("few", 2), ("many", 3)))
    for number in range(5):
        user = factories.member(f"{number}@example.org")
        for skill in (many, few)[: 2 if number < 4 else 1]:
            SkillState.objects.create(user=user, skill=skill, state="done", before="todo", since=timezone.now())
    columns = curator.get(page(Skill, "changelist")).context["cl"].list_display
    order = f"-{columns.index('learner_count')}.-{columns.index('last_edit')}.{columns.index('code')}"
    rows = curator.get(page(Skill, "changelist"), {"o": order}).context["cl"].result_list
    assert [row.key for row in rows] == ["many", "python", "few"]


def test_the_reason_of_a_change_is_not_taken_for_why_the_job_needs_the_skill(curator: Client, python: Skill) -> None:
    address = page(Skill, "change", python.pk)
    assert curator.get(address).text.count('name="why"') == 1
    curator.post(address, form_of(curator, address) | {"title": "Python 3", "history_why": "It is a new one."})
    said = curator.get("/admin/").text.count("“It is a new one.”")
    assert (Skill.objects.get().title, Skill.objects.get().why, said) == ("Python 3", python.why, 1)


@pytest.mark.parametrize(("term", "found"), [("pyth", ["python"]), ("snake", ["python"]), ("cobol", [])])
def test_skills_are_searched_by_title_and_alias(curator: Client, python: Skill, term: str, found: list[str]) -> None:
    Skill.objects.update(aliases=["snake language"])
    rows = curator.get(page(Skill, "changelist"), {"q": term}).context["cl"].result_list
    assert [row.key for row in rows] == found


def test_saving_a_form_as_it_stands_changes_nothing(curator: Client, python: Skill) -> None:
    python.skill_resources.create(resource=resource("book"), order=1)
    Skill.objects.update(aliases=["python 3, the language", "py"], guide_items=["a, b"])
    before = [list(model.objects.values()) for model in (Skill, Outcome, Resource)]
    address = page(Skill, "change", python.pk)
    assert curator.post(address, form_of(curator, address)).status_code == 302
    assert [list(model.objects.values()) for model in (Skill, Outcome, Resource)] == before


def test_key_is_written_once(curator: Client, python: Skill) -> None:
    address = page(Skill, "change", python.pk)
    curator.post(address, form_of(curator, address) | {"key": "snake", "outcomes-0-key": "other"})
    python.refresh_from_db()
    assert (python.key, list(python.outcomes.values_list("key", flat=True))) == ("python", ["o1", "o2"])


def test_new_address_keeps_the_old_one(curator: Client, python: Skill) -> None:
    address = page(Skill, "change", python.pk)
    curator.post(address, form_of(curator, address) | {"slug": "snake"})
    python.refresh_from_db()
    assert (python.slug, python.former_slugs) == ("snake", ["python"])


def prerequisite_rows(skill: Skill, *needs: Skill) -> dict[str, Any]:
    rows: dict[str, Any] = {"builds_on-TOTAL_FORMS": len(needs)}
    for number, other in enumerate(needs):
        rows |= {f"builds_on-{number}-skill": skill.pk, f"builds_on-{number}-needs": other.pk}
    return rows


def test_prerequisites_are_saved(curator: Client, python: Skill) -> None:
    numpy, maths = (factories.skill(key, python.stage) for key in ("numpy", "maths"))
    address = page(Skill, "change", numpy.pk)
    curator.post(address, form_of(curator, address) | prerequisite_rows(numpy, python, maths))
    assert set(numpy.prerequisites.all()) == {python, maths}


def test_circle_among_several_new_rows_is_refused_with_its_name(curator: Client, python: Skill) -> None:
    maths = factories.skill("maths", python.stage)
    numpy = factories.skill("numpy", python.stage, needs=(python,))
    pandas = factories.skill("pandas", python.stage, needs=(numpy,))
    address = page(Skill, "change", python.pk)
    response = curator.post(address, form_of(curator, address) | prerequisite_rows(python, maths, pandas))
    assert errors_of(response)[-1] == "This closes a circle: Python → Pandas → Numpy → Python."
    assert Prerequisite.objects.filter(skill=python).count() == 0


def test_same_prerequisite_twice_is_refused_in_words(curator: Client, python: Skill) -> None:
    numpy = factories.skill("numpy", python.stage)
    address = page(Skill, "change", numpy.pk)
    response = curator.post(address, form_of(curator, address) | prerequisite_rows(numpy, python, python))
    assert errors_of(response)[0] == "Please correct the duplicate data for needs."


def test_what_only_the_database_sees_is_refused_in_words(curator: Client, python: Skill) -> None:
    camp = {
        "guide": python.stage.guide_id,
        "title": "Camp",
        "short_title": "Camp",
        "key": "camp",
        "order": 1,
        "possible": "p",
    }
    rows: dict[str, Any] = {"asks_for-TOTAL_FORMS": 2, "asks_for-INITIAL_FORMS": 0}
    rows |= {f"asks_for-{number}-skill": python.pk for number in range(2)}
    response = curator.post("/admin/careers/camp/add/", camp | rows, follow=True)
    assert [str(message).partition(":")[0] for message in response.context["messages"]] == ["Nothing was saved"]


def test_group_of_another_skill_is_refused(curator: Client, python: Skill) -> None:
    numpy = factories.skill("numpy", python.stage)
    group = numpy.enough_groups.create(note="One is enough.")
    python.skill_resources.create(resource=resource("book"), order=1)
    address = page(Skill, "change", python.pk)
    response = curator.post(address, form_of(curator, address) | {"skill_resources-0-group": group.pk})
    assert errors_of(response) == ["This group belongs to another skill."]


def test_ambiguous_aliases_keep_their_shape(curator: Client, python: Skill) -> None:
    address = page(Skill, "change", python.pk)
    response = curator.post(address, form_of(curator, address) | {"ambiguous_aliases": '[{"alias": "py"}]'})
    assert errors_of(response) == ["[1]: context is missing"]


def test_outcome_is_retired_with_its_ticks_kept(curator: Client, ada: User, python: Skill) -> None:
    first = python.outcomes.first()
    assert first
    OutcomeTick.objects.create(user=ada, skill=python, outcome=first)
    address = page(Skill, "change", python.pk)
    curator.post(address, form_of(curator, address) | {"outcomes-0-retired": "on"})
    first.refresh_from_db()
    assert (first.retired_at is None, OutcomeTick.of(ada).count()) == (False, 1)


def test_nothing_is_deleted(curator: Client, python: Skill) -> None:
    assert curator.post(page(Skill, "delete", python.pk), {"post": "yes"}).status_code == 403
    assert Skill.objects.filter(pk=python.pk).exists()


def test_retire_and_bring_back(curator: Client, python: Skill) -> None:
    address = page(Skill, "changelist")
    chosen = {"_selected_action": [python.pk]}
    response = curator.post(address, {"action": "retire", **chosen}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["1 skill retired."]
    assert Skill.objects.live().count() == 0
    curator.post(address, {"action": "bring_back", **chosen})
    assert Skill.objects.live().count() == 1


def test_looked_at_is_due_again_in_a_year(curator: Client, python: Skill) -> None:
    curator.post(page(Skill, "changelist"), {"action": "look_again_in_a_year", "_selected_action": [python.pk]})
    assert Skill.objects.get().review_by == timezone.localdate() + dt.timedelta(days=365)


@pytest.mark.parametrize(("review", "found"), [("late", ["old"]), ("none", ["python"]), ("x", ["old", "python"])])
def test_skills_are_filtered_by_their_review(curator: Client, python: Skill, review: str, found: list[str]) -> None:
    factories.skill("old", python.stage)
    Skill.objects.filter(key="old").update(review_by="2026-01-01")
    rows = curator.get(page(Skill, "changelist"), {"review": review}).context["cl"].result_list
    assert sorted(row.key for row in rows) == found


def test_a_list_leads_to_the_history_of_a_row(curator: Client, python: Skill) -> None:
    assert '<a href="/admin/history/skill/python/">' in curator.get(page(Skill, "changelist")).text


def test_history_of_a_kind_with_two_words_opens(curator: Client, python: Skill) -> None:
    factories.interview_stage("coding", python)
    assert curator.get(reverse("admin:history_entry", args=["interview stage", "coding"])).status_code == 200


def test_view_on_site_leads_to_the_skills_page(curator: Client, python: Skill) -> None:
    page_of_python = curator.get(page(Skill, "change", python.pk))
    assert page_of_python.context["absolute_url"] == "/skills/python/"


def test_conflict_shows_both_values(curator: Client, python: Skill) -> None:
    CatalogueEntry.objects.create(kind="skill", key="python", loaded={"hours": 10}, conflicts={"hours": 15})
    CatalogueEntry.objects.create(kind="stage", key="first", loaded={"title": "First"})
    changes = curator.get(page(CatalogueConflict, "changelist"))
    assert [str(entry) for entry in changes.context["cl"].result_list] == ["skill python"]
    assert "<tr><th>hours</th><td>15</td><td>10</td></tr>" in changes.text


def test_stage_counts_live_skills(curator: Client, python: Skill) -> None:
    Skill.objects.filter(pk=factories.skill("old", python.stage).pk).update(retired_at="2026-01-01T00:00Z")
    rows = curator.get(page(Stage, "changelist")).context["cl"].result_list
    assert [row.skills_held for row in rows] == [1]


@pytest.mark.parametrize("query", ["states__isnull=False", "states=1", "states__gt=0", "proofs__isnull=1"])
def test_a_list_is_not_asked_what_people_have_on_its_rows(curator: Client, python: Skill, query: str) -> None:
    assert curator.get(f"{page(Skill, 'changelist')}?{query}").status_code == 400


def test_nobodys_own_row_is_found_by_its_kind_and_number(curator: Client, python: Skill, ada: User) -> None:
    found = {row: curator.get(f"/admin/r/{ContentType.objects.get_for_model(row).pk}/{row.pk}/") for row in (
        python, factories.application(ada)
    )}  # fmt: skip
    assert [answer.status_code for answer in found.values()] == [302, 404]


def test_a_nul_completes_nothing_and_breaks_nothing(curator: Client, python: Skill) -> None:
    asked = {"app_label": "careers", "model_name": "skillresource", "field_name": "skill", "term": "pyth\0on"}
    assert [one["text"] for one in curator.get("/admin/autocomplete/", asked).json()["results"]] == ["Python"]
