"""A document's way through the service, on both databases: from receipt to publication and erasure."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from redactor.config import Settings
from redactor.decide import OnReview
from redactor.domain.document import LayerId, Span
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Action, Marked
from redactor.errors import LimitError, RedactorError
from redactor.formats.detect import MAX_BYTES
from redactor.jobs import Task
from redactor.jobs.leases import LeaseQueue, LeaseWorker
from redactor.store import log as stored_log
from redactor.store.models import BlobRole, State
from redactor.workflow.service import documents, publishing, repeats, reviewing
from redactor.workflow.service.documents import EXAMINE, Wish
from redactor.workflow.service.errors import (
    ApprovalError,
    ConflictError,
    LawError,
    MarkError,
    OwnDecisionError,
    QuotingError,
    StateError,
    UnknownDocumentError,
    UnknownFindingError,
)
from redactor.workflow.service.examining import Examine
from redactor.workflow.service.installation import open_installation
from redactor.workflow.service.people import Actor, UserRole
from redactor.workflow.service.publishing import PUBLISH, Publish

# The number is from Skatteverket's official test series; the persons are invented.
NUMBER = "19811218-9876"
NAME = "Hjortmar Fjällgrensson"
PUBLIC = "Nämnden godkänner budgeten."
SOURCE = f"1. Budget\n\n{PUBLIC}\n\nSökande: {NAME}, {NUMBER}\n"
ANNA = Actor("anna", UserRole.REGISTRATOR)
BO = Actor("bo", UserRole.REVIEWER)


class Desk:
    """The service as its users see it, with a clock that stands still unless it is told."""

    def __init__(self, url: str, folder: Path, **settings: Any) -> None:
        self.now = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
        self.installation = open_installation(
            Settings(data=folder, database_url=url, **settings), lambda: self.now
        )
        self.queue = LeaseQueue()
        tasks: dict[str, Task] = {EXAMINE: Examine(self.installation), PUBLISH: Publish(self.installation)}
        self.worker = LeaseWorker(self.installation.database, tasks, "w", lambda _: self.now)

    def hand_in(self, source: str | bytes = SOURCE, name: str = "a.txt", wish: Wish | None = None) -> str:
        raw = source.encode() if isinstance(source, str) else source
        with self.installation.database.writing() as session:
            return documents.receive(
                session, self.installation, self.queue, [raw[:9], raw[9:]], name, wish or Wish(), ANNA
            )

    def work(self) -> None:
        while self.worker.step():
            pass

    def read(self, document: str) -> documents.Received:
        with self.installation.database.reading() as session:
            return documents.read(session, self.installation, document)

    def findings(self, document: str) -> list[dict[str, Any]]:
        with self.installation.database.reading() as session:
            found: list[dict[str, Any]] = reviewing.report_of(session, self.installation, document)[
                "findings"
            ]
            return found

    def decide(
        self, document: str, finding: str, action: Action, version: int = 0, law: str | None = None
    ) -> int:
        with self.installation.database.writing() as session:
            return reviewing.decide(
                session, self.installation, document, finding, action, law, "Skäl.", ANNA, version
            )

    def mark(self, document: str, sought: str, law: str | None = None, reason: str = "") -> str:
        start = SOURCE.index(sought)
        place = Marked(LayerId("body"), Span(start, start + len(sought)), "PERSON")
        with self.installation.database.writing() as session:
            return reviewing.mark(session, self.installation, document, place, law, reason, ANNA)

    def approve(self, document: str, actor: Actor) -> None:
        with self.installation.database.writing() as session:
            reviewing.approve(session, self.installation, document, actor)

    def publish(self, document: str, actor: Actor = ANNA) -> publishing.Copy:
        with self.installation.database.writing() as session:
            publishing.ask(session, self.installation, self.queue, document, actor)
        self.work()
        return self.fetch(document)

    def fetch(self, document: str) -> publishing.Copy:
        with self.installation.database.reading() as session:
            return publishing.fetch(session, self.installation, document)

    def events(self) -> list[str]:
        with self.installation.database.reading() as session:
            checked = self.installation.log.verify(session)
            assert checked.intact
            return [line.split(b'"event":"')[1].split(b'"')[0].decode() for line in stored_log.lines(session)]


@pytest.fixture
def desk(url: str, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(url, tmp_path)
    yield opened
    opened.installation.database.close()


def test_whole_way(desk: Desk) -> None:
    """Received, examined, published: the copy is the verified one, and the log tells each step."""
    document = desk.hand_in()
    assert desk.read(document).state is State.RECEIVED
    desk.work()
    examined = desk.read(document)
    assert (examined.state, examined.verdict, examined.media_type) == (
        State.EXAMINED,
        "redact",
        "text/plain",
    )
    copy = desk.publish(document)
    assert copy.content.decode() == SOURCE.replace(f"{NAME}, {NUMBER}", f"[{PLACEHOLDER}]")
    assert copy.report["documents"][0]["output"]["placeholders"] == 1
    assert (copy.name, copy.media_type) == ("a.txt", "text/plain")
    events = desk.events()
    assert events[0] == "receipt"
    assert events.index("examination") < events.index("decision") < events.index("publication")
    assert events.count("publication") == 1


def test_asking_again_changes_nothing(desk: Desk) -> None:
    """A copy is made once, however often it is asked for."""
    document = desk.hand_in()
    desk.work()
    with desk.installation.database.writing() as session:
        for _ in range(3):
            publishing.ask(session, desk.installation, desk.queue, document, ANNA)
    desk.work()
    assert desk.publish(document) == desk.fetch(document)
    assert desk.events().count("publication") == 1


def test_job_done_twice_changes_nothing(desk: Desk) -> None:
    """A job that ran, and whose end was not seen, may run again."""
    document = desk.hand_in()
    for task, after in ((Examine(desk.installation), State.EXAMINED), (Publish(desk.installation), None)):
        if after is None:
            with desk.installation.database.writing() as session:
                publishing.ask(session, desk.installation, desk.queue, document, ANNA)
        ends = [task.work(document), task.work(document)]
        for end in [*ends, task.work(document) if after is State.EXAMINED else ends[0]]:
            with desk.installation.database.writing() as session:
                end(session)
    assert desk.read(document).state is State.PUBLISHED
    events = desk.events()
    assert (events.count("examination"), events.count("publication")) == (1, 1)


def test_persons_decision(desk: Desk) -> None:
    """What a person keeps stays in the copy; a new decision withdraws the copy that stood."""
    document = desk.hand_in()
    desk.work()
    number = next(f for f in desk.findings(document) if f["entity_type"] == "SE_PERSONNUMMER")
    assert NUMBER not in desk.publish(document).content.decode()
    assert desk.decide(document, number["id"], Action.KEEP) == 1
    assert desk.read(document).state is State.EXAMINED
    with pytest.raises(StateError):
        desk.fetch(document)
    assert NUMBER in desk.publish(document).content.decode()
    assert desk.decide(document, number["id"], Action.REDACT, version=1, law="OSL 26:1") == 2
    assert NUMBER not in desk.publish(document).content.decode()


def test_decisions_that_cannot_be_taken(desk: Desk) -> None:
    """A stale version, an unknown finding or law, a document that is not there yet."""
    document = desk.hand_in()
    with pytest.raises(StateError):
        desk.decide(document, "0" * 64, Action.KEEP)
    desk.work()
    finding = desk.findings(document)[0]["id"]
    with pytest.raises(UnknownFindingError):
        desk.decide(document, "0" * 64, Action.KEEP)
    with pytest.raises(LawError):
        desk.decide(document, finding, Action.KEEP, law="OSL 99:1")
    with pytest.raises(UnknownDocumentError):
        desk.decide("0" * 32, finding, Action.KEEP)
    desk.decide(document, finding, Action.KEEP)
    for stale in (0, 2):
        with pytest.raises(ConflictError):
            desk.decide(document, finding, Action.REDACT, version=stale)
    assert desk.events().count("decision") == 1


@pytest.mark.parametrize(
    "reason", [f"{NAME} ringde.", "Fjällgrenssons begäran", f"nr {NUMBER}", "198112189876"]
)
def test_reason_that_quotes(desk: Desk, reason: str) -> None:
    """The log is read by those who may not read the document, so a reason says nothing of it."""
    document = desk.hand_in()
    desk.work()
    with pytest.raises(QuotingError), desk.installation.database.writing() as session:
        finding = desk.findings(document)[0]["id"]
        reviewing.decide(session, desk.installation, document, finding, Action.REDACT, None, reason, ANNA, 0)


def test_four_eyes(url: str, tmp_path: Path) -> None:
    """Where two must see it, who handed in or decided approves not, and who decided publishes not."""
    desk = Desk(url, tmp_path, four_eyes=True)
    document = desk.hand_in()
    desk.work()
    finding = desk.findings(document)[0]["id"]
    with pytest.raises(ApprovalError):
        desk.publish(document)
    with pytest.raises(OwnDecisionError):
        desk.approve(document, ANNA)
    desk.approve(document, BO)
    desk.decide(document, finding, Action.REDACT)
    with pytest.raises(ApprovalError):
        desk.publish(document)
    desk.approve(document, BO)
    with pytest.raises(OwnDecisionError):
        desk.publish(document)
    assert desk.publish(document, BO).content
    assert desk.read(document).approver == "bo"
    desk.installation.database.close()


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [(b"%PDF-1.7 garbage", "a.pdf", 3), (b"\x00\x01", "b.txt", 3), (b"x", "c.docx", 3)],
)
def test_unreadable(desk: Desk, raw: bytes, name: str, code: int) -> None:
    """A bad document fails at once with its reason and cannot be published."""
    document = desk.hand_in(raw, name)
    desk.work()
    failed = desk.read(document)
    assert (failed.state, failed.exit_code) == (State.FAILED, code)
    assert failed.fault
    with pytest.raises(StateError):
        desk.publish(document)
    assert desk.events() == ["receipt", "refusal"]


def test_unknown_ending_tells_no_name(desk: Desk) -> None:
    """What stands behind a file name's last full stop is in no fault and no record."""
    document = desk.hand_in(name="Beslut.Hjortmar Fjällgrensson")
    desk.work()
    failed = desk.read(document)
    assert (failed.state, failed.exit_code) == (State.FAILED, 3)
    assert failed.fault is not None
    assert "Fjällgrensson" not in failed.fault


