"""Accounts and settings: in, out, forgotten, dark, exported, imported, deleted."""

import json
import re
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page, expect

from careers.acts.keep_note import keep_note
from careers.acts.mark import mark
from careers.figures.catalogue import Catalogue
from careers.models import SkillNote, User
from tests.e2e import hands, truth
from tests.e2e.conftest import Opener
from tests.e2e.watch import Watch
from tests.factories import PASSWORD

NEW = "another four plain words"


def log_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Log out").click()


def test_out_and_in_again(browse: Opener, ada: User, content: Catalogue) -> None:
    mark(ada, content.stages[0].skills[0].id, "done")
    page = browse(ada)
    page.goto("/today/")
    page.get_by_label("Your account").click()
    page.get_by_role("link", name="Log out").click()
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url("/")
    page.goto("/today/")
    expect(page).to_have_url("/accounts/login/?next=%2Ftoday%2F")
    hands.log_in(page, "ada@example.org")
    expect(page).to_have_url("/today/")
    assert hands.figures(page) == hands.expected_figures(ada)


def test_a_forgotten_password(page: Page, ada: User, mail: Path, watch: Watch) -> None:
    watch.expect("ERR_ABORTED")
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot the password?").click()
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Write me a link").click()
    expect(page).to_have_url("/accounts/password/reset/done/")
    (letter,) = mail.iterdir()
    text = message_from_bytes(letter.read_bytes(), policy=policy.default).get_content()
    (link,) = re.findall(r"http://\S+/reset/key/\S+", text)
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(NEW)
    if (again := page.get_by_label("New password, once more")).count():
        again.fill(NEW)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password is changed")
    page.goto("/accounts/login/")
    hands.log_in(page, "ada@example.org", NEW)
    expect(page).to_have_url("/today/")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is used up")


def test_a_dark_theme_comes_with_the_first_response(browse: Opener, ada: User) -> None:
    page = browse(ada)
    page.goto("/settings/")
    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(hands.toast(page)).to_have_text("Your settings are saved.")
    answer = browse(ada, java_script_enabled=False).goto("/roadmap/")
    assert answer
    assert '<html lang="en" data-theme="dark">' in answer.text()
    with page.expect_response("**/settings/theme/"):
        page.get_by_role("button", name="Change to the light theme").click()
    ada.refresh_from_db()
    assert ada.theme == "light"


def test_everything_comes_along_in_a_file(browse: Opener, ada: User, content: Catalogue, tmp_path: Path) -> None:
    one, two, three = content.stages[2].skills[:3]
    for skill, state in ((one, "done"), (two, "learning"), (three, "skipped")):
        mark(ada, skill.id, state)
    keep_note(ada, one.id, "ünïcode, *twice*", 0)
    page = browse(ada)
    page.goto("/settings/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download my data").click()
    file = tmp_path / "mine.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["skill_notes"][0]["text"] == "ünïcode, *twice*"

    grace = truth.planner("grace@example.org", background="student")
    other = browse(grace)
    other.goto("/settings/")
    other.get_by_role("link", name="Import a file").click()
    other.get_by_label("Export file").set_input_files(file)
    other.get_by_role("button", name="Import").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Your file is in")
    assert truth.states(grace) == truth.states(ada) != {}
    assert SkillNote.of(grace).get().text == "ünïcode, *twice*"


def test_deleted_is_gone(browse: Opener, ada: User, content: Catalogue, watch: Watch) -> None:
    watch.expect("422")
    mark(ada, content.stages[0].skills[0].id, "done")
    page = browse(ada)
    page.goto("/settings/delete/")
    page.get_by_label("Your password").fill("not this one")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was deleted")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Delete everything").click()
    expect(page).to_have_url("/")
    assert list(User.objects.all()) == []
    page.goto("/accounts/login/")
    hands.log_in(page, "ada@example.org")
    expect(page.get_by_role("alert")).to_contain_text("do not go together")


def test_a_guest_logs_in_brings_both_together_and_takes_that_back(page: Page, ada: User, content: Catalogue) -> None:
    own, brought = content.stages[0].skills[0], content.stages[0].skills[1]
    mark(ada, own.id, "done")
    page.goto(brought.url)
    page.get_by_role("button", name="Start learning").click()
    expect(page.get_by_role("button", name="Mark done")).to_be_visible()
    page.goto("/accounts/login/")
    hands.log_in(page, "ada@example.org")
    expect(page).to_have_url("/accounts/which/")
    expect(page.locator("#main")).to_contain_text("To do → learning")
    page.get_by_role("button", name="Go on with it").click()
    expect(page).to_have_url("/today/")
    assert list(User.objects.all()) == [ada]
    assert truth.states(ada) == {own.slug: "done", brought.slug: "learning"}
    page.goto("/settings/")
    page.get_by_role("button", name="Take it apart again").click()
    expect(page.get_by_role("button", name="Go on as the guest")).to_be_visible()
    assert truth.states(ada) == {own.slug: "done"}
    page.get_by_role("button", name="Go on as the guest").click()
    expect(page).to_have_url("/today/")
    assert truth.states(User.objects.get(is_guest=True)) == {brought.slug: "learning"}


def test_an_address_that_has_an_account_is_not_taken_over(page: Page, ada: User, watch: Watch) -> None:
    watch.expect("422")
    page.goto("/accounts/signup/")
    hands.sign_up(page, "ada@example.org")
    expect(page.get_by_role("alert")).to_contain_text("This address has an account already.")
    assert list(User.objects.all()) == [ada]
