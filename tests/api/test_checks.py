"""The hooks: what a publishing system hands in and gets back."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from redactor.domain.records import PLACEHOLDER
from redactor.store import log as stored_log
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import UserRole

# The number is from Skatteverket's official test series; the person is invented.
NUMBER = "19811218-9876"
SOURCE = f"1. Budget\n\nSökande: Hjortmar Fjällgrensson, {NUMBER}\n"
UNSURE = "1. Budget\n\nPersonnumret 19811218-9877 står här.\n"
PIPELINE = UserRole.PIPELINE


def upload(source: str | bytes, name: str = "a.txt") -> dict[str, Any]:
    return {"file": (name, source.encode() if isinstance(source, str) else source)}


def events(installation: Installation) -> list[str]:
    with installation.database.reading() as session:
        assert installation.log.verify(session).intact
        return [json.loads(line)["event"] for line in stored_log.lines(session)]


def test_check(client: TestClient, bearer: dict[UserRole, dict[str, str]]) -> None:
    """The report of contract.md, without a word of the document."""
    answer = client.post("/v1/check", files=upload(SOURCE), headers=bearer[PIPELINE])
    assert answer.status_code == 200
    report = answer.json()
    assert (report["schema"], report["documents"][0]["verdict"]) == ("redactor/report/1", "redact")
    assert "Fjällgrensson" not in answer.text
    assert NUMBER not in answer.text


def test_redact(
    client: TestClient, bearer: dict[UserRole, dict[str, str]], installation: Installation
) -> None:
    """The verified copy, and the log tells of it."""
    answer = client.post("/v1/redact", files=upload(SOURCE), headers=bearer[PIPELINE])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode() == f"1. Budget\n\nSökande: [{PLACEHOLDER}]\n"
    assert events(installation)[-1] == "publication"


@pytest.mark.parametrize(
    ("source", "name", "form", "status", "code"),
    [
        (b"%PDF-1.7 garbage", "a.pdf", {}, 422, 3),
        (b"PK\x03\x04", "a.docx", {}, 422, 3),
        (b"", "a.txt", {}, 422, 3),
        (UNSURE, "a.txt", {"on_review": "stop"}, 409, 1),
    ],
)
def test_no_copy(
    client: TestClient,
    bearer: dict[UserRole, dict[str, str]],
    installation: Installation,
    source: str | bytes,
    name: str,
    form: dict[str, str],
    status: int,
    code: int,
) -> None:
    """What cannot be read or decided gives a problem with its exit code, and a refusal in the log."""
    answer = client.post("/v1/redact", files=upload(source, name), data=form, headers=bearer[PIPELINE])
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert (told["status"], told["exit_code"]) == (status, code)
    assert events(installation)[-2:] == ["receipt", "refusal"]


def test_too_large(client: TestClient, bearer: dict[UserRole, dict[str, str]]) -> None:
    """An upload over the limit is 413."""
    answer = client.post("/v1/check", files=upload(b"x" * (50 * 1024 * 1024 + 1)), headers=bearer[PIPELINE])
    assert answer.status_code == 413


@pytest.mark.parametrize(("asked", "word"), [("en", "wrong"), ("sv", "stämmer"), ("", "stämmer")])
def test_problems_speak_the_callers_language(
    client: TestClient, bearer: dict[UserRole, dict[str, str]], asked: str, word: str
) -> None:
    """Swedish, or English where it is asked for; fields are named, their content is not."""
    form = {"profile": "hemligt Fjällgrensson"}
    answer = client.post(
        "/v1/check",
        files=upload(SOURCE),
        data=form,
        headers={**bearer[PIPELINE], **({"Accept-Language": asked} if asked else {})},
    )
    assert (answer.status_code, word in answer.json()["detail"]) == (422, True)
    assert answer.json()["fields"] == [{"field": "body.profile", "fault": "enum"}]
    assert "Fjällgrensson" not in answer.text


@pytest.mark.parametrize("given", ["", "Bearer x", "Bearer rdk_0_0", "Basic YTpi", "Bearer rdk__"])
def test_without_a_key(client: TestClient, given: str) -> None:
    """401, and how to say who one is."""
    answer = client.post("/v1/check", files=upload(SOURCE), headers={"Authorization": given} if given else {})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_roles_that_see_no_document(client: TestClient, bearer: dict[UserRole, dict[str, str]]) -> None:
    """An auditor and an administrator hand nothing in."""
    for role, header in bearer.items():
        answer = client.post("/v1/check", files=upload(SOURCE), headers=header)
        assert answer.status_code == (403 if role in (UserRole.AUDITOR, UserRole.ADMIN) else 200)


def test_health(client: TestClient) -> None:
    """Liveness and readiness need no key."""
    assert client.get("/healthz").json() == client.get("/readyz").json() == {"status": "ok"}


def test_fault(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is 500, as a problem, and goes no further: the server would log its message."""

    def fails(*_: object) -> None:
        raise ZeroDivisionError("Fjällgrensson")

    monkeypatch.setattr("redactor.workflow.service.keys.authenticated", fails)
    with TestClient(create_app(installation), raise_server_exceptions=True) as client:
        answer = client.post("/v1/check", files=upload(SOURCE), headers={"Authorization": "Bearer x"})
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "Fjällgrensson" not in answer.text
    assert "ZeroDivisionError" in answer.text
