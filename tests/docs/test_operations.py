"""The operator's handbook, the unit and the container name what exists."""

import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from api.app import ROUTERS
from redactor.config import Settings
from redactor.store.models import State

ROOT = Path(__file__).parents[2]
DRIFT = (ROOT / "docs" / "drift.md").read_text("utf-8")
UNIT = (ROOT / "deploy" / "redactor.service").read_text("utf-8")
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
METHODS = "GET|POST|PUT|PATCH|DELETE"


def commands() -> set[str]:
    """Each `redactor …` of the handbook's code."""
    code = re.findall(r"^redactor .*$", DRIFT, re.MULTILINE) + re.findall(r"`(redactor [^`]+)`", DRIFT)
    code += re.findall(r"(?:bin/| redactor )(redactor [a-z]+(?: [a-z]+)?)", DRIFT)
    return {re.split(r" [>|] ", line)[0] for line in code}


@pytest.mark.parametrize("command", sorted(commands()))
def test_commands_exist(command: str) -> None:
    """With their subcommands and options."""
    words = command.split()[1:]
    named = words[: 2 if words[0] in ("audit", "keys") else 1]
    redactor = Path(sys.executable).parent / "redactor"
    done = subprocess.run([redactor, *named, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for option in (word for word in words if word.startswith("--")):
        assert re.search(rf"(?<![\w-]){option}\b", done.stdout), option


def test_settings_exist() -> None:
    """Every variable is a setting."""
    named = set(re.findall(r"\bREDACTOR_([A-Z_]+)", DRIFT + UNIT + CONTAINER))
    assert len(named) > 5
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_calls_exist() -> None:
    """Every call is a route."""
    routes = {
        f"{method} {route.path}"
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
    named = {" ".join(call.split()) for call in re.findall(rf"`((?:{METHODS})\s+/[^`]+)`", DRIFT)}
    assert len(named) > 5
    assert named <= routes


def test_figures_exist() -> None:
    """Every figure of the alarms is one that the service tells, and so is every state."""
    telemetry = (ROOT / "api" / "telemetry.py").read_text("utf-8")
    named = set(re.findall(r"\bredactor_[a-z_]+", DRIFT))
    assert len(named) > 3
    for name in named:
        assert f'"{name.removesuffix("_total")}"' in telemetry, name
    assert set(re.findall(r'state="(\w+)"', DRIFT)) <= set(State)


def test_files_of_the_container_exist() -> None:
    """What it copies is here; it reads Swedish, and does not run as root."""
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE)
    assert copied
    for name in (name for line in copied for name in line.split()):
        assert (ROOT / name).exists(), name
    assert "tesseract-ocr-swe" in CONTAINER
    last = CONTAINER.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (.+)$", last, re.MULTILINE) == ["redactor"]


def test_unit_is_hardened() -> None:
    """Not root, nothing writable but its own folder, no core dump, and time to finish."""
    unit = configparser.ConfigParser(delimiters="=", comment_prefixes="#", strict=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(UNIT)
    service = unit["Service"]
    assert service["User"] == "redactor"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert service["LimitCORE"] == "0"
    assert service["KillMode"] == "mixed", "a worker that is told to stop twice gives its document back"
    assert int(service["TimeoutStopSec"]) > 30, "redactor.cli.processes waits so long"
