"""A passkey made and shown by a real browser, with an authenticator that the browser plays itself."""

import re

from playwright.sync_api import Page, expect

from careers.acts.make_admin import new_admin
from tests.e2e.conftest import Opener
from tests.factories import PASSWORD

EMAIL = "curie@example.org"


def with_authenticator(page: Page) -> Page:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_the_first_administrator_adds_a_passkey_and_comes_in_by_it(browse: Opener):
    new_admin(EMAIL, PASSWORD)
    page = with_authenticator(browse())
    page.goto("/admin/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A second step when logging in")

    page.get_by_role("link", name="Add a passkey").click()
    say_who(page)
    page.get_by_label("What you call it").fill("blue key")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("link", name="I have them").click()
    page.get_by_role("link", name="Go to the desk").click()
    expect(page).to_have_url(re.compile("/admin/$"))

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Log out").click()
    page.goto("/accounts/login/?next=/admin/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page).to_have_url(re.compile("/admin/$"))


def test_after_the_password_the_passkey_is_asked_for(browse: Opener):
    new_admin(EMAIL, PASSWORD)
    page = with_authenticator(browse())
    page.goto("/accounts/login/?next=/accounts/passkeys/new/")
    log_in(page)
    say_who(page)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Log out").click()

    page.goto("/accounts/login/")
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/today/$"))


def log_in(page: Page) -> None:
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def say_who(page: Page) -> None:
    """What could lock somebody out asks for the password again."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
