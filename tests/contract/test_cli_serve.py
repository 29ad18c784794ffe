"""`redactor serve`, `worker` and `keys` as they are run: documents survive, strangers stay out."""

import json
import os
import random
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

# The number is from Skatteverket's official test series; the person is invented.
SOURCE = "1. Budget\n\nSökande: Hjortmar Fjällgrensson, 19811218-9876\n"
BOUNDARY = "redactor-test"
_RISK = 0.2
"""Of a worker's death between two looks."""


class Service:
    """A running service and a caller with a key."""

    def __init__(self, cli: Any) -> None:
        self.cli = cli
        done = cli("keys", "add", "a pipeline", "--role", "pipeline")
        assert (done.returncode, done.stderr) == (0, b"")
        self.secret = done.stdout.decode().strip()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = cli.start("serve", "--port", str(self.port))
        for _ in range(600):
            if self.answers():
                return
            time.sleep(0.1)
        raise AssertionError("never ready")

    def answers(self) -> bool:
        try:
            return bool(self.call("/readyz"))
        except OSError:
            return False

    def call(self, path: str, body: bytes | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self.secret}"}
        if body is not None:
            headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                content = answer.read()
                return json.loads(content) if "json" in answer.headers["content-type"] else content
        except urllib.error.HTTPError as error:
            error.close()
            raise

    def hand_in(self, source: str) -> str:
        lines = (
            f"--{BOUNDARY}",
            'Content-Disposition: form-data; name="file"; filename="a.txt"',
            "Content-Type: text/plain",
            "",
            source,
            f"--{BOUNDARY}--",
            "",
        )
        answer: str = self.call("/v1/documents", "\r\n".join(lines).encode())["id"]
        return answer

    def workers(self) -> list[int]:
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "worker"], capture_output=True, check=False
        )
        return [int(line) for line in found.stdout.split()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        return int(self.process.returncode)


@pytest.fixture
def service(cli: Any) -> Iterator[Service]:
    running = Service(cli)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_documents_survive_killed_workers(service: Service) -> None:
    """Workers are killed at random; each document comes to its end, once, and the log is whole."""
    chance = random.Random(4)
    waiting = {service.hand_in(SOURCE.replace("Budget", f"Budget {n}")): "examined" for n in range(8)}
    asked: set[str] = set()
    kills = 5
    deadline = time.monotonic() + 240
    while waiting:
        assert time.monotonic() < deadline, waiting
        for document, wanted in list(waiting.items()):
            row = service.call(f"/v1/documents/{document}")
            assert row["state"] != "failed", row["fault"]
            if row["state"] == "examined" and document not in asked:
                service.call(f"/v1/documents/{document}/publication", b"")
                asked.add(document)
                waiting[document] = "published"
            elif row["state"] == "published" == wanted:
                assert b"Fj\xc3\xa4llgrensson" not in service.call(f"/v1/documents/{document}/publication")
                del waiting[document]
        alive = service.workers()
        if alive and kills and chance.random() < _RISK:
            os.kill(chance.choice(alive), signal.SIGKILL)
            kills -= 1
        time.sleep(0.3)
    assert service.stop() in (0, 130)
    assert service.cli("audit", "verify").returncode == 0
    log = service.cli("audit", "export").stdout.decode().splitlines()
    published = [json.loads(line)["document"] for line in log if '"event":"publication"' in line]
    assert len(published) == len(set(published)) == 8


def test_without_a_key(service: Service) -> None:
    """A stranger is told so, and nothing else."""
    service.secret = "rdk_x_y"
    with pytest.raises(urllib.error.HTTPError) as caught:
        service.call("/v1/documents")
    assert caught.value.code == 401


def test_keys(cli: Any, one_line: Any) -> None:
    """A key is listed without its secret, and opens nothing once it is revoked."""
    secret = cli("keys", "add", "pub", "--role", "pipeline", "--days", "3").stdout.decode().strip()
    listed = cli("keys", "list").stdout.decode()
    assert "pipeline  pub" in listed
    assert secret.split("_", 2)[2] not in listed
    key = listed.split()[0]
    assert cli("keys", "revoke", key).returncode == 0
    assert "not valid" in cli("keys", "list").stdout.decode()
    done = cli("keys", "revoke", key)
    assert (done.returncode, "no such key" in one_line(done)) == (2, True)


def test_strangers_need_keys(cli: Any, one_line: Any) -> None:
    """Other computers are not answered before there is a key."""
    done = cli("serve", "--host", "0.0.0.0")
    assert (done.returncode, "keys add" in one_line(done)) == (2, True)
