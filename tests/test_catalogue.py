"""The text files: what is refused, in which words, and that the project's own are in order."""

from pathlib import Path
from typing import Any

import pytest

from careers.acts.catalogue.checks import read_entries, refuse_contradictions, remarks
from careers.acts.catalogue.files import CatalogueRefused, fingerprint, read_files
from careers.acts.catalogue.threeway import UNSETTLED, Verdict, compare
from careers.acts.load_catalogue import TEXT, load_catalogue
from careers.models import Background, Camp, Outcome, Resource, Role, Skill, Stage
from tests.acts.test_load_catalogue import every_table
from tests.catalogue_text import CatalogueText, resource, skill


@pytest.fixture
def text(tmp_path: Path) -> CatalogueText:
    return CatalogueText(tmp_path)


def faults(text: CatalogueText) -> list[str]:
    try:
        refuse_contradictions(read_entries(read_files(text.folder)), {})
    except CatalogueRefused as refused:
        return [str(problem) for problem in refused.problems]
    return []


def test_small_catalogue_has_no_faults(text: CatalogueText) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("- key: [", "is not YAML: line 2: did not find expected node content"),
        ("- key: a\n  key: b\n", "is not YAML: line 2: key stands twice"),
        ("key: a\n", "is not a list of entries"),
        ("- just a line\n", "entry 1: 'just a line' is not a mapping"),
        ("- title: No key\n  description: d\n", "entry 1: key is missing"),
        ("- key: Big Letters\n  title: t\n  description: d\n",
         "Big Letters: key: 'Big Letters' is not of small letters, digits and single hyphens"),
        ("- key: a\n  title: t\n  description: d\n- key: a\n  title: t\n  description: d\n",
         "a: this key stands in roles/roles.yaml already"),
    ],
)  # fmt: skip
def test_broken_file_is_refused(text: CatalogueText, content: str, fault: str) -> None:
    (text.folder / "roles" / "roles.yaml").write_text(content)
    assert faults(text)[0] == f"roles/roles.yaml: {fault}"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"hours": "ten"}, "hours: 'ten' is not a whole number"),
        ({"hours": True}, "hours: True is not a whole number"),
        ({"hours": 401}, "hours: 401 is more than 400"),
        ({"title": None}, "title: None is not text"),
        ({"title": ""}, "title: is empty"),
        ({"short_title": "x" * 29}, "short_title: 29 characters, at most 28"),
        ({"level": "hard"}, "level: 'hard' is none of foundation, core, advanced"),
        ({"colour": "red"}, "unknown field colour"),
        ({"stage": "nowhere"}, "unknown stage nowhere"),
        ({"prerequisites": ["nothing"]}, "unknown skill nothing"),
        ({"prerequisites": ["python", "python"]}, "prerequisites: lists something twice"),
        ({"roles": {"cook": "useful"}}, "unknown role cook"),
        ({"roles": {"ml-engineer": "nice"}}, "roles.ml-engineer: 'nice' is none of essential, useful"),
        ({"head_starts": {"newcomer": {"action": "skip"}}}, "head_starts.newcomer: reason is missing"),
        ({"outcomes": []}, "outcomes: lists fewer than 1"),
        ({"outcomes": [{"id": "a", "text": "x" * 241}]}, "outcomes[1].text: 241 characters, at most 240"),
        ({"outcomes": [{"id": "a", "text": "b"}, {"id": "a", "text": "c"}]}, "outcome id a stands twice"),
        ({"resources": ["nothing"]}, "unknown resource nothing"),
        ({"parts": {"fluent-python": {"part": "p"}}}, "parts names fluent-python, which its resources do not list"),
        ({"esco_match": "close"}, "esco_match needs esco_uri"),
        ({"slug": "python"}, "slug python is that of python too"),
        ({"aliases": ["Python-Skills"]}, "alias “python skills” is that of python too: list both as ambiguous"),
        ({"aliases": ["a b", "A/B"]}, "alias “a b” stands twice"),
        ({"formerly": ["python"]}, "formerly names python, which is still an entry"),
    ],
)  # fmt: skip
def test_broken_skill_is_refused(text: CatalogueText, fields: dict[str, Any], fault: str) -> None:
    text.edit("skills", "numpy", **fields)
    assert faults(text) == [f"skills/skills.yaml: numpy: {fault}"]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"url": "example.org"}, "url: 'example.org' is not a web address"),
        ({"url": "javascript:alert(1)"}, "url: 'javascript:alert(1)' is not a web address"),
        ({"url": "https://example.org/think-python"},
         "url https://example.org/think-python is that of think-python too"),
        ({"kind": "film"}, "kind: 'film' is none of course, book, article, video, documentation, practice, tool, "
                           "dataset, competition, community"),
    ],
)  # fmt: skip
def test_broken_resource_is_refused(text: CatalogueText, fields: dict[str, Any], fault: str) -> None:
    text.edit("resources", "numpy-guide", **fields)
    assert faults(text) == [f"resources/resources.yaml: numpy-guide: {fault}"]


def test_hours_without_a_basis_are_refused(text: CatalogueText) -> None:
    del text.entry("resources", "numpy-guide")["hours_basis"]
    text.save()
    assert faults(text) == ["resources/resources.yaml: numpy-guide: hours needs hours_basis"]


def test_circle_is_refused_with_its_name(text: CatalogueText) -> None:
    text.edit("skills", "python", prerequisites=["numpy"])
    assert faults(text) == ["skills/skills.yaml: python: prerequisites form a circle: python → numpy → python"]


def test_camp_with_an_unknown_skill_is_refused(text: CatalogueText) -> None:
    text.edit("camps", "summit", by_role={"ml-engineer": ["flying"]})
    assert faults(text) == ["camps/camps.yaml: summit: unknown skill flying"]


