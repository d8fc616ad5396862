"""Metrics, their values, and links."""

from decimal import Decimal

import pytest

from careers.acts.edit_results import (
    ChangedElsewhere,
    Value,
    fingerprint,
    keep_link,
    keep_metric,
    remove_link,
    remove_metric,
)
from careers.models import Project, ProjectLink, ProjectMetric, User
from tests import factories

pytestmark = pytest.mark.django_db
F1 = {"name": "F1", "better": "higher"}
BASE, BEST = Value("majority", Decimal("0.61"), True), Value("network", Decimal("0.89"), False)
DEMO = {"kind": "demo", "url": "https://example.org/demo", "label": ""}


@pytest.fixture
def project(ada: User) -> Project:
    return factories.project(ada)


def values(metric: ProjectMetric) -> list[tuple[str, Decimal, bool]]:
    return list(metric.results.values_list("label", "value", "is_baseline"))


def test_the_first_metric_is_the_headline(ada: User, project: Project):
    first, second = (keep_metric(ada, project.pk, None, F1, [BASE]) for _ in range(2))
    assert (first.is_headline, second.is_headline) == (True, False)


def test_another_headline_takes_the_place_of_the_first(ada: User, project: Project):
    first = keep_metric(ada, project.pk, None, F1, [BASE])
    second = keep_metric(ada, project.pk, None, F1 | {"is_headline": True}, [BASE])
    assert list(ProjectMetric.of(ada).filter(is_headline=True)) == [second]
    remove_metric(ada, project.pk, second.pk)
    assert list(ProjectMetric.of(ada).filter(is_headline=True)) == [first]


def test_values_keep_their_keys_when_they_change(ada: User, project: Project):
    metric = keep_metric(ada, project.pk, None, F1, [BASE, BEST])
    keys = list(metric.results.values_list("key", flat=True))
    keep_metric(ada, project.pk, metric.pk, F1, [BASE, Value("network", Decimal("0.9"), False)])
    assert list(metric.results.values_list("key", flat=True)) == keys
    keep_metric(ada, project.pk, metric.pk, F1, [BEST])
    assert values(metric) == [("network", Decimal("0.89"), False)]


def test_of_two_tabs_on_a_metric_the_second_is_told(ada: User, project: Project):
    metric = keep_metric(ada, project.pk, None, F1, [BASE])
    was = fingerprint(metric)
    keep_metric(ada, project.pk, metric.pk, F1, [BASE, BEST], was)
    with pytest.raises(ChangedElsewhere):
        keep_metric(ada, project.pk, metric.pk, F1, [BEST], was)
    assert len(values(metric)) == 2


def test_a_link_sent_twice_stands_once(ada: User, project: Project):
    first, second = (keep_link(ada, project.pk, None, DEMO) for _ in range(2))
    assert first == second
    remove_link(ada, project.pk, first.pk)
    assert ProjectLink.of(ada).exists() is False


def test_results_come_and_go_with_what_they_prove(ada: User):
    project = factories.shown_project(ada, factories.skill("python", factories.stage()))
    metric = project.metrics.get()
    keep_metric(ada, project.pk, metric.pk, F1, [BEST])
    project.refresh_from_db()
    assert project.proves is False
    keep_metric(ada, project.pk, metric.pk, F1, [BASE, BEST])
    project.refresh_from_db()
    assert project.proves is True
