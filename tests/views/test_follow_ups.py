"""Follow-ups: on the card, on the page, on Today; written, put off, switched off; how a letter begins."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from careers.models import Application, ApplicationEvent, Contact, FollowUpChoice, FollowUpRhythm, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(ada: User) -> Application:
    """Sent nine days ago: the follow-up was due two days ago."""
    row = factories.application(ada, role="ML engineer", step="applied")
    row.events.update(day=timezone.localdate() - dt.timedelta(days=9))
    return row


@pytest.fixture
def act(application: Application) -> str:
    return f"/applications/{application.pk}/follow-up/"


def texts(response: HttpResponse, css: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(response.content.decode()).css(css)]


def to_write(client: Client) -> list[str]:
    return texts(client.get("/today/"), "#to-write a")


def test_a_follow_up_stands_on_card_page_and_today(as_ada: Client, application: Application):
    assert texts(as_ada.get("/applications/"), ".job__next")[0].startswith("Write again, ")
    assert texts(as_ada.get(f"/applications/{application.pk}/"), ".next__title") == ["Write again"]
    assert to_write(as_ada) == ["Tern Logistics: Write again"]


def test_what_one_planned_oneself_wins(as_ada: Client, application: Application):
    as_ada.post(f"/applications/{application.pk}/next/", {"next_action": "Call Ida"})
    assert texts(as_ada.get(f"/applications/{application.pk}/"), ".next__title") == ["Call Ida"]
    assert to_write(as_ada) == []


def test_a_move_makes_it_right_at_once(as_ada: Client, application: Application):
    as_ada.post(f"/applications/{application.pk}/steps/", {"step": "interviews"})
    assert to_write(as_ada) == []
    assert texts(as_ada.get("/applications/"), ".job__next")[0].startswith("Ask what they decided, ")


def test_what_was_written_becomes_a_line_once_and_can_be_undone(as_ada: Client, application: Application, act: str):
    for _ in range(2):
        as_ada.post(act, {"act": "done"})
    [note] = ApplicationEvent.objects.filter(application=application, step="")
    assert (note.note, to_write(as_ada)) == ("Wrote again", [])
    as_ada.post("/applications/undo/", {"event": note.pk})
    assert to_write(as_ada) == ["Tern Logistics: Write again"]


@pytest.mark.parametrize("data", [{"act": "later", "days": "7"}, {"act": "never"}])
def test_it_waits_or_stays_away_and_comes_back(
    data: dict[str, str], as_ada: Client, application: Application, act: str
):
    as_ada.post(act, data)
    [ticket] = LexborHTMLParser(as_ada.get("/applications/").content.decode()).css(".toast [name=ticket]")
    assert to_write(as_ada) == []
    as_ada.post("/undo/", {"ticket": ticket.attributes["value"]})
    assert to_write(as_ada) == ["Tern Logistics: Write again"]
    as_ada.post(act, data)
    as_ada.post(act, {"act": "again"})
    assert (to_write(as_ada), FollowUpChoice.objects.count()) == (["Tern Logistics: Write again"], 0)


@pytest.mark.parametrize("data", [{}, {"act": "sell"}, {"act": "later", "days": "x"}, {"act": "\0"}])
def test_nonsense_changes_nothing(data: dict[str, str], as_ada: Client, act: str):
    assert as_ada.post(act, data).status_code == 302
    assert not FollowUpChoice.objects.exists()


def test_long_past_it_is_said_on_the_application_alone_and_kindly(as_ada: Client, application: Application):
    application.events.update(day=timezone.localdate() - dt.timedelta(days=40))
    assert to_write(as_ada) == []
    page = as_ada.get(f"/applications/{application.pk}/")
    assert (texts(page, ".next__title"), "Silence is common" in page.content.decode()) == (["Quiet for 40 days"], True)


# --- rhythm ---


def test_the_rhythm_is_ones_own_and_empty_means_never(as_ada: Client, ada: User, application: Application):
    days = {"applied": "", "screening": "5", "interviews": "5", "offer": "1", "thanks": "2"}
    assert as_ada.post("/settings/applications/", days)["Location"] == "/settings/applications/"
    assert (FollowUpRhythm.of(ada).get().applied, to_write(as_ada)) == (None, [])


@pytest.mark.parametrize("days", ["0", "91", "-1", "x", "9" * 30])
def test_a_rhythm_that_is_none_is_given_back(days: str, as_ada: Client):
    response = as_ada.post("/settings/applications/", {"applied": days})
    assert (response.status_code, FollowUpRhythm.objects.exists()) == (422, False)


# --- letters ---


def letter(client: Client, application: Application, situation: str = "") -> str:
    page = client.get(f"/applications/{application.pk}/letters/", {"for": situation})
    return texts(page, "#letter-text")[0]


def test_a_letter_has_the_names_filled_in(as_ada: Client, ada: User, application: Application):
    ada.name = "Ada Lovelace"
    ada.save()
    Contact.objects.create(user=ada, application=application, name="Ida Berg")
    text = letter(as_ada, application)
    assert text.startswith("Dear Ida Berg, On ")
    assert "the role of ML engineer" in text
    assert text.endswith("Kind regards Ada Lovelace")


@pytest.mark.parametrize("situation", ["thanks", "interviews", "offer", "silence", "\0", "x"])
def test_what_nobody_told_stands_in_brackets(situation: str, as_ada: Client, application: Application):
    assert letter(as_ada, application, situation).startswith("Dear [name], ")


def test_a_thank_you_names_its_round(as_ada: Client, ada: User, application: Application):
    then = timezone.now() - dt.timedelta(days=1)
    factories.round_of(ada, application=application, title="Coding round", starts_at=then, status="held")
    assert texts(as_ada.get(f"/applications/{application.pk}/"), ".next__title") == ["Say thank you for “Coding round”"]
    assert "Thank you for your time in the coding round." in letter(as_ada, application)
