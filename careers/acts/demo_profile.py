"""The public page of the example learner: published projects with pictures, ways to write, a secret link."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from careers.acts.project_images import add_image
from careers.acts.share import make_share_link
from careers.models import ContactWay, FreedHandle, Profile, Project, ProjectMetric, ShownProject, User
from careers.models.profiles import free_slug, slug_of

HANDLE = "maya-lindqvist"
ABOUT = """Six years of backend work in Java and Kotlin at a logistics company. I build vision and forecasting models
that hold up outside the notebook, and I can put them behind an API and watch them."""
WAYS = (
    (ContactWay.Kind.EMAIL, "maya@maya.example", ""),
    (ContactWay.Kind.CODE, "https://code.example/maya", ""),
    (ContactWay.Kind.SITE, "https://maya.example/", ""),
)
SIZE, MARGIN, CELL = (1280, 800), 70, 66
PAPER, LINE, INK = "#fffdf8", "#ddd4c1", "#1a2130"
RAMP = ("#fffdf8", "#d9e7ea", "#a9cdd3", "#6fb0ba", "#3c929e", "#0b6f7c", "#014d58")


def add_profile(user: User) -> None:
    """On top of the projects. The handle is free again for the learner that is made anew."""
    FreedHandle.objects.filter(handle=HANDLE).delete()
    Profile.objects.create(
        user=user,
        handle=HANDLE,
        name=user.name,
        headline="Machine-learning engineer in the making, open to roles now",
        place="Malmö, remote in Europe",
        about=ABOUT,
        show_way=True,
        is_public=True,
        changed_at=timezone.now() - dt.timedelta(days=6),
    )
    for order, (kind, address, label) in enumerate(WAYS):
        ContactWay.objects.create(user=user, kind=kind, address=address, label=label, order=order)
    published = Project.objects.published().filter(user=user).order_by("pk")
    for order, project in enumerate(published):
        slug = free_slug(user, slug_of(project.title))
        ShownProject.objects.create(user=user, project=project, slug=slug, order=order)
        picture, alt = _picture(project, order)
        add_image(user, project, picture, alt)
    make_share_link(user, "Orchard Grocers, recruiter", 30)


def _picture(project: Project, seed: int) -> tuple[bytes, str]:
    """What a project of this kind shows first, and what it says."""
    if ProjectMetric.objects.filter(project=project, better=ProjectMetric.Better.LOWER).exists():
        return _drawn(_errors_by_hour), "Mean error by hour of the day: largest at eight and at five, smallest at night"
    return _drawn(partial(_confusions, seed=seed)), "Confusion matrix: dark on the diagonal, two classes mixed up"


def _drawn(figure: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    figure(ImageDraw.Draw(image))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _errors_by_hour(draw: ImageDraw.ImageDraw) -> None:
    step = (SIZE[0] - 2 * MARGIN) // 24
    foot = SIZE[1] - MARGIN
    for hour in range(24):
        rush = max(0, 4 - abs(hour - 8)) + max(0, 4 - abs(hour - 17))
        height = 90 + 110 * rush + 12 * (hour % 3)
        x = MARGIN + hour * step
        draw.rectangle((x, foot - height, x + step - 8, foot), RAMP[2 + rush])
    draw.line((MARGIN - 10, foot, SIZE[0] - MARGIN, foot), INK, 3)


def _confusions(draw: ImageDraw.ImageDraw, seed: int) -> None:
    left = (SIZE[0] - 10 * CELL) // 2
    for row in range(10):
        for column in range(10):
            x, y = left + column * CELL, MARGIN + row * CELL
            draw.rectangle((x, y, x + CELL - 4, y + CELL - 4), RAMP[_shade(row, column, seed)], LINE)
    draw.line((left - 14, MARGIN, left - 14, MARGIN + 10 * CELL), INK, 3)


def _shade(row: int, column: int, seed: int) -> int:
    if row == column:
        return 6 - (row * 3 + seed) % 3
    if {row, column} == {2 + seed, 7 - seed}:
        return 3
    return 1 if (row * 7 + column * 5 + seed) % 9 == 0 else 0
