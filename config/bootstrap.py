"""From a fresh clone to a running command: finds a Python, makes .venv from the locked requirements, goes on in it.

Plain standard library that runs on Python 3.8, so that too old a Python is told in one line instead of a traceback.
Usage: python3 config/bootstrap.py [--dev] MODULE [ARGUMENT ...]
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from config.console import Problem, complain, step  # noqa: E402

NEEDED = (3, 13)
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "ascent-lock.json"


def main(argv: list[str]) -> int:
    dev = argv[:1] == ["--dev"]
    try:
        ensure_environment(dev)
    except Problem as problem:
        return complain(problem)
    except OSError as error:
        return complain(Problem(f"{error.filename or VENV} cannot be used: {error.strerror}."))
    os.chdir(BASE)
    os.execv(str(PYTHON), [str(PYTHON), "-m", *argv[dev:]])


def ensure_environment(dev: bool) -> None:
    """Installs what the lock files say, unless exactly that is installed already."""
    locks = {name: _digest(BASE / name) for name in ("requirements.txt", "requirements-dev.txt")}
    wanted = "requirements-dev.txt" if dev else "requirements.txt"
    if PYTHON.exists() and _installed().get(wanted) == locks[wanted]:
        return
    if not PYTHON.exists() or _version(str(PYTHON)) < NEEDED:
        _make_venv()
    STAMP.unlink(missing_ok=True)
    _install(BASE / wanted)
    # What tests need contains what running needs.
    STAMP.write_text(json.dumps(locks if dev else {wanted: locks[wanted]}))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _installed() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def _version(python: str) -> tuple[int, int]:
    """(0, 0) for what is no working Python."""
    command = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        major, minor = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError, ValueError):
        return (0, 0)
    return (int(major), int(minor))


def _find_python() -> str | None:
    """A Python that is new enough: this one, one on the PATH, or one that pyenv or uv keeps."""
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    names = ["python3.13", "python3.14", "python3", "python"]
    found = [sys.executable, *filter(None, map(shutil.which, names))]
    found += sorted(glob.glob(f"{pyenv}/versions/3.1[3-9]*/bin/python"))
    return next((python for python in found if _version(python) >= NEEDED), None)


def _make_venv() -> None:
    python, uv = _find_python(), shutil.which("uv")
    shutil.rmtree(VENV, ignore_errors=True)
    if python is None and uv is None:
        have = ".".join(map(str, sys.version_info[:3]))
        raise Problem(f"Python 3.13 or newer is needed, and only {have} was found: install it, or install uv.")
    with step("Making the environment in .venv"):
        command = [uv, "venv", "-q", "--python", python or "3.13", str(VENV)] if uv else [python, "-m", "venv", str(VENV)]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        if "ensurepip" in done.stdout + done.stderr:
            raise Problem("This Python cannot make environments: install the package python3-venv, or install uv.")
        raise Problem("The environment could not be made: " + _last_line(done))


def _install(lock: Path) -> None:
    uv = shutil.which("uv")
    if uv:
        command = [uv, "pip", "sync", "-q", "--require-hashes", "--compile-bytecode", "--python", str(PYTHON), str(lock)]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        command += ["--only-binary", ":all:", "-r", str(lock)]
    with step(f"Installing {lock.name}"):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Problem(f"{lock.name} could not be installed (is a package index reachable?): {_last_line(done)}")


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    return lines[-1].strip() if lines else f"exit code {done.returncode}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
