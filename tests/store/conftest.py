"""A database of each kind for every test that asks for one: the same tests must hold on both."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg import sql

from redactor.store.database import Database, sqlite_url
from redactor.store.log import StoredLog
from redactor.store.upgrade import upgrade
from redactor.store.vault import Vault, new_key

SERVER = os.environ.get("REDACTOR_TEST_POSTGRESQL", "postgresql://postgres:postgres@127.0.0.1:5432/postgres")
"""A PostgreSQL server on which tests may make databases."""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path)
        return
    name = f"redactor_test_{uuid.uuid4().hex}"
    with _server() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{SERVER.rpartition('/')[0]}/{name}"
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _server() -> psycopg.Connection:
    try:
        return psycopg.connect(SERVER, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers")  # a failure in CI


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database in its present shape."""
    opened = Database(url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def vault() -> Vault:
    text = new_key()
    return Vault(lambda: text)


@pytest.fixture
def log() -> StoredLog:
    return StoredLog(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
