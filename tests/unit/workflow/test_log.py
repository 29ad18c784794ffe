"""The log's files: what a crash, a full disk and a stranger's hand can do to them."""

import json
import os
import stat
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from redactor import audit
from redactor.audit import Event, FaultKind
from redactor.errors import LogBrokenError, LogError, UsageError
from redactor.workflow import files
from redactor.workflow.data import DataFolder, document_id
from redactor.workflow.log import FileLog, public_key_of

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def events(count: int) -> list[Event]:
    return [Event("decision", "redactor", "program", reason=f"Skäl {number}.") for number in range(count)]


@pytest.fixture
def log(tmp_path: Path) -> FileLog:
    folder = DataFolder(tmp_path / "data")
    folder.make()
    return FileLog(folder.path)


def test_records_follow_each_other_over_calls(log: FileLog) -> None:
    """Each call goes on where the last one ended, and the whole verifies."""
    for count in (1, 3, 2):
        log.append(events(count), NOW)
    checked = log.verify()
    assert (checked.intact, checked.records) == (True, 6)


def test_secrets_are_the_owners(log: FileLog, tmp_path: Path) -> None:
    """Keys and log can be read by their owner only, and the public key is in PEM."""
    DataFolder(tmp_path / "data").key(None)
    log.append(events(1), NOW)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in log.path.parent.iterdir()}
    assert modes["key"] == modes["audit-key"] == modes["log.jsonl"] == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700
    assert public_key_of((log.path.parent / "audit-key.pub").read_bytes()) == log.public_key()


def append_many(folder: Path, calls: int) -> None:
    for _ in range(calls):
        FileLog(folder).append(events(2), NOW)


