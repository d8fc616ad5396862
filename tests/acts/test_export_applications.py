"""Applications leave in an export, with their papers in its zip, and come in whole elsewhere."""

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from careers.acts.delete_account import delete_account
from careers.acts.export_data import export_data
from careers.acts.export_files import export_zip
from careers.acts.import_data import Refused, import_file
from careers.acts.keep_document import add_version, send
from careers.acts.move_application import Happening, correct, course_of, move, undo
from careers.models import Application, Contact, Document, DocumentVersion, User, personal_models
from tests import factories

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 mine %%EOF"
NAMES = ("applications", "application_events", "contacts", "documents", "document_versions", "sent_documents")


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def lived_in(ada: User) -> User:
    """One application with a correction, an undo, a contact and a paper that was sent."""
    row = factories.application(ada, role="ML engineer", pay_from="52000", currency="SEK", next_on=dt.date(2030, 1, 2))
    event = move(ada, row.pk, Happening("applied")).event
    correct(ada, event.pk, Happening("screening", note="they called"))
    undo(ada, move(ada, row.pk, Happening("closed", ["ghosted"])).event.pk)
    Contact.objects.create(user=ada, application=row, name="Ida", thanked_on=dt.date(2026, 1, 2))
    send(ada, row, add_version(ada, Document(title="CV"), PDF), timezone.localdate())
    return ada


def rows(user: User) -> dict[str, list]:
    data = export_data(user)
    return {name: data[name] for name in NAMES}


def zipped(user: User) -> bytes:
    target = BytesIO()
    export_zip(user, target)
    return target.getvalue()


def test_all_of_it_comes_in_elsewhere_with_its_files(lived_in: User, grace: User):
    for _ in range(2):
        import_file(grace, zipped(lived_in))
    assert rows(grace) == rows(lived_in)
    course = course_of(Application.of(grace).get())
    assert (course.step, [len(line.corrected) for line in course.lines]) == ("screening", [0, 1])
    with DocumentVersion.of(grace).get().file.open() as file:
        assert file.read() == PDF


def test_without_the_zip_a_paper_is_known_without_its_file(lived_in: User, grace: User):
    import_file(grace, json.dumps(export_data(lived_in)).encode())
    assert rows(grace) == rows(lived_in)
    assert not DocumentVersion.of(grace).get().file


def test_a_file_cannot_reach_into_another_persons_applications(lived_in: User, grace: User):
    theirs = factories.application(grace)
    data = export_data(lived_in)
    for name in ("application_events", "contacts", "sent_documents"):
        for row in data[name]:
            row["application"] = str(theirs.key)
    before = rows(grace)
    other = factories.member("joan@example.org")
    import_file(other, json.dumps(data).encode())
    assert (rows(grace), rows(other)["contacts"]) == (before, [])


@pytest.mark.parametrize(
    ("name", "part", "value"),
    [
        ("applications", "company", ""),
        ("applications", "url", "javascript:alert(1)"),
        ("applications", "pay_from", "-1"),
        ("applications", "next_on", "9999-01-01"),
        ("applications", "posting", "a\0b"),
        ("application_events", "step", "hired"),
        ("application_events", "reasons", ["rejected"]),
        ("application_events", "day", "2999-01-01"),
        ("application_events", "day", "2026-02-31"),
        ("document_versions", "sha256", "x"),
        ("contacts", "name", "x" * 121),
    ],
)
def test_a_wrong_row_is_refused_with_all_others(name: str, part: str, value: object, lived_in: User, grace: User):
    data = export_data(lived_in)
    data[name][0][part] = value
    with pytest.raises(Refused):
        import_file(grace, json.dumps(data).encode())
    assert not any(model.of(grace).exists() for model in personal_models())


def test_deletion_takes_the_files_too(lived_in: User, uploads: Path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(lived_in)
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_the_next_version_of_a_paper_with_the_highest_number_fits(ada: User):
    document = Document.objects.create(user=ada, title="CV")
    DocumentVersion.objects.create(user=ada, document=document, number=32_767, format="pdf", size=1)
    assert add_version(ada, document, PDF).number == 32_767


def test_a_paper_deleted_meanwhile_was_not_sent(ada: User):
    row, version = factories.application(ada), add_version(ada, Document(title="CV"), PDF)
    DocumentVersion.objects.all().delete()
    with pytest.raises(DocumentVersion.DoesNotExist):
        send(ada, row, version, timezone.localdate())
