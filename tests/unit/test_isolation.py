"""What a hostile document can do to the child that reads it, and what gets back."""

import ctypes
import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from redactor import isolation
from redactor.domain.document import Span
from redactor.domain.review import Role
from redactor.errors import (
    CrashError,
    DamagedError,
    FaultError,
    LeakError,
    MemoryLimitError,
    TimeLimitError,
    UnreadableError,
)
from redactor.isolation import Job, Limits, Steps, drive, limits_for, run

SOON = Limits(20.0)


def test_result_comes_back() -> None:
    """A value of ours is the same after the pipe, also one larger than the pipe."""
    value = ((Span(1, 2), Role.ELECTED, b"x" * 5_000_000, {"a": None}), frozenset({1}))
    assert run(lambda: value, SOON) == value


def test_another_process() -> None:
    """The function runs in a process of its own."""
    assert run(os.getpid, SOON) != os.getpid()


def fail(error: Exception) -> None:
    raise error


def test_error_of_ours_comes_back_whole() -> None:
    """A RedactorError keeps its class, its fields and its message."""
    with pytest.raises(LeakError, match="raw bytes") as caught:
        run(partial(fail, LeakError(probe="raw bytes", where="body")), SOON)
    assert caught.value.fields == {"probe": "raw bytes", "where": "body"}


def test_fault_loses_its_message() -> None:
    """Any other exception becomes a FaultError that names class and line, not the message."""
    with pytest.raises(FaultError) as caught:
        run(partial(fail, KeyError("19121212-1212")), SOON)
    assert "1212" not in str(caught.value)
    assert caught.value.fields["what"].startswith("KeyError (test_isolation.py:")  # type: ignore[attr-defined]


def hang() -> None:
    while True:
        time.sleep(1)


def spin() -> None:
    while True:
        pass


@pytest.mark.parametrize("function", [hang, spin])
def test_hang_is_killed(function: Callable[[], None]) -> None:
    """A child that never ends is killed when its time is over."""
    began = time.monotonic()
    with pytest.raises(TimeLimitError):
        run(function, Limits(0.3))
    assert time.monotonic() - began < 5


def hang_with_helper(told: int) -> None:
    helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    os.write(told, str(helper.pid).encode())
    hang()


def test_what_the_child_started_dies_with_it() -> None:
    """A program the reader started (OCR) does not outlive it."""
    read, write = os.pipe()
    with pytest.raises(TimeLimitError):
        run(partial(hang_with_helper, write), Limits(1.0))
    helper = int(os.read(read, 20))
    os.close(read)
    os.close(write)
    for _ in range(100):
        if (
            not Path(f"/proc/{helper}").exists()
            or "\nState:\tZ" in Path(f"/proc/{helper}/status").read_text()
        ):
            return
        time.sleep(0.05)
    pytest.fail("the helper still runs")


def crash() -> None:
    ctypes.string_at(0)


@pytest.mark.parametrize("function", [crash, os.abort, partial(os._exit, 0), partial(os._exit, 3)])
def test_crash_is_an_unreadable_document(function: Callable[[], None]) -> None:
    """A crash in a C library ends with exit 3, not with ours."""
    with pytest.raises(CrashError) as caught:
        run(function, SOON)
    assert caught.value.exit_code == 3


def test_memory_is_bounded() -> None:
    """A child cannot take more memory than its limit."""
    with pytest.raises(MemoryLimitError):
        run(lambda: len(bytearray(3 * 1024**3)), SOON)


def nest(depth: int = 0) -> int:
    return nest(depth + 1)


def test_endless_nesting_is_a_damaged_document() -> None:
    """Recursion without end is the document's fault."""
    with pytest.raises(DamagedError):
        run(nest, SOON)


def test_files_are_bounded(tmp_path: Path) -> None:
    """A child cannot fill the disk."""

    def fill() -> None:
        with (tmp_path / "big").open("wb") as out:
            out.truncate(isolation.FILE_SIZE + 1)

    with pytest.raises(FaultError, match="OSError"):
        run(fill, SOON)


def chatter() -> None:
    os.write(1, b"19121212-1212")
    os.write(2, b"19121212-1212")


def test_child_is_mute(capfd: pytest.CaptureFixture[str]) -> None:
    """What a library writes while it reads goes nowhere."""
    run(chatter, SOON)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


class Stranger:
    """A value that runs something when unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.system, ("true",))


def test_strange_values_are_refused() -> None:
    """A child that was taken over cannot make the parent run anything."""
    with pytest.raises(CrashError):
        run(Stranger, SOON)
    dotted = b"\x80\x05\x8c\x12redactor.isolation\x8c\x09os.system\x93\x8c\x04true\x85R."
    with pytest.raises(pickle.UnpicklingError):
        isolation._Ours(io.BytesIO(dotted)).load()


def test_limits_grow_with_size() -> None:
    """60 s for nothing, 2 s a page more, never over 300 s."""
    assert limits_for(0).seconds == 60
    assert limits_for(30_000).seconds == 80
    assert limits_for(50_000_000).seconds == 300


def two_steps(number: int, log: list[str]) -> Steps[int]:
    first = yield Job(lambda: number * 2, SOON)
    try:
        yield Job(partial(fail, UnreadableError(why="x")), SOON)
    except UnreadableError:
        log.append("caught")
    second = yield Job(lambda: first + 1, SOON)
    return int(second)


def test_works_of_several_steps() -> None:
    """Each step is sent the last one's result or thrown its error; every work returns."""
    log: list[str] = []
    assert sorted(drive((two_steps(n, log) for n in range(7)), width=3)) == [1, 3, 5, 7, 9, 11, 13]
    assert log == ["caught"] * 7


def sleepy(seconds: float) -> Steps[float]:
    yield Job(partial(time.sleep, seconds), SOON)
    return seconds


def test_works_run_side_by_side() -> None:
    """Four sleeps of a third of a second, four wide, take less than four thirds."""
    began = time.monotonic()
    list(drive([sleepy(0.33) for _ in range(4)], width=4))
    assert time.monotonic() - began < 1.2


def children() -> set[str]:
    """The processes below this one; other tests may have left some that serve them all."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {child for task in tasks for child in task.read_text().split()}


def test_leaving_early_kills_the_rest() -> None:
    """Closing the iterator leaves no child behind."""
    before = children()
    works = drive([sleepy(0.0), sleepy(60.0)], width=2)
    next(works)
    assert children() > before
    works.close()  # type: ignore[attr-defined]
    assert children() == before


def test_killed_parent_takes_the_child_with_it(tmp_path: Path) -> None:
    """kill -9 on the program leaves no reader running."""
    told = tmp_path / "pid"
    program = (
        "import os, time, pathlib\nfrom redactor.isolation import run, Limits\n"
        f"def f():\n    pathlib.Path({str(told)!r}).write_text(str(os.getpid()))\n    time.sleep(60)\n"
        "run(f, Limits(60.0))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program]) as parent:
        while not (told.exists() and told.read_text()):
            time.sleep(0.02)
        parent.send_signal(signal.SIGKILL)
    child = int(told.read_text())
    for _ in range(100):
        if not Path(f"/proc/{child}").exists():
            return
        time.sleep(0.05)
    pytest.fail("the child still runs")
