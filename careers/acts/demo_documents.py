"""The example learner's papers: a CV in two versions, and what went out with which application."""

import datetime as dt

from django.utils import timezone

from careers.acts.keep_document import add_version, send
from careers.models import Application, ApplicationEvent, Document, DocumentVersion, Step, User

CV = """Maya Lindqvist
Malmö, remote in Europe

Six years of backend work in Java and Kotlin at a logistics company.
{}
"""
FIRST = "Learning machine learning in the evenings."
SECOND = """Two projects with a baseline each: bike-share demand, 4.4 to 2.9 bikes;
leaf disease from photos, macro F1 0.61 to 0.89."""
SINCE = 30
"""Days ago on which the second version came: what was sent before has the first."""


def add_documents(user: User) -> None:
    """With every application that was sent, the CV of its day."""
    changed = timezone.now() - dt.timedelta(days=SINCE)
    cv = Document(title="CV, one page")
    first, second = (add_version(user, cv, CV.format(text).encode()) for text in (FIRST, SECOND))
    DocumentVersion.of(user).filter(pk=first.pk).update(added_at=changed - dt.timedelta(days=40))
    DocumentVersion.of(user).filter(pk=second.pk).update(added_at=changed)
    sent = dict(ApplicationEvent.of(user).filter(step=Step.APPLIED).order_by("day").values_list("application", "day"))
    for application in Application.of(user).filter(pk__in=sent):
        day = sent[application.pk]
        send(user, application, second if day >= changed.date() else first, day)
