"""What every test can ask for."""

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as properties
from pytest_django import Settings

from careers import models
from tests import factories, throwaway

# A busy machine is slow, not wrong. The same code is tried with the same examples, so that luck decides nothing;
# `--hypothesis-profile=searching` looks for new ones.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
properties.register_profile("patient", derandomize=True, database=None, **PATIENT)
properties.register_profile("searching", **PATIENT)
properties.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that a run does not end with one worker waiting for the other."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    django_settings.DATABASES["default"]["TEST"]["TEMPLATE"] = throwaway.template()


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    """Argon2 is slow on purpose, and most tests make people: `factories.member` hashes by this one instead."""
    settings.PASSWORD_HASHERS = [*settings.PASSWORD_HASHERS, "django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(db: None) -> models.User:
    """The owner of what a test is about."""
    return factories.member("ada@example.org", name="Ada Lovelace")


@pytest.fixture
def grace(db: None) -> models.User:
    """Another member, who must see nothing of it."""
    return factories.member("grace@example.org", name="Grace Hopper")


@pytest.fixture
def guest(db: None) -> models.User:
    return models.User.objects.create_guest()


@pytest.fixture
def as_ada(ada: models.User) -> Client:
    return factories.client_of(ada)


@pytest.fixture
def as_grace(grace: models.User) -> Client:
    return factories.client_of(grace)


@pytest.fixture(autouse=True)
def fresh_limits(request: pytest.FixtureRequest) -> None:
    """Rate limits count in the shared cache, whose table is no model's: nothing else empties it after real commits."""
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        cache.clear()
