"""The page of one application: steps, history, next action, notes, contacts, documents."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from careers.acts.move_application import Happening, correct, course_of, move
from careers.models import Application, Contact, Document, DocumentVersion, SentDocument, User
from tests import factories

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def application(ada: User) -> Application:
    return factories.application(ada, role="ML engineer")


@pytest.fixture
def page(application: Application) -> str:
    return f"/applications/{application.pk}/"


def texts(response: HttpResponse, css: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(response.content.decode()).css(css)]


# --- what happened ---


def test_the_walk_tells_where_it_is(as_ada: Client, ada: User, application: Application, page: str):
    move(ada, application.pk, Happening("screening", day=timezone.localdate() - dt.timedelta(days=3)))
    answer = as_ada.get(page)
    assert texts(answer, ".walk__step b") == ["Saved", "Applied", "Screening", "Interviews", "Offer", "Accepted"]
    assert texts(answer, ".walk__step--here b") == ["Saved"]  # of today, while screening lies three days back
    assert [" ".join(text.split()) for text in texts(answer, ".walk__step--todo span")] == ["ahead"] * 3


def test_a_closed_one_keeps_how_far_it_came(as_ada: Client, ada: User, application: Application, page: str):
    move(ada, application.pk, Happening("interviews"))
    move(ada, application.pk, Happening("closed", ["rejected"]))
    assert texts(as_ada.get(page), ".walk__step b") == ["Saved", "Applied", "Screening", "Interviews", "Closed"]
    assert texts(as_ada.get(page), ".callout b") == ["Closed: rejected"]


def test_the_history_shows_what_a_correction_replaced(as_ada: Client, ada: User, application: Application, page: str):
    event = move(ada, application.pk, Happening("applied", note="by post")).event
    correct(ada, event.pk, Happening("screening"))
    answer = as_ada.get(page)
    assert texts(answer, ".timeline__what b") == ["Saved → Screening", "Saved"]
    assert len(texts(answer, ".timeline s")) == 1
    assert texts(answer, ".timeline__undo button") == ["Undo “Screening”"]


def test_a_line_is_corrected_on_its_page(as_ada: Client, ada: User, application: Application, page: str):
    event = move(ada, application.pk, Happening("applied")).event
    address = f"{page}events/{event.pk}/"
    assert as_ada.get(address).context["form"]["step"].value() == "applied"
    day = timezone.localdate() - dt.timedelta(days=4)
    assert as_ada.post(address, {"step": "applied", "day": day.isoformat()})["Location"] == f"{page}#history"
    assert course_of(application).applied_on == day
    assert as_ada.post(address, {"step": "offer", "day": day.isoformat()}).status_code == 409


@pytest.mark.parametrize("day", ["2999-01-01", "1969-12-31", "x", "0000-00-00"])
def test_what_happened_lies_on_a_day_that_has_come(day: str, as_ada: Client, application: Application, page: str):
    response = as_ada.post(f"{page}steps/", {"step": "applied", "day": day, "note": "kept words"})
    assert (response.status_code, b"kept words" in response.content) == (422, True)


def test_a_note_is_written_down(as_ada: Client, application: Application, page: str):
    as_ada.post(f"{page}steps/", {"note": "Wrote <again>", "next": page})
    assert texts(as_ada.get(page), ".timeline__what b") == ["Wrote <again>", "Saved"]


def test_the_queries_do_not_grow_with_the_history(
    as_ada: Client, ada: User, application: Application, page: str, django_assert_num_queries: Callable[[int], object]
):
    as_ada.get(page)  # the snapshot of the catalogue is read once for everybody
    for number in (1, 3):
        for n in range(number):
            move(ada, application.pk, Happening(note=f"{n}"))
            Contact.objects.create(user=ada, application=application, name="Ida")
            factories.round_of(ada, application=application)
        with django_assert_num_queries(11):
            as_ada.get(page)


# --- editing ---


def test_the_application_is_edited(as_ada: Client, application: Application, page: str):
    as_ada.post(f"{page}edit/", {"company": "Tern AB", "priority": "3"})
    application.refresh_from_db()
    assert (application.company, application.role, application.priority) == ("Tern AB", "", 3)


def test_a_wrong_edit_keeps_what_was_typed(as_ada: Client, application: Application, page: str):
    response = as_ada.post(f"{page}edit/", {"company": "", "role": "Kept role", "priority": "3"})
    assert (response.status_code, b"Kept role" in response.content) == (422, True)


def test_two_tabs_do_not_write_over_each_other_unawares(as_ada: Client, application: Application, page: str):
    seen = as_ada.get(f"{page}edit/").context["seen"]
    as_ada.post(f"{page}notes/", {"notes": "these do not count", "version": "1"})
    first = {"company": "First", "priority": "2", "seen": seen}
    assert as_ada.post(f"{page}edit/", first).status_code == 302
    clash = as_ada.post(f"{page}edit/", first | {"company": "Second"})
    assert (clash.status_code, Application.objects.get().company) == (422, "First")
    as_ada.post(f"{page}edit/", first | {"company": "Second", "seen": clash.context["seen"]})
    row = Application.objects.get()
    assert (row.company, row.notes) == ("Second", "these do not count")


def test_the_next_action_is_planned(as_ada: Client, application: Application, page: str):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    as_ada.post(f"{page}next/", {"next_action": "Call Ida", "next_on": tomorrow.isoformat()})
    answer = as_ada.get(page)
    assert (texts(answer, ".next__title"), texts(answer, ".next .tag")) == (["Call Ida"], ["tomorrow"])
    assert as_ada.post(f"{page}next/", {"next_on": "x"}).status_code == 422


def test_deleting_leads_to_the_board_with_a_way_back(as_ada: Client, application: Application, page: str):
    assert as_ada.post(f"{page}delete/")["Location"] == "/applications/"
    assert as_ada.get(page).status_code == 404
    as_ada.post("/applications/put-back/", {"application": application.pk})
    assert as_ada.get(page).status_code == 200


def test_notes_save_themselves_and_do_not_write_over_another_tab(as_ada: Client, application: Application, page: str):
    first = as_ada.post(f"{page}notes/", {"notes": "*one*", "version": "1"}, headers={"HX-Request": "true"})
    assert texts(first, "#notes-shown em") == ["one"]
    clash = as_ada.post(f"{page}notes/", {"notes": "two", "version": "1"})
    assert (clash.status_code, texts(clash, "pre")) == (409, ["*one*"])
    assert as_ada.post(f"{page}notes/", {"notes": "two", "version": "2"})["Location"] == f"{page}#notes-title"


@pytest.mark.parametrize(
    "data", [{"notes": "x" * 50_001, "version": "1"}, {"notes": "a\0b", "version": "1"}, {"notes": "x"}]
)
def test_notes_that_cannot_be_kept_stay_in_the_form(data: dict[str, str], as_ada: Client, page: str):
    response = as_ada.post(f"{page}notes/", data)
    assert (response.status_code, data["notes"].replace("\0", "") in response.content.decode().replace("\0", "")) == (
        422,
        True,
    )


# --- contacts ---


def test_a_contact_comes_changes_and_goes_with_ways_back(
    as_ada: Client, ada: User, application: Application, page: str
):
    as_ada.post(f"{page}contacts/new/", {"name": "Ida Berg", "referral_given_on": "2026-01-02"})
    contact = Contact.of(ada).get()
    as_ada.post(f"{page}contacts/{contact.pk}/", {"name": "Ida", "role": "lead"})
    as_ada.post(f"{page}contacts/{contact.pk}/delete/")
    assert not Contact.of(ada).exists()
    ticket = LexborHTMLParser(as_ada.get(page).content.decode()).css(".toast [name=ticket]")[-1]
    as_ada.post("/undo/", {"ticket": ticket.attributes["value"]})
    assert (Contact.of(ada).get().name, Contact.of(ada).get().role) == ("Ida", "lead")


def test_a_contact_needs_a_name(as_ada: Client, page: str):
    assert as_ada.post(f"{page}contacts/new/", {"name": " ", "met": "At a meetup"}).status_code == 422


# --- documents ---


def word(packing: int = ZIP_DEFLATED, **parts: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def spoilt(packing: int) -> bytes:
    """With a byte of its text that is another one."""
    content = bytearray(word(packing, **{"word/document.xml": b"<w:document/>" * 99, "[Content_Types].xml": b"x"}))
    content[60] ^= 0xFF
    return bytes(content)


DOCX = word(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


def sends(client: Client, page: str, content: bytes, name: str = "cv.pdf", **data: str) -> HttpResponse:
    data = {"sent_on": timezone.localdate().isoformat(), "title": "CV"} | data
    return client.post(f"{page}documents/", data | {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), (DOCX, "docx"), ("Dear Ida,\n\u00e5".encode(), "txt")],
    ids=["pdf", "docx", "text"],
)
def test_a_paper_is_told_by_its_content_and_leaves_as_an_attachment(
    content: bytes, kind: str, as_ada: Client, ada: User, page: str
):
    assert sends(as_ada, page, content, "lies.exe").status_code == 302
    version = DocumentVersion.of(ada).get()
    assert (version.format, version.size, SentDocument.of(ada).count()) == (kind, len(content), 1)
    response = as_ada.get(f"/applications/documents/{version.pk}/")
    assert b"".join(response.streaming_content) == content
    headers = ("Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
    assert [response[name] for name in headers] == [
        f'attachment; filename="CV, version 1.{kind}"', "nosniff", "sandbox; default-src 'none'",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>\0",
        b"MZ\x90\0",
        b"%PDF-1.7 and no end",
        b"PK\3\4 broken",
        word(**{"word/document.xml": b"x"}),
        word(**{"[Content_Types].xml": b"x", "word/document.xml": b"x", "word/vbaProject.bin": b"x"}),
        word(**{"[Content_Types].xml": b"x", "word/document.xml": b"0" * 51 * 1024 * 1024}),
        *(spoilt(packing) for packing in (ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA)),
        "€".encode("cp1252"),
        b"x" * (5 * 1024 * 1024 + 1),
    ],
    ids=[
        "empty",
        "zeros",
        "program",
        "cut",
        "zip",
        "no types",
        "macros",
        "bomb",
        "deflated",
        "bzip2",
        "lzma",
        "cp1252",
        "large",
    ],
)
def test_what_is_no_paper_is_refused(content: bytes, as_ada: Client, page: str, uploads: Path):
    assert sends(as_ada, page, content).status_code == 422
    assert (Document.objects.exists(), list(uploads.iterdir())) == (False, [])


def test_the_next_version_of_a_document_and_the_same_again(as_ada: Client, ada: User, page: str):
    sends(as_ada, page, PDF)
    document = Document.of(ada).get()
    for _ in range(2):
        sends(as_ada, page, b"%PDF-2 %%EOF", document=str(document.pk))
    assert list(DocumentVersion.of(ada).values_list("number", flat=True)) == [2, 1]
    assert texts(as_ada.get(page), "#documents a[download]") == ["CV", "CV"]
    assert as_ada.get("/applications/documents/").status_code == 200


def test_a_version_that_is_here_is_sent_again(as_ada: Client, ada: User, page: str):
    sends(as_ada, page, PDF)
    other = factories.application(ada, "Vela")
    version = DocumentVersion.of(ada).get()
    day = timezone.localdate().isoformat()
    as_ada.post(f"/applications/{other.pk}/documents/", {"version": version.pk, "sent_on": day})
    assert other.sent.get().document_version == version
    as_ada.post(f"/applications/{other.pk}/documents/{other.sent.get().pk}/remove/")
    assert (other.sent.exists(), DocumentVersion.of(ada).exists()) == (False, True)


def test_another_persons_version_cannot_be_sent_or_read(as_ada: Client, as_grace: Client, grace: User, page: str):
    sends(as_ada, page, PDF)
    version = DocumentVersion.objects.get()
    theirs = factories.application(grace)
    data = {"version": version.pk, "sent_on": timezone.localdate().isoformat()}
    assert as_grace.post(f"/applications/{theirs.pk}/documents/", data).status_code == 422
    assert as_grace.get(f"/applications/documents/{version.pk}/").status_code == 404


def test_a_deleted_version_goes_with_its_file(
    as_ada: Client, ada: User, page: str, uploads: Path, django_capture_on_commit_callbacks: Callable[..., object]
):
    sends(as_ada, page, PDF)
    version = DocumentVersion.of(ada).get()
    assert as_ada.get(f"/applications/documents/{version.pk}/delete/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        as_ada.post(f"/applications/documents/{version.pk}/delete/")
    assert (Document.of(ada).exists(), [path for path in uploads.rglob("*") if path.is_file()]) == (False, [])


def test_a_guest_keeps_no_documents(guest: User):
    client = factories.client_of(guest)
    application = factories.application(guest)
    assert sends(client, f"/applications/{application.pk}/", PDF)["Location"] == "/accounts/signup/"
    assert texts(client.get(f"/applications/{application.pk}/"), "#documents") == []