def test_many_writers(log: FileLog) -> None:
    """Records of several processes never fall into one another."""
    context = get_context("fork")
    writers = [context.Process(target=append_many, args=(log.path.parent, 10)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    checked = log.verify()
    assert (checked.intact, checked.records) == (True, 80)


@pytest.mark.parametrize(
    "kept", [None, b"", b"[]", b'{"size":3,"peaks":["00","11"]}', b'{"size":9,"peaks":[1]}']
)
def test_kept_tree_is_not_believed(log: FileLog, kept: bytes | None) -> None:
    """A tree that was lost or changed is made anew from the records."""
    log.append(events(3), NOW)
    tree = log.path.parent / "log.tree"
    right = tree.read_bytes()
    if kept is None:
        tree.unlink()
    else:
        tree.write_bytes(kept)
    log.append(events(1), NOW)
    assert log.verify().intact
    assert json.loads(right)["size"] == 3
    assert json.loads(tree.read_bytes())["size"] == 4


def test_root_that_the_records_do_not_give(log: FileLog) -> None:
    """Records other than the signed ones stop the next append, even if the last one is right."""
    log.append(events(3), NOW)
    (log.path.parent / "log.tree").unlink()
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(b"".join([lines[1], lines[0], lines[2]]))
    with pytest.raises(LogBrokenError):
        log.append(events(1), NOW)


def test_torn_record_is_cut_off(log: FileLog) -> None:
    """Half a batch written before a crash goes: its head was never signed, so no copy stands on it."""
    log.append(events(2), NOW)
    whole = log.path.read_bytes()
    (log.path.parent / "log.pending").write_text(json.dumps({"size": len(whole)}))
    torn = audit.line(audit.append(audit.Head(2, "0" * 64), events(1)[0], NOW, "0"))
    log.path.write_bytes(whole + torn + torn[:40])
    assert log.verify().intact
    assert log.path.read_bytes() == whole
    log.append(events(1), NOW)
    assert log.verify().records == 3


def test_crash_after_signing_keeps_the_records(log: FileLog) -> None:
    """A crash between the signature and the end of the note loses nothing."""
    log.append(events(2), NOW)
    (log.path.parent / "log.pending").write_text('{"size": 0}')
    assert log.verify().records == 2


def test_records_of_a_stranger_stop_the_next_append(log: FileLog) -> None:
    """Nothing is signed on top of records that were not ours."""
    log.append(events(2), NOW)
    last = audit.parse(log.path.read_bytes().splitlines(keepends=True)[-1])
    with log.path.open("ab") as out:
        out.write(audit.line(audit.append(audit.head_of(last), events(1)[0], NOW, "0")))
    with pytest.raises(LogBrokenError):
        log.append(events(1), NOW)
    assert {fault.kind for fault in log.verify().faults} == {FaultKind.UNSIGNED}


@pytest.mark.parametrize("name", ["log.jsonl", "checkpoint.json", "audit-key", "audit-key.pub"])
def test_missing_file_stops_the_next_append(log: FileLog, name: str) -> None:
    """A log that lost its records, its head or its key goes no further; the public key is made again."""
    log.append(events(2), NOW)
    (log.path.parent / name).unlink()
    if name == "audit-key.pub":
        log.append(events(1), NOW)
        assert log.verify().intact
        return
    with pytest.raises(LogBrokenError):
        log.append(events(1), NOW)


@pytest.mark.parametrize("name", ["log.jsonl", "checkpoint.json", "audit-key"])
@pytest.mark.parametrize("content", [b"", b"{}\n", b"\xff\xfe"])
def test_overwritten_file_stops_the_next_append(log: FileLog, name: str, content: bytes) -> None:
    """Garbage in any file of the log is found before anything is appended."""
    log.append(events(2), NOW)
    (log.path.parent / name).write_bytes(content)
    with pytest.raises(LogBrokenError):
        log.append(events(1), NOW)


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5])
def test_full_disk_leaves_the_log_as_it_was(
    log: FileLog, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever write fails, the log is whole afterwards and ends before or after the batch."""
    log.append(events(2), NOW)
    real, calls = os.fsync, iter(range(1, 100))

    def full(fd: int) -> None:
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        real(fd)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LogError):
        log.append(events(3), NOW)
    monkeypatch.setattr(os, "fsync", real)
    assert log.verify().intact
    log.append(events(1), NOW)
    assert log.verify().intact


def test_log_in_a_place_that_takes_no_files() -> None:
    """A folder that cannot hold the log is a LogError."""
    with pytest.raises(LogError):
        FileLog(Path("/proc/self")).append(events(1), NOW)


def test_key_is_made_once(tmp_path: Path) -> None:
    """The first use makes the key, every later one reads the same."""
    folder = DataFolder(tmp_path / "new" / "data")
    key = folder.key(None)
    assert (folder.key(None), len(key)) == (key, 32)


def test_key_file(tmp_path: Path) -> None:
    """A key file holds hexadecimal digits or bytes, and not too few."""
    path, folder = tmp_path / "key", DataFolder(tmp_path)
    path.write_text("ab" * 32 + "\n")
    assert folder.key(path) == b"\xab" * 32
    path.write_bytes(bytes(range(200, 232)))
    assert folder.key(path) == bytes(range(200, 232))
    for wrong in (b"", b"hemlig"):
        path.write_bytes(wrong)
        with pytest.raises(UsageError):
            folder.key(path)
    with pytest.raises(UsageError):
        folder.key(tmp_path / "missing")


def test_document_id_is_keyed() -> None:
    """Two keys give one document two ids."""
    assert document_id(b"a" * 32, "0" * 64) != document_id(b"b" * 32, "0" * 64)


def test_staged_content_has_no_name_until_published(tmp_path: Path) -> None:
    """Before `publish` the folder is as it was, and a discarded copy leaves nothing."""
    target = tmp_path / "out.txt"
    target.write_text("old")
    with files.Staged(target, b"new"):
        assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    files.write(target, b"new")
    assert (target.read_bytes(), len(list(tmp_path.iterdir()))) == (b"new", 1)


def test_without_nameless_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system knows no nameless files, a hidden one is used and taken away."""
    monkeypatch.setattr(os, "O_TMPFILE", 0)
    target = tmp_path / "out.txt"
    with files.Staged(target, b"new"):
        (hidden,) = tmp_path.iterdir()
        assert hidden.name.startswith(files.HIDDEN)
        files.remove_left_behind(tmp_path)
        assert hidden.exists(), "in use, so it stays"
    assert not list(tmp_path.iterdir())
    files.write(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_left_behind_files_go(tmp_path: Path) -> None:
    """A hidden file of a killed run goes; other files stay."""
    (tmp_path / f"{files.HIDDEN}0123").write_text("half")
    (tmp_path / "kept.txt").write_text("x")
    files.remove_left_behind(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_shown_name_is_one_line() -> None:
    """A file name with line breaks, control characters or undecodable bytes is one plain line."""
    assert files.shown(os.fsdecode(b"a\nb\x1b[31m\xff.txt")) == "a\ufffdb\ufffd[31m\ufffd.txt"
