"""Files of the storage: with their rows out, in, and gone."""

import datetime as dt
import json
import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from careers.acts.delete_account import delete_account
from careers.acts.export_data import export_data
from careers.acts.export_files import Refused, export_zip, has_files
from careers.acts.import_data import Imported, import_file
from careers.acts.project_images import add_image, make_cover, remove_image
from careers.models import ContactWay, FreedHandle, Profile, Project, ProjectImage, ShareLink, ShownProject, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def project(ada: User) -> Project:
    return factories.shown_project(ada)


def stored(uploads: Path) -> list[str]:
    return sorted(str(path.relative_to(uploads)) for path in uploads.rglob("*") if path.is_file())


def age(uploads: Path, hours: int) -> None:
    then = (timezone.now() - dt.timedelta(hours=hours)).timestamp()
    for path in uploads.rglob("*"):
        os.utime(path, (then, then))


def zipped(user: User) -> bytes:
    file = BytesIO()
    export_zip(user, file)
    return file.getvalue()


def zip_of(**files: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_json", ".json"), content)
    return file.getvalue()


def spoilt(packing: int, place: int = 60) -> bytes:
    """A zip with one byte that is another one: in what was packed, or in the list of what it holds."""
    file = BytesIO()
    with ZipFile(file, "w", packing) as archive:
        archive.writestr("ascent.json", "{}" * 200)
    content = bytearray(file.getvalue())
    content[place] ^= 0xFF
    return bytes(content)


# --- pictures ---


def test_a_picture_is_stored_in_its_widths_for_its_owner_alone(ada: User, project: Project, uploads: Path):
    image = add_image(ada, project, factories.picture(), "Two curves")
    assert stored(uploads) == sorted(image.stored_names())
    assert {path.stat().st_mode & 0o077 for path in uploads.rglob("*.webp")} == {0}


def test_the_same_picture_twice_has_two_addresses(ada: User, project: Project):
    one, two = (add_image(ada, project, factories.picture(), "Two curves") for _ in range(2))
    assert one.digest != two.digest


def test_a_project_has_only_so_many_pictures(ada: User, project: Project, uploads: Path, settings):
    settings.IMAGES_A_PROJECT = 1
    add_image(ada, project, factories.picture(), "Two curves")
    before = stored(uploads)
    with pytest.raises(Exception, match="A project has 1 pictures at most"):
        add_image(ada, project, factories.picture(), "Two more")
    assert stored(uploads) == before


def test_a_project_has_one_cover(ada: User, project: Project):
    one, two = (add_image(ada, project, factories.picture(), "Two curves") for _ in range(2))
    make_cover(one)
    make_cover(two)
    assert list(ProjectImage.of(ada).values_list("pk", "is_cover")) == [(two.pk, True), (one.pk, False)]


def test_a_removed_picture_keeps_its_files_for_a_day(ada: User, project: Project, uploads: Path):
    image = add_image(ada, project, factories.picture(), "Two curves")
    remove_image(image)
    call_command("sweep_uploads", verbosity=0)
    assert len(stored(uploads)) == 2


def test_a_day_later_they_are_gone(ada, project, uploads, django_capture_on_commit_callbacks, capsys):
    image = add_image(ada, project, factories.picture(), "Two curves")
    remove_image(image)
    ProjectImage.objects.update(removed_at=timezone.now() - dt.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_uploads")
    assert (stored(uploads), ProjectImage.objects.exists()) == ([], False)
    assert capsys.readouterr().out == "1\u00a0removed picture and 0\u00a0stray files deleted.\n"


def test_strays_go_and_young_files_stay(ada: User, project: Project, uploads: Path):
    image = add_image(ada, project, factories.picture(), "Two curves")
    default_storage.save("images/ab/stray-480.webp", ContentFile(b"x"))
    age(uploads, hours=2)
    default_storage.save("images/ab/just-now-480.webp", ContentFile(b"x"))
    call_command("sweep_uploads", verbosity=0)
    assert stored(uploads) == sorted([*image.stored_names(), "images/ab/just-now-480.webp"])


def test_the_files_of_a_deleted_account_go_with_it(
    ada: User, grace: User, project: Project, uploads: Path, django_capture_on_commit_callbacks
):
    add_image(ada, project, factories.picture(), "Two curves")
    hers = add_image(grace, factories.shown_project(grace), factories.picture(), "Hers")
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(ada)
    assert stored(uploads) == sorted(hers.stored_names())


# --- out and in ---


@pytest.fixture
def lived_in(ada: User, project: Project) -> User:
    factories.profile(ada, about="**mine**")
    ContactWay.objects.create(user=ada, kind="site", address="https://example.org/")
    ShareLink.objects.create(user=ada, label="for Grace", expires_on=timezone.localdate() + dt.timedelta(days=30))
    add_image(ada, project, factories.picture(), "Two curves")
    return ada


def test_an_export_comes_in_with_its_pictures(lived_in: User, grace: User, uploads: Path):
    assert (has_files(lived_in), has_files(grace)) == (True, False)
    import_file(grace, zipped(lived_in))
    image = ProjectImage.of(grace).get()
    assert (image.alt, image.project.user, image.width, image.project.title) == ("Two curves", grace, 600, "Notes")
    assert set(image.stored_names()) <= set(stored(uploads))
    assert (ContactWay.of(grace).count(), ShareLink.of(grace).count(), ShownProject.of(grace).count()) == (1, 1, 1)


def test_a_zip_twice_is_once(lived_in: User, grace: User, uploads: Path):
    archive = zipped(lived_in)
    import_file(grace, archive)
    before = stored(uploads)
    assert import_file(grace, archive).added.total() == 0
    assert stored(uploads) == before


def test_without_its_file_a_picture_stays_outside_and_is_named(lived_in: User, grace: User):
    imported: Imported = import_file(grace, json.dumps(export_data(lived_in)).encode())
    assert (imported.unknown, ProjectImage.of(grace).count()) == ({"file of a picture": 1}, 0)


def test_an_import_publishes_nothing_and_takes_no_handle_from_anybody(lived_in: User, grace: User):
    import_file(grace, zipped(lived_in))
    assert Profile.of(grace).values("handle", "is_public", "about").get() == {
        "handle": None, "is_public": False, "about": "**mine**",
    }  # fmt: skip


def test_a_file_brings_no_more_pictures_than_one_may_have(lived_in: User, grace: User, uploads: Path, settings):
    settings.IMAGES_A_PERSON = 0
    before = stored(uploads)
    with pytest.raises(Refused) as caught:
        import_file(grace, zipped(lived_in))
    assert caught.value.reasons == ("project_images: one person has 0 of them at most, and the file brings more.",)
    assert (stored(uploads), ProjectImage.of(grace).exists()) == (before, False)


def test_a_handle_that_is_free_comes_in(lived_in: User, grace: User):
    Profile.of(lived_in).update(handle="countess")
    archive = zipped(lived_in)
    Profile.of(lived_in).update(handle="ada")
    FreedHandle.objects.all().delete()
    import_file(grace, archive)
    assert Profile.of(grace).get().handle == "countess"


def test_a_secret_does_not_travel(lived_in: User, grace: User):
    token = ShareLink.of(lived_in).get().token
    archive = zipped(lived_in)
    assert token.encode() not in ZipFile(BytesIO(archive)).read("ascent.json")
    import_file(grace, archive)
    assert ShareLink.of(grace).get().token != token


def test_a_file_that_is_no_picture_refuses_the_import(lived_in: User, grace: User):
    key = ProjectImage.of(lived_in).get().key
    data = json.dumps(export_data(lived_in)).encode()
    archive = zip_of(ascent_json=data, **{f"files__project_images__{key}": b"<svg/>"})
    with pytest.raises(Refused) as caught:
        import_file(grace, archive)
    assert caught.value.reasons == (
        "project_images: That is no picture of a kind we take: PNG, JPEG, WebP, GIF or AVIF.",
    )
    assert not Project.of(grace).exists()


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (b"PK\x03\x04 broken", "The zip is broken, or locked by a password."),
        (spoilt(ZIP_BZIP2), "The zip is broken, or locked by a password."),
        (spoilt(ZIP_LZMA), "The zip is broken, or locked by a password."),
        (spoilt(ZIP_STORED, -10), "The zip is broken, or locked by a password."),
        (zip_of(other=b"x"), "The zip is no export of Ascent: ascent.json is not in it."),
    ],
)
def test_a_zip_that_is_none_of_ours_is_refused(grace: User, archive: bytes, reason: str):
    with pytest.raises(Refused) as caught:
        import_file(grace, archive)
    assert caught.value.reasons == (reason,)


def test_a_zip_bomb_is_read_no_further_than_an_export_may_be(grace: User, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    file = BytesIO()
    with ZipFile(file, "w", 8) as archive:
        archive.writestr("ascent.json", b" " * (8 * 1024 * 1024))
    with pytest.raises(Refused) as caught:
        import_file(grace, file.getvalue())
    assert caught.value.reasons == ("ascent.json in the zip is larger than 1 MB.",)
