"""Docs that cannot lie: what they name exists, and what exists is named."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
HANDBOOK = (ROOT / "docs" / "handbok.md").read_text("utf-8")
COMMANDS = (
    "check",
    "redact",
    "verify",
    "watch",
    "rules",
    "audit",
    "eval",
    "serve",
    "worker",
    "login",
    "keys",
    "rotate",
    "backup",
    "restore",
)


def help_of(*command: str) -> str:
    redactor = Path(sys.executable).parent / "redactor"
    done = subprocess.run([redactor, *command, "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def test_every_command_is_in_the_readme() -> None:
    """The commands of `redactor --help` are those of the readme's examples."""
    listed = re.findall(r"^  ([a-z]+)  +\S", help_of().split("Commands:")[1], re.MULTILINE)
    named = set(re.findall(r"^redactor ([a-z]+)", README, re.MULTILINE))
    assert set(listed) == set(COMMANDS) == named


@pytest.mark.parametrize("command", ["check", "redact", "verify"])
def test_options_in_the_docs_exist(command: str) -> None:
    """Each option that a line of readme or handbook gives a command is one of its options."""
    options = help_of(command)
    lines = re.findall(rf"redactor {command} [^\n`]*", README + HANDBOOK)
    assert lines
    for option in {o for line in lines for o in re.findall(r"(?<= )--?[a-z][a-z-]*", line)}:
        assert re.search(rf"(?<![\w-]){option}\b", options), option


def test_options_of_the_handbook_exist() -> None:
    """Options that the handbook explains in running text belong to `redact` or every command."""
    options = help_of("redact")
    for option in set(re.findall(r"`(--[a-z-]+)", HANDBOOK)):
        assert option in options, option


def test_every_exit_code_is_explained() -> None:
    """The handbook's table has each exit code of the error tree, and 0."""
    from redactor import errors

    codes = {0} | {
        e.exit_code
        for e in vars(errors).values()
        if isinstance(e, type) and issubclass(e, errors.RedactorError) and e is not errors.RedactorError
    }
    assert {int(c) for c in re.findall(r"^\| (\d) \|", HANDBOOK, re.MULTILINE)} == codes


def test_links_lead_somewhere() -> None:
    """Relative links of the documents lead to files that exist."""
    for document in (ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("rules/**/*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


@pytest.mark.parametrize("folder", ["rules", "samples"])
def test_every_folder_has_its_line(folder: str) -> None:
    """Each pack and each sample is named in a readme."""
    told = README + (ROOT / folder / "README.md").read_text("utf-8")
    for child in (ROOT / folder).iterdir():
        if child.is_dir() and not child.name.startswith(("_", ".")):
            assert child.name in told, child.name


def test_paths_of_the_threat_model_exist() -> None:
    """The tests that the threat model names are there."""
    text = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
    for path in re.findall(r"`(tests/[^`]+)`", text):
        assert (ROOT / path).exists(), path


def test_library_example_of_the_readme_works(tmp_path: Path) -> None:
    """The three lines of the readme make a copy."""
    source = ROOT / "samples" / "socialnamnd-kallelse" / "kallelse.docx"
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    (tmp_path / "kallelse.docx").write_bytes(source.read_bytes())
    subprocess.run([sys.executable, "-c", code.group(1)], cwd=tmp_path, check=True)
    assert (tmp_path / "publik.docx").read_bytes().startswith(b"PK")
