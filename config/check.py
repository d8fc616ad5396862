"""`make test`: finds a browser, then every check and every test, in an order that fails early."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.console import Problem, complain, say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BIN = Path(sys.executable).parent


def main(arguments: list[str]) -> int:
    try:
        os.environ["ASCENT_CHROMIUM"] = find_chromium()
    except Problem as problem:
        return complain(problem)
    checks = [
        ("Style", ["ruff", "check", "."]),
        ("Format", ["ruff", "format", "--check", "."]),
        ("Types", ["mypy", "careers", "config"]),
        ("Templates", ["djlint", "--lint", "--quiet", "templates"]),
        ("Layers", ["lint-imports", "--no-cache"]),
        ("Tests", ["python", "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *arguments]),
    ]
    for name, (program, *rest) in checks:
        say(f"--- {name}: {program} {' '.join(rest)}")
        done = subprocess.run([str(BIN / program), *rest], check=False)
        if done.returncode != 0:
            return done.returncode
    return 0


def find_chromium() -> str:
    """The path of a Chromium: one that is there, else Playwright's own, else Debian's package when we are root."""
    named = os.environ.get("ASCENT_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None) or _playwrights()
    if found:
        return found
    with step("Installing Chromium for the browser tests"):
        subprocess.run([str(BIN / "playwright"), "install", "chromium"], capture_output=True, check=False)
        found = _playwrights()
        if not found and os.geteuid() == 0 and shutil.which("apt-get"):
            quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            for rest in (["update", "-qq"], ["install", "-qq", "--no-install-recommends", "chromium"]):
                subprocess.run(["apt-get", *rest], env=quiet, capture_output=True, check=False)
            found = shutil.which("chromium")
    if not found:
        raise Problem("No Chromium was found and none could be installed: install one, or name it in ASCENT_CHROMIUM.")
    return found


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
