"""From a fresh clone to a running command: finds a Python, makes .venv from the locked requirements, goes on in it.

Plain standard library that runs on Python 3.8, so that too old a Python is told in one line instead of a traceback.
Usage: python3 config/bootstrap.py [--dev] MODULE [ARGUMENT ...]
"""

from __future__ import annotations

import ctypes
import glob
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from config.console import Problem, complain, step  # noqa: E402

NEEDED = (3, 13)
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "ascent-lock.json"
LOCKS = ("requirements.txt", "requirements-dev.txt")
PR_SET_PDEATHSIG = 1


def main(argv: list[str]) -> int:
    """Returns only when something went wrong; else this process becomes the command."""
    dev = argv[:1] == ["--dev"]
    command = argv[1:] if dev else argv
    try:
        ensure_environment(LOCKS[1] if dev else LOCKS[0])
    except KeyboardInterrupt:
        return 130
    except Problem as problem:
        return complain(problem)
    except OSError as error:
        return complain(Problem(f"{error.filename or VENV} cannot be used: {error.strerror}."))
    if sys.platform == "linux" and "MAKELEVEL" in os.environ:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)  # a make that is killed leaves no server behind
    os.chdir(BASE)
    return os.execv(str(PYTHON), [str(PYTHON), "-m", *command])  # noqa: S606


def ensure_environment(wanted: str) -> None:
    """Installs what the lock file says, unless a stamp says that exactly that is installed, and in this place."""
    state = {name: hashlib.sha256((BASE / name).read_bytes()).hexdigest() for name in LOCKS}
    installed = _stamp()
    moved = installed.get("place", str(VENV)) != str(VENV)  # its scripts hold the old path
    usable = not moved and _version(str(PYTHON)) >= NEEDED
    if usable and installed.get(wanted) == state[wanted]:
        return
    if not usable:
        _make_venv()
    STAMP.unlink(missing_ok=True)
    _install(BASE / wanted)
    if wanted == LOCKS[0]:
        del state[LOCKS[1]]
    # What tests need contains what running needs.
    STAMP.write_text(json.dumps({"place": str(VENV), **state}))


def _stamp() -> dict[str, str]:
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
    """A Python that is new enough, if there is one; the version that we test with first."""
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    found = [shutil.which("python3.13"), sys.executable, *sorted(glob.glob(f"{pyenv}/versions/3.13*/bin/python"))]
    found += map(shutil.which, ("python3", "python", "python3.14"))
    return next((python for python in found if python and _version(python) >= NEEDED), None)


def _make_venv() -> None:
    python = _find_python()
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        VENV.mkdir()
    except OSError as error:
        raise Problem(f"{VENV} cannot be made anew: {error.strerror}. Make a clone that is your own.") from None
    try:
        if python:
            _fill_by_python(python)
        else:
            _fill_by_uv()
    except BaseException:
        shutil.rmtree(VENV, ignore_errors=True)
        raise


def _fill_by_python(python: str) -> None:
    """Debian's Python may lack what makes environments; uv, where it is there, makes them without."""
    with step(f"Making the environment in .venv by {python}"):
        try:
            _run([python, "-m", "venv", str(VENV)])
        except Problem as problem:
            uv = shutil.which("uv")
            if uv:
                _run([uv, "venv", "--allow-existing", "--seed", "--python", python, str(VENV)])
            elif "ensurepip" in str(problem):
                raise Problem(
                    "This Python cannot make environments: install the package python3-venv, or uv."
                ) from None
            else:
                raise


def _fill_by_uv() -> None:
    """No Python is new enough; uv fetches one."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            uv = shutil.which("uv") or _uv_of_our_own(Path(folder))
            with step(f"Making the environment in .venv by {uv}"):
                _run([uv, "venv", "--allow-existing", "--seed", "--python", "3.13", str(VENV)])
    except Problem as problem:
        raise _too_old(str(problem)) from None


def _uv_of_our_own(folder: Path) -> str:
    """Installs uv by this older Python, into a folder for the moment: it can fetch a newer one."""
    with step("Installing uv, to fetch a newer Python"):
        _run([sys.executable, "-m", "venv", str(folder)])
        lock = str(BASE / "requirements-uv.txt")
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", lock])
    return str(folder / "bin" / "uv")


def _too_old(reason: str) -> Problem:
    have = ".".join(map(str, sys.version_info[:3]))
    return Problem(f"Python 3.13 or newer is needed, and only {have} was found; uv could not fetch one ({reason}).")


def _install(lock: Path) -> None:
    count = sum(not line.startswith((" ", "#")) for line in lock.read_text().splitlines())
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    command += ["--only-binary", ":all:", "--progress-bar", "off", "-r", str(lock)]
    with step(f"Installing {count} packages of {lock.name}") as current:
        lines: list[str] = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
            assert pip.stdout
            for line in pip.stdout:
                lines.append(line.strip())
                words = line.split()
                if words[:1] == ["Collecting"]:
                    current.detail = words[1]
                elif words[:1] == ["Installing"]:
                    current.detail = "unpacking"
    if pip.returncode != 0:
        error = next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1] if lines else "")
        raise Problem(f"{lock.name} could not be installed (is a package index reachable?): {error}")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        telling = [line for line in lines if "ensurepip" in line or line.lower().startswith("error")]
        raise Problem((telling or lines or [f"exit code {done.returncode}"])[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
