"""Planted secrets are nowhere in clear: not in the database, the data folder, temporary folders or output."""

import base64
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from redactor.config import Settings
from redactor.domain.review import Action
from redactor.errors import RedactorError
from redactor.jobs.leases import LeaseQueue
from redactor.store.database import POSTGRESQL
from redactor.store.models import State, StoredDocument
from redactor.workflow.service import backups, documents, publishing, reviewing, working
from redactor.workflow.service.documents import Wish
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole
from tests.docx_builder import Builder, plain

# The number is from Skatteverket's official test series; persons and addresses are invented.
SECRETS = ("Hjortmar Fjällgrensson", "19811218-9876", "hjortmar.fjallgrensson@example.com")
PUBLIC = "Nämnden godkänner budgeten."
FILE = "Orosanmälan Fjällgrensson"
LINES = ("1. Budget", PUBLIC, "Sökande: {}, {}, {}".format(*SECRETS))
NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
ANNA = Actor("anna", UserRole.REGISTRATOR)
PLANTED = (*SECRETS, "Fjällgrensson", PUBLIC, FILE)


def spelled(secret: str) -> Iterator[bytes]:
    """The ways in which bytes in clear could hold it."""
    for encoding in ("utf-8", "utf-16-le", "latin-1"):
        raw = secret.encode(encoding)
        yield raw
        yield raw.hex().encode()
        for shift in range(3):
            # Without the ends, which hang on the neighbours.
            yield base64.b64encode(b"\0" * shift + raw)[4:-4]
    yield secret.encode("unicode-escape")


def found(content: bytes, planted: Iterable[str] = PLANTED) -> list[str]:
    return [secret for secret in planted if any(way in content for way in spelled(secret))]


def dumped(url: str) -> bytes:
    """Everything the database holds, as its own tools tell it."""
    if make_url(url).get_backend_name() != POSTGRESQL:
        return b""  # its file is searched
    done = subprocess.run(["pg_dump", "--inserts", url], capture_output=True, check=True)
    return done.stdout


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everybody puts temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def went_through(installation: Installation) -> list[str]:
    """Three documents on their whole way, with a decision; one is damaged."""
    queue, content = LeaseQueue(), "\n\n".join(LINES).encode()
    handed = {
        f"{FILE}.txt": content,
        f"{FILE}.docx": Builder("".join(map(plain, LINES))).bytes(),
        f"{FILE}.pdf": b"%PDF-1.7\n" + content,
    }
    with installation.database.writing() as session:
        made = [
            documents.receive(session, installation, queue, [raw], name, Wish(), ANNA)
            for name, raw in handed.items()
        ]
    work(installation)
    for document in made[:2]:
        with installation.database.writing() as session:
            finding = next(
                f
                for f in reviewing.report_of(session, installation, document)["findings"]
                if f["entity_type"] == "SE_PERSONNUMMER"
            )
            args = (document, finding["id"], Action.REDACT, None, "Skäl.", ANNA, 0)
            reviewing.decide(session, installation, *args)
        with installation.database.writing() as session:
            publishing.ask(session, installation, queue, document, ANNA)
    work(installation)
    return made


def work(installation: Installation) -> None:
    turns = iter([False] * 20)

    def tell(error: RedactorError) -> None:
        raise error

    working.work(installation, "w", lambda: next(turns, True), tell)


def sealed_keys(installation: Installation) -> list[bytes]:
    """Without its key nobody opens a document, whatever is left of it on a disk."""
    with installation.database.reading() as session:
        found = [key for key in session.scalars(select(StoredDocument.sealed_key)) if key is not None]
    assert len(found) == 3
    return found


def files_below(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_nothing_in_clear(
    url: str, tmp_path: Path, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """From receipt over review to the copy, and in a backup: what was planted stands nowhere."""
    assert found(" ".join(PLANTED).encode()) == list(PLANTED), "the search itself finds"
    settings = Settings(data=tmp_path / "data", database_url=url)
    with closing((installation := open_installation(settings, lambda: NOW)).database):
        made = went_through(installation)
        with installation.database.reading() as session:
            states = [documents.read(session, installation, document).state for document in made]
        assert states == [State.PUBLISHED, State.PUBLISHED, State.FAILED]
        backups.make(installation, tmp_path / "backup.db", ANNA)
        # With the journal still there, as a thief of the running machine's disk has it.
        everything = files_below(tmp_path)
        assert {path.name: found(content) for path, content in everything.items() if found(content)} == {}
        assert found(dumped(url)) == []
        erased = sealed_keys(installation)
        for document in made:
            with installation.database.writing() as session:
                documents.erase(session, installation, document, ANNA, "på begäran")
        installation.database.settle()
        left = b"".join(files_below(settings.data).values()) + dumped(url)
        assert [key for key in erased if key in left or key.hex().encode() in left] == []
    output = capfd.readouterr()
    assert found((output.out + output.err).encode()) == []
    assert list(temporary.iterdir()) == []
