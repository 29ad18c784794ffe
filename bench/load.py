"""`POST /v1/check` under load: how long callers wait, whether any fails, and what memory the service takes.

    python -m bench.load [--calls N] [--clients N] [--pages N]

Starts `redactor serve` on an empty data folder, and sends the same invented minutes of N pages, as text and
as Word in turn, from so many clients side by side. Prints seconds (median, 95th percentile, most), errors,
and the resident memory of all the service's processes, in the beginning and at the end.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2

from bench.speed import pages, word_file

_START = 60.0
"""Seconds that the service has to answer for the first time."""
_WARM = 8
"""Calls before the measured ones: each process loads its rules at its first."""


@contextmanager
def service(folder: Path) -> Iterator[tuple[str, int]]:
    """Its address, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("redactor")), "serve", "--port", str(port)]
    environment = {**os.environ, "REDACTOR_DATA": str(folder)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()


def key_of(folder: Path) -> str:
    redactor = Path(sys.executable).with_name("redactor")
    made = subprocess.run(
        [redactor, "keys", "add", "load", "--role", "pipeline", "--data", folder],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return made.stdout.split()[-1]


def memory(pid: int) -> float:
    """Megabytes that a process and all below it hold, shared pages counted once for each."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], check=True, capture_output=True, text=True)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    family, size = {pid}, -1
    while len(family) != size:
        size = len(family)
        family |= {own for own, parent, _ in rows if parent in family}
    return sum(rss for own, _, rss in rows if own in family) / 1024


def wait_for(client: httpx2.Client) -> float:
    """Seconds until the service answers."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < _START:
        try:
            client.get("/readyz").raise_for_status()
        except httpx2.HTTPError:
            time.sleep(0.05)
        else:
            return time.perf_counter() - begun
    raise SystemExit("the service did not start")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--calls", type=int, default=1000)
    arguments.add_argument("--clients", type=int, default=4)
    arguments.add_argument("--pages", type=int, default=10)
    options = arguments.parse_args()
    text = pages(options.pages)
    files = (("a.txt", text.encode()), ("a.docx", word_file(text)))
    with tempfile.TemporaryDirectory() as folder:
        secret = key_of(Path(folder))
        with service(Path(folder)) as (url, pid), httpx2.Client(
            base_url=url, timeout=120, headers={"Authorization": f"Bearer {secret}"}
        ) as client:  # fmt: skip
            print(f"first answer after {wait_for(client):.1f} s")

            def call(number: int) -> tuple[float, int]:
                begun = time.perf_counter()
                answer = client.post("/v1/check", files={"file": files[number % len(files)]})
                return time.perf_counter() - begun, answer.status_code

            with ThreadPoolExecutor(options.clients) as pool:
                list(pool.map(call, range(_WARM)))
                before, begun = memory(pid), time.perf_counter()
                answers = list(pool.map(call, range(options.calls)))
                took, after = time.perf_counter() - begun, memory(pid)
    seconds = sorted(wall for wall, _ in answers)
    errors = sum(status != 200 for _, status in answers)
    p95 = statistics.quantiles(seconds, n=20)[-1]
    load = os.getloadavg()[0]
    print(f"{options.calls} calls, {options.clients} clients, {options.pages} pages, load average {load:.1f}")
    print(f"median {statistics.median(seconds):.2f} s, 95 % {p95:.2f} s, most {seconds[-1]:.2f} s")
    print(f"{options.calls / took:.1f} calls/s, {errors} errors, memory {before:.0f} -> {after:.0f} MB")


if __name__ == "__main__":
    main()
