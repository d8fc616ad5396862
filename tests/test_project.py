"""What holds for the project as a whole."""

import os
import re
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.template import Template
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode

from config import bootstrap

BASE = Path(settings.BASE_DIR)
TEMPLATES = sorted(str(path.relative_to(BASE / "templates")) for path in (BASE / "templates").rglob("*.html"))
UNTRACKED = {"var", "node_modules", "__pycache__"}
SOMEBODYS_FOLDER = re.compile(r"(?<![\w./-])/(root|work|home/\w+|Users/\w+)/")

# From nothing to all tables, back to nothing, and forward again; between them what is left of ours.
THERE_AND_BACK = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
LEFT = '''SELECT (SELECT count(*) FROM pg_class WHERE relname LIKE 'careers%'),
                 (SELECT count(*) FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'
                     AND proname <> '_pgh_attach_context'
                     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_proc.oid AND deptype = 'e')),
                 (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal)'''
call_command("migrate", verbosity=0)
call_command("migrate", "careers", "zero", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(LEFT)
    print(*cursor.fetchone())
call_command("migrate", verbosity=0)
call_command("migrate", check_unapplied=True, verbosity=0)
"""


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Another Python with another environment, since settings are read once."""
    clean = {name: value for name, value in os.environ.items() if name != "ASCENT_TEST_RUN"}
    clean["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.run(
        [sys.executable, *arguments], cwd=BASE, env=clean | variables, capture_output=True, text=True, check=False
    )


def sources() -> Iterator[Path]:
    """Every file that people wrote."""
    for top in BASE.iterdir():
        if top.is_dir() and (top.name in UNTRACKED or (top.name.startswith(".") and top.name != ".ci")):
            continue
        found = top.rglob("*") if top.is_dir() else [top]
        yield from (path for path in found if path.is_file() and not UNTRACKED & set(path.parts))


# --- database --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def empty_database(django_db_setup: None) -> Iterator[str]:
    """The address of an empty database on the server of this test run."""
    given, name = connection.settings_dict, f"empty_{uuid.uuid4().hex[:8]}"
    where = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    filled = {key: str(value) for key, value in where.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **filled) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield "postgres:///" + name + "?" + "&".join(f"{key}={value}" for key, value in filled.items())
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.long
def test_migrations_can_be_taken_back(empty_database: str) -> None:
    done = python("-c", THERE_AND_BACK, DATABASE_URL=empty_database)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 0 0\n", "")


# --- settings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mail", ["", "smtps://ada:secret@mail.example.org"])
def test_deployment_is_without_a_warning(mail: str) -> None:
    public = {"ORIGIN": "https://ascent.example.org", "MAIL_URL": mail}
    done = python("manage.py", "check", "--deploy", "--fail-level", "INFO", **public)
    assert (done.returncode, done.stderr) == (0, "")


def test_development_is_without_a_warning() -> None:
    done = python("manage.py", "check", "--fail-level", "INFO", ASCENT_DEBUG="1")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_variable_is_told_to_operators() -> None:
    code = [*(BASE / "config").glob("*.py"), *(BASE / "careers" / "management").rglob("*.py")]
    reading = re.compile(r"(?:text|flag|number|choice|folders|environ\.get)\(\s*\"([A-Z_]+)\"")
    read = {name for path in code for name in reading.findall(path.read_text())}
    told = re.findall(r"^\| `([A-Z_]+)` \|", (BASE / "docs" / "operating.md").read_text(), re.MULTILINE)
    between_our_own_processes, of_others = {"ASCENT_SOCKET"}, {"PYENV_ROOT"}
    assert set(told) == read - between_our_own_processes - of_others
    assert len(told) == len(set(told))


# --- templates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles_and_includes_what_exists(name: str) -> None:
    template: Template = get_template(name).template
    for node in template.nodelist.get_nodes_by_type(IncludeNode):
        if isinstance(node.template.var, str):
            get_template(node.template.var)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_obeys_the_content_security_policy(name: str) -> None:
    text = (BASE / "templates" / name).read_text()
    assert (
        re.findall(
            r"\s(?:style|on\w+)=[\"']|<style|<script(?![^>]*(?:\ssrc=|\stype=\"application/ld\+json\"))|\ssrc=[\"']https?:",
            text,
        )
        == []
    )


# --- files -----------------------------------------------------------------------------------------------------------


def test_one_version_of_python_everywhere() -> None:
    version = (BASE / ".python-version").read_text().strip()
    project = tomllib.loads((BASE / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == f">={version}"
    assert project["tool"]["ruff"]["target-version"] == "py" + version.replace(".", "")
    assert project["tool"]["mypy"]["python_version"] == version
    assert ".".join(map(str, bootstrap.NEEDED)) == version


def test_every_target_of_the_makefile_is_in_its_help() -> None:
    text = (BASE / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):", text, re.MULTILINE)
    assert re.findall(r"^([a-z]+):.*##", text, re.MULTILINE) == targets
    (phony,) = re.findall(r"^\.PHONY: (.*)", text, re.MULTILINE)
    assert phony.split() == targets


def test_no_file_speaks_of_a_folder_of_somebodys_machine() -> None:
    found = {}
    for path in sources():
        try:
            speaking = SOMEBODYS_FOLDER.findall(path.read_text())
        except UnicodeDecodeError:
            continue
        if speaking:
            found[str(path.relative_to(BASE))] = speaking
    assert found == {}