def test_stopped_for_a_person(desk: Desk) -> None:
    """With `stop` the copy waits for the decisions; once they are taken it is made."""
    source = "1. Budget\n\nNärvarande: Anna Berglind (S)\n\nPersonnumret 19811218-9877 står här.\n"
    document = desk.hand_in(source, wish=Wish(on_review=OnReview.STOP))
    desk.work()
    undecided = [f for f in desk.findings(document) if f["action"] == "review"]
    assert undecided
    with pytest.raises(StateError):
        desk.publish(document)
    stopped = desk.read(document)
    assert (stopped.state, stopped.exit_code) == (State.EXAMINED, 1)
    for finding in undecided:
        desk.decide(document, finding["id"], Action.REDACT)
    assert "9877" not in desk.publish(document).content.decode()


def test_too_large(desk: Desk) -> None:
    """Nothing of an upload over the limit is stored."""
    parts = (b"x" * 1024 * 1024 for _ in range(MAX_BYTES // 1024 // 1024 + 1))
    with pytest.raises(LimitError), desk.installation.database.writing() as session:
        documents.receive(session, desk.installation, desk.queue, parts, "a.txt", Wish(), ANNA)
    with desk.installation.database.reading() as session:
        assert documents.listed(session, desk.installation) == ()
    assert desk.events() == []


def test_erasure(desk: Desk) -> None:
    """When its time is up nothing of it can be read, and the log says that it was here."""
    document, other = desk.hand_in(), desk.hand_in("2. Annat\n")
    desk.work()
    desk.publish(document)
    with desk.installation.database.reading() as session:
        assert documents.due_for_erasure(session, desk.installation) == ()
    desk.now += timedelta(days=31)
    with desk.installation.database.writing() as session:
        assert set(documents.due_for_erasure(session, desk.installation)) == {document, other}
        documents.erase(session, desk.installation, document, BO, "gallring")
        assert documents.due_for_erasure(session, desk.installation) == (other,)
    erased = desk.read(document)
    assert (erased.state, erased.name, erased.log_id != "") == (State.ERASED, None, True)
    for action in (desk.fetch, desk.findings, desk.publish):
        with pytest.raises(RedactorError):
            action(document)
    with desk.installation.database.reading() as session:
        for role in BlobRole:
            with pytest.raises(UnknownDocumentError):
                list(documents.content_of(session, desk.installation, document, role))
    assert desk.events()[-1] == "erasure"


def test_list_goes_on_page_by_page(desk: Desk) -> None:
    """The newest first, each once, also where several came at the same moment."""
    made = []
    for number in range(5):
        desk.now += timedelta(seconds=number // 2)
        made.append(desk.hand_in())
    seen: list[str] = []
    with desk.installation.database.reading() as session:
        while page := documents.listed(session, desk.installation, after=seen[-1] if seen else None, limit=2):
            seen += [found.id for found in page]
    assert sorted(seen) == sorted(made)
    assert seen[0] == max(made[2:], key=lambda d: (desk.read(d).created_at, d))


def test_nothing_in_clear(desk: Desk, tmp_path: Path) -> None:
    """Neither rows nor the database's files hold a name, a number, a text or a file name."""
    document = desk.hand_in(name="Beslut Fjällgrensson.txt")
    desk.work()
    finding = next(f for f in desk.findings(document) if f["entity_type"] == "SE_PERSONNUMMER")
    with desk.installation.database.writing() as session:
        reviewing.decide(
            session,
            desk.installation,
            document,
            finding["id"],
            Action.REDACT,
            None,
            "Sökanden ringde.",
            Actor("bo", UserRole.REGISTRATOR),
            0,
        )
    desk.publish(document)
    secrets = [word.encode() for word in ("Fjällgrensson", "Hjortmar", NUMBER, NUMBER[2:], PUBLIC)]
    engine = desk.installation.database.engine
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            for row in connection.execute(text(f"SELECT * FROM {table}")):
                told = b"|".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
                assert not any(secret in told for secret in secrets), table
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret in content for secret in secrets), path


def test_one_key_at_the_same_time(desk: Desk) -> None:
    """Calls with one key that come together make one document, and all get it."""
    wish = Wish()

    def hand_in(_: int) -> str:
        call = repeats.call(desk.installation, ANNA, "k", [SOURCE.encode()], "a.txt", wish)
        with desk.installation.database.writing() as session:
            return repeats.once(
                session,
                desk.installation,
                call,
                lambda: documents.receive(
                    session, desk.installation, desk.queue, [SOURCE.encode()], "a.txt", wish, ANNA
                ),
            )

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(hand_in, range(12)))) == 1
    assert desk.events().count("receipt") == 1


