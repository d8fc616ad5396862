"""Follow-ups and a table brought in, both without JavaScript."""

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect

from careers.models import Application, User
from tests import factories
from tests.e2e import hands
from tests.e2e.conftest import Opener
from tests.e2e.watch import Watch

ROWS = "Firm;Job title;Status;Date applied\nVela Robotics;Analyst;Interviewing;{day}\n"


def test_a_follow_up_is_shown_put_off_gone_and_brought_back(browse: Opener, ada: User):
    application = factories.application(ada, step="applied")
    application.events.update(day=timezone.localdate() - dt.timedelta(days=9))
    page = browse(ada, java_script_enabled=False)
    page.goto("/today/")
    page.get_by_role("link", name="Tern Logistics: Write again").click()
    page.get_by_text("Not now").click()
    page.get_by_role("button", name="In 7").click()
    expect(hands.toast(page)).to_contain_text("no follow-up before")
    page.goto("/today/")
    expect(page.get_by_role("link", name="Tern Logistics: Write again")).to_have_count(0)
    page.goto(application.get_absolute_url())
    page.get_by_role("link", name="How a letter may begin").click()
    expect(page.get_by_label("Letter", exact=True)).to_have_value(re.compile(r"^Dear \[name\],"))


def test_a_table_is_pasted_mended_looked_over_and_added(browse: Opener, ada: User, watch: Watch):
    watch.expect("422")
    page = browse(ada, java_script_enabled=False)
    page.goto("/applications/")
    page.get_by_role("link", name="Bring in a CSV").click()
    page.get_by_label("Or its rows, pasted").fill(ROWS.format(day="31.2.2026"))
    page.get_by_role("button", name="Show what comes in").click()
    expect(page.locator("tbody .field__error")).to_have_count(1)
    assert not Application.of(ada).exists()
    page.get_by_label("Or its rows, pasted").fill(ROWS.format(day="3.4.2026"))
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("tbody tr")).to_contain_text("Applied 3")
    page.get_by_role("button", name="Add 1").click()
    expect(hands.toast(page)).to_contain_text("added")
    expect(page.locator("tbody tr")).to_contain_text("Interviews")
