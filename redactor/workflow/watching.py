"""A hot folder: every file that is dropped ends in OUT as a verified copy, or in HOLD with its report.

A file that nobody writes any more is claimed: renamed, in its folder, to a hidden name that holds the number
under which it will stand. Whoever is killed after that finds the claim at the next start and goes on with the
same number, so what was put in place before is replaced by itself. The original goes last.
"""

import fcntl
import json
import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final, NoReturn

from redactor.errors import LogError, MissingError, OutputError, RedactorError, UsageError, Words
from redactor.isolation import Steps, drive
from redactor.report import report, unreadable
from redactor.workflow import documents, files
from redactor.workflow.documents import Order, Outcome
from redactor.workflow.files import shown
from redactor.workflow.sources import Source, Target

REPORT: Final = ".report.json"
_CLAIM: Final = ".watch-"
_LOOK: Final = 1.0
"""Seconds between two looks; a file that is the same at both is whole."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The three places, none within another."""

    inbox: Path
    out: Path
    hold: Path

    def check(self) -> None:
        """Raises UsageError unless all exist, apart from each other."""
        places = [Path(os.path.realpath(place)) for place in (self.inbox, self.out, self.hold)]
        for place in places:
            if not place.is_dir():
                told = shown(place)
                raise UsageError(
                    what=Words(f"Mappen {told} finns inte.", f"The folder {told} does not exist.")
                )
            if any(place.is_relative_to(other) for other in places if other is not place):
                raise UsageError(
                    what=Words("IN, OUT och HOLD ska vara skilda mappar.", "IN, OUT and HOLD must be apart.")
                )


@dataclass(frozen=True, slots=True)
class _Claim:
    """A file that is this watch's: where it is now, and the place (below OUT or HOLD) it will have."""

    path: Path
    relative: Path
    """As it was dropped."""
    place: Path


@dataclass(frozen=True, slots=True)
class _State:
    """What changes while somebody writes a file."""

    inode: int
    size: int
    written: int


def watch(folders: Folders, order: Order, width: int, tell: Callable[[Outcome], None]) -> NoReturn:
    """Goes on until it is interrupted; `tell` hears of every file that came to its place.

    Raises UsageError when the folders do not fit or are watched already, and LogError or OutputError when no
    file can be done; what was dropped then still lies in IN.
    """
    folders.check()
    with _alone(folders.inbox):
        for place in (folders.out, folders.hold):
            files.remove_left_behind(place)
        claims = _claims_left(folders)
        seen: dict[Path, _State] = {}
        while True:
            for outcome in drive((_done(claim, folders, order) for claim in claims), width):
                tell(outcome)
            now = dict(_dropped(folders.inbox))
            settled = [path for path, state in now.items() if seen.get(path) == state]
            claims = [claim for path in settled if (claim := _claimed(path, folders)) is not None]
            seen = now
            if not claims:
                time.sleep(_LOOK)


def _done(claim: _Claim, folders: Folders, order: Order) -> Steps[Outcome]:
    """Brings the file to its place. Raises LogError and OutputError, and then it still lies in IN."""
    while True:
        before = _state(claim.path)
        outcome = yield from _worked(claim, folders, order)
        if _state(claim.path) == before:
            break
        # Its writer was not done: what was made of a part is replaced.
    if outcome.error is None:
        _removed(claim.path)
    else:
        _held(claim, folders, outcome, order)
    return outcome


def _worked(claim: _Claim, folders: Folders, order: Order) -> Steps[Outcome]:
    name, suffix = claim.relative.as_posix(), claim.relative.suffix or None
    source = Source(name, claim.path, suffix, claim.relative)
    try:
        if not stat.S_ISREG(claim.path.lstat().st_mode):
            raise MissingError(path=shown(name))
        source = replace(source, content=source.load())
    except RedactorError as error:
        return Outcome(source, unreadable(name, error.message("sv")), error)
    target = Target(folders.out / claim.place)
    files.make_folder((folders.out / claim.place).parent)
    outcome = yield from documents.redact(source, target, order)
    if isinstance(outcome.error, OutputError | LogError):
        raise outcome.error
    return outcome


def _held(claim: _Claim, folders: Folders, outcome: Outcome, order: Order) -> None:
    place = folders.hold / claim.place
    files.make_folder(place.parent)
    part = [] if outcome.report is None else [dict(outcome.report)]
    told = json.dumps(report(part, order.setup.packs.versions), ensure_ascii=False, indent=2)
    files.write(place.with_name(place.name + REPORT), told.encode("utf-8", "replace") + b"\n")
    # Made of a part of it, or before a kill: the place is this file's alone.
    (folders.out / claim.place).unlink(missing_ok=True)
    try:
        claim.path.rename(place)
        files.sync_folder(place.parent)
    except OSError:
        # Another file system, most likely. A copy that is not made is an error, and the file stays.
        _copied(claim.path, place)
        _removed(claim.path)


def _copied(path: Path, place: Path) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OutputError(path=shown(place), why=error.strerror or type(error).__name__) from error
    files.write(place, content)


def _removed(path: Path) -> None:
    try:
        path.unlink()
        files.sync_folder(path.parent)
    except OSError as error:
        raise OutputError(path=shown(path), why=error.strerror or type(error).__name__) from error


def _dropped(inbox: Path) -> Iterator[tuple[Path, _State]]:
    """The files that lie there; hidden ones are somebody's work."""
    for path in _below(inbox):
        if not path.name.startswith((".", "~$")) and (state := _state(path)) is not None:
            yield path, state


def _below(inbox: Path) -> Iterator[Path]:
    for at, _folders, names in os.walk(inbox):
        for name in sorted(names):
            yield Path(at) / name


def _state(path: Path) -> _State | None:
    try:
        found = path.lstat()
    except OSError:
        return None  # taken away again
    return _State(found.st_ino, found.st_size, found.st_mtime_ns)


def _claimed(path: Path, folders: Folders) -> _Claim | None:
    """The file, renamed; None when it went away, or cannot be renamed now."""
    relative = path.relative_to(folders.inbox)
    for number in count(1):
        place = _numbered(relative, number)
        claim = path.with_name(f"{_CLAIM}{number}-{path.name}")
        taken = (folders.out / place, folders.hold / place, folders.hold / f"{place}{REPORT}", claim)
        if not any(os.path.lexists(one) for one in taken):
            break
    try:
        path.rename(claim)
    except OSError:
        return None
    return _Claim(claim, relative, place)


def _claims_left(folders: Folders) -> Sequence[_Claim]:
    """What a watch that was killed had claimed."""
    found: list[_Claim] = []
    for path in _below(folders.inbox):
        number, dash, name = path.name.removeprefix(_CLAIM).partition("-")
        if path.name.startswith(_CLAIM) and dash and name and number.isdecimal():
            relative = path.with_name(name).relative_to(folders.inbox)
            found.append(_Claim(path, relative, _numbered(relative, int(number))))
    return found


def _numbered(relative: Path, number: int) -> Path:
    return relative if number == 1 else relative.with_name(f"{relative.stem}-{number}{relative.suffix}")


@contextmanager
def _alone(inbox: Path) -> Iterator[None]:
    """Raises UsageError when somebody else watches the folder."""
    descriptor = os.open(inbox, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            told = shown(inbox)
            raise UsageError(what=Words(f"{told} bevakas redan.", f"{told} is watched already.")) from error
        yield
    finally:
        os.close(descriptor)
