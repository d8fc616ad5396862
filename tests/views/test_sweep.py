"""Every address, for everybody: a visitor, a guest, a member, a stranger.

An address without a line in `WHO` fails the first test, so a new page cannot be forgotten. Addresses that carry the
id of a personal row also stand in `THEIRS`, with a row of ada's; grace must not find it.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from careers.acts.mark import mark
from careers.acts.reset import reset
from careers.acts.share import make_share_link
from careers.models import (
    Contact,
    ContactWay,
    Document,
    DocumentVersion,
    Merge,
    OwnLink,
    Project,
    ProjectImage,
    ProjectLink,
    ProjectMetric,
    ProjectVersion,
    Reset,
    RoundQuestion,
    RoundTask,
    RoundWork,
    SentDocument,
    Skill,
    SkillEvent,
    StudyEntry,
    User,
    Wish,
    Withheld,
    personal_models,
)
from tests import factories
from tests.factories import client_of, interview_stage

pytestmark = pytest.mark.django_db

PUBLIC = "everybody"
ENTRANCE = "visitors and guests; a member is inside already"
ENTRANCE_STEP = "between the password and being logged in; everybody else is sent to log in"
GUEST_ACT = "POST; makes a guest of a visitor"
OWN = "guests and members; a visitor is sent to log in, or to the start"
OWN_ACT = "POST; guests and members"
OWNERS = "the person whose row it is; a visitor is sent to log in"
MEMBERS = "members; a guest is sent to sign up"
SHOWN = "everybody, once its owner shows it; else nobody finds it"
STAFF = "staff"

WHO = {
    "applications:index": OWN,
    "applications:new": OWN,
    "applications:export": OWN,
    "applications:import": OWN,
    "applications:print": OWN,
    "applications:funnel": OWN,
    "applications:funnel_picture": OWNERS,
    "applications:funnel_png": OWNERS,
    "applications:fill": OWN_ACT,
    "applications:before": OWN,
    "applications:bulk": OWN_ACT,
    "applications:undo": OWN_ACT,
    "applications:priorities": OWN_ACT,
    "applications:restore": OWN_ACT,
    "applications:detail": OWNERS,
    "applications:edit": OWNERS,
    "applications:next": OWN_ACT,
    "applications:follow_up": OWN_ACT,
    "applications:letters": OWNERS,
    "settings:applications": OWN,
    "applications:delete": OWN_ACT,
    "applications:steps": OWN_ACT,
    "applications:close": OWNERS,
    "applications:event": OWNERS,
    "applications:notes": OWN_ACT,
    "applications:new_contact": OWNERS,
    "applications:contact": OWNERS,
    "applications:delete_contact": OWN_ACT,
    "applications:documents": MEMBERS,
    "applications:sent": MEMBERS,
    "applications:unsend": MEMBERS,
    "applications:file": MEMBERS,
    "applications:delete_document": MEMBERS,
    "home": PUBLIC,
    "favicon": PUBLIC,
    "manifest": PUBLIC,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "roadmap:index": PUBLIC,
    "roadmap:print": PUBLIC,
    "roadmap:readiness": OWN,
    "briefs:index": PUBLIC,
    "briefs:detail": PUBLIC,
    "briefs:start": GUEST_ACT,
    "portfolio:index": OWN,
    "portfolio:new": OWN,
    "portfolio:detail": OWNERS,
    "portfolio:status": OWN_ACT,
    "portfolio:check": OWN_ACT,
    "portfolio:delete": OWN_ACT,
    "portfolio:edit": OWNERS,
    "portfolio:versions": OWNERS,
    "portfolio:restore": OWN_ACT,
    "portfolio:new_metric": OWNERS,
    "portfolio:metric": OWNERS,
    "portfolio:metric_delete": OWN_ACT,
    "portfolio:links": OWNERS,
    "portfolio:link": OWNERS,
    "portfolio:link_delete": OWN_ACT,
    "portfolio:skills": OWNERS,
    "portfolio:skill_delete": OWN_ACT,
    "skills:detail": PUBLIC,
    "skills:menu": OWN,
    "skills:status": GUEST_ACT,
    "skills:outcome": GUEST_ACT,
    "skills:note": GUEST_ACT,
    "skills:links": OWN,
    "link": OWNERS,
    "link_delete": OWN_ACT,
    "resources:status": OWN_ACT,
    "resources:place": OWN_ACT,
    "resources:helpful": OWN_ACT,
    "resources:minutes": OWN_ACT,
    "suggestions:index": MEMBERS,
    "suggestions:new": MEMBERS,
    "suggestions:withdraw": MEMBERS,
    "suggestions:withdraw_report": MEMBERS,
    "suggestions:withdraw_page_report": MEMBERS,
    "suggestions:delete_wish": MEMBERS,
    "skills:wishes": MEMBERS,
    "resources:report": MEMBERS,
    "study:index": OWN,
    "study:week": OWN,
    "study:activity": OWN,
    "study:clock": OWN,
    "study:log": OWN_ACT,
    "study:entry": OWNERS,
    "study:delete": OWN_ACT,
    "study:timer": OWN,
    "study:stop": OWN_ACT,
    "study:discard": OWN_ACT,
    "undo": OWN_ACT,
    "plan:start": PUBLIC,
    "plan:skips": OWN,
    "plan:evenings": OWN,
    "plan:list": OWN,
    "plan:date": OWN,
    "plan:index": OWN,
    "plan:pace": OWN,
    "plan:place": OWN_ACT,
    "plan:left_out": OWN_ACT,
    "plan:target": OWN_ACT,
    "today:index": OWN,
    "today:news_read": OWN_ACT,
    "new_round": OWNERS,
    "rounds:detail": OWNERS,
    "rounds:edit": OWNERS,
    "rounds:after": OWNERS,
    "rounds:question": OWNERS,
    "rounds:delete": OWN_ACT,
    "rounds:restore": OWN_ACT,
    "rounds:tick": OWN_ACT,
    "rounds:add_line": OWN_ACT,
    "rounds:remove_line": OWN_ACT,
    "rounds:work": OWN_ACT,
    "rounds:remove_work": OWN_ACT,
    "rounds:ask": OWN_ACT,
    "rounds:forget": OWN_ACT,
    "rounds:bring": OWN_ACT,
    "interview_stages:index": PUBLIC,
    "interview_stages:detail": PUBLIC,
    "settings:index": OWN,
    "settings:theme": OWN_ACT,
    "settings:export": OWN,
    "settings:schema": PUBLIC,
    "settings:export_all": OWN,
    "people:detail": SHOWN,
    "people:project": SHOWN,
    "people:card": SHOWN,
    "people:report": MEMBERS,
    "shared:detail": SHOWN,
    "shared:project": SHOWN,
    "shared:image": SHOWN,
    "image": SHOWN,
    "profile:edit": MEMBERS,
    "profile:published": MEMBERS,
    "profile:answer": MEMBERS,
    "profile:project": MEMBERS,
    "profile:ways": MEMBERS,
    "profile:way": MEMBERS,
    "profile:way_delete": MEMBERS,
    "profile:links": MEMBERS,
    "profile:link_close": MEMBERS,
    "profile:preview": MEMBERS,
    "profile:preview_project": MEMBERS,
    "images:index": MEMBERS,
    "images:describe": MEMBERS,
    "images:cover": MEMBERS,
    "images:remove": MEMBERS,
    "settings:import": MEMBERS,
    "settings:calendar": MEMBERS,
    "settings:calendar_address": MEMBERS,
    "calendar": SHOWN,
    "settings:delete": OWN,
    "settings:reset": OWN,
    "settings:recover": OWN_ACT,
    "settings:undo_merge": OWN_ACT,
    "settings:as_guest": OWN_ACT,
    "account_signup": ENTRANCE,
    "account_login": ENTRANCE,
    "account_logout": OWN,
    "account_which": OWN,
    "account_inactive": PUBLIC,
    "account_reauthenticate": MEMBERS,
    "account_email": MEMBERS,
    "account_email_verification_sent": PUBLIC,
    "account_confirm_email": PUBLIC,
    "account_change_password": MEMBERS,
    "account_set_password": MEMBERS,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "mfa_index": MEMBERS,
    "mfa_authenticate": ENTRANCE_STEP,
    "mfa_reauthenticate": MEMBERS,
    "mfa_activate_totp": MEMBERS,
    "mfa_deactivate_totp": MEMBERS,
    "mfa_view_recovery_codes": MEMBERS,
    "mfa_generate_recovery_codes": MEMBERS,
    "mfa_download_recovery_codes": MEMBERS,
    "mfa_list_webauthn": MEMBERS,
    "mfa_add_webauthn": MEMBERS,
    "mfa_edit_webauthn": MEMBERS,
    "mfa_remove_webauthn": MEMBERS,
    "mfa_reauthenticate_webauthn": MEMBERS,
    "mfa_login_webauthn": ENTRANCE_STEP,
}

KEY = "00000000-0000-4000-8000-000000000000"
PARTS = {"pk": "1", "slug": "python", "side": "guest", "uidb36": "1", "OUTCOME": "o1"}
PARTS |= {"handle": "nobody-yet", "token": "no-token", "digest": "0" * 32, "width": "480", "image": "1"}
PARTS |= {"section": "problem", "part": "1", "version": "1"}
PARTS |= {"task": "1", "work": "1", "asked": "1"}
PARTS |= {"event": "1", "contact": "1", "sent": "1"}
OTHER_KEYS = {"skills:outcome": "o1", "account_confirm_email": "abc", "account_reset_password_from_key": "abc-def"}

POSTED = {
    "skills:status": {"status": "done", "time_zone": ""},
    "skills:outcome": {"ticked": "1", "time_zone": ""},
    "skills:note": {"text": "a note", "version": "0", "time_zone": ""},
    "settings:theme": {"theme": "dark"},
    "settings:recover": {"reset": "1"},
    "today:news_read": {"until": "2026-11-24T10:00:00Z"},
    "settings:undo_merge": {"merge": "1"},
    "settings:as_guest": {"merge": "1"},
    "briefs:start": {"time_zone": ""},
    "portfolio:status": {"status": "building"},
    "portfolio:check": {"checklist": "brief", "item": "c1", "ticked": "1"},
    "portfolio:delete": {},
    "portfolio:restore": {},
    "portfolio:metric_delete": {},
    "portfolio:link_delete": {},
    "portfolio:skill_delete": {},
    "plan:place": {"to": "later"},
    "plan:left_out": {"undo": "1"},
    "plan:target": {"way": "none"},
    "link_delete": {},
    "resources:status": {"status": "finished"},
    "resources:place": {"place": "0:48"},
    "resources:helpful": {"helpful": "yes"},
    "resources:minutes": {"key": KEY, "quick": "25"},
    "study:log": {"key": KEY, "quick": "25"},
    "study:delete": {},
    "study:stop": {"timer": "1", "key": KEY, "minutes": "25"},
    "study:discard": {},
    "undo": {"ticket": "none"},
    "rounds:delete": {},
    "rounds:restore": {"round": "1"},
    "rounds:tick": {"list": "prepare", "item": "s1", "done": "1"},
    "rounds:add_line": {"list": "prepare", "key": KEY, "text": "mine"},
    "rounds:remove_line": {},
    "rounds:work": {"key": KEY, "minutes": "25", "day": "2026-01-01"},
    "rounds:remove_work": {},
    "rounds:ask": {"question": "why", "kind": "other"},
    "rounds:forget": {},
    "rounds:bring": {"skills": "python"},
    "applications:fill": {"source": "text"},
    "applications:bulk": {"application": "1", "act": "delete"},
    "applications:undo": {"event": "1"},
    "applications:priorities": {"was": "1:2:3"},
    "applications:restore": {"application": "1"},
    "applications:next": {"next_action": "write"},
    "applications:follow_up": {"act": "later"},
    "applications:delete": {},
    "applications:steps": {"step": "applied"},
    "applications:notes": {"notes": "a note", "version": "1"},
    "applications:delete_contact": {},
}


def names(patterns: list[URLPattern | URLResolver], inside: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry.url_patterns, f"{inside}{entry.namespace}:" if entry.namespace else inside)
        else:
            yield f"{inside}{entry.name}", entry


ADDRESSES = dict(names(get_resolver().url_patterns))


def of_kind(*kinds: str) -> list[str]:
    return [name for name, kind in WHO.items() if kind in kinds]


OF_THE_FOLDER = {"skills": "slug", "resources": "slug", "people": "handle", "shared": "token", "images": "pk"}
"""What stands in an address before the part that the name is of."""


def address(name: str) -> str:
    wanted = ADDRESSES[name].pattern.regex.groupindex
    if part := OF_THE_FOLDER.get(name.split(":")[0]):
        wanted = {part: 1} | dict(wanted)
    parts = {part: OTHER_KEYS.get(name) if part == "key" else PARTS[part] for part in wanted}
    return reverse(name, kwargs=parts)


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def as_guest(guest: User) -> Client:
    return client_of(guest)


@pytest.fixture(autouse=True)
def catalogue(skills: dict[str, Skill]) -> None:
    """Every address leads somewhere."""
    interview_stage("python", skills["python"])
    factories.brief("python", skills["python"])


def test_every_address_says_who_may_come():
    ours = {name for name in ADDRESSES if not name.startswith("admin:")}
    assert ours == set(WHO)


@pytest.mark.parametrize("name", of_kind(PUBLIC))
def test_public_pages_answer_everybody(name: str, visitor: Client, as_guest: Client, as_ada: Client):
    answers = {client.get(address(name)).status_code for client in (visitor, as_guest, as_ada)}
    assert answers <= {200, 302}
    assert visitor.get(address(name)).status_code == 200
    assert User.objects.count() == 2  # nobody was made


@pytest.mark.parametrize("name", of_kind(OWN, OWNERS, MEMBERS))
def test_what_is_ones_own_is_not_a_visitors(name: str, visitor: Client):
    response = visitor.get(address(name))
    assert response.status_code == 302
    assert User.objects.count() == 0


@pytest.mark.parametrize("name", of_kind(MEMBERS))
def test_what_needs_an_account_sends_a_guest_to_sign_up(name: str, as_guest: Client):
    assert as_guest.get(address(name))["Location"].split("?")[0] == "/accounts/signup/"


@pytest.mark.parametrize("name", of_kind(SHOWN))
def test_what_nobody_shows_is_not_found(name: str, visitor: Client, as_guest: Client, as_ada: Client):
    assert {client.get(address(name)).status_code for client in (visitor, as_guest, as_ada)} == {404}


@pytest.mark.parametrize("name", of_kind(OWN))
def test_what_is_ones_own_answers_a_guest(name: str, as_guest: Client):
    assert as_guest.get(address(name)).status_code in (200, 302)


@pytest.mark.parametrize("name", of_kind(ENTRANCE))
def test_entrances_lead_a_member_inside(name: str, visitor: Client, as_guest: Client, as_ada: Client):
    assert [client.get(address(name)).status_code for client in (visitor, as_guest)] == [200, 200]
    assert as_ada.get(address(name))["Location"] == "/today/"


@pytest.mark.parametrize("name", of_kind(ENTRANCE_STEP))
def test_steps_of_logging_in_send_others_to_log_in(name: str, visitor: Client, as_guest: Client):
    assert [client.get(address(name))["Location"] for client in (visitor, as_guest)] == ["/accounts/login/"] * 2


@pytest.mark.parametrize("name", of_kind(GUEST_ACT))
def test_acts_make_a_guest_of_a_visitor_once(name: str, visitor: Client):
    for _ in range(2):
        visitor.post(address(name), POSTED[name])
    assert list(User.objects.values_list("is_guest", flat=True)) == [True]


@pytest.mark.parametrize("name", of_kind(OWN_ACT))
def test_acts_on_what_is_ones_own_need_somebody(name: str, visitor: Client):
    assert visitor.post(address(name), POSTED[name])["Location"] == "/accounts/login/"
    assert User.objects.count() == 0


@pytest.mark.parametrize("name", of_kind(GUEST_ACT, OWN_ACT))
def test_acts_are_posts_with_a_token(name: str, ada: User):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(ada, backend="careers.backends.EmailBackend")
    assert careful.get(address(name)).status_code == 405
    assert careful.post(address(name), POSTED[name]).status_code == 403


@pytest.mark.parametrize(
    "name", [n for n in ADDRESSES if n.startswith("admin:") and n.endswith(("index", "changelist"))]
)
def test_the_administration_is_for_staff(name: str, visitor: Client, as_guest: Client, as_ada: Client):
    assert {client.get(reverse(name)).status_code for client in (visitor, as_guest, as_ada)} <= {302, 403}


@pytest.mark.parametrize("name", of_kind(PUBLIC, OWN, MEMBERS, ENTRANCE, GUEST_ACT, OWN_ACT))
def test_a_session_that_ended_is_a_visitor(name: str, ada: User):
    client = client_of(ada)
    client.session.delete()
    assert client.get(address(name)).status_code in (200, 302, 405)


# --- a stranger ---


def event_of(user: User) -> SkillEvent:
    return mark(user, Skill.objects.get(key="python").pk, "done").event


def entry_of(user: User) -> StudyEntry:
    return StudyEntry.objects.create(user=user, minutes=25, day=timezone.localdate())


def link_of(user: User) -> OwnLink:
    return OwnLink.objects.create(user=user, skill=Skill.objects.get(key="python"), title="t", url="https://e.org/")


def image_of(user: User) -> ProjectImage:
    return factories.image(factories.shown_project(user))


def picture_act(name: str, user: User) -> str:
    image = image_of(user)
    return reverse(f"images:{name}", args=[image.project_id, image.pk])


def way_of(user: User) -> ContactWay:
    return ContactWay.objects.create(user=user, kind="site", address="https://example.org/")


def on_application(name: str, user: User, **parts: int) -> str:
    return reverse(f"applications:{name}", kwargs={"pk": factories.application(user).pk} | parts)


def on_contact(name: str, user: User) -> str:
    contact = Contact.objects.create(user=user, application=factories.application(user), name="Ida")
    return reverse(f"applications:{name}", args=[contact.application_id, contact.pk])


def version_of(user: User) -> DocumentVersion:
    document = Document.objects.create(user=user, title="CV")
    return DocumentVersion.objects.create(user=user, document=document, number=1, format="pdf", size=1, sha256="0" * 64)


def sent_of(user: User) -> SentDocument:
    application = factories.application(user)
    return SentDocument.objects.create(
        user=user, application=application, document_version=version_of(user), sent_on=timezone.localdate()
    )


def on_project(name: str, ada: User, *more: object) -> str:
    return reverse(f"portfolio:{name}", args=[full_project(ada).pk, *more])


def full_project(ada: User) -> Project:
    """One with a link, a metric and an earlier version; the same one each time."""
    project = Project.objects.filter(user=ada, title="Leaves").first()
    if project is None:
        project = factories.project(ada, *Skill.objects.all())
        ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/demo")
        ProjectMetric.objects.create(user=ada, project=project, name="F1", is_headline=True)
        ProjectVersion.objects.create(user=ada, project=project, field="pitch", text="mine", number=2)
    return project


def reset_of(user: User) -> Reset:
    event_of(user)
    return reset(user, None)


def merge_of(user: User, undone_at: dt.datetime | None = None) -> Merge:
    return Merge.objects.create(user=user, at=timezone.now(), undone_at=undone_at, held={"guest": 0})


def on_round(name: str, user: User) -> str:
    return reverse(f"rounds:{name}", args=[factories.round_of(user).pk])


def part_of_round(name: str, model: type[RoundTask | RoundWork | RoundQuestion], user: User) -> str:
    said: dict[str, object] = {
        RoundTask: {"list": "ask", "item": "own-1", "text": "t"},
        RoundWork: {"day": timezone.localdate(), "minutes": 25},
        RoundQuestion: {"question": "q"},
    }[model]
    row = model.objects.create(user=user, round=factories.round_of(user), **said)
    return reverse(f"rounds:{name}", args=[row.round_id, row.pk])


THEIRS: dict[str, Callable[[User], tuple[str, dict[str, str]]]] = {
    "a reset": lambda ada: (reverse("settings:recover"), {"reset": str(reset_of(ada).pk)}),
    "a merge": lambda ada: (reverse("settings:undo_merge"), {"merge": str(merge_of(ada).pk)}),
    "a guest to go on as": lambda ada: (reverse("settings:as_guest"), {"merge": str(merge_of(ada, timezone.now()).pk)}),
    "priorities to put back": lambda ada: (
        reverse("applications:priorities"),
        {"was": f"{factories.application(ada).pk}:3:2"},
    ),
    "a follow-up": lambda ada: (
        reverse("applications:follow_up", args=[factories.application(ada).pk]),
        {"act": "never"},
    ),
    "a letter": lambda ada: (reverse("applications:letters", args=[factories.application(ada).pk]), {}),
    "an event to undo": lambda ada: (address("skills:status"), {"undo": str(event_of(ada).pk)}),
    "an event that left a skill out": lambda ada: (reverse("plan:left_out"), {"undo": str(event_of(ada).pk)}),
    "a study entry": lambda ada: (reverse("study:entry", args=[entry_of(ada).pk]), {}),
    "a study entry to delete": lambda ada: (reverse("study:delete", args=[entry_of(ada).pk]), {}),
    "a suggestion to withdraw": lambda ada: (
        reverse("suggestions:withdraw", args=[factories.suggestion(ada).pk]),
        {},
    ),
    "a report to withdraw": lambda ada: (reverse("suggestions:withdraw_report", args=[factories.report(ada).pk]), {}),
    "a page's report to withdraw": lambda ada: (
        reverse("suggestions:withdraw_page_report", args=[factories.page_report(ada, factories.member("x@e.org")).pk]),
        {},
    ),
    "what is withheld": lambda ada: (
        reverse("profile:answer", args=[Withheld.objects.create(user=ada, reason="Spam").pk]),
        {"answer": "mine"},
    ),
    "a wish to take back": lambda ada: (
        reverse(
            "suggestions:delete_wish",
            args=[Wish.objects.create(user=ada, skill=Skill.objects.first(), what="free").pk],
        ),
        {},
    ),
    "a link": lambda ada: (reverse("link", args=[link_of(ada).pk]), {}),
    "a project to show": lambda ada: (reverse("profile:project", args=[image_of(ada).project_id]), {"on": "1"}),
    "a project's pictures": lambda ada: (reverse("images:index", args=[image_of(ada).project_id]), {}),
    "a picture": lambda ada: (picture_act("describe", ada), {"alt": "mine"}),
    "a picture as the cover": lambda ada: (picture_act("cover", ada), {}),
    "a picture to remove": lambda ada: (picture_act("remove", ada), {}),
    "a way to write": lambda ada: (reverse("profile:way", args=[way_of(ada).pk]), {}),
    "a way to write to delete": lambda ada: (reverse("profile:way_delete", args=[way_of(ada).pk]), {}),
    "a secret link to close": lambda ada: (
        reverse("profile:link_close", args=[make_share_link(ada, "for Grace", 7).pk]),
        {},
    ),
    "an application": lambda ada: (on_application("edit", ada), {"company": "mine", "priority": "2"}),
    "an application to move": lambda ada: (on_application("steps", ada), {"step": "applied"}),
    "an application's next action": lambda ada: (on_application("next", ada), {"next_action": "mine"}),
    "an application's notes": lambda ada: (on_application("notes", ada), {"notes": "mine", "version": "1"}),
    "an application to delete": lambda ada: (on_application("delete", ada), {}),
    "an application to put back": lambda ada: (
        reverse("applications:restore"),
        {"application": str(factories.application(ada).pk)},
    ),
    "what happened, to undo": lambda ada: (
        reverse("applications:undo"),
        {"event": str(factories.application(ada, step="applied").events.last().pk)},
    ),
    "what happened, to correct": lambda ada: (
        on_application("event", ada, event=factories.application(ada).events.get().pk),
        {"step": "applied"},
    ),
    "a new contact": lambda ada: (on_application("new_contact", ada), {"name": "mine"}),
    "a contact": lambda ada: (on_contact("contact", ada), {"name": "mine"}),
    "a contact to delete": lambda ada: (on_contact("delete_contact", ada), {}),
    "an application's document": lambda ada: (on_application("sent", ada), {}),
    "what was sent": lambda ada: (
        reverse("applications:unsend", args=[(sent := sent_of(ada)).application_id, sent.pk]),
        {},
    ),
    "a document to delete": lambda ada: (reverse("applications:delete_document", args=[version_of(ada).pk]), {}),
    "a round to plan": lambda ada: (reverse("new_round", args=[factories.application(ada).pk]), {"title": "mine"}),
    "a round": lambda ada: (on_round("edit", ada), {"title": "mine", "version": "1"}),
    "how a round went": lambda ada: (on_round("after", ada), {"status": "held", "version": "1"}),
    "a round to delete": lambda ada: (on_round("delete", ada), {}),
    "a round to put back": lambda ada: (reverse("rounds:restore"), {"round": str(factories.round_of(ada).pk)}),
    "a round's list": lambda ada: (on_round("tick", ada), POSTED["rounds:tick"] | {"list": "day_before"}),
    "a round's new line": lambda ada: (on_round("add_line", ada), POSTED["rounds:add_line"]),
    "a round's line": lambda ada: (part_of_round("remove_line", RoundTask, ada), {}),
    "a take-home's new work": lambda ada: (on_round("work", ada), POSTED["rounds:work"]),
    "a take-home's work": lambda ada: (part_of_round("remove_work", RoundWork, ada), {}),
    "a round's new question": lambda ada: (on_round("ask", ada), POSTED["rounds:ask"]),
    "a round's question": lambda ada: (part_of_round("question", RoundQuestion, ada), POSTED["rounds:ask"]),
    "a round's question to remove": lambda ada: (part_of_round("forget", RoundQuestion, ada), {}),
    "a round's skills": lambda ada: (on_round("bring", ada), POSTED["rounds:bring"]),
    "a project's status": lambda ada: (on_project("status", ada), {"status": "building"}),
    "a project's check": lambda ada: (on_project("check", ada), POSTED["portfolio:check"]),
    "a project to delete": lambda ada: (on_project("delete", ada), {}),
    "a project's texts": lambda ada: (on_project("edit", ada, "problem"), {"title": "mine", "version": "1"}),
    "a project's earlier text": lambda ada: (on_project("restore", ada, full_project(ada).versions.get().pk), {}),
    "a project's new metric": lambda ada: (on_project("new_metric", ada), {"name": "F1", "better": "higher"}),
    "a project's metric": lambda ada: (
        on_project("metric", ada, full_project(ada).metrics.get().pk),
        {"name": "mine", "better": "higher"},
    ),
    "a project's metric to remove": lambda ada: (
        on_project("metric_delete", ada, full_project(ada).metrics.get().pk),
        {},
    ),
    "a project's new link": lambda ada: (on_project("links", ada), {"kind": "demo", "url": "https://example.org/"}),
    "a project's link": lambda ada: (
        on_project("link", ada, full_project(ada).links.get().pk),
        {"kind": "demo", "url": "https://example.org/"},
    ),
    "a project's link to remove": lambda ada: (on_project("link_delete", ada, full_project(ada).links.get().pk), {}),
    "a project's skill": lambda ada: (on_project("skills", ada), {"skill": str(Skill.objects.first().pk)}),
    "a project's skill to take off": lambda ada: (on_project("skill_delete", ada, Skill.objects.first().pk), {}),
    "a link to delete": lambda ada: (reverse("link_delete", args=[link_of(ada).pk]), {}),
}


@pytest.mark.parametrize("what", THEIRS)
def test_a_stranger_does_not_find_what_is_ones_own(what: str, ada: User, as_grace: Client):
    path, data = THEIRS[what](ada)
    before = [model.exported_of(ada) for model in personal_models()]
    answer = as_grace.post(path, data)
    if answer.status_code == 405:  # a page that is only looked at
        answer = as_grace.get(path)
    assert answer.status_code == 404
    assert [model.exported_of(ada) for model in personal_models()] == before


@pytest.mark.parametrize("name", of_kind(PUBLIC, OWN, MEMBERS))
def test_no_page_shows_a_stranger_anything_of_ones_own(name: str, ada: User, as_ada: Client, as_grace: Client):
    as_ada.post(address("skills:note"), {"text": "only for Lovelace", "version": "0"})
    body = b"".join(as_grace.get(address(name), follow=True))
    assert (b"only for Lovelace" in body, ada.email.encode() in body) == (False, False)
