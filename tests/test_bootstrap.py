"""The way from a clone to its environment, walked in a small clone whose lock files name nothing to download."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

BASE = settings.BASE_DIR
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    made = tmp_path / "clone"
    (made / "config").mkdir(parents=True)
    for name in ("__init__.py", "bootstrap.py", "console.py"):
        shutil.copy(BASE / "config" / name, made / "config")
    for name in LOCKS[:2]:
        (made / name).write_text("# nothing\n")
    return made


def said(clone: Path, *arguments: str) -> list[str]:
    """What the bootstrap says on its way to printing the interpreter of the environment that it made."""
    (clone / "where.py").write_text("import sys; print('in', sys.prefix)")
    command = [sys.executable, "config/bootstrap.py", *arguments, "where"]
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    lines = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("  ")]
    assert done.returncode == (1 if lines[-1].startswith("Error: ") else 0)
    return [line.split(" by ")[0] for line in lines]


def test_only_what_changed_is_done_again(clone: Path) -> None:
    making, here = "Making the environment in .venv", f"in {clone / '.venv'}"
    running, testing = (f"Installing 0 packages of {name} ..." for name in LOCKS[:2])
    assert said(clone) == [making, running, here]
    assert said(clone) == [here]
    assert said(clone, "--dev") == [testing, here]
    assert said(clone) == [here]
    (clone / "requirements.txt").write_text("unhashed==1\n")
    error = said(clone)[-1]
    assert error.startswith("Error: requirements.txt could not be installed (is a package index reachable?): ERROR:")
    assert said(clone)[-1] == error
    (clone / "requirements.txt").write_text("# nothing\n")
    assert said(clone) == [running, here]  # who knows what the attempt left
    moved = clone.rename(clone.with_name("moved"))
    assert said(moved) == [making, running, f"in {moved / '.venv'}"]


@pytest.mark.parametrize("name", ["bootstrap.py", "console.py"])
def test_old_pythons_understand_it(name: str) -> None:
    ast.parse((BASE / "config" / name).read_text(), feature_version=(3, 8))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_is_whole(name: str) -> None:
    """Each package with a hash, each that is wanted among them, and no word of where they came from."""
    text = (BASE / name).read_text()
    packages = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    wanted = re.findall(r"^([A-Za-z][\w-]*)", (BASE / name).with_suffix(".in").read_text(), re.MULTILINE)
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert {word.lower() for word in wanted} <= {re.match(r"[\w-]+", package)[0] for package in packages}
    assert not re.search(r"https?://|index-url|find-links", text.replace("--no-emit-index-url", ""))


def test_tests_run_with_what_is_served() -> None:
    served, tested = (set(re.findall(r"^\S+==\S+", (BASE / name).read_text(), re.MULTILINE)) for name in LOCKS[:2])
    assert served - tested == set()
