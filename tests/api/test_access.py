"""Who may call what: every route with every role, by key and by session, and without."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import text
from starlette.routing import Route

from api.app import ROUTERS, create_app
from api.deps import Administers, check_declared
from redactor.config import Settings
from redactor.workflow.service import keys
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, Scope, UserRole
from tests.api.conftest import NOW

ROOT = Actor("root", UserRole.ADMIN)
EVERY = set(UserRole)
HANDS_IN = {UserRole.REGISTRATOR, UserRole.REVIEWER, UserRole.PIPELINE}
DECIDES = {UserRole.REGISTRATOR, UserRole.REVIEWER}
AUDITS = {UserRole.AUDITOR, UserRole.ADMIN}
ADMIN = {UserRole.ADMIN}
MAY: dict[tuple[str, str], set[UserRole] | None] = {
    ("GET", "/healthz"): None,
    ("GET", "/readyz"): None,
    ("GET", "/metrics"): AUDITS,
    ("GET", "/login"): None,
    ("GET", "/login/callback"): None,
    ("GET", "/login/link"): None,
    ("GET", "/v1/session"): EVERY,
    ("DELETE", "/v1/session"): EVERY,
    ("GET", "/v1/keys"): ADMIN,
    ("POST", "/v1/keys"): ADMIN,
    ("DELETE", "/v1/keys/{key}"): ADMIN,
    ("GET", "/v1/users"): ADMIN,
    ("PATCH", "/v1/users/{user}"): ADMIN,
    ("POST", "/v1/check"): HANDS_IN,
    ("POST", "/v1/redact"): HANDS_IN,
    ("POST", "/v1/documents"): HANDS_IN,
    ("GET", "/v1/documents"): HANDS_IN,
    ("GET", "/v1/documents/{document}"): HANDS_IN,
    ("DELETE", "/v1/documents/{document}"): DECIDES,
    ("GET", "/v1/documents/{document}/findings"): DECIDES,
    ("POST", "/v1/documents/{document}/findings"): DECIDES,
    ("PUT", "/v1/documents/{document}/findings/{finding}/decision"): DECIDES,
    ("POST", "/v1/documents/{document}/approval"): {UserRole.REVIEWER},
    ("POST", "/v1/documents/{document}/publication"): HANDS_IN,
    ("GET", "/v1/documents/{document}/publication"): HANDS_IN,
    ("GET", "/v1/documents/{document}/publication/report"): HANDS_IN,
    ("GET", "/v1/audit"): AUDITS,
    ("GET", "/v1/audit/export"): AUDITS,
    ("GET", "/v1/audit/figures"): AUDITS,
    ("GET", "/v1/audit/checkpoint"): AUDITS,
    ("POST", "/v1/audit/verify"): AUDITS,
    ("POST", "/analyze"): HANDS_IN,
    ("POST", "/anonymize"): HANDS_IN,
    ("POST", "/deanonymize"): HANDS_IN,
    ("GET", "/recognizers"): HANDS_IN,
    ("GET", "/supportedentities"): HANDS_IN,
    ("GET", "/anonymizers"): HANDS_IN,
    ("GET", "/deanonymizers"): HANDS_IN,
    ("GET", "/health"): None,
}
"""Who may call what; None: anybody."""


def routes() -> list[tuple[str, str]]:
    every = (route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute))
    return [(method, route.path) for route in every for method in sorted(route.methods or ())]


def calls() -> Iterator[tuple[str, str, set[UserRole] | None]]:
    for method, path in routes():
        filled = path.format(document="0" * 32, finding="0" * 64, key="0" * 16, user="0" * 32)
        yield method, filled, MAY[method, path]


@pytest.fixture
def installation(installation: Installation) -> Iterator[Installation]:
    """One that locks nobody out."""
    opened = open_installation(
        Settings(data=installation.settings.data, lockout_failures=1_000_000), installation.clock
    )
    yield opened
    opened.database.close()


def test_every_route_says_who_may_call_it(installation: Installation) -> None:
    """A new route needs a demand in its signature and a line in this file; the application has no others."""
    assert sorted(routes()) == sorted(MAY)
    app = create_app(installation)
    assert [r.path for r in app.routes if isinstance(r, Route)] == ["/openapi.json"]
    assert len(app.routes) == 1 + len(ROUTERS)
    with TestClient(app) as client:
        told = client.get("/openapi.json").json()["paths"]
    for method, path in MAY:
        errors = told[path][method.lower()]["responses"]
        for kind in ("4XX", "5XX"):
            assert "application/problem+json" in errors[kind]["content"], path


def test_a_route_that_does_not_say() -> None:
    """The application does not start with a route that anybody could call by oversight."""
    router = APIRouter()

    @router.get("/open")
    def silent() -> None: ...

    with pytest.raises(LookupError, match="/open"):
        check_declared(router)
    told = APIRouter()

    @told.get("/closed")
    def careful(_caller: Administers) -> None: ...

    assert check_declared(told) is told


def test_keys_of_every_role(client: TestClient, bearer: dict[UserRole, dict[str, str]]) -> None:
    """A role that may not gets 403; one that may gets past the door."""
    for method, url, allowed in calls():
        for role, header in bearer.items():
            status = client.request(method, url, headers=header).status_code
            assert status != 401, (method, url, role)
            assert (status == 403) == (allowed is not None and role not in allowed), (method, url, role)
            assert status < 500, (method, url, role)


def test_sessions_of_every_role(client: TestClient, log_in: Callable[[UserRole], dict[str, str]]) -> None:
    """The same for persons; and what changes something needs their session's token."""
    for method, url, allowed in calls():
        for role in UserRole:
            headers = log_in(role)
            if method != "GET" and allowed is not None:
                for wrong in ({}, {"X-CSRF-Token": "0" * 64}, {"X-CSRF-Token": "å"}):
                    forged = {"Cookie": headers["Cookie"], **{k: v.encode() for k, v in wrong.items()}}
                    answer = client.request(method, url, headers=forged)  # type: ignore[arg-type]
                    assert answer.status_code == 403, (method, url, role)
                    assert "X-CSRF-Token" in answer.json()["detail"]
            status = client.request(method, url, headers=headers).status_code
            assert status != 401, (method, url, role)
            assert (status == 403) == (allowed is not None and role not in allowed), (method, url, role)
            assert status < 500, (method, url, role)


