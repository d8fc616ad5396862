import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.acts.export_data import export_data
from careers.acts.mark import mark
from careers.figures.matching import Matched, match
from careers.figures.standing import standing_of
from careers.models import Skill, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def skills(db: None) -> dict[str, Skill]:
    stage = factories.stage()
    titles = {"python-basics": "Python basics", "git": "Git and GitHub", "cpp": "C++ in short"}
    rows = {}
    for order, (key, title) in enumerate(titles.items(), 1):
        rows[key] = factories.skill(key, stage, order=order)
        Skill.objects.filter(pk=rows[key].pk).update(title=title, short_title=title)
    Skill.objects.filter(key="git").update(aliases=["version control"], former_slugs=["old-git"])
    return rows


def found(text: str, user: User) -> Matched:
    return match(text, standing_of(user))


def sure(text: str, user: User) -> list[str]:
    return [m.skill.key for m in found(text, user).sure]


@pytest.mark.parametrize(
    "text",
    [
        "Python basics",
        "- python BASICS",
        "* [x] Python-Basics",
        "3. Python basics",
        "python-basics",
        '["Python basics"]',
        '{"done": ["python-basics@a1b2"], "learning": ["git"]}',
        '[{"title": "Python basics", "status": "done"}, {"title": "Git and GitHub", "status": "learning"}]',
        '{"nodes": [{"data": {"label": "Python basics"}}]}',
        "Title,Status\nPython basics,done\nGit and GitHub,in progress",
        'name;done\n"Python basics";yes\nVersion control;no',
    ],
)
def test_titles_are_found_in_whatever_holds_them(ada: User, text: str):
    assert sure(text, ada) == ["python-basics"]


@pytest.mark.parametrize("name", ["Version control", "old-git", "Git & GitHub", "  git   and   github "])
def test_aliases_and_former_addresses_count(ada: User, name: str):
    assert sure(name, ada) == ["git"]


def test_signs_that_are_part_of_a_name_count(ada: User):
    assert sure("C in short", ada) == []


def test_near_titles_are_asked_about_and_others_listed(ada: User):
    matched = found("Pyton basics\nUnderwater basket weaving", ada)
    assert [m.skill.key for m in matched.near] == ["python-basics"]
    assert (matched.sure, matched.unknown) == ([], ["Underwater basket weaving"])


def test_what_the_list_calls_not_done_is_counted_and_left(ada: User):
    matched = found("- [ ] Python basics\n- [x] Git and GitHub", ada)
    assert ([m.skill.key for m in matched.sure], matched.not_done) == (["git"], 1)


def test_an_export_of_another_copy_is_understood(ada: User, grace: User, skills: dict[str, Skill]):
    mark(grace, skills["git"].pk, "done")
    mark(grace, skills["cpp"].pk, "learning")
    assert sure(json.dumps(export_data(grace)), ada) == ["git"]


def test_what_is_done_already_is_said(ada: User, skills: dict[str, Skill]):
    mark(ada, skills["git"].pk, "done")
    assert [m.done for m in found("git", ada).sure] == [True]


@pytest.mark.parametrize("text", ["", "\x00", "[" * 3000, '{"a": ' * 300 + "1" + "}" * 300, "12", "title,\n,", "null"])
def test_text_that_holds_nothing_matches_nothing(ada: User, text: str):
    assert sure(text, ada) == []


def test_a_very_long_list_is_cut_and_says_so(ada: User):
    assert found("\n".join(f"word {n} of many" for n in range(3000)), ada).cut


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_looked_at(text: str):
    ada = User(pk=0)
    matched = match(text, standing_of(ada))
    assert len(matched.sure) <= 3
