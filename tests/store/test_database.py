"""Migrations, contents and the log in both databases."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from redactor.audit import Event, FaultKind
from redactor.errors import LogBrokenError, StoreError, UsageError, VaultError
from redactor.store import contents
from redactor.store import log as stored_log
from redactor.store.database import POSTGRESQL, Database
from redactor.store.log import StoredLog
from redactor.store.models import Base, BlobRole, Chunk, State, StoredDocument
from redactor.store.upgrade import upgrade
from redactor.store.vault import DocumentKey, Vault

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


def document(session: Session, vault: Vault, name: str = "d" * 32) -> DocumentKey:
    sealed = vault.new(name, vault.newest)
    session.add(
        StoredDocument(
            id=name,
            log_id="0" * 64,
            sealed_key=sealed,
            size=0,
            state=State.RECEIVED,
            profile="publicering",
            on_review="redact",
            actor="anna",
            created_at=NOW,
            updated_at=NOW,
            erase_at=NOW,
        )
    )
    session.flush()
    return vault.key(sealed, name)


def events(count: int) -> list[Event]:
    return [Event("decision", "redactor", "program", reason=f"Skäl {number}.") for number in range(count)]


def test_migrations_make_the_models(database: Database) -> None:
    """The tables that the migrations make are those the program reads, and a second upgrade changes none."""
    upgrade(database)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_newer_database_is_refused(database: Database) -> None:
    """An older program does not write where a newer one did."""
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer"):
        upgrade(database)


def test_no_database() -> None:
    """Another kind of database is refused; one that does not answer is an error without its address."""
    for url in ("mysql://root@127.0.0.1/test", "x", ""):
        with pytest.raises(UsageError):
            Database(url)
    with pytest.raises(StoreError) as caught:
        upgrade(Database("postgresql://someone:password@127.0.0.1:1/none"))
    assert "password" not in str(caught.value)


def test_time_keeps_its_zone(database: Database, vault: Vault) -> None:
    """A moment comes back in UTC; one without zone is refused."""
    local = NOW.astimezone(timezone(timedelta(hours=2)))
    with database.writing() as session:
        document(session, vault)
        session.get_one(StoredDocument, "d" * 32).erase_at = local
    with database.reading() as session:
        found = session.get_one(StoredDocument, "d" * 32).erase_at
        assert (found, found.tzinfo) == (NOW, UTC)
    with pytest.raises(Exception, match="zone"), database.writing() as session:
        session.get_one(StoredDocument, "d" * 32).erase_at = datetime(2026, 1, 1)


def test_two_writers_of_one_document(database: Database, vault: Vault) -> None:
    """Who changes what has changed since it was read is told so."""
    with database.writing() as session:
        document(session, vault)
    with database.reading() as session:
        stale = session.get_one(StoredDocument, "d" * 32)
        session.expunge(stale)
    with database.writing() as session:
        session.get_one(StoredDocument, "d" * 32).state = State.EXAMINED
    with pytest.raises(StaleDataError), database.writing() as session:
        session.add(stale)
        stale.state = State.FAILED


@pytest.mark.parametrize("size", [0, 1, contents.CHUNK, contents.CHUNK + 1, 3 * contents.CHUNK])
def test_contents(database: Database, vault: Vault, size: int) -> None:
    """Content comes back whole however it came in, sealed; put again it stands instead."""
    plain = b"0123456789abcdef" * (size // 16) + b"x" * (size % 16)
    parts = [plain[at : at + 700_001] for at in range(0, size, 700_001)]
    with database.writing() as session:
        key = document(session, vault)
        for _ in range(2):
            contents.put(session, "d" * 32, BlobRole.ORIGINAL, key, parts)
    with database.reading() as session:
        assert b"".join(contents.get(session, "d" * 32, BlobRole.ORIGINAL, key)) == plain
        assert not contents.has(session, "d" * 32, BlobRole.COPY)
        assert not any(b"0123456789" in chunk for chunk in session.scalars(text("SELECT content FROM chunk")))
    with database.writing() as session:
        contents.drop(session, "d" * 32)
        with pytest.raises(VaultError):
            b"".join(contents.get(session, "d" * 32, BlobRole.ORIGINAL, key))


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM chunk WHERE number = 2",
        "DELETE FROM chunk WHERE number = 1",
        "DELETE FROM chunk WHERE number = 0",
        "UPDATE chunk SET role = 'copy'",
        "UPDATE chunk SET content = (SELECT content FROM chunk WHERE number = 1) WHERE number = 0",
    ],
)
def test_contents_changed_in_the_database(database: Database, vault: Vault, attack: str) -> None:
    """A chunk that is missing or stands elsewhere is found."""
    with database.writing() as session:
        key = document(session, vault)
        contents.put(session, "d" * 32, BlobRole.ORIGINAL, key, [bytes(2 * contents.CHUNK + 1)])
        session.execute(text(attack))
        for role in (BlobRole.ORIGINAL, BlobRole.COPY):
            with pytest.raises(VaultError):
                b"".join(contents.get(session, "d" * 32, role, key))


def test_log_grows(database: Database, log: StoredLog) -> None:
    """Records follow each other over transactions; one that is rolled back leaves nothing."""
    for count in (1, 3):
        with database.writing() as session:
            log.append(session, events(count), NOW)
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        log.append(session, events(1), NOW)
        raise ZeroDivisionError
    with database.reading() as session:
        checked = log.verify(session)
        assert (checked.intact, checked.records) == (True, 4)
        assert len(list(stored_log.lines(session, after=3))) == 1


def test_log_with_many_writers(database: Database, log: StoredLog) -> None:
    """Appending at the same time, even to an empty log, makes one chain."""

    def write(_: int) -> None:
        with database.writing() as session:
            log.append(session, events(2), NOW)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(18)))
    with database.reading() as session:
        checked = log.verify(session)
        assert (checked.intact, checked.records) == (True, 36)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_record SET line = replace(line, 'Skäl', 'Inga')",
        "UPDATE audit_record SET actor = 'x' WHERE seq = 1",
        "DELETE FROM audit_record WHERE seq = 4",
        "DELETE FROM audit_record",
    ],
)
def test_log_is_append_only(database: Database, log: StoredLog, attack: str) -> None:
    """The database itself refuses to change or to drop a record."""
    with database.writing() as session:
        log.append(session, events(4), NOW)
    with pytest.raises(DatabaseError, match="append-only"), database.writing() as session:
        session.execute(text(attack))
    if database.dialect == POSTGRESQL:
        with pytest.raises(DatabaseError, match="append-only"), database.writing() as session:
            session.execute(text("TRUNCATE audit_record"))


def without_triggers(database: Database, session: Session) -> None:
    """What somebody who owns the database can do."""
    if database.dialect == POSTGRESQL:
        session.execute(text("DROP TRIGGER audit_record_stays ON audit_record"))
    else:
        session.execute(text("DROP TRIGGER audit_record_stays"))
        session.execute(text("DROP TRIGGER audit_record_remains"))


EDIT = "UPDATE audit_record SET line = replace(line, 'Skäl 1', 'Skäl 9') WHERE seq = 2"
INSERT = "INSERT INTO audit_record SELECT 6, at, actor, event, document, line FROM audit_record WHERE seq = 5"
CUT = "DELETE FROM audit_record WHERE seq > 3"


@pytest.mark.parametrize(
    ("attack", "kinds"),
    [
        ([EDIT], {FaultKind.EDITED}),
        (["DELETE FROM audit_record WHERE seq = 2"], {FaultKind.BROKEN}),
        ([CUT], {FaultKind.CUT_OFF}),
        (["DELETE FROM audit_record"], {FaultKind.CUT_OFF}),
        (
            [
                "UPDATE audit_record SET seq = 99 WHERE seq = 2",
                "UPDATE audit_record SET seq = 2 WHERE seq = 3",
                "UPDATE audit_record SET seq = 3 WHERE seq = 99",
            ],
            {FaultKind.BROKEN},
        ),
        ([INSERT], {FaultKind.BROKEN}),
    ],
)
def test_attacks_on_the_log(
    database: Database, log: StoredLog, attack: list[str], kinds: set[FaultKind]
) -> None:
    """Edited, removed, cut off, reordered, inserted: all found, even without the triggers."""
    with database.writing() as session:
        log.append(session, events(5), NOW)
    with database.writing() as session:
        without_triggers(database, session)
        for statement in attack:
            session.execute(text(statement))
    with database.reading() as session:
        assert kinds <= {fault.kind for fault in log.verify(session).faults}


def test_log_cut_with_its_head(database: Database, log: StoredLog) -> None:
    """Who cuts the tail and puts an older head back is found by a checkpoint kept elsewhere."""
    with database.writing() as session:
        log.append(session, events(3), NOW)
        older = session.execute(text("SELECT checkpoint, peaks FROM audit_head")).one()
        kept = log.append(session, events(2), NOW)
    with database.writing() as session:
        without_triggers(database, session)
        session.execute(text(CUT))
        session.execute(
            text("UPDATE audit_head SET checkpoint = :c, peaks = :p"), {"c": older[0], "p": older[1]}
        )
    with database.reading() as session:
        assert log.verify(session).intact
        assert {fault.kind for fault in log.verify(session, [kept]).faults} == {FaultKind.CUT_OFF}


def test_swapped_database(database: Database, log: StoredLog) -> None:
    """A whole other log is not ours: another key, or not what an earlier checkpoint signed."""
    stranger = StoredLog(Ed25519PrivateKey.generate())
    with database.writing() as session:
        stranger.append(session, events(5), NOW)
    with database.reading() as session:
        assert FaultKind.FORGED in {fault.kind for fault in log.verify(session).faults}
    with pytest.raises(LogBrokenError), database.writing() as session:
        log.append(session, events(1), NOW)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_head SET peaks = '[]'",
        "UPDATE audit_head SET peaks = 'x'",
        "UPDATE audit_head SET checkpoint = '{}'",
        "UPDATE audit_head SET checkpoint = replace(checkpoint, '5,', '4,')",
        "UPDATE audit_head SET peaks = replace(peaks, 'a', 'b')",
    ],
)
def test_nothing_is_appended_to_a_broken_head(database: Database, log: StoredLog, attack: str) -> None:
    """A head that is not the signed one stops every append, and with it every publication."""
    with database.writing() as session:
        log.append(session, events(5), NOW)
        session.execute(text(attack))
    with pytest.raises(LogBrokenError), database.writing() as session:
        log.append(session, events(1), NOW)


def test_stored_line_is_the_exported_one(database: Database, log: StoredLog) -> None:
    """A stranger reads the lines as JSON and finds the same records."""
    with database.writing() as session:
        log.append(session, events(2), NOW)
        found = [json.loads(line) for line in stored_log.lines(session)]
    assert [record["seq"] for record in found] == [1, 2]
    assert Chunk.__tablename__ not in found[0]
