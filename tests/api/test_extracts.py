"""A part of the log, and its figures, for auditors."""

import csv
import json

import pytest
from fastapi.testclient import TestClient

from redactor.workflow.service.people import UserRole

Bearer = dict[UserRole, dict[str, str]]


@pytest.fixture
def handed_in(client: TestClient, bearer: Bearer) -> None:
    """Two documents of a board, one of another, on 2026-03-04; and what made the keys."""
    of = [("Socialnämnden", "kallelse"), ("Socialnämnden", "protokoll"), ("Byggnadsnämnden", "protokoll")]
    for number, (board, kind) in enumerate(of):
        answer = client.post(
            "/v1/documents",
            files={"file": ("a.txt", f"{number + 1}. Budget".encode())},
            data={"board": board, "kind": kind},
            headers=bearer[UserRole.REGISTRATOR],
        )
        assert answer.status_code == 202


@pytest.mark.parametrize(
    ("query", "receipts"),
    [
        ("", 3),
        ("board=Socialnämnden", 2),
        ("kind=protokoll", 2),
        ("board=Socialnämnden&kind=protokoll", 1),
        ("board=Kulturnämnden", 0),
        ("from=2026-03-04&to=2026-03-04", 3),
        ("from=2026-03-05", 0),
        ("to=2026-03-03", 0),
        ("to=9999-12-31", 3),
    ],
)
def test_parts_of_the_log(
    client: TestClient, bearer: Bearer, handed_in: None, query: str, receipts: int
) -> None:
    """The same in both formats and in the figures."""
    auditor = bearer[UserRole.AUDITOR]
    told = client.get(f"/v1/audit/export?{query}", headers=auditor).text
    records = [json.loads(line) for line in told.splitlines()]
    assert sum(record["event"] == "receipt" for record in records) == receipts
    rows = client.get(f"/v1/audit/export?format=csv&{query}", headers=auditor).text
    assert [row["hash"] for row in csv.DictReader(rows.splitlines())] == [r["hash"] for r in records]
    figures = client.get(f"/v1/audit/figures?{query}", headers=auditor).json()
    assert sum(count["records"] for count in figures if count["event"] == "receipt") == receipts
    assert sum(count["records"] for count in figures) == len(records)
    if "board" in query or "kind" in query:
        assert {record["event"] for record in records} <= {"receipt"}


@pytest.mark.parametrize("day", ["20260304", "1772582400", "2026-W10-3", "2026-02-30", "0000-01-01", "i går"])
def test_days_that_are_none(client: TestClient, bearer: Bearer, day: str) -> None:
    """A number is not taken for seconds."""
    answer = client.get("/v1/audit/figures", params={"from": day}, headers=bearer[UserRole.AUDITOR])
    assert answer.status_code == 422
