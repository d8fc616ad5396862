"""Projects of the example learner: two that are published, one under way, and an idea."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from careers.models import (
    Brief,
    Project,
    ProjectCheck,
    ProjectEvent,
    ProjectLink,
    ProjectMetric,
    ProjectResult,
    ProjectSkill,
    Skill,
    User,
)

SITE = "https://maya.example"


@dataclass(frozen=True)
class Example:
    texts: Mapping[str, str]
    metric: tuple[str, str, str, str]
    """Name, which way is better, unit, what it was measured on."""
    results: Sequence[tuple[str, str, bool]]
    """Label, value, whether it is a baseline."""
    links: Sequence[tuple[str, str]]
    proofs: Mapping[str, str]
    """Skill → how it shows."""
    pointers: Mapping[str, str]
    """Item of the evidence → where it is to be found."""
    days: tuple[int, int]
    """How many days ago it was begun, and published."""


LEAF = Example(
    texts={
        "title": "Leaf disease from photos",
        "pitch": "Names 10 tomato leaf diseases from a phone photo, so that a grower can act the same day",
        "problem": "Growers near Lund photograph leaves and wait four days for an answer. The photos are blurred, "
        "backlit and half covered by fingers, which no public data set shows.",
        "audience": "Tomato growers with a phone and no agronomist near by",
        "data_name": "PlantVillage and 2,300 photos of my own",
        "data_url": "https://www.kaggle.com/datasets/emmarex/plantdisease",
        "data_licence": "CC BY-SA 4.0",
        "split": "By farm, not by photo: two photos of one plant must not stand on both sides. "
        "A random split would have shown 0.96.",
        "reading": "Most of the gain came from the augmentation that imitates *fingers and shade*.",
        "method": "A forest on colour histograms as the baseline, then a small pretrained network, fine-tuned on both "
        "sources with the last two blocks open.\n\n- 30 epochs, early stop on the farms held out\n- test-time "
        "augmentation gave nothing and went out again",
        "next_steps": "Ask for a second photo when the first one is too dark to say anything.",
    },
    metric=("Macro F1", "higher", "", "1,820 photos from farms unseen in training"),
    results=(
        ("Majority class", "0.09", True),
        ("Colour histogram and forest", "0.61", True),
        ("Small network from scratch", "0.78", False),
        ("Fine-tuned ResNet-18", "0.89", False),
    ),
    links=(
        ("repository", "https://github.com/maya-example/leaves"),
        ("demo", f"{SITE}/leaves"),
        ("write-up", f"{SITE}/notes/leaves"),
        ("notebook", "https://github.com/maya-example/leaves/blob/main/errors.ipynb"),
    ),
    proofs={
        "convolutional-networks": "Fine-tuned ResNet-18; the frozen baseline and both learning curves are in the "
        "notebook.",
        "transfer-learning": "Compared a frozen and an open backbone on the same farms.",
        "pytorch": "Training loop, data loader and augmentation are written by hand and tested.",
        "validation-and-leakage": "Split by farm; the write-up shows what a random split would have hidden.",
        "backpropagation": "",
    },
    pointers={
        "run": "One command, 4 min on a laptop: README, “Run it”",
        "environment": "uv.lock, and the image in CI",
        "tests": "31 tests, on every push",
    },
    days=(113, 20),
)
BIKES = Example(
    texts={
        "title": "Bike-share demand",
        "pitch": "Docks that will run empty in the next hour",
        "problem": "Vans move bikes after docks have run empty. An hour’s notice would let them come before.",
        "audience": "The three dispatchers of a city’s bike scheme",
        "data_name": "UCI: Bike Sharing, and the city’s open feed",
        "data_url": "https://archive.ics.uci.edu/dataset/275/bike+sharing+dataset",
        "data_licence": "CC BY 4.0",
        "split": "By time: the last eight weeks are the test, so that no hour knows its future.",
        "reading": "Half a van’s load nearer than last week’s same hour.",
        "method": "Gradient boosting on lags, weather and holidays; one model for all docks.",
        "went_wrong": "Concerts and the first warm Sunday: both are in no feed. They make a third of the error.",
    },
    metric=("Mean error", "lower", "bikes", "8 weeks, 214 docks"),
    results=(("Same hour last week", "4.4", True), ("Gradient boosting", "2.9", False)),
    links=(("repository", "https://github.com/maya-example/docks"), ("demo", f"{SITE}/docks")),
    proofs={
        "ensembles-boosting": "Gradient boosting with a tuned depth beats last week’s hour by a third.",
        "feature-engineering": "Lags, weather and holidays, each measured by what it adds.",
    },
    pointers={
        "run": "make all",
        "environment": "Dockerfile with digests",
        "tests": "Leak test and 18 more",
        "limits": "README, “Not for pricing”",
    },
    days=(210, 128),
)


def add_projects(user: User) -> None:
    """Needs the briefs and skills of the catalogue; what it lacks is left out."""
    for example in (BIKES, LEAF):
        _published(user, example)
    for key, status, days in (("autograd-from-scratch", "building", 9), ("drift-simulator", "idea", 2)):
        if brief := Brief.objects.filter(key=key).first():
            _begun(user, brief, status, timezone.now() - dt.timedelta(days=days))


def _published(user: User, example: Example) -> None:
    now = timezone.now()
    began, finished = (now - dt.timedelta(days=days) for days in example.days)
    project = Project.objects.create(
        user=user,
        **example.texts,
        status=Project.Status.PUBLISHED,
        started_on=began.date(),
        finished_on=finished.date(),
        created_at=began,
        changed_at=finished,
    )
    _dated(project, {"idea": began, "building": began + dt.timedelta(days=3), "published": finished})
    _measured(project, example)
    ProjectLink.objects.bulk_create(
        ProjectLink(user=user, project=project, order=order, kind=kind, url=url, added_at=finished)
        for order, (kind, url) in enumerate(example.links)
    )
    skills = {skill.key: skill for skill in Skill.objects.filter(key__in=example.proofs)}
    ProjectSkill.objects.bulk_create(
        ProjectSkill(user=user, project=project, skill=skill, proof=example.proofs[key], added_at=finished)
        for key, skill in skills.items()
    )
    ProjectCheck.objects.bulk_create(
        ProjectCheck(user=user, project=project, checklist="evidence", item=item, pointer=pointer)
        for item, pointer in example.pointers.items()
    )
    Project.objects.filter(pk=project.pk).settle()


def _measured(project: Project, example: Example) -> None:
    name, better, unit, on = example.metric
    metric = ProjectMetric.objects.create(
        user=project.user, project=project, name=name, better=better, unit=unit, measured_on=on, is_headline=True
    )
    ProjectResult.objects.bulk_create(
        ProjectResult(
            user=project.user, metric=metric, order=order, label=label, value=Decimal(value), is_baseline=is_baseline
        )
        for order, (label, value, is_baseline) in enumerate(example.results)
    )


def _begun(user: User, brief: Brief, status: str, at: dt.datetime) -> None:
    project = Project.objects.create(
        user=user,
        brief=brief,
        title=brief.title,
        status=status,
        started_on=at.date() if status == Project.Status.BUILDING else None,
        created_at=at,
        changed_at=at,
    )
    _dated(project, {"idea": at} | ({status: at} if status != "idea" else {}))
    ProjectSkill.objects.bulk_create(
        ProjectSkill(user=user, project=project, skill=skill) for skill in brief.skills.all()
    )


def _dated(project: Project, moves: Mapping[str, dt.datetime]) -> None:
    ProjectEvent.objects.bulk_create(
        ProjectEvent(user=project.user, project=project, status=status, at=at) for status, at in moves.items()
    )
