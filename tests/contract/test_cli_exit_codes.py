"""Every exit code of contract.md through the installed command: one line, nothing written, no text told."""

import json
import resource
import signal
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

TEXT = "1. Budget\n\nSökande 19121212-1212.\n"
PATCH = "import redactor.pipeline as p\nimport redactor.report as r\nimport redactor.rulepack.loading as l\n"
CRASH = 'def crash(*a, **k):\n    raise RuntimeError("19121212-1212")\n'


def not_docx() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("hello.txt", "x")
    return made.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "a.txt", "--bogus"),
        ("check", "a.txt", "--format", "xml"),
        ("check", "a.txt", "--profile", "x"),
        ("redact", "a.txt"),
        ("redact", "a.txt", "-o", "b.txt", "--on-review", "x"),
        ("check", "-", "--type", "odt"),
        ("nothing",),
        ("rules", "explain"),
        ("audit", "show", "--data", "none"),
    ],
)
def test_wrong_use(cli: Any, one_line: Any, arguments: tuple[str, ...]) -> None:
    """Arguments that no command takes are exit 2."""
    cli.file("a.txt", TEXT)
    done = cli(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert one_line(done)
    assert cli.files() == {"a.txt"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("redact", "a.txt", "-o", "same.txt"),
        ("redact", "a.txt", "sub", "-o", "b.txt"),
        ("redact", "a.txt", "-o", "c.txt", "--report", "a.txt"),
        ("check", "a.txt", "--key-file", "none"),
    ],
)
def test_wrong_places(cli: Any, one_line: Any, arguments: tuple[str, ...]) -> None:
    """OUT that is the input (by another name) or cannot hold the copies is exit 2, and nothing changes."""
    source = cli.file("a.txt", TEXT)
    cli.file("b.txt", "old")
    cli.file("sub/a.txt", TEXT)
    (cli.folder / "same.txt").hardlink_to(source)
    before = cli.files()
    done = cli(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert one_line(done)
    assert (cli.files(), source.read_text(), (cli.folder / "b.txt").read_text()) == (before, TEXT, "old")


def test_unreadable_documents(cli: Any) -> None:
    """Each bad file is exit 3 with a line that names it; good ones beside them get their copies."""
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "name.docx": b"plain text",
        "zip.docx": not_docx(),
        "cut.docx": b"PK\x03\x04" + b"\x00" * 40,
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "a.pdf": b"%PDF-1.7\n",
        "a.xyz": b"text",
    }
    for name, content in bad.items():
        cli.file(f"in/{name}", content)
    with cli.file("in/big.txt", b"").open("wb") as big:
        big.truncate(200 * 1024 * 1024)
    cli.file("in/good.txt", TEXT)
    done = cli("redact", "in", "missing.txt", "/proc/self/mem", "-o", "out", "--report", "r.json")
    assert done.returncode == 3
    told = done.stderr.decode().splitlines()
    named = {*(f"in/{name}" for name in (*bad, "big.txt")), "missing.txt", "/proc/self/mem"}
    assert {line.split(": ")[1] for line in told} == named
    assert len(told) == len(named)
    assert cli.files("out") == {"in/good.txt", "manifest.json"}
    documents = json.loads((cli.folder / "r.json").read_text())["documents"]
    assert {d["path"] for d in documents if d["verdict"] == "unreadable"} == named
    manifest = json.loads((cli.folder / "out" / "manifest.json").read_text())["documents"]
    assert {d["path"] for d in manifest if d["skipped"]} >= {"in/a.xyz", "in/zip.docx"}


def test_single_unreadable_document(cli: Any, one_line: Any) -> None:
    """One unreadable document leaves OUT as it was; a folder is no document to verify."""
    cli.file("a.docx", "plain")
    cli.file("b.docx", "old")
    done = cli("redact", "a.docx", "-o", "b.docx")
    assert (done.returncode, (cli.folder / "b.docx").read_text()) == (3, "old")
    assert one_line(done).startswith("redactor: a.docx: ")
    assert cli("verify", ".").returncode == 3


def test_copy_that_does_not_pass(cli: Any, one_line: Any) -> None:
    """A copy that fails verification is exit 4, nothing is written, and the log says so."""
    cli.file("a.txt", TEXT)
    cli.file("b.txt", "old")
    hook = (
        PATCH + "from redactor.errors import LeakError\n"
        'def leak(*a, **k):\n    raise LeakError(probe="text", where="body")\n'
        "p.prove = leak\n"
    )
    done = cli("redact", "a.txt", "-o", "b.txt", hook=hook)
    assert (done.returncode, (cli.folder / "b.txt").read_text()) == (4, "old")
    assert one_line(done)
    log = (cli.data / "log.jsonl").read_text()
    assert '"event":"refusal"' in log
    assert '"event":"publication"' not in log


