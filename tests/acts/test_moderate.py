"""What moderators decide of public pages, and what it does to everybody concerned."""

import json
import uuid
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from careers.acts.delete_account import delete_account
from careers.acts.export_data import export_data
from careers.acts.import_data import import_file
from careers.acts.moderate import DecidedAlready, give_back, keep, stay, withhold
from careers.acts.report_page import NotReported, answer_moderators, report_page
from careers.figures.moderation import moderation, waiting_count
from careers.figures.public_page import own_page, published_page, shared_page
from careers.models import ModerationEvent, PageReport, Project, User, Withheld
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo() -> User:
    return factories.with_duty("mo@example.org", "moderator")


@pytest.fixture
def project(ada: User) -> Project:
    factories.profile(ada)
    return factories.shown_project(ada)


def told(ada: User, grace: User, **said: object) -> PageReport:
    page = published_page("ada")
    assert page
    return report_page(grace, uuid.uuid4(), page, said.get("project"), "spam", "")[0]


# --- reporting ---


def test_a_page_is_reported_once_by_one_person(ada: User, grace: User, project: Project):
    told(ada, grace)
    with pytest.raises(NotReported):
        told(ada, grace)
    page = published_page("ada")
    assert told(ada, grace, project=page.projects[0]).page == "ada/notes"
    assert PageReport.of(grace).count() == 2


def test_somebody_reports_so_many_pages_in_a_day(ada: User, grace: User, project: Project, settings):
    settings.REPORTS_A_DAY = 1
    factories.page_report(grace, factories.member("other@example.org"))
    with pytest.raises(NotReported):
        told(ada, grace)


def test_a_form_that_is_sent_twice_is_one_report(ada: User, grace: User, project: Project):
    key, page = uuid.uuid4(), published_page("ada")
    for _ in range(2):
        report_page(grace, key, page, None, "spam", "")
    assert PageReport.objects.get().key == key


# --- deciding ---


def test_keeping_answers_everybody_who_reported_that_page(ada: User, grace: User, mo: User, project: Project):
    factories.page_report(grace, ada)
    factories.page_report(mo, ada)
    other = factories.page_report(grace, ada, project)
    assert keep(ada, None, mo, "It is fine.") == 2
    assert set(PageReport.objects.filter(project=None).values_list("outcome", "answer")) == {("kept", "It is fine.")}
    other.refresh_from_db()
    assert other.state == "open"
    with pytest.raises(DecidedAlready):
        keep(ada, None, mo, "It is fine.")


def test_a_whole_page_is_withheld_with_all_that_was_reported_of_it(ada: User, grace: User, mo: User, project: Project):
    factories.page_report(grace, ada)
    factories.page_report(grace, ada, project)
    withhold(ada, None, mo, "Spam.", None)
    assert [published_page("ada"), shared_page(ada)] == [None, None]
    assert own_page(ada) is not None
    assert set(PageReport.objects.values_list("outcome", "answer")) == {("withheld", "")}
    with pytest.raises(DecidedAlready):
        withhold(ada, None, mo, "Spam.", None)


def test_one_project_is_withheld_though_the_page_was_reported(ada: User, grace: User, mo: User, project: Project):
    factories.page_report(grace, ada)
    factories.shown_project(ada, slug="other")
    withhold(ada, project.key, mo, "Copied.", None)
    page = published_page("ada")
    assert [each.slug for each in page.projects] == ["other"]
    assert len(own_page(ada).projects) == 2
    assert PageReport.objects.get().outcome == "withheld"


def test_what_is_withheld_stays_so_until_it_is_given_back(ada: User, mo: User, project: Project):
    withhold(ada, None, mo, "Spam.", None)
    with pytest.raises(DecidedAlready):
        stay(ada, None, mo, "No answer yet.")
    answer_moderators(ada, Withheld.objects.get().pk, "It is out.")
    assert not answer_moderators(ada, Withheld.objects.get().pk, "Once more.")
    stay(ada, None, mo, "Half of it is.")
    assert Withheld.objects.get().reason == "Half of it is."
    assert waiting_count(mo) == 0
    give_back(ada, None, mo, "Now it is.")
    assert published_page("ada") is not None
    assert list(ModerationEvent.objects.values_list("what", flat=True)) == ["given-back", "stayed", "withheld"]


def test_nobody_slips_out(ada: User, mo: User, project: Project):
    """By publishing again, by another handle, by showing the project again, by a file from before."""
    before = json.dumps(export_data(ada)).encode()
    withhold(ada, None, mo, "Spam.", None)
    withhold(ada, project.key, mo, "Copied.", None)
    profile = ada.profile
    for public in (False, True):
        profile.is_public, profile.handle = public, "countess"
        profile.save()
    project.shownprojects.all().delete()
    Project.objects.filter(pk=project.pk).delete()
    import_file(ada, before)
    profile.refresh_from_db()
    assert Project.of(ada).get().key == project.key
    assert (Withheld.of(ada).count(), published_page("countess")) == (2, None)
    give_back(ada, None, mo, "The page may be seen, the project not.")
    assert (len(published_page("countess").projects), len(own_page(ada).projects)) == (0, 1)


# --- those who leave ---


def test_what_an_account_leaves_names_nobody(ada: User, grace: User, mo: User, project: Project):
    report = factories.page_report(grace, ada)
    withhold(ada, None, mo, "Spam.", None)
    factories.page_report(grace, ada, project)
    delete_account(ada)
    delete_account(mo)
    report.refresh_from_db()
    assert (report.owner, report.page, report.outcome) == (None, "", "withheld")
    assert PageReport.objects.get(state="open").is_moot
    event = ModerationEvent.objects.get()
    assert (event.owner, event.by, event.what, event.reason) == (None, None, "withheld", "Spam.")
    boss = factories.with_duty("boss@example.org", "administrator")
    found = moderation(boss, 5)
    assert ([one.title for one in found.decided], found.waiting) == (["A page whose owner has left"], [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE careers_moderationevent SET reason = 'none'",
        "UPDATE careers_moderationevent SET by_id = owner_id",
        "DELETE FROM careers_moderationevent",
    ],
)
def test_nobody_edits_what_was_decided(ada: User, mo: User, project: Project, statement: str):
    withhold(ada, None, mo, "Spam.", None)
    with pytest.raises(DatabaseError, match="is not edited"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# --- mail ---


def test_the_owner_has_a_mail_where_mail_goes_out(
    ada: User,
    mo: User,
    project: Project,
    settings,
    mailoutbox,
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        withhold(ada, None, mo, "It is <b>spam</b>.", None)
        settings.MAIL_GOES_OUT = True
        give_back(ada, None, mo, "It isn’t.")
    [mail] = mailoutbox
    assert (mail.subject, mail.to, "It isn’t." in mail.body, "mo@" in mail.body) == (
        "Your public page is given back",
        ["ada@example.org"],
        True,
        False,
    )


# --- at the same moment ---


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_decide_once(ada: User, grace: User, mo: User, project: Project):
    boss = factories.with_duty("boss@example.org", "administrator")
    factories.page_report(grace, ada)
    refused = []

    def decide(by: User) -> None:
        try:
            withhold(ada, None, by, "Spam.", None)
        except DecidedAlready:
            refused.append(by)
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(by,)) for by in (mo, boss)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), ModerationEvent.objects.count()) == (1, 1)
