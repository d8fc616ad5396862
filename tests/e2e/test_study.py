"""Logging, the timer and resources, as somebody at a keyboard, with a thumb, or without script does it."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from careers.acts.mark import mark
from careers.acts.use_resource import move_resource, stop_at
from careers.figures.catalogue import Catalogue, Skill
from careers.models import EnoughGroup, OwnLink, ResourceState, SkillResource, StudyEntry, StudyTimer, User
from tests.e2e import hands
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.test_access import check


@pytest.fixture
def skill(content: Catalogue, ada: User) -> Skill:
    """One that ada is learning; some of its resources are a group of which one is enough."""
    group = EnoughGroup.objects.order_by("skill__stage__order", "skill__order", "pk").first()
    assert group
    one = content.skills[group.skill_id]
    mark(ada, one.id, "learning")
    return one


def entries(user: User) -> list[tuple[int, str | None]]:
    return [(entry.minutes, entry.skill and entry.skill.slug) for entry in StudyEntry.of(user).order_by("pk")]


def log_menu(page: Page) -> Locator:
    return page.locator("#study-log summary")


def row_of(page: Page, place: SkillResource) -> Locator:
    return page.locator(f"#resource-{place.resource.key}")


def first_place(skill: Skill) -> SkillResource:
    return SkillResource.objects.filter(skill_id=skill.id).select_related("resource").earliest("order", "pk")


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_two_taps_log_on_a_skills_page(browse: Opener, ada: User, skill: Skill, options: dict) -> None:
    page = browse(ada, **options)
    page.goto(skill.url)
    hands.press(log_menu(page))
    hands.press(page.get_by_role("button", name="25 min", exact=True).first)
    expect(hands.toast(page)).to_contain_text("25 min logged")
    expect(page.locator(".log-study__sum")).to_have_text("25 min logged")
    assert entries(ada) == [(25, skill.slug)]
    hands.press(hands.toast(page).get_by_role("button", name="Undo"))
    expect(hands.toast(page)).to_contain_text("Undone.")
    assert entries(ada) == []


def test_two_taps_log_on_today(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada, **PHONE)
    page.goto("/today/")
    hands.press(log_menu(page))
    hands.press(page.locator("#study-log").get_by_role("button", name="45 min"))
    expect(hands.toast(page)).to_contain_text("45 min logged")
    expect(page.locator("#study-week")).to_contain_text("45 min of 10 h")
    assert entries(ada) == [(45, skill.slug)]


def test_logging_by_keyboard_keeps_the_focus(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada)
    page.goto(skill.url)
    log_menu(page).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Or how long").focus()
    page.keyboard.type("1 h 10")
    page.keyboard.press("Enter")
    expect(hands.toast(page)).to_contain_text("1 h 10 logged")
    expect(log_menu(page)).to_be_focused()
    assert entries(ada) == [(70, skill.slug)]


def test_what_cannot_be_read_is_said_beside_what_was_written(
    browse: Opener, ada: User, skill: Skill, watch: object
) -> None:
    watch.expect("422")  # type: ignore[attr-defined]
    page = browse(ada)
    page.goto(skill.url)
    log_menu(page).click()
    page.get_by_label("Or how long").fill("a while")
    page.keyboard.press("Enter")
    expect(page.locator("#study-log .errors")).to_contain_text("such as 25, 1 h 10 or 1:10")
    expect(page.get_by_label("Or how long")).to_have_value("a while")
    assert entries(ada) == []


def test_the_log_page_follows_what_is_logged_and_deleted(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada)
    page.goto("/study/")
    page.get_by_role("button", name="45 min", exact=True).click()
    expect(page.locator("#study-entries")).to_contain_text(skill.title)
    expect(page.locator("#study-week")).to_contain_text("45 min of 10 h")
    expect(page.locator("#study-activity")).to_contain_text("1 study day")
    page.get_by_role("button", name=re.compile("^Delete 45")).click()
    expect(page.locator("#study-entries")).to_contain_text("Nothing is logged yet")
    expect(page.locator("#study-activity")).to_be_hidden()
    page.evaluate("window.stays = true")
    hands.toast(page).get_by_role("button", name="Undo").click()
    expect(hands.toast(page)).to_have_text("Undone.")
    expect(page.locator("#study-entries")).to_contain_text(skill.title)
    expect(page.locator("#main")).to_be_focused()
    assert page.evaluate("window.stays")  # swapped in place: nobody loses their place on the page
    assert entries(ada) == [(45, skill.slug)]


def test_what_another_tab_deleted_already_says_so(browse: Opener, ada: User, skill: Skill, watch: object) -> None:
    watch.expect("404")  # type: ignore[attr-defined]
    entry = StudyEntry.objects.create(user=ada, skill_id=skill.id, minutes=45, day=timezone.localdate())
    page = browse(ada)
    page.goto("/study/")
    entry.delete()
    page.get_by_role("button", name=re.compile("^Delete 45")).click()
    expect(hands.toast(page)).to_contain_text("that is not there any more")


def test_a_timer_survives_a_closed_tab(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada)
    page.goto(skill.url)
    log_menu(page).click()
    page.get_by_role("button", name="Start a timer").first.click()
    stop = page.locator("#study-timer").get_by_role("link", name="Stop")
    expect(stop).to_be_focused()
    context = page.context
    page.close()
    StudyTimer.of(ada).update(started_at=timezone.now() - dt.timedelta(minutes=42))
    again = context.new_page()
    again.goto("/study/")
    expect(again.locator("[data-timer]")).to_have_text(re.compile(r"^42:\d\d$"))
    stop = again.locator("#study-timer").get_by_role("link", name="Stop")
    stop.click()
    minutes = again.get_by_label("How long was it?")
    expect(minutes).to_have_value("42 min")
    minutes.fill("40")
    again.get_by_role("button", name="Log it").click()
    expect(again.locator("#study-timer")).to_contain_text("40 min logged")
    expect(again.locator("#study-timer a")).to_be_focused()
    expect(again.locator("#study-week")).to_contain_text("40 min of 10 h")
    assert (entries(ada), StudyTimer.of(ada).exists()) == ([(40, skill.slug)], False)


def test_a_running_timer_counts_in_the_page(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada)
    StudyTimer.objects.create(user=ada, skill_id=skill.id)
    page.goto("/study/")
    shown = page.locator("[data-timer]")
    before = shown.inner_text()
    expect(shown).not_to_have_text(before)


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_a_resource_is_finished_and_voted_on(browse: Opener, ada: User, skill: Skill, options: dict) -> None:
    page = browse(ada, **options)
    page.goto(skill.url)
    grouped = SkillResource.objects.filter(skill_id=skill.id, group__isnull=False).select_related("resource")
    place = grouped.order_by("order", "pk").first()
    assert place
    row = row_of(page, place)
    tick = row.get_by_role("button", name=f"{place.resource.title}: finished")
    hands.press(tick)
    expect(tick).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#resource-count")).to_contain_text("1 of")
    expect(page.locator(".resource--spare").first).to_contain_text("Not needed: you finished one of these.")
    hands.press(row.get_by_role("button", name=re.compile("^Yes,")))
    expect(row).to_contain_text("It helped you.")
    assert list(ResourceState.of(ada).values_list("state", "helpful")) == [("finished", True)]
    hands.press(tick)
    expect(page.locator(".resource--spare")).to_have_count(0)
    assert ResourceState.of(ada).get().state == "todo"


def test_one_continues_where_one_stopped(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada)
    page.goto(skill.url)
    place = first_place(skill)
    row = row_of(page, place)
    more = row.locator("summary")
    more.focus()
    page.keyboard.press("Enter")
    row.get_by_role("button", name="In progress").focus()
    page.keyboard.press("Enter")
    box = row.get_by_label("Stopped at")
    box.fill("0:48")
    box.press("Enter")
    expect(row.get_by_role("link", name="Continue at 0:48")).to_be_visible()
    expect(box).to_be_focused()
    assert ResourceState.of(ada).get().stopped_seconds == 48


def test_minutes_are_logged_from_a_resources_menu(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada)
    page.goto(skill.url)
    row = row_of(page, first_place(skill))
    row.locator("summary").click()
    row.get_by_role("button", name="15 min", exact=True).click()
    expect(row).to_contain_text("15 min logged")
    expect(row.locator("summary")).to_be_focused()
    entry = StudyEntry.of(ada).get()
    assert (entry.minutes, entry.skill_id, entry.resource.key) == (15, skill.id, first_place(skill).resource.key)


def test_a_link_of_ones_own(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada)
    page.goto(skill.url)
    page.get_by_text("Keep a link of my own").click()
    page.get_by_label("Name", exact=True).fill("Group notes")
    page.get_by_label("Address").fill("https://example.org/notes")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#own-links").get_by_role("link", name="Group notes", exact=True)).to_be_visible()
    page.get_by_role("button", name="Delete Group notes").click()
    expect(page.locator("#own-links li")).to_have_count(0)
    hands.toast(page).get_by_role("button", name="Undo").click()
    expect(page.locator("#own-links li")).to_have_count(1)
    assert OwnLink.of(ada).get().title == "Group notes"


def test_everything_without_javascript(browse: Opener, ada: User, skill: Skill) -> None:
    page = browse(ada, java_script_enabled=False)
    page.goto(skill.url)
    place = first_place(skill)
    row = row_of(page, place)
    row.get_by_role("button", name=f"{place.resource.title}: finished").click()
    expect(hands.toast(page)).to_contain_text("finished")
    expect(row).to_contain_text("Did it help?")
    row.get_by_role("button", name=re.compile("^No,")).click()
    expect(row).to_contain_text("It did not help you.")
    log_menu(page).click()
    page.locator("#study-log").get_by_role("button", name="45 min").click()
    expect(page.locator(".log-study__sum")).to_have_text("45 min logged")
    log_menu(page).click()
    page.locator("#study-log").get_by_role("button", name="Start a timer").click()
    page.get_by_role("link", name="Stop").click()
    page.get_by_label("How long was it?").fill("1:10")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator("#study-entries")).to_contain_text("1 h 10")
    page.get_by_role("button", name=re.compile("^Delete 1")).click()
    hands.toast(page).get_by_role("button", name="Undo").click()
    expect(hands.toast(page)).to_have_text("Undone.")
    assert entries(ada) == [(45, skill.slug), (70, skill.slug)]
    assert list(ResourceState.of(ada).values_list("state", "helpful")) == [("finished", False)]


@pytest.fixture
def lived_in(ada: User, skill: Skill) -> User:
    """Two days of study, a running timer, resources in every state and a link."""
    for offset in (0, 1, 40):
        day = timezone.localdate() - dt.timedelta(days=offset)
        StudyEntry.objects.create(user=ada, skill_id=skill.id, minutes=25 + offset, day=day, note="softmax")
    StudyTimer.objects.create(user=ada, skill_id=skill.id)
    places = SkillResource.objects.filter(skill_id=skill.id)
    for state, place in zip(("finished", "progress"), places, strict=False):
        move_resource(ada, place.resource_id, state)
        stop_at(ada, place.resource_id, 48, "")
    OwnLink.objects.create(user=ada, skill_id=skill.id, title="Group notes", url="https://example.org/notes")
    return ada


def test_a_skills_page_with_everything_on_it_is_for_every_eye(browse: Opener, lived_in: User, skill: Skill) -> None:
    page = browse(lived_in)
    page.goto(skill.url)
    page.locator(".own-links__new summary").click()
    check(page)


def test_the_log_is_for_every_eye(browse: Opener, lived_in: User) -> None:
    page = browse(lived_in)
    page.goto("/study/")
    page.locator("#study-timer a.button").click()
    expect(page.get_by_label("How long was it?")).to_be_visible()
    check(page)
