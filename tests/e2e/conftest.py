"""A real browser against the real server on the real catalogue. People are made anew for each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from careers.acts.delete_account import delete_account
from careers.figures.catalogue import Catalogue, catalogue
from careers.models import FreedHandle, User
from tests import factories, throwaway
from tests.e2e.site import Site, serve
from tests.e2e.truth import disagreements, planner
from tests.e2e.watch import Watch

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}

PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)  # a busy machine is slow, not wrong

type Opener = Callable[..., Page]


@pytest.fixture(scope="package")
def site(django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server, from an empty catalogue on; what it wrote can be looked up by the models as usual."""
    with (
        django_db_blocker.unblock(),
        own_database(),
        serve(connection.settings_dict, settings.SECRET_KEY, tmp_path_factory.mktemp("site")) as running,
    ):
        yield running
        connection.close()


@contextmanager
def own_database() -> Iterator[None]:
    """Another database on the tests' server: other tests roll back, while the site commits in its own process."""
    before, name = connection.settings_dict["NAME"], f"journeys_{os.getpid()}"
    server = psycopg.connect(**(connection.get_connection_params() | {"dbname": "postgres"}), autocommit=True)
    connection.close()
    server.execute(f"CREATE DATABASE {name} TEMPLATE {throwaway.template() or 'template1'}")
    connection.settings_dict["NAME"] = name
    yield
    connection.settings_dict["NAME"] = before
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("ASCENT_CHROMIUM") or shutil.which("chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django would take our queries for asynchronous ones.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def people(site: Site, chromium: Browser) -> Iterator[None]:
    """After each test every log is compared with the states that it led to; then everybody goes."""
    yield
    try:
        assert {str(user): wrong for user in User.objects.all() if (wrong := disagreements(user))} == {}
    finally:
        for user in User.objects.all():
            delete_account(user)
        Session.objects.all().delete()
        FreedHandle.objects.all().delete()  # their handles may be had again at once
        cache.clear()


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    watch = Watch(site.url)
    yield watch
    assert watch.unexpected == []


@pytest.fixture
def browse(site: Site, chromium: Browser, watch: Watch) -> Iterator[Opener]:
    """Opens a page in a browser of its own; `user` is logged in there already."""
    contexts = []
    everywhere = {"base_url": site.url, "locale": "en-GB", "timezone_id": "Europe/Berlin"}

    def open_page(user: User | None = None, **options: object) -> Page:
        context = chromium.new_context(**(everywhere | DESKTOP | options))
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        if user:
            become(context, user, site)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def become(context: BrowserContext, user: User, site: Site) -> None:
    """Log somebody in without the form."""
    session = factories.client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": site.cookie, "value": session, "url": site.url}])


@pytest.fixture
def page(browse: Opener) -> Page:
    return browse()


@pytest.fixture(params=["desktop", "phone"])
def screen(request: pytest.FixtureRequest, browse: Opener) -> Page:
    return browse(**(PHONE if request.param == "phone" else {}))


@pytest.fixture
def plain(browse: Opener) -> Page:
    """A browser without JavaScript."""
    return browse(java_script_enabled=False)


@pytest.fixture
def content(site: Site) -> Catalogue:
    return catalogue()


@pytest.fixture
def ada(site: Site) -> User:
    """A member with a plan, who has marked nothing yet."""
    return planner("ada@example.org")


@pytest.fixture
def mail(site: Site) -> Path:
    """The folder that mails are written to, empty."""
    shutil.rmtree(site.mail, ignore_errors=True)
    return site.mail
