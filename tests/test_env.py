"""What the environment may say, and what is said to the person who wrote something else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config import env
from config.env import WrongEnvironment


@pytest.fixture
def variable(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the variable that a test reads."""
    return lambda value: monkeypatch.setenv("ASCENT_TRIAL", value)


@pytest.mark.parametrize(("value", "meant"), [("x", "x"), ("  x ", "x"), ("", "default"), ("   ", "default")])
def test_text(variable: Callable[[str], None], value: str, meant: str) -> None:
    variable(value)
    assert env.text("ASCENT_TRIAL", "default") == meant


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("", True)]
)
def test_flag(variable: Callable[[str], None], value: str, meant: bool) -> None:
    variable(value)
    assert env.flag("ASCENT_TRIAL", default=True) is meant


def test_flag_refuses_another_word(variable: Callable[[str], None]) -> None:
    variable("maybe")
    with pytest.raises(WrongEnvironment) as refused:
        env.flag("ASCENT_TRIAL")
    assert str(refused.value) == "ASCENT_TRIAL='maybe' is neither yes nor no; write 1 or 0."


@pytest.mark.parametrize(("value", "meant"), [("", 5), ("1", 1), ("9", 9), ("007", 7)])
def test_number(variable: Callable[[str], None], value: str, meant: int) -> None:
    variable(value)
    assert env.number("ASCENT_TRIAL", 5, 1, 9) == meant


@pytest.mark.parametrize("value", ["0", "10", "-1", "1.5", "nine", "²", "9" * 5000])
def test_number_refuses_what_is_out_of_range(variable: Callable[[str], None], value: str) -> None:
    variable(value)
    with pytest.raises(WrongEnvironment, match="is not a whole number from 1 to 9"):
        env.number("ASCENT_TRIAL", 5, 1, 9)


def test_choice(variable: Callable[[str], None]) -> None:
    variable("closed")
    assert env.choice("ASCENT_TRIAL", "open", ("open", "closed")) == "closed"
    variable("ajar")
    with pytest.raises(WrongEnvironment) as refused:
        env.choice("ASCENT_TRIAL", "open", ("open", "closed"))
    assert str(refused.value) == "ASCENT_TRIAL='ajar' is not one of: open, closed."


def test_home_is_var_of_the_clone_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ASCENT_HOME")
    assert env.home(tmp_path) == tmp_path / "var"


def test_home_may_be_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ASCENT_HOME", "~/ascent")
    assert env.home(Path("/nowhere")) == tmp_path / "ascent"


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("", "http://localhost:8001"),
        ("https://ascent.example.org", "https://ascent.example.org"),
        ("HTTPS://Ascent.Example.ORG:443/", "https://ascent.example.org"),
        ("http://localhost:80", "http://localhost"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("http://[::1]:9000", "http://[::1]:9000"),
    ],
)
def test_origin(monkeypatch: pytest.MonkeyPatch, value: str, meant: str) -> None:
    monkeypatch.setenv("ORIGIN", value)
    assert env.origin(8001) == meant


@pytest.mark.parametrize(
    "value",
    [
        "ascent.example.org",
        "ftp://ascent.example.org",
        "https://",
        "https://ascent.example.org/below",
        "https://ascent.example.org?x=1",
        "https://ascent.example.org#x",
        "https://ada@ascent.example.org",
        "https://ascent.example.org:port",
        "https://ascent.example.org:99999",
        "https://[::1",
        "https://two words.example.org",
    ],
)
def test_origin_refuses_what_is_no_origin(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ORIGIN", value)
    with pytest.raises(WrongEnvironment, match="is not an address such as https"):
        env.origin(8001)


def test_database_resolves_escapes() -> None:
    found = env.database("postgres://a%40da:p%2Fss%3A@db.example.org:5433/as%20cent?sslmode=require")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "as cent",
        "USER": "a@da",
        "PASSWORD": "p/ss:",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_by_a_socket() -> None:
    found = env.database("postgresql://ada@/ascent?host=/run/postgresql")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://db.example.org/ascent", "must begin with postgres://"),
        ("db.example.org/ascent", "must begin with postgres://"),
        ("postgres://db.example.org", "names no database"),
        ("postgres://db.example.org/", "names no database"),
        ("postgres://db.example.org:five/ascent", "port that is not a number"),
        ("postgres://db.example.org:70000/ascent", "port that is not a number"),
    ],
)
def test_database_refuses_what_is_no_address_and_keeps_the_password_out_of_it(url: str, reason: str) -> None:
    with pytest.raises(WrongEnvironment, match=reason) as refused:
        env.database(url.replace("://", "://ada:hush@"))
    assert "hush" not in str(refused.value)


def test_folders_are_separated_as_in_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASCENT_GUIDES", f"{tmp_path}:{tmp_path.parent}")
    assert env.folders("ASCENT_GUIDES") == [tmp_path, tmp_path.parent]
    monkeypatch.setenv("ASCENT_GUIDES", str(tmp_path / "nothing"))
    with pytest.raises(env.WrongEnvironment, match="nothing, which is no folder"):
        env.folders("ASCENT_GUIDES")