def test_camp_that_asks_twice_is_refused(text: CatalogueText) -> None:
    text.edit("camps", "summit", by_role={"ml-engineer": ["python"]})
    assert faults(text) == ["camps/camps.yaml: summit: python is asked of everybody and of ml-engineer again"]


def test_resource_in_two_groups_is_refused(text: CatalogueText) -> None:
    pair = {"note": "Again.", "resources": ["think-python", "fluent-python"]}
    text.entry("skills", "python")["one_is_enough"].append(pair)
    text.save()
    assert faults(text) == [
        f"skills/skills.yaml: python: {key} is in two groups of one_is_enough" for key in pair["resources"]
    ]


def test_two_claims_to_one_former_key_are_refused(text: CatalogueText) -> None:
    text.edit("skills", "python", formerly=["old"])
    text.edit("skills", "numpy", formerly=["old"])
    assert faults(text) == ["skills/skills.yaml: numpy: formerly names old, as python does"]


def test_unknown_folder_is_refused(text: CatalogueText) -> None:
    (text.folder / "films").mkdir()
    (text.folder / "films" / "a.yaml").write_text("- key: a")
    assert faults(text) == ["films/a.yaml: no kind of entry has this folder"]


def test_wrong_suffix_is_refused(text: CatalogueText) -> None:
    (text.folder / "skills" / "more.yml").write_text("")
    assert faults(text) == ["skills/more.yml: the name must end in .yaml"]


def test_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueRefused, match="holds no catalogue"):
        read_files(tmp_path)


def test_later_prerequisite_and_unused_resource_are_only_remarked(text: CatalogueText) -> None:
    text.edit("skills", "numpy", prerequisites=["python", "pandas"], resources=[])
    text.add("skills", skill("pandas"))
    entries = read_entries(read_files(text.folder))
    assert [str(remark) for remark in remarks(entries)] == [
        "skills/skills.yaml: numpy: its prerequisite pandas comes later in the roadmap",
        "resources/resources.yaml: numpy-guide: no skill lists it",
    ]


def test_fingerprint_tells_a_moved_entry(text: CatalogueText) -> None:
    before = fingerprint(read_files(text.folder))
    text.entries["skills"].reverse()
    text.save()
    assert fingerprint(read_files(text.folder)) != before


def test_file_names_do_not_matter(text: CatalogueText) -> None:
    text.add("resources", resource("another"))
    together = read_entries(read_files(text.folder))["resource"]
    only = text.entries["resources"].pop()
    text.save()
    text.entries["resources"], kept = [only], text.entries["resources"]
    (text.folder / "resources" / "resources.yaml").rename(text.folder / "resources" / "first.yaml")
    text.save()
    split = read_entries(read_files(text.folder))["resource"]
    assert {key: entry.fields for key, entry in split.items()} == {key: entry.fields for key, entry in together.items()}
    assert len(kept) == 3


@pytest.mark.parametrize(
    ("text", "database", "loaded", "verdict"),
    [
        (1, 1, {"f": 1}, Verdict(loaded={"f": 1})),
        (2, 1, {"f": 1}, Verdict(write={"f": 2}, loaded={"f": 2})),
        (1, 2, {"f": 1}, Verdict(loaded={"f": 1})),
        (2, 2, {"f": 1}, Verdict(loaded={"f": 2})),
        (2, 3, {"f": 1}, Verdict(loaded={"f": 1}, conflicts={"f": 2})),
        (2, 1, {}, Verdict(write={"f": 2}, loaded={"f": 2})),
        (2, 1, None, Verdict(loaded={"f": UNSETTLED}, conflicts={"f": 2})),
        (2, 1, {"f": UNSETTLED}, Verdict(loaded={"f": UNSETTLED}, conflicts={"f": 2})),
        (1, 1, None, Verdict(loaded={"f": 1})),
    ],
)
def test_compare(text: int, database: int, loaded: dict[str, int] | None, verdict: Verdict) -> None:
    assert compare({"f": text}, {"f": database}, loaded) == verdict


@pytest.mark.django_db
def test_own_catalogue_loads_and_loading_twice_changes_nothing() -> None:
    loaded = load_catalogue()
    held = [model.objects.count() for model in (Background, Role, Stage, Skill, Outcome, Camp, Resource)]
    assert held == [5, 6, 12, 130, 453, 6, 606]
    assert loaded.remarks == []
    before = every_table()
    load_catalogue(force=True)
    assert every_table() == before
    assert load_catalogue(TEXT).skipped


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"minutes_from": 61}, "minutes_from 61 is more than minutes_to 60"),
        ({"parts": [{"minutes": 61, "title": "Code"}]}, "its parts take 61 minutes, more than minutes_to 60"),
        ({"part_of": "coding"}, "part_of names coding, which is part of another one"),
        ({"part_of": "lunch"}, "unknown interview stage lunch"),
        ({"prepare": [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]}, "step id a stands twice"),
        ({"skills": ["juggling"]}, "unknown skill juggling"),
        ({"parts": [{"title": "Code"}]}, "parts[1]: minutes is missing"),
    ],
)
def test_interview_stage_that_contradicts_itself_is_refused(text: CatalogueText, fields: dict[str, Any], fault: str):
    text.edit("interview-stages", "coding", **fields)
    assert faults(text) == [f"interview-stages/interview-stages.yaml: coding: {fault}"]


def test_parts_without_a_length_are_refused(text: CatalogueText):
    stage = text.entry("interview-stages", "coding")
    del stage["minutes_from"], stage["minutes_to"]
    text.save()
    assert faults(text) == ["interview-stages/interview-stages.yaml: coding: parts needs minutes_to"]
