"""A service over a database of each kind, and callers with every role."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from redactor.config import Settings
from redactor.workflow.service import keys
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole

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
