"""Projects: their list, their pages, and what can be sent to them."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers.acts.edit_project import keep_texts
from careers.models import Project, ProjectCheck, ProjectLink, ProjectMetric, ProjectSkill, ProjectVersion, Skill, User
from tests import factories

pytestmark = pytest.mark.django_db
type Tap = Callable[..., HttpResponse]
PROBLEM = {"title": "Leaves", "pitch": "", "problem": "", "audience": "", "started_on": "", "finished_on": ""}
METRIC = {"name": "F1", "better": "higher", "unit": "", "measured_on": "", "was": ""}
ROWS = {"0-label": "majority", "0-value": "0.61", "0-is_baseline": "on", "1-label": "network", "1-value": "0.89"}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def project(ada: User) -> Project:
    return factories.project(ada, title="Leaves")


def text(response: HttpResponse) -> str:
    return response.content.decode()


# --- the list ---


def test_the_list_shows_what_its_tab_says(as_ada: Client, ada: User):
    factories.project(ada, title="One")
    factories.project(ada, title="Two", status="building")
    titles = [re.findall(r"/portfolio/\d+/\">(\w+)<", text(as_ada.get(f"/portfolio/{q}"))) for q in ("", "?show=idea")]
    assert titles == [["Two", "One"], ["One"]]
    assert "1 building, 1 idea" in text(as_ada.get("/portfolio/"))


def test_an_unknown_tab_is_all(as_ada: Client, project: Project):
    assert project.title in text(as_ada.get("/portfolio/?show=nonsense"))


def test_somebody_without_projects_is_shown_what_will_be(as_ada: Client):
    assert "Nothing here yet" in text(as_ada.get("/portfolio/"))


@pytest.mark.parametrize(
    ("path", "most"),
    [("/portfolio/", 10), ("/portfolio/{pk}/", 13), ("/portfolio/{pk}/links/", 13), ("/portfolio/{pk}/versions/", 7)],
)
def test_queries_do_not_grow_with_fifty_projects(
    as_ada: Client, ada: User, skills: dict[str, Skill], path: str, most: int
):
    pk = factories.shown_project(ada, skills["python"]).pk
    for many in (1, 49):
        for number in range(many):
            factories.shown_project(ada, *skills.values(), slug=f"p{many}-{number}")
        as_ada.get(path.format(pk=pk))
        with CaptureQueriesContext(connection) as queries:
            as_ada.get(path.format(pk=pk))
        assert len(queries) == most


# --- beginning ---


def test_a_project_begins_with_a_title(as_ada: Client, ada: User):
    response = as_ada.post("/portfolio/new/", {"title": "Leaves", "pitch": "Names diseases"})
    project = Project.of(ada).get()
    assert response["Location"] == f"/portfolio/{project.pk}/edit/problem/"
    assert (project.title, project.pitch, project.status) == ("Leaves", "Names diseases", "idea")


@pytest.mark.parametrize("title", ["", " ", "x" * 121, "nul\0byte", "m" * 1_000_000])
def test_a_title_that_is_none_comes_back_with_the_reason(as_ada: Client, title: str):
    response = as_ada.post("/portfolio/new/", {"title": title, "pitch": "kept"})
    assert (response.status_code, "kept" in text(response), Project.objects.count()) == (422, True, 0)


def test_a_guest_may_draft(guest: User):
    client = factories.client_of(guest)
    assert client.post("/portfolio/new/", {"title": "Mine"}).status_code == 302
    assert Project.of(guest).get().title == "Mine"


def test_a_guest_may_not_publish(guest: User):
    project = factories.project(guest)
    client = factories.client_of(guest)
    for status in ("building", "published"):
        client.post(f"/portfolio/{project.pk}/status/", {"status": status})
    assert Project.of(guest).get().status == "building"


def test_publishing_without_evidence_goes_through_and_says_what_is_still_asked(tap: Tap, project: Project):
    said = text(tap(f"/portfolio/{project.pk}/status/", {"status": "published"}))
    assert "“Leaves” is published. It proves no skill yet: its page says what is still asked." in said
    assert re.findall(r"Still asked: (.*?)\.<", said) == [
        "the problem and who has it; data set and its licence; a baseline; metric and split, with the reason; "
        "result against the baseline; a skill, and a sentence that says how it shows"
    ]


def test_a_published_project_leads_to_where_strangers_see_it(as_ada: Client, ada: User, skills: dict[str, Skill]):
    page = factories.shown_project(ada, skills["python"]).get_absolute_url()
    seen = [text(as_ada.get(page))]
    factories.profile(ada)
    seen.append(text(as_ada.get(page)))
    assert ["/people/ada/notes/" in html for html in seen] == [False, True]
    assert ["Not on a public page yet" in html for html in seen] == [True, False]
    assert ["proves no skill yet" in html for html in seen] == [False, False]


# --- texts ---


def test_a_section_saves_and_says_its_version(tap: Tap, project: Project):
    response = tap(f"/portfolio/{project.pk}/edit/problem/", PROBLEM | {"problem": "Growers\r\nwait", "version": "1"})
    assert (response.status_code, "version 2" in text(response), 'value="2" hx-swap-oob' in text(response)) == (
        200,
        True,
        True,
    )
    assert Project.objects.get().problem == "Growers\nwait"


def test_a_section_saves_without_script(as_ada: Client, project: Project):
    url = f"/portfolio/{project.pk}/edit/data/"
    response = as_ada.post(url, {"data_name": "Iris", "data_url": "example.org", "version": "1"})
    assert response["Location"] == url
    assert Project.objects.get().data_url == "https://example.org"


def test_two_tabs_see_both_texts(tap: Tap, as_ada: Client, ada: User, project: Project):
    keep_texts(ada, project.pk, {"pitch": "from the first tab"}, 1)
    sent = PROBLEM | {"pitch": "from the second tab", "version": "1"}
    fragment = tap(f"/portfolio/{project.pk}/edit/problem/", sent)
    page = as_ada.post(f"/portfolio/{project.pk}/edit/problem/", sent)
    assert [(r.status_code, "from the first tab" in text(r)) for r in (fragment, page)] == [(409, True)] * 2
    assert 'value="from the second tab"' in text(page)
    assert Project.objects.get().pitch == "from the first tab"
    as_ada.post(f"/portfolio/{project.pk}/edit/problem/", sent | {"version": "2"})
    assert Project.objects.get().pitch == "from the second tab"


@pytest.mark.parametrize("version", ["", "0", "many", "9" * 30])
def test_a_version_that_is_none_writes_nothing(tap: Tap, project: Project, version: str):
    assert (
        tap(f"/portfolio/{project.pk}/edit/problem/", PROBLEM | {"pitch": "x", "version": version}).status_code == 422
    )
    assert Project.objects.get().pitch == ""


def test_what_cannot_be_saved_stays_in_the_form(as_ada: Client, project: Project):
    sent = PROBLEM | {"title": "", "problem": "x" * 20_001, "started_on": "2026-05-02", "finished_on": "2026-05-01"}
    response = as_ada.post(f"/portfolio/{project.pk}/edit/problem/", sent | {"version": "1"})
    said = text(response)
    assert (response.status_code, "A project needs a title." in said, "x" * 20_001 in said) == (422, True, True)
    assert "It cannot be finished before it was started." in said


def test_an_unknown_section_is_not_found(as_ada: Client, project: Project):
    assert as_ada.get(f"/portfolio/{project.pk}/edit/nonsense/").status_code == 404


def test_earlier_versions_can_be_brought_back(as_ada: Client, ada: User, project: Project):
    keep_texts(ada, project.pk, {"pitch": "An older pitch"}, 1)
    ProjectVersion.objects.create(user=ada, project=project, field="pitch", text="The first one", number=1)
    assert "The first one" in text(as_ada.get(f"/portfolio/{project.pk}/versions/"))
    earlier = ProjectVersion.objects.get(text="The first one")
    as_ada.post(f"/portfolio/{project.pk}/versions/{earlier.pk}/")
    assert Project.objects.get().pitch == "The first one"


# --- results ---


def test_a_metric_comes_with_its_values(as_ada: Client, project: Project):
    response = as_ada.post(f"/portfolio/{project.pk}/metrics/", METRIC | ROWS | {"2-label": "", "2-value": ""})
    assert response["Location"] == f"/portfolio/{project.pk}/edit/results/"
    page = text(as_ada.get(project.get_absolute_url()))
    assert ("0.28 better than the baseline." in page, "bars run from 0 to 1" in page) == (True, True)


@pytest.mark.parametrize(
    "row",
    [{"1-value": "much"}, {"1-label": ""}, {"1-value": ""}, {"1-value": "NaN"}, {"1-value": "1e400"}, {"name": ""}],
)
def test_a_result_that_is_none_comes_back_with_the_others(as_ada: Client, project: Project, row: dict[str, str]):
    response = as_ada.post(f"/portfolio/{project.pk}/metrics/", METRIC | ROWS | row)
    assert (response.status_code, "majority" in text(response), ProjectMetric.objects.count()) == (422, True, 0)


def test_results_changed_elsewhere_are_shown_beside_ones_own(as_ada: Client, project: Project):
    as_ada.post(f"/portfolio/{project.pk}/metrics/", METRIC | ROWS)
    metric = ProjectMetric.objects.get()
    url = f"/portfolio/{project.pk}/metrics/{metric.pk}/"
    was = re.search(r'name="was" value="(\w+)"', text(as_ada.get(url))).group(1)
    as_ada.post(url, METRIC | ROWS | {"1-value": "0.9", "was": was})
    response = as_ada.post(url, METRIC | ROWS | {"1-value": "0.7", "was": was})
    assert (response.status_code, "0.90" in text(response), 'value="0.7"' in text(response)) == (409, True, True)
    again = re.search(r'name="was" value="(\w+)"', text(response)).group(1)
    assert as_ada.post(url, METRIC | ROWS | {"1-value": "0.7", "was": again}).status_code == 302


# --- links ---


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "ftp://example.org/", "", "x" * 501, "//"]
)
def test_only_addresses_of_the_web_are_links(as_ada: Client, project: Project, url: str):
    response = as_ada.post(f"/portfolio/{project.pk}/links/", {"kind": "demo", "url": url})
    assert (response.status_code, ProjectLink.objects.count()) == (422, 0)
    response = as_ada.post(f"/portfolio/{project.pk}/edit/data/", {"data_url": url or "data:x", "version": "1"})
    assert (response.status_code, Project.objects.get().data_url) == (422, "")


def test_a_competition_says_its_rank(as_ada: Client, project: Project):
    link = {"kind": "competition", "url": "https://kaggle.com/c/x", "rank": "12", "field_size": "340"}
    as_ada.post(f"/portfolio/{project.pk}/links/", link)
    assert "rank 12 of 340" in text(as_ada.get(project.get_absolute_url()))
    assert as_ada.post(f"/portfolio/{project.pk}/links/", link | {"rank": "341"}).status_code == 422
    as_ada.post(f"/portfolio/{project.pk}/links/", link | {"kind": "paper"})
    assert ProjectLink.objects.get(kind="paper").rank is None


def test_a_notebook_of_github_opens_in_colab(as_ada: Client, project: Project):
    url = "https://github.com/ada/leaves/blob/main/errors.ipynb"
    as_ada.post(f"/portfolio/{project.pk}/links/", {"kind": "notebook", "url": url})
    assert "https://colab.research.google.com/github/ada/leaves/" in text(as_ada.get(project.get_absolute_url()))


def test_a_removed_link_can_be_put_back(as_ada: Client, ada: User, project: Project):
    link = ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/")
    page = as_ada.post(f"/portfolio/{project.pk}/links/{link.pk}/delete/", follow=True)
    ticket = re.search(r'name="ticket" value="([^"]+)"', text(page)).group(1)
    assert ProjectLink.objects.exists() is False
    as_ada.post("/undo/", {"ticket": ticket})
    assert ProjectLink.objects.get() == link


# --- skills, checks, status ---


def test_a_sentence_of_proof_is_said_and_taken_off(as_ada: Client, project: Project, skills: dict[str, Skill]):
    url = f"/portfolio/{project.pk}/skills/"
    as_ada.post(url, {"skill": str(skills["python"].pk), "proof": "In the training loop."})
    assert "In the training loop." in text(as_ada.get(url))
    as_ada.post(f"{url}{skills['python'].pk}/delete/")
    assert ProjectSkill.objects.exists() is False


@pytest.mark.parametrize("skill", ["", "0", "many", "999999999", "9" * 30])
def test_a_skill_that_is_none_is_refused(as_ada: Client, project: Project, skill: str):
    response = as_ada.post(f"/portfolio/{project.pk}/skills/", {"skill": skill, "proof": "kept"})
    assert (response.status_code, "kept" in text(response)) == (422, True)


def test_evidence_is_ticked_with_the_place_where_it_is_found(tap: Tap, project: Project):
    url, page = f"/portfolio/{project.pk}/checks/", f"/portfolio/{project.pk}/"
    sent = {"checklist": "evidence", "item": "run", "ticked": "1"}
    assert tap(url, sent, page).status_code == 422
    response = tap(url, sent | {"pointer": "README"}, page)
    assert ("README" in text(response), ProjectCheck.objects.get().pointer) == (True, "README")
    tap(url, {"checklist": "evidence", "item": "run"}, page)
    assert ProjectCheck.objects.exists() is False


@pytest.mark.parametrize("item", ["baseline", "nonsense", "", "x" * 81])
def test_what_fields_answer_cannot_be_ticked(tap: Tap, project: Project, item: str):
    sent = {"checklist": "evidence", "item": item, "ticked": "1", "pointer": "README"}
    assert tap(f"/portfolio/{project.pk}/checks/", sent).status_code == 422
    assert ProjectCheck.objects.exists() is False


def test_publishing_proves_and_archiving_takes_it_away(as_ada: Client, ada: User, skills: dict[str, Skill]):
    project = factories.shown_project(ada, skills["python"], status="building")
    states = []
    for status in ("published", "archived"):
        as_ada.post(f"/portfolio/{project.pk}/status/", {"status": status})
        page = text(as_ada.get("/skills/python/"))
        states.append(("Proved by" in page, 'state--proven"' in page))
    assert states == [(True, True), (False, False)]


def test_a_status_that_is_none_changes_nothing(as_ada: Client, project: Project):
    as_ada.post(f"/portfolio/{project.pk}/status/", {"status": "famous"})
    assert Project.objects.get().status == "idea"


def test_a_deleted_project_can_be_brought_back(as_ada: Client, project: Project):
    page = as_ada.post(f"/portfolio/{project.pk}/delete/", follow=True)
    assert as_ada.get(project.get_absolute_url()).status_code == 404
    as_ada.post("/undo/", {"ticket": re.search(r'name="ticket" value="([^"]+)"', text(page)).group(1)})
    assert as_ada.get(project.get_absolute_url()).status_code == 200


def test_script_in_a_text_is_shown_as_text(as_ada: Client, ada: User, skills: dict[str, Skill]):
    project = factories.shown_project(ada, skills["python"])
    said = dict.fromkeys(("title", "pitch", "audience", "data_name", "data_licence"), SCRIPT)
    said |= dict.fromkeys(
        ("problem", "split", "reading", "method", "went_wrong", "next_steps"), f"{SCRIPT} ![x](https://e.org/x.png)"
    )
    Project.objects.filter(pk=project.pk).update(**said)
    ProjectMetric.objects.update(name=SCRIPT, unit="<b>", measured_on=SCRIPT)
    ProjectSkill.objects.update(proof=SCRIPT)
    ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/", label=SCRIPT)
    paths = ["", "edit/problem/", "edit/data/", "edit/results/", "edit/story/", "skills/", "links/", "versions/"]
    pages = "".join(text(as_ada.get(f"/portfolio/{project.pk}/{path}")) for path in paths) + text(
        as_ada.get("/portfolio/")
    )
    assert (SCRIPT in pages, "<img" in pages, "&lt;script&gt;" in pages) == (False, False, True)


def test_readiness_is_said_and_opened_up(as_ada: Client, ada: User, skills: dict[str, Skill], plan: None):
    factories.shown_project(ada, skills["python"])  # 2 of 5 weights
    assert '<span class="figure__value">40<small>%</small>' in text(as_ada.get("/roadmap/"))
    assert "40\u00a0% ready" in text(as_ada.get("/roadmap/readiness/"))
