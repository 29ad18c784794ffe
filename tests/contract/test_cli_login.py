"""Logging in at the service as it is run: by the link that it prints, and by one asked for later."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.contract.test_cli_serve import Service


@pytest.fixture
def service(cli: Any) -> Iterator[Service]:
    running = Service(cli)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_links(service: Service) -> None:
    """Each link opens once; what stands in a stranger's headers moves nobody to another address."""
    printed = [service.process.stderr.readline().decode() for _ in range(2)]
    link = printed[1].rpartition(" ")[2].strip()
    assert link.startswith(f"http://127.0.0.1:{service.port}/login/link?token=")
    done = service.cli("login", "--port", str(service.port))
    asked_for = done.stdout.decode().strip()
    assert (done.returncode, asked_for != link) == (0, True)
    for url in (link, asked_for):
        with httpx2.Client(follow_redirects=True, timeout=60) as browser:
            me = browser.get(url)
            assert (me.status_code, me.json()["role"]) == (200, "registrator")
            assert me.json()["name"].startswith("user:")
            assert browser.get(url).status_code == 400
    for number in range(8):
        stranger = {"X-Forwarded-For": f"192.0.2.{number}", "Authorization": "Bearer x"}
        assert (
            httpx2.get(f"http://127.0.0.1:{service.port}/v1/documents", headers=stranger).status_code == 401
        )
    answer = httpx2.get(f"http://127.0.0.1:{service.port}/login/link?token=x")
    assert (answer.status_code, answer.headers["content-type"]) == (429, "application/problem+json")
    assert service.stop() in (0, 130)
    told = service.cli("audit", "export").stdout.decode().splitlines()
    events = [(r["event"], r["reason"]) for r in map(json.loads, told)]
    assert events[1:] == [
        ("login", "local"),
        ("login", "local"),
        ("lockout", "address 127.0.0.1: 10 failed logins"),
    ]
    assert not any(url.rpartition("=")[2] in line for url in (link, asked_for) for line in told)


@pytest.mark.parametrize("command", [("serve",), ("login",)])
def test_wrong_settings(cli: Any, one_line: Any, command: tuple[str, ...]) -> None:
    """Settings of logins that cannot hold stop the service before it begins."""
    cli.environment["REDACTOR_OIDC_ISSUER"] = "http://login.example.com"
    done = cli(*command)
    assert (done.returncode, "https://" in one_line(done)) == (2, True)


def test_no_link_beside_a_provider(cli: Any, one_line: Any) -> None:
    """Where a provider logs people in, the command tells where."""
    cli.environment |= {
        "REDACTOR_OIDC_ISSUER": "https://login.example.com",
        "REDACTOR_OIDC_CLIENT_ID": "redactor",
        "REDACTOR_PUBLIC_URL": "https://redactor.example.com",
    }
    done = cli("login")
    assert (done.returncode, "https://redactor.example.com/login" in one_line(done)) == (2, True)


def test_narrowed_key(cli: Any, one_line: Any) -> None:
    """A key is narrowed to what its role may do, and to nothing else."""
    assert cli("keys", "add", "a", "--role", "pipeline", "--scope", "hooks").returncode == 0
    assert "pipeline  a  (hooks)" in cli("keys", "list").stdout.decode()
    assert cli("keys", "add", "b\n", "--role", "pipeline").returncode == 2
    done = cli("keys", "add", "b", "--role", "pipeline", "--scope", "review")
    assert (done.returncode, "scope review" in one_line(done)) == (2, True)
