"""Bringing applications in: pasted or as a file, looked over, all or none."""

import csv
import datetime as dt
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from careers.acts.move_application import Happening, course_of, move
from careers.models import Application, User
from tests import factories

pytestmark = pytest.mark.django_db

IMPORT = "/applications/import/"
TEXT = "Company,Role,Status,Date applied\nTern,ML engineer,Interviewing,2026-04-03\nVela,Analyst,Rejected,2026-04-05\n"


def sent(text: str = TEXT, act: str = "preview", **more: object) -> dict[str, object]:
    return {"key": str(uuid.uuid4()), "text": text, "act": act} | more


def texts(response: HttpResponse, css: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(response.content.decode()).css(css)]


def test_the_preview_says_what_each_row_becomes_and_saves_nothing(as_ada: Client):
    page = as_ada.post(IMPORT, sent())
    assert page.status_code == 200
    assert texts(page, "tbody tr td:nth-child(3)") == ["Interviews", "Closed: rejected"]
    assert texts(page, "button[value=add]") == ["Add 2 applications"]
    assert not Application.objects.exists()


def test_adding_adds_all_with_their_history_and_twice_is_once(as_ada: Client, ada: User):
    data = sent(act="add")
    for _ in range(2):
        assert as_ada.post(IMPORT, data)["Location"] == "/applications/?view=list"
    told = {row.company: course_of(row) for row in Application.of(ada)}
    assert {company: (course.step, course.applied_on) for company, course in told.items()} == {
        "Tern": ("interviews", dt.date(2026, 4, 3)), "Vela": ("closed", dt.date(2026, 4, 5)),
    }  # fmt: skip
    assert told["Vela"].reasons == ["rejected"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (",ML engineer,,", "Company: Which company is it?"),
        ("Tern,,dancing,", "“dancing” is no step that is known here."),
        ("Tern,,,2999-01-01", "Applied: What happened lies on a day that has come, since 1970."),
    ],
)
def test_one_wrong_row_keeps_all_of_them_out(line: str, error: str, as_ada: Client):
    page = as_ada.post(IMPORT, sent(f"{TEXT}{line}\n", "add"))
    assert (page.status_code, texts(page, ".field__error"), texts(page, "tbody td")[0]) == (422, [error], "4")
    assert texts(page, "button[value=add]") == []
    assert "ML engineer" in texts(page, "textarea")[0]
    assert not Application.objects.exists()


def test_what_is_here_already_stays_out_unless_it_is_wanted(as_ada: Client, ada: User):
    factories.application(ada, "TERN", role="ML Engineer")
    assert "Here already" in texts(as_ada.post(IMPORT, sent()), "tbody td")
    as_ada.post(IMPORT, sent(act="add"))
    assert Application.of(ada).count() == 2
    as_ada.post(IMPORT, sent(act="add", known="on"))
    assert Application.of(ada).count() == 4


def test_a_company_that_was_asked_before_is_told(as_ada: Client, ada: User):
    factories.application(ada, "Tern AB", role="Something else")
    assert texts(as_ada.post(IMPORT, sent()), "tbody td:last-child")[0] == "You were in touch with them before"


def test_a_member_may_choose_a_file_and_a_guest_only_pastes(as_ada: Client, guest: User):
    file = SimpleUploadedFile("x.csv", "Company\nÅkerö\n".encode("utf-16"))
    assert texts(as_ada.post(IMPORT, sent("", file=file)), "tbody th") == ["Åkerö"]
    as_guest = factories.client_of(guest)
    assert texts(as_guest.get(IMPORT), "[type=file]") == []
    file.seek(0)
    assert as_guest.post(IMPORT, sent("", file=file)).status_code == 422
    as_guest.post(IMPORT, sent(act="add"))
    assert Application.of(guest).count() == 2


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"key": "x", "text": TEXT},
        {"key": str(uuid.uuid4()), "text": ""},
        {"key": str(uuid.uuid4()), "text": "a\0b"},
        {"key": str(uuid.uuid4()), "text": "x" * 1_000_001},
        {"key": str(uuid.uuid4()), "text": TEXT, "days": "never"},
    ],
)
def test_nonsense_gets_a_word_and_adds_nothing(data: dict[str, str], as_ada: Client):
    assert as_ada.post(IMPORT, {"act": "add"} | data).status_code == 422
    assert not Application.objects.exists()


def exported(client: Client) -> list[list[str]]:
    rows = csv.reader(io.StringIO(client.get("/applications/applications.csv").content.decode().removeprefix("\ufeff")))
    return sorted(rows)


def test_our_own_export_comes_back_unharmed(as_ada: Client, as_grace: Client, ada: User):
    told = {"role": "=cmd", "place": "Malmö", "remote": "hybrid", "pay_from": "52000", "pay_to": "60000.50"}
    told |= {"currency": "SEK", "period": "month", "priority": 3, "source": "'-friend", "url": "https://e.org/7"}
    row = factories.application(ada, **told, next_action="Call, then write", next_on=dt.date(2027, 1, 2))
    for step, days, reasons in (("screening", 9, []), ("applied", 5, []), ("closed", 0, ["ghosted", "role_closed"])):
        move(ada, row.pk, Happening(step, reasons, timezone.localdate() - dt.timedelta(days=days)))
    back = factories.application(ada, "Vela", step="offer")
    move(ada, back.pk, Happening("screening"))
    text = as_ada.get("/applications/applications.csv").content.decode()
    assert as_grace.post(IMPORT, sent(text, "add")).status_code == 302
    assert exported(as_grace) == exported(as_ada)