def test_strangers(
    client: TestClient, installation: Installation, log_in: Callable[[UserRole], dict[str, str]]
) -> None:
    """Without key or session, or with one that is made up, has expired or was revoked: 401."""
    with installation.database.writing() as session:
        good = keys.make(session, installation, "a", UserRole.ADMIN, ROOT)
        expired = keys.make(session, installation, "b", UserRole.ADMIN, ROOT, NOW - timedelta(seconds=1))
        revoked = keys.make(session, installation, "c", UserRole.ADMIN, ROOT)
        keys.revoke(session, installation, revoked.id, ROOT)
    ended = log_in(UserRole.ADMIN)["Cookie"]
    with installation.database.writing() as session:
        session.execute(text("DELETE FROM login_session"))
    without = [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": f"Bearer {good.secret}x"},
        {"Authorization": f"Bearer {good.secret[:-1]}"},
        {"Authorization": f"Bearer {expired.secret}"},
        {"Authorization": f"Bearer {revoked.secret}"},
        {"Cookie": "redactor-session=x"},
        {"Cookie": ended},
        {"Cookie": ended.replace("redactor-session", "__Host-redactor-session")},
    ]
    for method, url, allowed in calls():
        for headers in without:
            answer = client.request(method, url, headers=headers)
            if allowed is None:
                assert answer.status_code in (200, 404, 422), (method, url, headers)
                continue
            assert answer.status_code == 401, (method, url, headers)
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("scope", Scope)
def test_narrowed_keys(client: TestClient, installation: Installation, scope: Scope) -> None:
    """A key with one scope calls what that scope is for, and nothing else."""
    role = UserRole.ADMIN if scope in (Scope.AUDIT, Scope.ADMIN) else UserRole.REVIEWER
    with installation.database.writing() as session:
        made = keys.make(session, installation, "a", role, ROOT, scopes=[scope])
    header = {"Authorization": f"Bearer {made.secret}"}
    urls = {
        Scope.HOOKS: ("POST", "/v1/check"),
        Scope.DOCUMENTS: ("GET", "/v1/documents"),
        Scope.REVIEW: ("GET", f"/v1/documents/{'0' * 32}/findings"),
        Scope.APPROVE: ("POST", f"/v1/documents/{'0' * 32}/approval"),
        Scope.AUDIT: ("GET", "/v1/audit"),
        Scope.ADMIN: ("GET", "/v1/keys"),
    }
    for other, (method, url) in urls.items():
        assert (client.request(method, url, headers=header).status_code == 403) == (other != scope)
    assert client.get("/v1/session", headers=header).json()["scopes"] == [scope]


@pytest.mark.parametrize("sign", ["\0", "\x85", "%"])
def test_ids_that_cannot_be(client: TestClient, bearer: dict[UserRole, dict[str, str]], sign: str) -> None:
    """What cannot be an id is refused before a database sees it, which may not be able to hold it."""
    odd = quote(sign)
    for method, url, allowed in calls():
        role = UserRole.ADMIN if allowed == ADMIN else UserRole.REVIEWER
        if "0" * 16 in url:
            answer = client.request(method, re.sub("0{16,}", odd, url), headers=bearer[role])
            assert answer.status_code == 422, (method, url)
    own = bearer[UserRole.REVIEWER]
    assert client.get("/v1/documents", params={"after": sign}, headers=own).status_code == 422
    answer = client.post(
        "/v1/documents",
        files={"file": ("a.txt", b"1. X\n")},
        data={"board": f"a{chr(0)}"},
        headers=own,
    )
    assert answer.status_code == 422
