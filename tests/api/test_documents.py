"""A document's way over HTTP: handed in, reviewed, published, erased; the log."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from redactor.domain.records import PLACEHOLDER
from redactor.jobs import Task
from redactor.jobs.leases import LeaseWorker, shared_clock
from redactor.workflow.service.documents import EXAMINE
from redactor.workflow.service.examining import Examine
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import UserRole
from redactor.workflow.service.publishing import PUBLISH, Publish

# The number is from Skatteverket's official test series; the person is invented.
NUMBER = "19811218-9876"
SOURCE = f"1. Budget\n\nSökande: Hjortmar Fjällgrensson, {NUMBER}\n"
Bearer = dict[UserRole, dict[str, str]]


@pytest.fixture
def work(installation: Installation) -> Callable[[], None]:
    tasks: dict[str, Task] = {EXAMINE: Examine(installation), PUBLISH: Publish(installation)}
    worker = LeaseWorker(installation.database, tasks, "w", shared_clock(installation.clock))

    def run() -> None:
        while worker.step():
            pass

    return run


def hand_in(client: TestClient, header: dict[str, str], **headers: str) -> Any:
    return client.post(
        "/v1/documents",
        files={"file": ("Bilaga å.txt", SOURCE.encode())},
        data={"board": "Socialnämnden", "kind": "protokoll"},
        headers={**header, **headers},
    )


def test_whole_way(client: TestClient, bearer: Bearer, work: Callable[[], None]) -> None:
    """Handed in, examined, decided, published, fetched; the log tells it to the auditor."""
    own = bearer[UserRole.REGISTRATOR]
    answer = hand_in(client, own)
    assert answer.status_code == 202
    url = answer.headers["location"]
    assert answer.json()["state"] == "received"
    work()
    row = client.get(url, headers=own).json()
    assert (row["state"], row["verdict"], row["name"], row["board"]) == (
        "examined",
        "redact",
        "Bilaga å.txt",
        "Socialnämnden",
    )
    found = client.get(f"{url}/findings", headers=own).json()
    number = next(f for f in found["findings"] if f["entity_type"] == "SE_PERSONNUMMER")
    assert number["text"] == NUMBER
    decision = {"action": "keep", "comment": "Numret är offentligt här."}
    place = f"{url}/findings/{number['id']}/decision"
    assert client.put(place, json=decision, headers=own).status_code == 428
    first = client.put(place, json=decision, headers={**own, "If-None-Match": "*"})
    assert (first.status_code, first.headers["etag"]) == (200, '"1"')
    assert client.put(place, json=decision, headers={**own, "If-None-Match": "*"}).status_code == 412
    again = client.put(place, json={"action": "redact", "law": "GDPR 6"}, headers={**own, "If-Match": '"1"'})
    assert (again.status_code, again.json()) == (200, {"version": 2})
    assert client.get(f"{url}/publication", headers=own).status_code == 409
    assert client.post(f"{url}/publication", headers=own).json()["state"] == "publishing"
    work()
    copy = client.get(f"{url}/publication", headers=own)
    assert copy.text == f"1. Budget\n\nSökande: [{PLACEHOLDER}]\n"
    assert copy.headers["content-disposition"] == "attachment; filename*=UTF-8''Bilaga%20%C3%A5.txt"
    report = client.get(f"{url}/publication/report", headers=own)
    assert report.json()["documents"][0]["output"]["placeholders"] == 1
    assert NUMBER not in report.text

    auditor = bearer[UserRole.AUDITOR]
    log = client.get("/v1/audit", params={"limit": 1000}, headers=auditor).json()
    assert [r["event"] for r in log if r["event"] in ("receipt", "publication", "download")] == [
        "receipt",
        "publication",
        "download",
    ]
    head = client.get("/v1/audit/checkpoint", headers=auditor).json()
    assert head["seq"] == log[-1]["seq"]
    checked = client.post("/v1/audit/verify", json={"checkpoints": [head]}, headers=auditor).json()
    assert (checked["intact"], checked["records"]) == (True, len(log))
    exported = client.get("/v1/audit/export", headers=auditor).text
    assert [json.loads(line)["seq"] for line in exported.splitlines()] == [r["seq"] for r in log]
    assert client.get("/v1/audit/export?format=csv", headers=auditor).text.startswith("seq,at,")
    assert "Fjällgrensson" not in exported
    assert NUMBER not in exported

    assert client.delete(url, headers=own).status_code == 204
    assert client.get(url, headers=own).json()["name"] is None
    assert client.get(f"{url}/findings", headers=own).status_code == 404
    assert client.get(f"{url}/publication", headers=own).status_code == 409


def test_marks(client: TestClient, bearer: Bearer, work: Callable[[], None]) -> None:
    """A person adds a finding at a place; what is no place is told, not kept."""
    own = bearer[UserRole.REGISTRATOR]
    url = hand_in(client, own).headers["location"]
    work()
    place = {"layer": "body", "start": 3, "end": 9, "entity_type": "PERSON", "law": "OSL 19:3"}
    made = client.post(f"{url}/findings", json=place, headers=own)
    assert (made.status_code, made.headers["etag"], made.json()["version"]) == (201, '"1"', 1)
    found = client.get(f"{url}/findings", headers=own).json()
    assert next(f["text"] for f in found["findings"] if f["id"] == made.json()["id"]) == "Budget"
    assert found["decisions"][made.json()["id"]]["action"] == "redact"
    assert client.post(f"{url}/findings", json=place, headers=own).status_code == 422
    assert client.post(f"{url}/findings", json=place | {"end": 3}, headers=own).status_code == 422


def test_same_key_same_document(client: TestClient, bearer: Bearer) -> None:
    """A call made again makes nothing new; another call with the same key is refused."""
    own = bearer[UserRole.PIPELINE]
    first, again = (hand_in(client, own, **{"Idempotency-Key": "k1"}).json()["id"] for _ in range(2))
    assert first == again
    assert hand_in(client, own, **{"Idempotency-Key": "k2"}).json()["id"] != first
    assert hand_in(client, bearer[UserRole.REVIEWER], **{"Idempotency-Key": "k1"}).json()["id"] != first
    other = client.post(
        "/v1/documents", files={"file": ("b.txt", b"1. X\n")}, headers={**own, "Idempotency-Key": "k1"}
    )
    assert other.status_code == 422


def test_pages(client: TestClient, bearer: Bearer) -> None:
    """A list goes on where the last page ended."""
    own = bearer[UserRole.PIPELINE]
    made = {hand_in(client, own).json()["id"] for _ in range(5)}
    seen: list[str] = []
    after: str | None = None
    while True:
        page = client.get(
            "/v1/documents", params={"limit": 2, "after": after} if after else {"limit": 2}, headers=own
        )
        seen += [row["id"] for row in page.json()["documents"]]
        after = page.json()["next"]
        if after is None:
            break
    assert (set(seen), len(seen)) == (made, 5)


def test_events(client: TestClient, bearer: Bearer, work: Callable[[], None]) -> None:
    """A document that stands still has one event, and the stream ends."""
    own = bearer[UserRole.PIPELINE]
    url = hand_in(client, own).headers["location"]
    work()
    answer = client.get(url, headers={**own, "Accept": "text/event-stream"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.startswith("event: examined\ndata: {")
    assert answer.text.count("event:") == 1
