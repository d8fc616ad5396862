"""No personal model can be forgotten by whatever walks them all."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models
from pghistory.models import MiddlewareEvents

from careers.models import (
    Decision,
    DutyEvent,
    Invitation,
    ModerationEvent,
    Move,
    MovedRow,
    Outcome,
    PageReport,
    Personal,
    Resource,
    Skill,
    User,
    personal_models,
)
from careers.models.personal import WhenMerged

EXEMPT = {
    EmailAddress: "allauth's record of the address; goes with the user",
    Authenticator: "a second step of logging in: a secret of this copy; goes with the user",
    DutyEvent: "who was given which duty; goes with the person",
    Decision: "what a curator decided; it names the thing, and stays without its name when they leave",
    ModerationEvent: "what a moderator decided; stays without the names of those who leave",
    Move: "a change of the catalogue; it stays without the curator's name when they leave",
    MovedRow: "a row before and after such a change, for the way back; goes with the person",
    Invitation: "a link by which others come; goes with whoever made it",
    MiddlewareEvents: "no table: a view of the catalogue's history",
    LogEntry: "what somebody did in the admin; goes with the user",
    User.groups.through: "what somebody may do in the admin",
    User.user_permissions.through: "what somebody may do in the admin",
}


def points_to_user(model: type[models.Model]) -> bool:
    return any(
        field.related_model is User for field in model._meta.get_fields() if field.concrete and field.is_relation
    )


def test_every_model_that_points_to_a_person_is_personal_or_says_why_not():
    found = {model for model in apps.get_models(include_auto_created=True) if points_to_user(model)}
    assert {m for m in found if not issubclass(m, Personal)} == set(EXEMPT)


@pytest.mark.parametrize("target", [User, Skill, Outcome, Resource])
def test_what_hangs_on_a_person_or_the_catalogue_is_personal_or_curated(target: type[models.Model]):
    """A row that reaches a person in two steps would be missed by the walk."""
    strays = [
        relation.related_model
        for relation in target._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.related_model not in EXEMPT
        if not issubclass(relation.related_model, Personal) and reaches_a_person(relation.related_model, {target})
    ]
    assert strays == []


def reaches_a_person(model: type[models.Model], seen: set[type[models.Model]]) -> bool:
    if model is User or issubclass(model, Personal):
        return True
    targets = {f.related_model for f in model._meta.get_fields() if f.concrete and f.is_relation} - seen
    return any(reaches_a_person(target, seen | {model}) for target in targets)


@pytest.mark.parametrize("model", personal_models())
def test_a_personal_model_says_what_it_is(model: type[Personal]):
    said = {name for cls in model.__mro__ if cls is not Personal for name in vars(cls)}
    assert {"export_name", "export_fields", "when_merged", "identity"} - said == set()
    assert isinstance(model.when_merged, WhenMerged)


@pytest.mark.parametrize("model", personal_models())
def test_a_personal_model_is_told_apart_by_what_the_database_keeps_unique(model: type[Personal]):
    kept = {
        frozenset(e.name for e in c.expressions)
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint)
    }
    if model._meta.get_field("user").unique:
        kept.add(frozenset({"user"}))
    assert frozenset({"user", *model.identity}) in kept


@pytest.mark.parametrize("model", personal_models())
def test_every_column_of_a_personal_model_is_exported_or_of_no_use_elsewhere(model: type[Personal]):
    left_out = {field.name for field in model._meta.concrete_fields} - set(model.export_fields) - {"id", "user"}
    assert left_out <= {"version", "file", "digest", "token", "proves", "held"} | NAMES_OTHERS.get(model, set())


NAMES_OTHERS = {PageReport: {"owner", "project"}}
"""Columns that lead to another person, who means nothing elsewhere."""


def test_two_personal_models_share_no_name():
    names = [model.export_name for model in personal_models()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("model", personal_models())
def test_a_personal_model_says_what_becomes_of_it_when_its_skill_is_merged(model: type[Personal]):
    hanging = {field.name for field in model._meta.concrete_fields if field.related_model in (Skill, Outcome, Resource)}
    assert sorted((*model.follows, *model.stays)) == sorted(hanging)
