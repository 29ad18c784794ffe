"""Standard output and standard error: one line an error, colours and a progress bar only on a terminal."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from redactor.errors import Language, OutputError, RedactorError


def language(environment: Mapping[str, str] = os.environ) -> Language:
    """Swedish when the locale for messages is; POSIX's order of variables."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "sv" if value.startswith("sv") else "en"
    return "en"


def either(sv: str, en: str) -> str:
    """The words in the reader's language."""
    return sv if language() == "sv" else en


def say(error: RedactorError, where: str | None = None) -> None:
    """What, where, what to do: one line on standard error (a rule pack's problems have one each)."""
    for line in error.message(language()).splitlines():
        note(f"{where}: {line}" if where and not line.startswith(where) else line)


def note(line: str) -> None:
    """A line for a person on standard error; lost when nobody can read it."""
    try:
        sys.stderr.write(f"redactor: {line}\n")
        sys.stderr.flush()
    except (OSError, UnicodeError):
        return


def out(text: str) -> None:
    """Text for a person on standard output. Raises OutputError."""
    write(text.encode(sys.stdout.encoding or "utf-8", "replace"))


def write(content: bytes) -> None:
    """Bytes on standard output. Raises OutputError."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise OutputError(path="stdout", why=error.strerror) from error


def json_bytes(value: object) -> bytes:
    """Indented JSON in UTF-8 with a line feed; a file name's undecodable bytes as replacement characters."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


class Advance(Protocol):
    """Called once for each document that is done."""

    def __call__(self) -> None: ...


@contextmanager
def progress(total: int) -> Iterator[Advance]:
    """A progress bar for several documents, where standard error is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No refreshing thread: this process forks.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False) as bar:
        task = bar.add_task("", total=total)

        def advance() -> None:
            bar.advance(task)
            bar.refresh()

        yield advance
