"""Pictures of a project: added, described, made the cover, removed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.acts.stored_files import purge_images
from careers.models import Project, ProjectImage, User


def add_image(user: User, project: Project, content: bytes, alt: str) -> ProjectImage:
    """Raises ValidationError, in words, for what is no picture that we take, or one too many."""
    purge_images(user)
    _check_room(user, project)
    image = ProjectImage(user=user, project=project, alt=alt, added_at=timezone.now())
    image.receive(content)
    try:
        _add(user, project, image)
    except BaseException:
        for name in image.stored_names():
            default_storage.delete(name)
        raise
    return image


@transaction.atomic
def _add(user: User, project: Project, image: ProjectImage) -> None:
    hold(user)
    _check_room(user, project)
    image.save()


def _check_room(user: User, project: Project) -> None:
    theirs = ProjectImage.of(user)
    if theirs.filter(project=project, removed_at=None).count() >= settings.IMAGES_A_PROJECT:
        raise ValidationError(f"A project has {settings.IMAGES_A_PROJECT} pictures at most. Remove one first.")
    if theirs.count() >= ProjectImage.most():
        raise ValidationError(
            f"You have {settings.IMAGES_A_PERSON} pictures, those removed within the last day included. "
            "Remove some, and add this one tomorrow."
        )


@transaction.atomic
def make_cover(image: ProjectImage) -> None:
    hold(image.user)
    of_project = ProjectImage.objects.filter(project=image.project_id)
    of_project.exclude(pk=image.pk).filter(is_cover=True).update(is_cover=False)
    of_project.filter(pk=image.pk, removed_at=None).update(is_cover=True)


def remove_image(image: ProjectImage) -> None:
    """Its address answers nobody from now on; the files go a day later, so that it can be brought back till then."""
    ProjectImage.objects.filter(pk=image.pk, removed_at=None).update(removed_at=timezone.now(), is_cover=False)
