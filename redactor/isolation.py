"""Untrusted bytes are read in a child process that may not run, grow or write for ever.

Parsers of hostile files hang and crash where no exception reaches (removal.md, "Hostile input"), so
each document has a forked child with limits, killed with all it started when it takes too long. The
child's output goes nowhere: a C library's warning may quote the document. What comes back over the
pipe is read by an unpickler that knows our own values only, since a child that parsed a hostile
file is not trusted either.
"""

import ctypes
import faulthandler
import gc
import io
import math
import os
import pickle
import resource
import selectors
import signal
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from redactor.errors import (
    CrashError,
    DamagedError,
    FaultError,
    LimitError,
    MemoryLimitError,
    RedactorError,
    TimeLimitError,
    Words,
)

T = TypeVar("T")

SECONDS_BASE = 60.0
SECONDS_PER_PAGE = 2.0
SECONDS_MOST = 300.0
BYTES_PER_PAGE = 3_000
"""What counts as a page where the format has none: a page of plain text."""
MEMORY = 2 * 1024**3
FILE_SIZE = 256 * 1024**2
PROCESSES = 4096
"""A bound on fork bombs; not lower, for the system counts all processes of the user."""

_PR_SET_PDEATHSIG = 1
_CHUNK = 1 << 20
_INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PLAIN = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("datetime", "datetime"),
    ("datetime", "date"),
    ("datetime", "timezone"),
    ("datetime", "timedelta"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: wall seconds, bytes of address space."""

    seconds: float
    memory: int = MEMORY


def limits_for(size: int) -> Limits:
    """60 s and 2 s a page, at most 300 s; `size` in bytes."""
    pages = size / BYTES_PER_PAGE
    return Limits(min(SECONDS_BASE + SECONDS_PER_PAGE * pages, SECONDS_MOST))


@dataclass(frozen=True, slots=True)
class Job:
    """A function to run in a child of its own. What it returns must be made of our values."""

    function: Callable[[], Any]
    limits: Limits


Steps = Generator[Job, Any, T]
"""The work on one document: yields jobs, is sent their results (or thrown their errors), returns."""


def run(function: Callable[[], T], limits: Limits) -> T:
    """`function()` in a child. Raises its RedactorError, or LimitError, CrashError, FaultError."""

    def once() -> Steps[T]:
        result: T = yield Job(function, limits)
        return result

    return next(drive([once()], width=1))


def drive(works: Iterable[Steps[T]], width: int) -> Iterator[T]:
    """Runs the works, `width` children at a time, from one thread; yields what each returns, as they end.

    Closing the iterator kills every child. An exception that leaves a work leaves this too.
    """
    waiting = iter(works)
    with selectors.DefaultSelector() as selector:
        try:
            while True:
                while len(selector.get_map()) < width and (work := next(waiting, None)) is not None:
                    yield from _go_on(selector, work, None)
                if not selector.get_map():
                    return
                yield from _wait(selector)
        finally:
            for key in list(selector.get_map().values()):
                key.data.kill()
                key.data.work.close()


def _wait(selector: selectors.BaseSelector) -> Iterator[Any]:
    now = time.monotonic()
    first = min(key.data.deadline for key in selector.get_map().values())
    ready = {key.fd for key, _ in selector.select(max(0.0, first - now))}
    for key in list(selector.get_map().values()):
        child: _Child = key.data
        done = key.fd in ready and child.read()
        if done or time.monotonic() >= child.deadline:
            selector.unregister(key.fileobj)
            yield from _go_on(selector, child.work, child.outcome(late=not done))


def _go_on(selector: selectors.BaseSelector, work: Steps[Any], outcome: "_Outcome | None") -> Iterator[Any]:
    try:
        if outcome is None:
            job = next(work)
        elif outcome.error is not None:
            job = work.throw(outcome.error)
        else:
            job = work.send(outcome.value)
    except StopIteration as end:
        yield end.value
        return
    child = _Child(work, job)
    selector.register(child.pipe, selectors.EVENT_READ, child)


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = field(default=None, repr=False)
    error: RedactorError | None = None


class _Child:
    def __init__(self, work: Steps[Any], job: Job) -> None:
        self.work = work
        self.limits = job.limits
        self.deadline = time.monotonic() + job.limits.seconds
        self._received = bytearray()
        self.pipe, theirs = os.pipe()
        os.set_blocking(self.pipe, False)
        parent = os.getpid()
        # What exists now is never garbage to the child: collecting it would copy the shared pages.
        gc.freeze()
        # An interruption just after the fork must not send the child down the parent's way.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTIONS)
        self.pid = os.fork()
        if self.pid == 0:
            _be_child(job, theirs, parent)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        gc.unfreeze()
        os.close(theirs)

    def read(self) -> bool:
        """Takes what the pipe holds; whether the child has closed it."""
        while True:
            try:
                chunk = os.read(self.pipe, _CHUNK)
            except BlockingIOError:
                return False
            if not chunk:
                return True
            self._received += chunk

    def kill(self) -> int:
        """Ends the child and all it started; its wait status."""
        for end in (os.killpg, os.kill):
            # The group is missing while the child has not yet made it.
            try:
                end(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        os.close(self.pipe)
        return os.waitpid(self.pid, 0)[1]

    def outcome(self, late: bool) -> _Outcome:
        status = self.kill()
        if late:
            return _Outcome(error=self._over_time())
        if self._received:
            return _loaded(bytes(self._received))
        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if ended_by == signal.SIGXCPU:
            return _Outcome(error=self._over_time())
        return _Outcome(error=CrashError())

    def _over_time(self) -> LimitError:
        return TimeLimitError(seconds=math.ceil(self.limits.seconds))


def _be_child(job: Job, pipe: int, parent: int) -> NoReturn:
    """Never returns into the parent's code, whatever happens."""
    try:
        _confine(job.limits, parent)
        payload = _dumped(job.function)
        with os.fdopen(pipe, "wb") as out:
            out.write(payload)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _confine(limits: Limits, parent: int) -> None:
    os.setpgid(0, 0)
    faulthandler.disable()
    for number in _INTERRUPTIONS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTIONS)
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    seconds = math.ceil(limits.seconds)
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NPROC, PROCESSES),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, hard if what == resource.RLIMIT_CPU else allowed))


