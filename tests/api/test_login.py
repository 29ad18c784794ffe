"""Logging in with a link, what the session's cookie is like, and what comes of too many failures."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from redactor.config import Settings
from redactor.workflow.service import links
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import UserRole
from tests.api.conftest import NOW

COOKIE = "redactor-session"


def link(installation: Installation) -> str:
    with installation.database.writing() as session:
        return links.make(session, "anna", NOW)


def cookie_of(answer: Any) -> Any:
    """The one cookie that is set to a value."""
    (found,) = (
        morsel
        for header in answer.headers.get_list("set-cookie")
        for morsel in SimpleCookie(header).values()
        if morsel.value
    )
    return found


@pytest.fixture
def behind_a_proxy(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path / "data", workers=1, public_url="https://redactor.example.com")
    opened = open_installation(settings, lambda: NOW)
    with TestClient(create_app(opened), base_url="http://10.0.0.9") as client:
        yield client
    opened.database.close()


def test_link(client: TestClient, installation: Installation) -> None:
    """A link leads to a session that can read, and with its token change; a logout ends it."""
    token = link(installation)
    answer = client.get("/login/link", params={"token": token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/v1/session")
    me = client.get("/v1/session").json()
    assert (me["name"], me["role"], me["scopes"]) == (
        "user:anna",
        UserRole.REGISTRATOR,
        ["documents", "hooks", "review"],
    )
    assert client.get("/v1/documents").status_code == 200
    assert client.get("/v1/audit").status_code == 403
    assert client.post("/v1/documents", files={"file": ("a.txt", b"1. X\n")}).status_code == 403
    headers = {"X-CSRF-Token": me["csrf_token"]}
    made = client.post("/v1/documents", files={"file": ("a.txt", b"1. X\n")}, headers=headers)
    assert (made.status_code, made.json()["actor"]) == (202, "user:anna")
    kept = client.cookies[COOKIE]
    assert client.delete("/v1/session", headers=headers).status_code == 204
    assert COOKIE not in client.cookies
    assert client.get("/v1/session", headers={"Cookie": f"{COOKIE}={kept}"}).status_code == 401
    assert client.get("/login/link", params={"token": token}).status_code == 400


def test_cookie_on_ones_own_computer(client: TestClient, installation: Installation) -> None:
    """Scripts do not see it, other sites' calls do not bring it, and nobody else set it: it is a new one."""
    header = {"Cookie": f"{COOKIE}=fixed"}
    answer = client.get(
        "/login/link", params={"token": link(installation)}, headers=header, follow_redirects=False
    )
    cookie = cookie_of(answer)
    assert (cookie.key, cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (
        COOKIE,
        True,
        "lax",
        "/",
        "",
    )
    assert (cookie["domain"], cookie["max-age"], cookie["expires"]) == ("", "", "")
    assert len(cookie.value) == 43
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_cookie_behind_a_proxy(behind_a_proxy: TestClient) -> None:
    """Where browsers come over https, the cookie goes over nothing else, and its name says so."""
    application: Any = behind_a_proxy.app
    token = link(application.state.installation)
    answer = behind_a_proxy.get("/login/link", params={"token": token}, follow_redirects=False)
    cookie = cookie_of(answer)
    assert (cookie.key, cookie["secure"], cookie["path"], cookie["domain"]) == (
        f"__Host-{COOKIE}",
        True,
        "/",
        "",
    )
    for name, status in ((f"__Host-{COOKIE}", 200), (COOKIE, 401)):
        headers = {"Cookie": f"{name}={cookie.value}"}
        assert behind_a_proxy.get("/v1/session", headers=headers).status_code == status


def test_too_many_failures(client: TestClient, bearer: dict[UserRole, dict[str, str]]) -> None:
    """An address is locked for keys and links alike, and told for how long."""
    own = bearer[UserRole.AUDITOR]
    for number in range(10):
        if number % 2:
            assert client.get("/v1/audit", headers={"Authorization": f"Bearer {number}"}).status_code == 401
        else:
            assert client.get("/login/link", params={"token": number}).status_code == 400
    for headers in (own, {"Authorization": "Bearer x"}):
        answer = client.get("/v1/audit", headers={**headers, "Accept-Language": "en"})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"] == "Too many failed attempts. Try again in 900 seconds."
    assert client.get("/login/link", params={"token": "x"}).status_code == 429
    assert client.get("/healthz").status_code == 200


def test_without_a_provider(client: TestClient) -> None:
    """Where links log in there is no way to a provider, and none back."""
    for path in ("/login", "/login/callback?state=x&code=y"):
        assert client.get(path, follow_redirects=False).status_code == 404


def test_administration(client: TestClient, bearer: dict[UserRole, dict[str, str]], log_in: Any) -> None:
    """An administrator makes, lists and revokes keys, and shuts people out; the secret is shown once."""
    admin = bearer[UserRole.ADMIN]
    wanted = {"name": "webbplatsen", "role": "pipeline", "scopes": ["hooks"]}
    made = client.post("/v1/keys", json=wanted, headers=admin)
    assert made.status_code == 201
    own = {"Authorization": f"Bearer {made.json()['secret']}"}
    me = client.get("/v1/session", headers=own).json()
    assert (me["name"], me["scopes"], me["csrf_token"]) == ("key:webbplatsen", ["hooks"], None)
    assert client.delete("/v1/session", headers=own).status_code == 404
    listed = client.get("/v1/keys", headers=admin)
    assert made.json()["secret"].split("_", 2)[2] not in listed.text
    assert "argon2" not in listed.text
    (row,) = (row for row in listed.json() if row["name"] == "webbplatsen")
    assert (row["scopes"], row["created_by"], row["last_used_at"]) == (
        ["hooks"],
        "key:a admin",
        "2026-03-04T12:30:00Z",
    )
    for status in (204, 404):
        assert client.delete(f"/v1/keys/{made.json()['id']}", headers=admin).status_code == status
    assert client.get("/v1/session", headers=own).status_code == 401
    too_wide = {"name": "x", "role": "revisor", "scopes": ["review"]}
    assert client.post("/v1/keys", json=too_wide, headers=admin).status_code == 400

    browser = log_in(UserRole.REGISTRATOR)
    assert client.get("/v1/session", headers=browser).status_code == 200
    (user,) = client.get("/v1/users", headers=admin).json()
    answer = client.patch(f"/v1/users/{user['id']}", json={"disabled": True}, headers=admin)
    assert answer.json()["disabled_at"] is not None
    assert client.get("/v1/session", headers=browser).status_code == 401
    assert client.patch("/v1/users/x", json={"disabled": True}, headers=admin).status_code == 404


def test_headers_of_faults(client: TestClient) -> None:
    """Refusals, too, are kept in no cache and shown in no frame."""
    answer = client.get("/v1/documents")
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == (
        "no-store",
        "nosniff",
    )
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
