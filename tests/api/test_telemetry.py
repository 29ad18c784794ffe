"""What operators see of calls: routes and figures, and nothing of a document."""

import json

import pytest
from fastapi.testclient import TestClient

from redactor.workflow.service.people import UserRole

Bearer = dict[UserRole, dict[str, str]]


def test_a_line_for_each_call_names_its_route_only(
    capfd: pytest.CaptureFixture[str], client: TestClient, bearer: Bearer
) -> None:
    """Neither the id in a path nor a query nor a path that no route answers stands in the log."""
    client.get("/v1/documents/7f2secret", headers=bearer[UserRole.REGISTRATOR])
    client.get("/healthz?name=Påhittad")
    client.get("/finns-inte/Vilma")
    written = capfd.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [(line["event"], line["method"], line["route"], line["status"]) for line in lines] == [
        ("call", "GET", "/v1/documents/{document}", 404),
        ("call", "GET", "/healthz", 200),
        ("call", "", "none", 404),
    ]
    assert all(line["ms"] >= 0 and line["timestamp"].endswith("Z") for line in lines)
    for secret in ("7f2secret", "Påhittad", "Vilma"):
        assert secret not in written


def test_figures_of_calls_documents_queue_and_log(client: TestClient, bearer: Bearer) -> None:
    """Counted by route; documents and jobs as the database has them."""
    registrator = bearer[UserRole.REGISTRATOR]
    client.post("/v1/documents", files={"file": ("a.txt", b"Inget.")}, headers=registrator)
    client.get("/healthz")
    text = client.get("/metrics", headers=bearer[UserRole.AUDITOR]).text
    assert 'redactor_http_calls_total{method="GET",route="/healthz",status="200"} 1.0' in text
    assert 'redactor_http_seconds_count{route="/v1/documents"} 1.0' in text
    assert 'redactor_documents{state="received"} 1.0' in text
    assert 'redactor_jobs{state="waiting",task="examine"} 1.0' in text
    assert "redactor_oldest_job_seconds 0.0" in text
    records = next(line for line in text.splitlines() if line.startswith("redactor_log_records "))
    assert float(records.split()[1]) > 0


def test_figures_are_for_auditors_and_admins(client: TestClient, bearer: Bearer) -> None:
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers=bearer[UserRole.PIPELINE]).status_code == 403
    assert client.get("/metrics", headers=bearer[UserRole.ADMIN]).status_code == 200