def _dumped(function: Callable[[], Any]) -> bytes:
    try:
        return pickle.dumps((None, function()), protocol=5)
    except RedactorError as error:
        return _dumped_error(type(error), error.fields)
    except MemoryError:
        return _dumped_error(MemoryLimitError, {})
    except RecursionError:
        return _dumped_error(DamagedError, {"why": Words("för djup nästling", "nested too deep")})
    except Exception as error:
        return _dumped_error(FaultError, {"what": place_of(error)})


def _dumped_error(kind: type[RedactorError], fields: dict[str, object]) -> bytes:
    plain = {name: value if isinstance(value, int | Words) else str(value) for name, value in fields.items()}
    return pickle.dumps((kind, plain), protocol=5)


def place_of(error: BaseException) -> str:
    """The class of an exception and the line that raised it: all that may be told, for its message may
    quote the document."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return type(error).__name__ + where


class _Ours(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(import_module(module), name)
        if module.startswith("redactor.") and "." not in name:
            found = getattr(import_module(module), name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError("not one of our values")


def _loaded(payload: bytes) -> _Outcome:
    try:
        kind, value = _Ours(io.BytesIO(payload)).load()
        if kind is None:
            return _Outcome(value)
        if issubclass(kind, RedactorError):
            return _Outcome(error=kind(**value))
        return _Outcome(error=CrashError())
    except Exception:
        # Cut off when the child died while writing, or not what a child of ours writes.
        return _Outcome(error=CrashError())
