"""Planted secrets, sent by every way in, also in requests that fail: no answer, log or file tells them."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import UserRole
from tests.docx_builder import Builder, plain
from tests.store.test_nothing_in_clear import FILE, LINES, PLANTED, SECRETS, files_below, found, temporary

__all__ = ["temporary"]  # a fixture

TEXT = "\n\n".join(LINES).encode()
DAMAGED = b"%PDF-1.7\n" + TEXT * 9000
"""More than is held in memory: it goes through a temporary file."""
HANDED = {
    "text": (f"{FILE}.txt", TEXT, 200),
    "word": (f"{FILE}.docx", Builder("".join(map(plain, LINES))).bytes(), 200),
    "damaged PDF": (f"{FILE}.pdf", DAMAGED, 422),
    "another format than its name says": (f"{FILE}.pdf", TEXT, 422),
    "no format": (f"{FILE}.zzz", b"\0\xff" + TEXT, 422),
}


def test_nothing_told(
    installation: Installation,
    tmp_path: Path,
    temporary: Path,
    capfd: pytest.CaptureFixture[str],
    client: TestClient,
    bearer: dict[UserRole, dict[str, str]],
) -> None:
    """Hooks, documents, Presidio's calls, wrong fields, wrong paths."""
    headers, answers = bearer[UserRole.REGISTRATOR], []
    assert len(DAMAGED) > 1024 * 1024
    for name, content, status in HANDED.values():
        for call in ("check", "redact"):
            answer = client.post(f"/v1/{call}", files={"file": (name, content)}, headers=headers)
            assert answer.status_code == status, (name, answer.text)
            answers.append(answer.content.replace(name.encode(), b"") if call == "check" else answer.content)
        client.post("/v1/documents", files={"file": (name, content)}, headers=headers)
    secret = SECRETS[0]
    wrong = [
        client.post("/v1/check", files={"file": ("a.txt", TEXT)}, data={"profile": secret}, headers=headers),
        client.post("/v1/check", data={"file": secret}, headers=headers),
        client.post("/v1/keys", json={"role": secret}, headers=bearer[UserRole.ADMIN]),
        client.post("/analyze", json={"text": TEXT.decode(), "language": secret}, headers=headers),
        client.post("/anonymize", json={"text": 1, "analyzer_results": secret}, headers=headers),
        client.get(f"/v1/documents/{secret}", headers=headers),
        client.get(f"/{secret}", params={"a": secret}, headers=headers),
        client.get("/v1/documents", headers={b"Authorization": f"Bearer {secret}".encode()}),
    ]
    assert [answer.status_code for answer in wrong if answer.status_code < 400] == []
    told = b"".join(answers + [answer.content for answer in wrong])
    public = {PLANTED[4]}
    assert set(found(told)) <= public, "what is public stands in the copies"
    output = capfd.readouterr()
    assert found((output.out + output.err).encode()) == []
    left = files_below(tmp_path)
    assert installation.settings.data / "redactor.db" in left
    assert {path.name: found(content) for path, content in left.items() if found(content)} == {}
    assert list(temporary.iterdir()) == []
