"""A member reports a page, a moderator withholds it by keyboard, its owner reads why and answers, it is given back."""

import re

import pytest
from playwright.sync_api import expect

from careers.acts.moderate import withhold
from careers.models import User
from tests import factories
from tests.e2e.conftest import PHONE, Opener
from tests.e2e.hands import press, toast
from tests.e2e.test_access import check
from tests.e2e.watch import Watch

WHY = "It sells a course. Take that out, and it can be shown again."


@pytest.fixture
def grace(site: object) -> User:
    return factories.member("grace@example.org")


@pytest.fixture
def mo(site: object) -> User:
    return factories.with_duty("mo@example.org", "moderator")


def test_reported_withheld_answered_and_given_back(
    browse: Opener, ada: User, grace: User, mo: User, watch: Watch
) -> None:
    watch.expect("404")
    factories.profile(ada)
    member, stranger = browse(grace), browse(**PHONE)
    member.goto("/people/ada/")
    press(member.get_by_role("link", name="Report this page"))
    press(member.get_by_label("It advertises, or is spam"))
    member.get_by_label("In your words").fill("It sells a course.")
    press(member.get_by_role("button", name="Report it"))
    expect(member).to_have_url("/suggestions/")
    expect(member.locator(".told__row .tag")).to_have_text("Waiting")

    desk = browse(mo)
    desk.goto("/admin/")
    expect(desk.get_by_role("link", name="Ada Lovelace")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    desk.get_by_role("link", name="See it as visitors do").focus()
    desk.keyboard.press("r")
    expect(desk.get_by_label("The whole page, with all its projects")).to_be_focused()
    desk.get_by_role("region", name="Withhold it").get_by_label("Why").fill(WHY)
    press(desk.get_by_role("button", name="Withhold it"))
    expect(toast(desk)).to_contain_text("Withheld.")

    stranger.goto("/people/ada/")
    expect(stranger.get_by_role("heading", level=1)).not_to_have_text("Ada Lovelace")
    own = browse(ada)
    own.goto("/settings/profile/preview/")
    expect(own.locator(".callout")).to_contain_text(WHY)
    press(own.get_by_role("link", name="How to answer the moderators"))
    expect(own.locator("#status")).to_contain_text(WHY)
    own.get_by_label("Tell the moderators what you changed").fill("The course is out.")
    press(own.get_by_role("button", name="Send it to the moderators"))
    expect(own.locator("#status")).to_contain_text("they look at it again")

    desk.goto("/admin/moderation/")
    press(desk.locator(".queue").get_by_role("link", name="Ada Lovelace"))
    expect(desk.locator("main")).to_contain_text("The course is out.")
    desk.get_by_role("region", name="Give it back").get_by_label("Why").fill("It is out.")
    press(desk.get_by_role("button", name="Give it back"))
    expect(desk).to_have_url(re.compile("/admin/moderation/$"))
    stranger.goto("/people/ada/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")
    member.reload()
    expect(member.locator(".told__answer")).to_contain_text("Not shown any more")


@pytest.mark.parametrize("page", ["/admin/moderation/", "/admin/moderation/{ada}/", "/people/grace/report/", "own"])
def test_every_eye_reads_its_pages(browse: Opener, ada: User, grace: User, mo: User, page: str) -> None:
    factories.profile(ada)
    factories.profile(grace, "grace")
    factories.page_report(ada, grace)
    factories.page_report(grace, ada, words="It sells a course.")
    withhold(ada, None, mo, WHY, None)
    if page == "own":
        reader, path = ada, "/settings/profile/"
    else:
        reader, path = mo, page.format(ada=ada.pk)
    shown = browse(reader)
    shown.goto(path)
    check(shown)
