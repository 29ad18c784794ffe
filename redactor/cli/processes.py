"""The service's processes: one that serves, others that work, and this one that keeps them alive."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import Final

_GRACE: Final = 30.0
"""Seconds that a process has to end well."""
_PAUSE: Final = 1.0
"""Seconds before a worker that died is started again."""
_LOOK: Final = 0.2
_PR_SET_PDEATHSIG: Final = 1


def supervise(server: Sequence[str], worker: Sequence[str], workers: int, more: Mapping[str, str]) -> int:
    """Runs all until the server ends or this process is told to; the server's exit code.

    A worker that dies is started again. All get a SIGTERM at the end, also when this process is killed
    (Linux), and time to finish their work.
    """
    environment = {**os.environ, **more}
    serving = _started(server, environment)
    working: list[subprocess.Popen[bytes]] = []
    try:
        working = [_started(worker, environment) for _ in range(workers)]
        while serving.poll() is None:
            time.sleep(_LOOK)
            for at, process in enumerate(working):
                if process.poll() is not None:
                    time.sleep(_PAUSE)
                    working[at] = _started(worker, environment)
    finally:
        _end([serving, *working])
    return serving.returncode


def _started(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    # Our own commands; and this process has no threads, which a function after the fork would mind.
    return subprocess.Popen(command, env=environment, preexec_fn=_follow)  # noqa: S603, PLW1509


def _follow() -> None:
    """In a new process: asks for a SIGTERM when its parent dies."""
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + _GRACE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
