"""A person's papers: versions come in, go out with applications, and are deleted with their files."""

import datetime as dt
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from careers import papers
from careers.acts.hold import hold
from careers.acts.stored_files import forget_files
from careers.models import Application, Document, DocumentVersion, SentDocument, User


@transaction.atomic
def add_version(user: User, document: Document, content: bytes) -> DocumentVersion:
    """The next version of a document, new or known; the same content again is the version that is there.

    Raises ValidationError, in words, for what is no paper, and where a person has more than anybody sends.
    """
    hold(user)
    papers.kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    if document.pk is None:
        document.user = user
        document.save()
    versions = DocumentVersion.of(user).filter(document=document)
    known = versions.filter(sha256=digest).exclude(file="").first()
    if known:
        return known
    if DocumentVersion.of(user).count() >= DocumentVersion.most():
        raise ValidationError("Three hundred files are kept at most. Delete some that you no longer need.")
    number = min(max(versions.values_list("number", flat=True), default=0) + 1, 32_767)  # a file may have brought any
    version = DocumentVersion(user=user, document=document, number=number, added_at=timezone.now())
    version.receive(content)
    version.save()
    return version


@transaction.atomic
def send(user: User, application: Application, version: DocumentVersion, day: dt.date) -> SentDocument:
    """Write down that a version went out with an application. Told twice, the later day holds.

    Raises DocumentVersion.DoesNotExist where the version was deleted meanwhile.
    """
    hold(user)
    version = DocumentVersion.of(user).get(pk=version.pk)
    sent, _ = SentDocument.objects.update_or_create(
        user=user, application=application, document_version=version, defaults={"sent_on": day}
    )
    return sent


@transaction.atomic
def delete_version(user: User, pk: int) -> None:
    """With its file, for good; a document goes with its last version."""
    hold(user)
    version = DocumentVersion.of(user).select_related("document").get(pk=pk)
    forget_files(version.stored_names())
    version.delete()
    if not version.document.versions.exists():
        version.document.delete()
