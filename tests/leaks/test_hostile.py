"""Hostile files are answered with one error, quickly and in little memory."""

import os
import resource
import signal
import time
from pathlib import Path

import pytest

from redactor import ocr
from redactor.errors import UnreadableError
from redactor.formats.detect import detect, of
from tests.leaks.hostile import HOSTILE as WORD
from tests.leaks.hostile import Hostile
from tests.leaks.hostile_pdf import PDF

HOSTILE = (*WORD, *PDF)

SECONDS = 20
MEMORY = 700 * 1024 * 1024
"""Above what the test itself holds already; the program's own limit is 2 GB (docs/threat-model.md)."""


def outcome(case: Hostile) -> str:
    """The name of the error that reading raises, in a child with limits; "read" when there is none."""
    untrusted = case.build()
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        _read_and_tell(untrusted, case.suffix, sending)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return told or f"killed: {status}"


def _read_and_tell(untrusted: bytes, suffix: str, sending: int) -> None:
    signal.alarm(SECONDS)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
    told = "read"
    try:
        document = of(detect(untrusted, suffix)).read(untrusted, ocr=ocr.read)
        if not any(layer.text.strip() for layer in document.layers):
            told = "EmptyError"
    except BaseException as error:
        told = next((c.__name__ for c in type(error).__mro__ if c.__name__ in ANSWERS), type(error).__name__)
    os.write(sending, told.encode())
    os._exit(0)


ANSWERS = {case.answer.__name__ for case in HOSTILE if case.answer is not None}


def test_answers_are_errors_of_reading() -> None:
    """Every answer is an UnreadableError, so the exit code is 3."""
    assert all(case.answer is None or issubclass(case.answer, UnreadableError) for case in HOSTILE)
    assert UnreadableError.exit_code == 3


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_hostile_file(case: Hostile) -> None:
    """The file is refused with the error that fits, or read, within the limits."""
    expected = case.answer.__name__ if case.answer is not None else "read"
    start = time.monotonic()
    told = outcome(case)
    if case.answer is UnreadableError:
        assert told in ANSWERS
    else:
        assert told == expected
    assert time.monotonic() - start < SECONDS
