"""Metrics with their values, and links: the parts of a project that come in rows."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import Project, ProjectLink, ProjectMetric, ProjectResult, User


@dataclass(frozen=True, slots=True)
class Value:
    """One line of a metric's form."""

    label: str
    value: Decimal
    is_baseline: bool


class ChangedElsewhere(Exception):
    """The metric has been saved since this copy of it was read. Nothing has been written."""

    def __init__(self, current: ProjectMetric) -> None:
        self.current = current


def fingerprint(metric: ProjectMetric) -> str:
    """Equal for two copies of a metric that say the same."""
    rows = [f"{row.label}\t{row.value.normalize():f}\t{row.is_baseline}" for row in metric.results.all()]
    said = [metric.name, metric.better, metric.unit, metric.measured_on, str(metric.is_headline), *rows]
    return hashlib.blake2b("\n".join(said).encode(), digest_size=16).hexdigest()


@transaction.atomic
def keep_metric(
    user: User,
    project_id: int,
    metric_id: int | None,
    said: Mapping[str, Any],
    values: Sequence[Value],
    was: str = "",
) -> ProjectMetric:
    """Save a metric with its values in their order, or add one. The first metric of a project is its headline.

    `was` is what the writer had read (`fingerprint`); raises ChangedElsewhere if it says something else by now.
    """
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    metrics = ProjectMetric.of(user).filter(project=project)
    metric = metrics.get(pk=metric_id) if metric_id else ProjectMetric(user=user, project=project)
    if metric.pk and was and was != fingerprint(metric):
        raise ChangedElsewhere(metric)
    if metric.pk is None:
        metric.order = _next_order(metrics)
    for name, value in said.items():
        setattr(metric, name, value)
    metric.is_headline = metric.is_headline or not metrics.exclude(pk=metric.pk).filter(is_headline=True).exists()
    if metric.is_headline:
        metrics.exclude(pk=metric.pk).update(is_headline=False)
    metric.save()
    _keep_values(metric, values)
    project.save_changes()
    return metric


def _keep_values(metric: ProjectMetric, values: Sequence[Value]) -> None:
    """Row by row, so that each keeps its key; a surplus goes."""
    rows = list(metric.results.all())
    for order, said in enumerate(values):
        row = rows[order] if order < len(rows) else ProjectResult(user=metric.user, metric=metric)
        row.order, row.label, row.value, row.is_baseline = order, said.label, said.value, said.is_baseline
        row.save()
    ProjectResult.of(metric.user).filter(pk__in=[row.pk for row in rows[len(values) :]]).delete()


@transaction.atomic
def remove_metric(user: User, project_id: int, metric_id: int) -> None:
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    metrics = ProjectMetric.of(user).filter(project=project)
    metrics.filter(pk=metric_id).delete()
    if first := metrics.first():
        metrics.filter(pk=first.pk).update(is_headline=True)
    project.save_changes()


@transaction.atomic
def keep_link(user: User, project_id: int, link_id: int | None, said: Mapping[str, Any]) -> ProjectLink:
    """Save a link or add one. The same address of the same kind stands once, so a form sent twice adds one."""
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    links = ProjectLink.of(user).filter(project=project)
    if link_id:
        link = links.get(pk=link_id)
    else:
        link = links.filter(kind=said["kind"], url=said["url"]).first() or ProjectLink(
            user=user, project=project, order=_next_order(links), added_at=timezone.now()
        )
    for name, value in said.items():
        setattr(link, name, value)
    link.save()
    project.save_changes()
    return link


@transaction.atomic
def remove_link(user: User, project_id: int, link_id: int) -> None:
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    ProjectLink.of(user).filter(project=project, pk=link_id).delete()
    project.save_changes()


def _next_order(rows: Any) -> int:
    last = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else min(last + 1, 32_767)
