from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.catalogue.kinds import KINDS
from careers.acts.dump_catalogue import Drift, drift, dump_catalogue
from careers.acts.load_catalogue import TEXT, load_catalogue
from careers.acts.move import carry_out
from careers.figures.moving.changes import Impact
from careers.figures.moving.skills import skills_merged
from careers.models import Camp, CatalogueEntry, Resource, Skill
from tests.catalogue_text import CatalogueText

pytestmark = pytest.mark.django_db

GUIDE = "learning"
TIMES = {"loaded", "conflicts", "files_hash", "version", "changed_at"}


def catalogue_rows() -> dict[str, list[dict[str, object]]]:
    """Every row of every model, without what only says when and from where it was loaded."""
    models = apps.get_app_config("careers").get_models()
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in TIMES}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in models
    }


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("*/*.yaml")}


@pytest.fixture
def text(tmp_path: Path) -> CatalogueText:
    """The small catalogue, loaded and written once by the emitter."""
    folder = tmp_path / "text"
    folder.mkdir()
    written = CatalogueText(folder)
    load_catalogue(folder)
    dump_catalogue(folder, GUIDE)
    return written


def test_the_projects_own_text_is_what_the_emitter_writes(tmp_path: Path):
    load_catalogue(TEXT)
    dump_catalogue(tmp_path, "machine-learning")
    assert content_of(tmp_path) == content_of(TEXT)


def test_loading_what_was_dumped_changes_nothing(text: CatalogueText):
    before = catalogue_rows()
    load_catalogue(text.folder, force=True)
    assert catalogue_rows() == before


def test_dumping_again_writes_nothing(text: CatalogueText):
    assert dump_catalogue(text.folder, GUIDE).written == ()


def test_edits_in_the_database_survive_the_way_through_the_text(text: CatalogueText, tmp_path: Path):
    numpy = Skill.objects.get(key="numpy")
    numpy.move_to("arrays")
    numpy.title, numpy.aliases, numpy.order = "Arrays: with “NumPy”\nand care", ["nd array", "yes", "1e3"], 9
    numpy.save()
    Resource.objects.filter(key="numpy-guide").update(retired_at=timezone.now(), hours=None, hours_basis="")
    dump_catalogue(tmp_path, GUIDE)
    before = catalogue_rows()
    loaded = load_catalogue(tmp_path, force=True)
    assert (loaded.changed, loaded.renamed, loaded.retired, loaded.conflicts) == ([], [], [], [])
    assert catalogue_rows() == before


def test_what_was_dumped_fills_an_empty_database(text: CatalogueText, tmp_path: Path):
    Skill.objects.filter(key="numpy").update(retired_at=timezone.now(), former_slugs=["old-numpy"])
    dump_catalogue(tmp_path, GUIDE)
    for model in (CatalogueEntry, Camp, *(kind.model for kind in reversed(KINDS))):
        model._default_manager.all().delete()
    load_catalogue(tmp_path, force=True)
    again = tmp_path / "again"
    dump_catalogue(again, GUIDE)
    assert content_of(again) == content_of(tmp_path)
    numpy = Skill.objects.get(key="numpy")
    assert (numpy.former_slugs, numpy.retired_at is not None) == (["old-numpy"], True)


def test_an_entry_moves_to_the_file_of_its_new_kind(text: CatalogueText):
    assert "resources/books.yaml" in content_of(text.folder)
    Resource.objects.update(kind="video")
    dumped = dump_catalogue(text.folder, GUIDE)
    assert (dumped.written, dumped.removed) == (("resources/videos.yaml",), ("resources/books.yaml",))


@pytest.mark.parametrize("foreign", ["- hosts: all\n", "tasks: {}\n", "- key: somebody-elses\n", "a: [\n"])
def test_a_file_of_somebody_else_is_left_alone(text: CatalogueText, tmp_path: Path, foreign: str):
    other = tmp_path / "other" / "roles" / "main.yaml"
    other.parent.mkdir(parents=True)
    other.write_text(foreign)
    assert dump_catalogue(tmp_path / "other", GUIDE).removed == ()
    assert other.read_text() == foreign


def test_drift_names_entries_and_fields(text: CatalogueText):
    assert drift(text.folder) == []
    Skill.objects.filter(key="python").update(hours=11)
    text.drop("resources", "numpy-guide")
    text.entry("skills", "numpy")["resources"] = []
    text.save()
    (text.folder / "resources" / "books.yaml").unlink()
    (text.folder / "skills" / "01-basics.yaml").unlink()
    assert drift(text.folder) == [
        Drift("skill", "numpy", ("resources",)),
        Drift("skill", "python", ("hours",)),
        Drift("resource", "numpy-guide", ()),
    ]


def test_check_fails_on_drift(text: CatalogueText):
    call_command("dump_catalogue", "--check", "--to", text.folder)
    Skill.objects.filter(key="python").update(hours=11)
    with pytest.raises(CommandError, match="differ in 1 entries:\n  skill python: hours"):
        call_command("dump_catalogue", "--check", "--to", text.folder)


def test_text_that_is_loaded_at_each_start_is_not_overwritten_while_it_holds_more(
    text: CatalogueText, settings: Settings
):
    settings.GUIDES = (text.folder,)
    with pytest.raises(CatalogueRefused, match="has changed since it was loaded"):
        dump_catalogue(text.folder, GUIDE)


def test_a_guide_is_not_written_over_another_one(text: CatalogueText, settings: Settings):
    settings.GUIDES = (TEXT, text.folder)
    with pytest.raises(CatalogueRefused, match="is of another guide than learning"):
        dump_catalogue(TEXT, GUIDE)


def test_a_folder_that_cannot_be_written_is_told(text: CatalogueText, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="Choose another folder by --to"):
        call_command("dump_catalogue", "--to", tmp_path / "file")


def test_a_date_is_written_and_read(text: CatalogueText, tmp_path: Path):
    Skill.objects.filter(key="python").update(review_by="2027-03-31")
    dump_catalogue(tmp_path, GUIDE)
    assert "  review_by: 2027-03-31\n" in (tmp_path / "skills" / "01-basics.yaml").read_text()
    assert drift(tmp_path) == []


def test_no_date_is_told(text: CatalogueText):
    text.edit("skills", "python", review_by="2027-02-30")
    with pytest.raises(CatalogueRefused, match="'2027-02-30' is not a date such as 2027-03-31"):
        drift(text.folder)


def test_a_merge_is_written_and_survives_the_next_load(text: CatalogueText):
    """Text that says nothing new takes nothing back, and says it after the next dump."""
    gone, heir = Skill.objects.order_by("pk")[:2]

    def planned(now: datetime) -> Impact:
        return skills_merged(Skill.objects.get(pk=gone.pk), Skill.objects.get(pk=heir.pk), 20, now)

    carry_out(planned, planned(timezone.now()).changes.fingerprint(), "The same craft.", None)
    after = catalogue_rows()
    load_catalogue(text.folder, force=True)
    assert catalogue_rows() == after
    dump_catalogue(text.folder, GUIDE)
    load_catalogue(text.folder, force=True)
    assert catalogue_rows() == after
    assert f"merged_into: {heir.key}" in (text.folder / "skills").joinpath(f"01-{gone.stage.key}.yaml").read_text()
    assert drift(text.folder) == []