def test_what_a_person_marks_goes(desk: Desk) -> None:
    """A word that no rule finds is a finding by that person's word, and gone from the copy made after."""
    document = desk.hand_in()
    desk.work()
    desk.publish(document)
    finding = desk.mark(document, "budgeten", "OSL 19:3", "Affärsläge.")
    assert desk.read(document).state is State.EXAMINED
    added = next(f for f in desk.findings(document) if f["id"] == finding)
    assert (added["text"], added["rule"], added["why"]) == (
        "budgeten",
        "person.markering",
        "En person har markerat uppgiften.",
    )
    copy = desk.publish(document)
    assert "budgeten" not in copy.content.decode()
    assert "1. Budget\n\nNämnden godkänner [" in copy.content.decode()
    told = next(f for f in copy.report["documents"][0]["findings"] if f["id"] == finding)
    assert (told["action"], told["law"], told["why"]) == ("redact", "OSL 19:3", "Affärsläge.")
    desk.decide(document, finding, Action.KEEP, version=1)
    assert PUBLIC in desk.publish(document).content.decode()
    assert desk.events().count("publication") == 3


def test_what_cannot_be_marked(desk: Desk) -> None:
    """What is outside the document, blank, marked already, or said with the datum itself: nothing changes."""
    document = desk.hand_in()
    desk.work()
    desk.mark(document, "budgeten")
    before = desk.events()
    with pytest.raises(MarkError):
        desk.mark(document, "budgeten")
    with pytest.raises(MarkError):
        desk.mark(document, "\n\n")
    outside = Marked(LayerId("body"), Span(0, len(SOURCE) + 1), "PERSON")
    elsewhere = Marked(LayerId("header:1"), Span(0, 1), "PERSON")
    item = Marked(LayerId("body"), Span(0, 9), "SEKRETESS_MARKER")
    for place in (outside, elsewhere, item):
        with pytest.raises(MarkError), desk.installation.database.writing() as session:
            reviewing.mark(session, desk.installation, document, place, None, "", ANNA)
    with pytest.raises(QuotingError):
        desk.mark(document, "Nämnden", reason=f"Numret {NUMBER}.")
    with pytest.raises(LawError):
        desk.mark(document, "Nämnden", law="OSL 99:99")
    assert desk.events() == before
    assert sum(f["rule"] == "person.markering" for f in desk.findings(document)) == 1
