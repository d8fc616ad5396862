"""Board, list, month, adding, and acts on several applications."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from careers.acts.move_application import Happening, course_of, move
from careers.models import Application, ApplicationEvent, User
from tests import factories

pytestmark = pytest.mark.django_db

BOARD = "/applications/"
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/applications/"}


@pytest.fixture
def application(ada: User) -> Application:
    return factories.application(ada, role="ML engineer")


def texts(response: HttpResponse, css: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(response.content.decode()).css(css)]


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def columns(response: HttpResponse) -> dict[str, list[str]]:
    tree = LexborHTMLParser(response.content.decode())
    return {
        column.attributes["data-column"]: [job.text().strip() for job in column.css(".job__role")]
        for column in tree.css("[data-column]")
    }


def new(**fields: str) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "company": "Vela", "step": "saved", "priority": "2"} | fields


# --- the board ---


def test_the_board_without_applications_teaches(as_ada: Client):
    assert texts(as_ada.get(BOARD), ".empty h2") == ["Nothing on the board yet"]


def test_the_board_has_a_column_for_each_open_step(as_ada: Client, ada: User, application: Application):
    factories.application(ada, "Vela", step="interviews")
    factories.application(ada, "Gone", step="closed")
    assert columns(as_ada.get(BOARD)) == {
        "saved": ["ML engineer"], "applied": [], "screening": [], "interviews": ["Vela"], "offer": [],
    }  # fmt: skip


def test_what_is_due_stands_on_top(as_ada: Client, ada: User):
    today = timezone.localdate()
    for company, days in (("Later", 9), ("Never", None), ("Due", -1), ("Soon", 2)):
        next_on = None if days is None else today + dt.timedelta(days=days)
        factories.application(ada, company, next_on=next_on, next_action="write")
    page = as_ada.get(BOARD)
    assert columns(page)["saved"] == ["Due", "Soon", "Later", "Never"]
    assert len(texts(page, ".job__next--due")) == 1


@pytest.mark.parametrize(
    ("address", "most"), [(BOARD, 7), ("/applications/?view=list", 7), ("/applications/?view=month", 8)]
)
def test_the_queries_do_not_grow_with_the_applications(
    address: str, most: int, as_ada: Client, ada: User, django_assert_num_queries: Callable[[int], object]
):
    factories.application(ada, step="applied")
    as_ada.get(address)
    for number in (1, 3):
        for _ in range(number):
            job = factories.application(ada, step="screening")
            factories.round_of(ada, application=job, starts_at=timezone.now())
        with django_assert_num_queries(most):
            as_ada.get(address)


def test_a_stranger_sees_none_of_it(as_grace: Client, application: Application):
    assert texts(as_grace.get(BOARD), ".job") == []


# --- moving ---


def steps(application: Application) -> str:
    return f"/applications/{application.pk}/steps/"


def test_a_move_without_htmx_leads_back_with_a_way_back(as_ada: Client, application: Application):
    response = as_ada.post(steps(application), {"step": "applied", "next": BOARD})
    assert (response.status_code, response["Location"]) == (302, BOARD)
    page = as_ada.get(BOARD)
    assert columns(page)["applied"] == ["ML engineer"]
    assert texts(page, ".toast span") == ["ML engineer at Tern Logistics: applied."]
    as_ada.post("/applications/undo/", {"event": application.events.last().pk})
    assert course_of(application).step == "saved"


def test_a_move_by_htmx_answers_the_two_columns(as_ada: Client, application: Application):
    response = as_ada.post(steps(application), {"step": "applied"}, headers=HTMX)
    assert columns(response) == {"saved": [], "applied": ["ML engineer"]}
    assert f"job-{application.pk}" in response["HX-Trigger-After-Settle"]
    assert texts(response, "#funnel-line b")[0] == "1"


def test_a_move_by_htmx_to_an_end_answers_the_ended_ones(as_ada: Client, application: Application):
    response = as_ada.post(steps(application), {"step": "accepted"}, headers=HTMX)
    assert texts(response, "#ended li a") == ["ML engineer at Tern Logistics"]


def test_moving_twice_writes_one_event(as_ada: Client, application: Application):
    for _ in range(2):
        as_ada.post(steps(application), {"step": "applied"})
    assert ApplicationEvent.objects.count() == 2


@pytest.mark.parametrize("data", [{}, {"step": "hired"}, {"step": "\0"}, {"step": "applied", "day": "never"}])
def test_nonsense_moves_nothing(data: dict[str, str], as_ada: Client, application: Application):
    assert as_ada.post(steps(application), data).status_code == 422
    assert as_ada.post(steps(application), data, headers=HTMX).status_code == 422
    assert course_of(application).step == "saved"


def test_closing_asks_for_a_reason_and_takes_several(as_ada: Client, application: Application):
    assert as_ada.get(f"/applications/{application.pk}/close/").status_code == 200
    assert as_ada.post(steps(application), {"step": "closed"}).status_code == 422
    as_ada.post(steps(application), {"step": "closed", "reasons": ["ghosted", "role_closed"], "note": "silence"})
    assert course_of(application).reasons == ["ghosted", "role_closed"]
    assert texts(as_ada.get(BOARD), ".closed summary span") == [
        "1 no answer, 1 role closed. What they taught you is kept."
    ]


def test_an_undo_that_comes_too_late_says_so(as_ada: Client, ada: User, application: Application):
    event = move(ada, application.pk, Happening("applied")).event
    move(ada, application.pk, Happening("offer"))
    response = as_ada.post("/applications/undo/", {"event": event.pk})
    assert said(response) == ["Something newer happened since, so nothing was undone."]
    assert course_of(application).step == "offer"


# --- the list ---


def listed(response: HttpResponse) -> list[str]:
    return texts(response, "tbody th a")


@pytest.fixture
def three(ada: User) -> None:
    factories.application(ada, "Alder", step="applied", source="Friend", priority=3)
    factories.application(ada, "Birch", step="closed", place="Oslo")
    factories.application(ada, "Cedar", step="offer", source="Board")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Cedar", "Birch", "Alder"]),
        ("sort=company", ["Alder", "Birch", "Cedar"]),
        ("sort=company&backwards=1", ["Cedar", "Birch", "Alder"]),
        ("sort=step", ["Cedar", "Alder", "Birch"]),
        ("sort=priority", ["Alder", "Birch", "Cedar"]),
        ("step=open&sort=company", ["Alder", "Cedar"]),
        ("step=closed", ["Birch"]),
        ("source=Friend", ["Alder"]),
        ("priority=3", ["Alder"]),
        ("q=oslo BIR", ["Birch"]),
        ("q=%00&sort=price&step=hired&priority=9", ["Cedar", "Birch", "Alder"]),
    ],
)
def test_the_list_is_sorted_and_filtered(query: str, shown: list[str], as_ada: Client, three: None):
    assert listed(as_ada.get(f"/applications/?view=list&{query}")) == shown


def test_the_list_by_htmx_is_a_part_of_the_page(as_ada: Client, three: None):
    response = as_ada.get("/applications/?view=list&step=closed", headers=HTMX)
    assert (listed(response), b"<html" in response.content) == (["Birch"], False)


def bulk(client: Client, *applications: Application, **data: str) -> HttpResponse:
    return client.post("/applications/bulk/", {"application": [row.pk for row in applications]} | data)


def test_many_move_and_come_back(as_ada: Client, ada: User, application: Application):
    other = factories.application(ada, "Vela", step="screening")
    response = bulk(as_ada, application, other, act="move", step="screening")
    assert said(response) == ["1\u00a0application moved to screening."]
    [undo] = LexborHTMLParser(as_ada.get(BOARD).content.decode()).css(".toast input[name=event]")
    as_ada.post("/applications/undo/", {"event": undo.attributes["value"]})
    assert course_of(application).step == "saved"


def test_many_are_deleted_and_put_back(as_ada: Client, ada: User, application: Application):
    other = factories.application(ada, "Vela")
    bulk(as_ada, application, other, act="delete")
    page = as_ada.get("/applications/?view=list")
    sent = [
        node.attributes["value"] for node in LexborHTMLParser(page.content.decode()).css(".toast [name=application]")
    ]
    assert Application.of(ada).there().count() == 0
    as_ada.post("/applications/put-back/", {"application": sent})
    assert Application.of(ada).there().count() == 2


def test_many_get_a_priority(as_ada: Client, ada: User, application: Application):
    bulk(as_ada, application, act="priority", priority="3")
    assert Application.of(ada).get().priority == 3


def test_priorities_come_back_where_nothing_newer_stands(as_ada: Client, ada: User, application: Application):
    bulk(as_ada, application, act="priority", priority="3")
    [undo] = LexborHTMLParser(as_ada.get(BOARD).content.decode()).css(".toast input[name=was]")
    as_ada.post("/applications/priorities/", {"was": undo.attributes["value"]})
    assert Application.of(ada).get().priority == 2
    assert as_ada.post("/applications/priorities/", {"was": undo.attributes["value"]}).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {"act": "delete"},
        {"act": "sell", "application": "1"},
        {"act": "move", "application": "1"},
        {"act": "move", "application": "1", "step": "closed"},
        {"act": "priority", "application": "1"},
        {"act": "delete", "application": "9" * 40},
        {"act": "delete", "application": "\0"},
    ],
)
def test_a_bulk_act_that_lacks_something_says_so(data: dict[str, str], as_ada: Client, application: Application):
    response = as_ada.post("/applications/bulk/", data)
    assert (response.status_code, len(said(response))) == (302, 1)


def test_another_persons_rows_are_left_alone_by_bulk_acts(as_grace: Client, ada: User, application: Application):
    bulk(as_grace, application, act="delete")
    bulk(as_grace, application, act="priority", priority="3")
    bulk(as_grace, application, act="move", step="offer")
    row = Application.of(ada).there().get()
    assert (row.priority, course_of(row).step) == (2, "saved")


# --- the month ---


def test_the_month_shows_what_is_to_be_done_and_what_happened(as_ada: Client, ada: User):
    today = timezone.localdate()
    factories.application(ada, "Vela", next_on=today, next_action="Call")
    assert texts(as_ada.get("/applications/?view=month"), ".dated a") == ["CallVela", "SavedVela"]


@pytest.mark.parametrize("month", ["2026-13", "x", "0001-01", "9999-12", "\0"])
def test_a_month_that_is_none_is_this_one(month: str, as_ada: Client, application: Application):
    page = as_ada.get("/applications/", {"view": "month", "month": month})
    assert texts(page, "#month-title") == [f"{timezone.localdate():%B %Y}"]


# --- a new one ---


def test_a_company_is_enough(as_ada: Client, ada: User):
    data = new()
    response = as_ada.post("/applications/new/", data)
    row = Application.of(ada).get()
    assert (response["Location"], row.company, course_of(row).step) == (f"/applications/{row.pk}/", "Vela", "saved")
    as_ada.post("/applications/new/", data)
    assert Application.of(ada).count() == 1


def test_everything_can_be_told_at_once(as_ada: Client, ada: User):
    told = new(role=" ML  engineer ", url="https://e.org/7", pay_from="52 000", pay_to="60.000,50", currency="sek")
    as_ada.post("/applications/new/", told | {"period": "month", "step": "applied", "next_on": "2026-12-01"})
    row = Application.of(ada).get()
    assert (row.role, str(row.pay_from), str(row.pay_to), row.currency) == (
        "ML engineer",
        "52000.00",
        "60000.50",
        "SEK",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"company": " "},
        {"company": "a\0b"},
        {"company": "x" * 121},
        {"url": "javascript:alert(1)"},
        {"pay_from": "9", "pay_to": "8"},
        {"pay_from": "much"},
        {"pay_from": "-1"},
        {"pay_from": "1e12"},
        {"currency": "EURO"},
        {"next_on": "soon"},
        {"next_on": "9999-01-01"},
        {"step": "accepted"},
        {"key": "7"},
        {"posting": "x" * 100_001},
    ],
)
def test_a_wrong_answer_keeps_the_others(wrong: dict[str, str], as_ada: Client):
    response = as_ada.post("/applications/new/", new(role="Kept role") | wrong)
    assert (response.status_code, b"Kept role" in response.content) == (422, True)
    assert not Application.objects.exists()


def test_a_share_sheet_fills_the_form(as_ada: Client):
    page = as_ada.get("/applications/new/", {"url": "https://e.org/7", "title": "ML <engineer>", "text": "Come"})
    form = page.context["form"]
    assert [form[name].value() for name in ("url", "role", "posting")] == ["https://e.org/7", "ML <engineer>", "Come"]


def test_a_link_that_is_shared_as_text_is_the_link(as_ada: Client):
    form = as_ada.get("/applications/new/", {"text": "https://e.org/7 look"}).context["form"]
    assert (form["url"].value(), form["posting"].value()) == ("https://e.org/7", "")


def test_a_posting_fills_what_was_not_typed(as_ada: Client):
    source = (
        '<script type="application/ld+json">{"@type": "JobPosting", "title": "ML engineer", "hiringOrganization": "X"}'
    )
    page = as_ada.post(
        "/applications/fill/",
        {"page_source": source, "company": "Typed", "source": "A friend", "key": str(uuid.uuid4())},
    )
    form = page.context["form"]
    assert [form[name].value() for name in ("company", "role", "source")] == ["Typed", "ML engineer", "A friend"]
    assert not Application.objects.exists()


def test_no_two_fields_of_the_form_share_a_name(as_ada: Client):
    fields = LexborHTMLParser(as_ada.get("/applications/new/").content.decode()).css(
        "main [name]:not([type=radio], button)"
    )
    names = [field.attributes["name"] for field in fields]
    assert sorted(names) == sorted(set(names))


def test_a_source_that_is_too_long_says_so_and_keeps_the_form(as_ada: Client):
    page = as_ada.post("/applications/fill/", {"page_source": "x" * 2_000_001, "company": "Typed"})
    assert (page.status_code, page.context["form"]["company"].value()) == (422, "Typed")


def test_one_is_told_of_earlier_ones_and_never_stopped(as_ada: Client, ada: User, application: Application):
    part = as_ada.get("/applications/before/", {"company": "TERN logistics GmbH"})
    assert texts(part, "a") == ["ML engineer at Tern Logistics"]
    assert texts(as_ada.get("/applications/before/", {"company": "Other"}), "a") == []
    response = as_ada.post("/applications/new/", new(company="Tern Logistics"))
    assert response.status_code == 302
    assert "You were in touch with them before" in said(response)[0]
    assert Application.of(ada).count() == 2


def test_a_bookmark_and_a_share_sheet_lead_to_the_form(as_ada: Client):
    [link] = LexborHTMLParser(as_ada.get("/settings/").content.decode()).css("[href^=javascript]")
    assert link.attributes["href"] == (
        "javascript:void(open(\"http://testserver/applications/new/\"+'?url='+encodeURIComponent(location.href)"
        "+'&title='+encodeURIComponent(document.title)+'&text='+encodeURIComponent(String(getSelection()).slice(0,4000))))"
    )
    shared = as_ada.get("/app.webmanifest").json()["share_target"]
    assert (shared["action"], set(shared["params"])) == ("/applications/new/", {"url", "title", "text"})


def test_the_picture_to_share_names_nobody(as_ada: Client, ada: User):
    assert as_ada.get("/applications/funnel/picture.svg").status_code == 404
    assert texts(as_ada.get("/applications/funnel/"), "h2") == ["Nothing was sent yet"]
    factories.application(ada, "Vela Robotics", step="screening", role="Secret role")
    response = as_ada.get("/applications/funnel/picture.svg")
    assert (response["Content-Type"], response["Content-Disposition"][:10]) == ("image/svg+xml", "attachment")
    assert (b"Vela" in response.content, b"Secret" in response.content, b"1 still open" in response.content) == (
        False, False, True,
    )  # fmt: skip
    picture = as_ada.get("/applications/funnel/picture.png")
    with Image.open(io.BytesIO(picture.content)) as image:
        assert (image.format, image.width) == ("PNG", 1520)
    page = as_ada.get("/applications/funnel/")
    assert texts(page, "tbody th")[:3] == ["Saved", "Applied", "Screening"]


def test_the_csv_holds_every_application_and_no_formula(as_ada: Client, ada: User):
    factories.application(ada, "=HYPERLINK(1)", step="applied", role='ML "engineer", lead', pay_from="52000")
    factories.application(ada, "Över & Ut", step="closed", next_action="-1+1")
    response = as_ada.get("/applications/applications.csv")
    assert (response["Content-Type"], response["Content-Disposition"][:10]) == ("text/csv; charset=utf-8", "attachment")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["Company"], row["Role"], row["Step"], row["Next action"]) for row in rows] == [
        ("Över & Ut", "", "Closed", "'-1+1"),
        ("'=HYPERLINK(1)", 'ML "engineer", lead', "Applied", ""),
    ]
    assert (rows[1]["Applied on"], rows[1]["Pay from"]) == (timezone.localdate().isoformat(), "52000.00")


def test_the_proof_of_search_lists_what_was_sent(as_ada: Client, ada: User):
    assert as_ada.get("/applications/print/")["Location"] == BOARD
    factories.application(ada, "Saved only")
    factories.application(ada, "Vela", step="applied")
    assert texts(as_ada.get("/applications/print/"), "tbody th") == ["Vela"]