@pytest.mark.parametrize(
    ("arguments", "patch"),
    [
        (("check", "a.txt"), "p.examine = crash"),
        (("redact", "a.txt", "-o", "b.txt"), "p.redact = crash"),
        (("redact", "a.txt", "-o", "b.txt"), "p.prove = crash"),
        (("redact", "a.txt", "-o", "b.txt"), "import redactor.workflow.files as f\nf.Staged.publish = crash"),
        (("verify", "a.txt"), "p.prove = crash"),
        (("rules", "list"), "import redactor.cli.place as s\ns.packs = crash"),
        (("audit", "verify"), "import redactor.cli.place as s\ns.data_folder = crash"),
    ],
)
def test_crash_is_a_fault(cli: Any, one_line: Any, arguments: tuple[str, ...], patch: str) -> None:
    """An exception nobody foresaw is exit 5 in every command, without its message, and leaves no file."""
    cli.file("a.txt", TEXT)
    done = cli(*arguments, hook=f"{PATCH}{CRASH}{patch}\n")
    assert (done.returncode, b"1212" in done.stdout) == (5, False)
    line = one_line(done)
    assert "RuntimeError (sitecustomize.py:" in line
    assert "1212" not in line
    assert cli.files() == {"a.txt"}


def test_places_that_take_nothing(cli: Any, one_line: Any) -> None:
    """A log, a copy or a standard output that cannot be written is exit 5, and no log means no copy."""
    cli.file("a.txt", TEXT)
    assert cli("redact", "a.txt", "-o", "b.txt").returncode == 0
    (cli.folder / "b.txt").unlink()
    log = cli.data / "log.jsonl"
    whole = log.read_bytes()
    log.unlink()
    log.mkdir()
    done = cli("redact", "a.txt", "-o", "b.txt")
    assert (done.returncode, cli.files()) == (5, {"a.txt"})
    assert "log.jsonl" in one_line(done)
    log.rmdir()
    log.write_bytes(whole)
    done = cli("redact", "a.txt", "-o", "/proc/b.txt")
    assert (done.returncode, "/proc/b.txt" in one_line(done)) == (5, True)
    done = cli("check", "a.txt", "--data", "/proc/nothing")
    assert (done.returncode, "/proc/nothing" in one_line(done)) == (5, True)


def no_big_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_full_disk(cli: Any, one_line: Any) -> None:
    """A copy that does not fit is exit 5; nothing of it stays, and OUT is as it was."""
    cli.file("a.txt", TEXT + "Nämnden beslutar.\n" * 10_000)
    cli.file("b.txt", "old")
    done = cli("redact", "a.txt", "-o", "b.txt", limit=no_big_files)
    assert (done.returncode, cli.files()) == (5, {"a.txt", "b.txt"})
    assert "b.txt" in one_line(done)
    assert (cli.folder / "b.txt").read_text() == "old"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(cli: Any, number: signal.Signals) -> None:
    """An interruption is exit 130, at once, and leaves no file and no reader."""
    cli.file("a.txt", TEXT)
    told = cli.folder / "data" / "reading"
    hook = (
        f"{PATCH}import os, pathlib, time\ndef slow(*a, **k):\n"
        f"    pathlib.Path({str(told)!r}).write_text(str(os.getpid()))\n    time.sleep(60)\np.redact = slow\n"
    )
    with cli.start("redact", "a.txt", "-o", "b.txt", hook=hook) as process:
        while not (told.exists() and told.read_text()):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(number)
        out, error = process.communicate(timeout=10)
    assert (process.returncode, out, error) == (130, b"", b"")
    assert cli.files() == {"a.txt"}
    assert not Path(f"/proc/{told.read_text()}").exists()


DIE = "import os, signal\ndef die(*a, **k):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
PUBLISH = """import redactor.workflow.files as f
real = f.Staged.publish
def publish(self):
    if self._target.name == "b.txt":
        {before}
    real(self)
    if self._target.name == "b.txt":
        die()
f.Staged.publish = publish
"""
KILLED_AT = {
    "the copy is written": ("import redactor.workflow.log as w\nw.FileLog.append = die\n", "old"),
    "the records are written": ("import redactor.audit as a\na.checkpoint_json = die\n", "old"),
    "the log is signed": (PUBLISH.format(before="die()"), "old"),
    "the copy is named": (PUBLISH.format(before="pass"), "whole"),
}


def test_killed(cli: Any) -> None:
    """kill -9 at any moment leaves the old file or the whole new one, a log that verifies, and no rest."""
    cli.file("a.txt", TEXT)
    assert cli("redact", "a.txt", "-o", "c.txt").returncode == 0
    whole = (cli.folder / "c.txt").read_text()
    for moment, (patch, expected) in KILLED_AT.items():
        cli.file("b.txt", "old")
        killed = cli("redact", "a.txt", "-o", "b.txt", hook=f"{PATCH}{DIE}{patch}")
        assert killed.returncode == -signal.SIGKILL, moment
        left = (cli.folder / "b.txt").read_text()
        assert left == (whole if expected == "whole" else expected), moment
        assert cli("audit", "verify").returncode == 0, moment
    assert cli("redact", "a.txt", "-o", "b.txt").returncode == 0
    assert (cli.folder / "b.txt").read_text() == whole
    assert cli.files() == {"a.txt", "b.txt", "c.txt"}
    assert cli("audit", "verify").returncode == 0
