"""A service, and callers with every role: with a key, and logged in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from redactor.config import Settings
from redactor.workflow.service import keys, sessions, users
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole
from redactor.workflow.service.users import LOCAL, Identity

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """On SQLite: what differs between databases is tested below the API."""
    opened = open_installation(Settings(data=tmp_path / "data", workers=1), lambda: NOW)
    yield opened
    opened.database.close()


@pytest.fixture
def client(installation: Installation) -> Iterator[TestClient]:
    with TestClient(create_app(installation), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def bearer(installation: Installation) -> dict[UserRole, dict[str, str]]:
    """The header of a caller with each role."""
    root = Actor("root", UserRole.ADMIN)
    with installation.database.writing() as session:
        return {
            role: {
                "Authorization": f"Bearer {keys.make(session, installation, f'a {role}', role, root).secret}"
            }
            for role in UserRole
        }


@pytest.fixture
def log_in(installation: Installation) -> Callable[[UserRole], dict[str, str]]:
    """Logs a person with the role in; the headers of their browser, when it changes something."""

    def headers(role: UserRole) -> dict[str, str]:
        with installation.database.writing() as session:
            user = users.known(session, Identity(LOCAL, role, role, role))
            token = sessions.start(session, installation, user)
        return {"Cookie": f"redactor-session={token}", "X-CSRF-Token": sessions.csrf_token(token)}

    return headers
