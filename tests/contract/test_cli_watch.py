"""`redactor watch`: every file that is dropped ends in exactly one of OUT and HOLD, and none is lost."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

# The number is from Skatteverket's official test series; the person is invented.
NAME = "Hjortmar Fjällgrensson"
TEXT = f"1. Budget\n\nSökande: {NAME}, 19811218-9876\n"
WATCH = ("watch", "in", "--out", "out", "--hold", "hold")


@pytest.fixture
def folders(cli: Any) -> None:
    for name in ("in", "out", "hold"):
        (cli.folder / name).mkdir()


@contextmanager
def watching(cli: Any, *more: str, hook: str = "") -> Iterator["subprocess.Popen[bytes]"]:
    process = cli.start(*WATCH, *more, hook=hook)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def end_of(process: "subprocess.Popen[bytes]") -> int:
    """How it ended by itself; one that goes on is killed, and fails the test."""
    try:
        process.communicate(timeout=120)
    finally:
        process.kill()
    return process.returncode


def until(holds: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "never came to hold"
        time.sleep(0.1)


def drop(cli: Any, name: str, content: str | bytes) -> None:
    cli.file(f"in/{name}", content)


def is_done(cli: Any) -> bool:
    return not cli.files("in")


def test_each_file_ends_in_one_place(cli: Any, folders: None) -> None:
    """Copies in OUT, the rest as it was in HOLD with a report; hidden files stay; taken names get numbers."""
    drop(cli, "a.txt", TEXT)
    drop(cli, "sub/a.txt", TEXT)
    drop(cli, "b.pdf", b"%PDF-1.7\n")
    drop(cli, "c.xyz", b"\0\1")
    drop(cli, ".part", "x")
    (cli.folder / "in" / "link.txt").symlink_to("/etc/hostname")
    with watching(cli) as process:
        until(lambda: cli.files("in") == {".part"})
        drop(cli, "a.txt", f"{TEXT}Mer.\n")
        until(lambda: cli.files("in") == {".part"})
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 130
    assert cli.files("out") == {"a.txt", "a-2.txt", "sub/a.txt"}
    assert {name for name in cli.files("hold") if not name.endswith(".report.json")} == {
        "b.pdf",
        "c.xyz",
        "link.txt",
    }
    for name in cli.files("out"):
        assert NAME not in (cli.folder / "out" / name).read_text()
    assert (cli.folder / "out" / "a-2.txt").read_text().endswith("Mer.\n")
    assert (cli.folder / "hold" / "b.pdf").read_bytes() == b"%PDF-1.7\n"
    (report,) = json.loads((cli.folder / "hold" / "b.pdf.report.json").read_text())["documents"]
    assert (report["path"], report["verdict"]) == ("b.pdf", "unreadable")
    assert sorted(line.split(b":")[1] for line in errors.splitlines()) == [b" b.pdf", b" c.xyz", b" link.txt"]
    exported = cli("audit", "export").stdout.decode()
    assert exported.count('"event":"publication"') == 3
    assert cli("audit", "verify").returncode == 0


def test_stopped_for_a_person(cli: Any, folders: None) -> None:
    """With `--on-review stop` a document that needs a person is held, with its findings in the report."""
    drop(cli, "a.txt", "Kontakta Hjortmar på 19811218-9877.\n")
    with watching(cli, "--on-review", "stop"):
        until(lambda: is_done(cli))
    assert cli.files("out") == set()
    assert cli.files("hold") == {"a.txt", "a.txt.report.json"}
    (report,) = json.loads((cli.folder / "hold" / "a.txt.report.json").read_text())["documents"]
    assert report["verdict"] == "review"


def test_file_that_is_being_written(cli: Any, folders: None) -> None:
    """It is left alone until nobody writes any more."""
    with watching(cli):
        with (cli.folder / "in" / "a.txt").open("w") as slow:
            for number in range(30):
                slow.write(f"Rad {number}.\n")
                slow.flush()
                time.sleep(0.2)
        until(lambda: is_done(cli))
    assert (cli.folder / "out" / "a.txt").read_text().count("Rad") == 30
    assert cli.files("out") == {"a.txt"}


KILL = """
import os, pathlib, signal
import redactor.workflow.files as f
import redactor.workflow.watching as w
def die(*a):
    os.kill(os.getpid(), signal.SIGKILL)
def after(function):
    def call(*a, **k):
        function(*a, **k)
        die()
    return call
"""
MOMENTS = {
    "claimed": "w._worked = die",
    "published": "f.Staged.publish = after(f.Staged.publish)",
    "about to take the original away": "w._removed = die",
    "about to hold": "w._held = die",
    "reported": "f.write = after(f.write)",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed(cli: Any, folders: None, moment: str) -> None:
    """kill -9 at each moment: the next watch brings every file to one place, under its own name."""
    drop(cli, "a.txt", TEXT)
    drop(cli, "b.pdf", b"%PDF-1.7\n")
    with cli.start(*WATCH, hook=f"{KILL}{MOMENTS[moment]}\n") as process:
        assert end_of(process) == -signal.SIGKILL
    with watching(cli):
        until(lambda: is_done(cli))
    assert cli.files("out") == {"a.txt"}
    assert cli.files("hold") == {"b.pdf", "b.pdf.report.json"}
    assert cli("audit", "verify").returncode == 0


def test_log_that_cannot_be_written(cli: Any, folders: None) -> None:
    """No record, no copy: the watch ends with a fault of ours, and the document still lies in IN."""
    drop(cli, "a.txt", TEXT)
    hook = (
        "import redactor.workflow.log as l\nfrom redactor.errors import LogError\n"
        'def full(*a, **k):\n    raise LogError(path="log", why="disk full")\nl.FileLog.append = full\n'
    )
    with cli.start(*WATCH, hook=hook) as process:
        assert end_of(process) == 5
    assert (cli.files("out"), len(cli.files("in"))) == (set(), 1)
    with watching(cli):
        until(lambda: is_done(cli))
    assert cli.files("out") == {"a.txt"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("watch", "in", "--out", "none", "--hold", "hold"),
        ("watch", "in", "--out", "in", "--hold", "hold"),
        ("watch", "in", "--out", "in/out", "--hold", "hold"),
        ("watch", "in", "--out", "out"),
    ],
)
def test_wrong_use(cli: Any, folders: None, arguments: tuple[str, ...], one_line: Any) -> None:
    """Folders that are missing or within each other are exit 2."""
    (cli.folder / "in" / "out").mkdir()
    done = cli(*arguments)
    assert (done.returncode, bool(one_line(done))) == (2, True)


def test_watched_already(cli: Any, folders: None, one_line: Any) -> None:
    """Two do not watch one folder."""
    drop(cli, "a.txt", TEXT)
    with watching(cli):
        until(lambda: (Path(cli.folder) / "out" / "a.txt").exists())
        done = cli(*WATCH)
    assert (done.returncode, "already" in one_line(done)) == (2, True)
