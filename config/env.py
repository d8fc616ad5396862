"""Reading the environment: every wrong value is a one-line error that names the variable."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.console import Problem

_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(:(?P<port>\d{1,5}))?/?")


class WrongEnvironment(Problem):
    """A variable holds a value that cannot be used; the message says which, and what would be right."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise WrongEnvironment(f"{name}={value!r} is neither yes nor no; write 1 or 0.")


def number(name: str, default: int, low: int, high: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdecimal() or len(value) > 9 or not low <= int(value) <= high:
        raise WrongEnvironment(f"{name}={value!r} is not a whole number from {low} to {high}.")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise WrongEnvironment(f"{name}={value!r} is not one of: {', '.join(allowed)}.")
    return value


def folders(name: str) -> list[Path]:
    """Separated as in PATH."""
    paths = [Path(part).expanduser().resolve() for part in text(name).split(os.pathsep) if part]
    for path in paths:
        if not path.is_dir():
            raise WrongEnvironment(f"{name} names {path}, which is no folder.")
    return paths


def home(base: Path) -> Path:
    """The folder of everything that is kept: database, uploads, mail, secret key."""
    return Path(text("ASCENT_HOME", str(base / "var"))).expanduser().resolve()


def origin(port: int) -> str:
    """Scheme, host and port by which browsers reach this copy, written as in the Origin header that they send."""
    value = text("ORIGIN", f"http://localhost:{port}")
    found = _ORIGIN.fullmatch(value.lower())
    if not found or int(found["port"] or 0) > 65535:
        raise WrongEnvironment(f"ORIGIN={value!r} is not an address such as https://ascent.example.org.")
    usual = "443" if found["scheme"] == "https" else "80"
    number = f":{found['port']}" if found["port"] not in (None, usual) else ""
    return f"{found['scheme']}://{found['host']}{number}"


def database(url: str) -> dict[str, Any]:
    """Django's settings for a postgres:// address. Percent-escapes are resolved; the query becomes options."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WrongEnvironment("DATABASE_URL holds a port that is not a number.") from None
    if parts.scheme not in ("postgres", "postgresql"):
        raise WrongEnvironment("DATABASE_URL must begin with postgres:// (no other database is supported).")
    if not parts.path.strip("/"):
        raise WrongEnvironment("DATABASE_URL names no database; it should end in /ascent or the like.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
