"""The log's chain, its signed head and its exports."""

import csv
import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import reduce

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from redactor import audit
from redactor.audit import EMPTY, Event, Fault, FaultKind
from redactor.domain.records import AuditRecord

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC = KEY.public_key()
NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


def chain(count: int, start: audit.Head = EMPTY) -> list[AuditRecord]:
    records: list[AuditRecord] = []
    head = start
    for number in range(count):
        event = Event("decision", "redactor", "program", finding=f"{number:064x}", reason="Skäl å ä ö.")
        records.append(audit.append(head, event, NOW + timedelta(seconds=number), "0.1.0"))
        head = audit.head_of(records[-1])
    return records


def lines(records: list[AuditRecord]) -> list[bytes]:
    return [audit.line(record) for record in records]


def kinds(raw: list[bytes], head: audit.Checkpoint | None) -> set[FaultKind]:
    return {fault.kind for fault in audit.verify(raw, head, PUBLIC).faults}


def tree_of(records: list[AuditRecord]) -> audit.Tree:
    return reduce(audit.Tree.append, leaves(records), audit.NO_LEAVES)


def leaves(records: list[AuditRecord]) -> list[bytes]:
    return [audit.leaf_hash(audit.line(record).rstrip()) for record in records]


def signed(records: list[AuditRecord], key: Ed25519PrivateKey = KEY) -> audit.Checkpoint:
    return audit.sign(audit.head_of(records[-1]), tree_of(records), NOW, key)


def test_first_record() -> None:
    """The first record has number 1 and 64 zeros before it."""
    record = chain(1)[0]
    assert (record.seq, record.prev) == (1, "0" * 64)


def test_hash_is_over_the_canonical_record() -> None:
    """A stranger computes the hash with sorted keys and no blanks, and finds the same."""
    record = chain(1)[0]
    content = {k: v for k, v in asdict(record).items() if k != "hash"}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert record.hash == hashlib.sha256(canonical.encode()).hexdigest()


def test_time_is_utc() -> None:
    """A time in another zone is written in UTC."""
    local = datetime(2026, 7, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    assert audit.timestamp(local) == "2026-07-01T12:00:00.000Z"


def test_time_without_zone_is_refused() -> None:
    """A time without zone is a programmer's error."""
    with pytest.raises(ValueError, match="zone"):
        audit.timestamp(datetime(2026, 7, 1))


def test_whole_log_is_intact() -> None:
    """A log that ends in its signed head has no fault."""
    records = chain(5)
    checked = audit.verify(lines(records), signed(records), PUBLIC)
    assert checked.intact
    assert (checked.records, checked.head) == (5, audit.head_of(records[-1]))


def test_empty_log_is_intact() -> None:
    """Before the first record there is nothing to sign."""
    assert audit.verify([], None, PUBLIC).intact


def test_edited_record() -> None:
    """A record with another reason is found at its line."""
    records = chain(5)
    raw = lines(records)
    raw[2] = audit.line(replace(records[2], reason="Annat."))
    assert audit.verify(raw, signed(records), PUBLIC).faults == (Fault(3, FaultKind.EDITED),)


def test_edited_and_hashed_anew() -> None:
    """An edited record with a right hash of its own no longer fits the next one."""
    records = chain(5)
    forged = audit.append(audit.head_of(records[1]), Event("x", "a", "b"), NOW, "0.1.0")
    raw = [*lines(records[:2]), audit.line(forged), *lines(records[3:])]
    assert audit.verify(raw, signed(records), PUBLIC).faults == (Fault(4, FaultKind.BROKEN),)


def test_chain_forged_anew() -> None:
    """A whole new chain of the same length is not the one that was signed."""
    head = signed(chain(5))
    other = chain(4)
    last = audit.append(audit.head_of(other[-1]), Event("x", "a", "b"), NOW, "0.1.0")
    assert kinds(lines([*other, last]), head) == {FaultKind.FORGED}


@pytest.mark.parametrize("gone", [0, 2, 3])
def test_removed_record(gone: int) -> None:
    """A record missing before the end breaks the chain."""
    records = chain(5)
    raw = [raw for number, raw in enumerate(lines(records)) if number != gone]
    assert FaultKind.BROKEN in kinds(raw, signed(records))


def test_inserted_record() -> None:
    """A record twice in the log breaks the chain."""
    records = chain(5)
    raw = lines(records)
    assert FaultKind.BROKEN in kinds([*raw[:3], raw[2], *raw[3:]], signed(records))


def test_reordered_records() -> None:
    """Two records in the wrong order break the chain."""
    records = chain(5)
    raw = lines(records)
    assert FaultKind.BROKEN in kinds([raw[0], raw[2], raw[1], *raw[3:]], signed(records))


@pytest.mark.parametrize("left", [0, 4])
def test_cut_off(left: int) -> None:
    """A chain that is whole but ends too early is found through its signed head alone."""
    records = chain(5)
    assert kinds(lines(records[:left]), signed(records)) == {FaultKind.CUT_OFF}


def test_records_after_the_signed_head() -> None:
    """Records nobody signed are found, even if their chain is right."""
    records = chain(5)
    assert kinds(lines(records), signed(records[:4])) == {FaultKind.UNSIGNED}


def test_log_without_head() -> None:
    """A log whose checkpoint is gone cannot prove where it ends."""
    assert kinds(lines(chain(2)), None) == {FaultKind.UNSIGNED}


def test_strangers_signature() -> None:
    """A checkpoint signed with another key is no checkpoint."""
    records = chain(2)
    assert kinds(lines(records), signed(records, STRANGER)) == {FaultKind.FORGED}


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 1},
        {"hash": "0" * 64},
        {"root": "0" * 64},
        {"at": "2027-01-01T00:00:00.000Z"},
        {"signature": "zz"},
    ],
)
def test_edited_checkpoint(change: dict[str, object]) -> None:
    """No field of a checkpoint can be changed."""
    checkpoint = signed(chain(2))
    assert audit.is_signed(checkpoint, PUBLIC)
    assert not audit.is_signed(replace(checkpoint, **change), PUBLIC)  # type: ignore[arg-type]


def test_root_of_another_log() -> None:
    """A signature over the right head and the wrong tree is found: proofs would lie."""
    records = chain(3)
    head = audit.sign(audit.head_of(records[-1]), tree_of(chain(4)[1:]), NOW, KEY)
    assert audit.verify(lines(records), head, PUBLIC).faults == (Fault(3, FaultKind.FORGED),)


def test_tree_of_another_size_is_not_signed() -> None:
    """A tree that does not end in the head is a programmer's error."""
    records = chain(3)
    with pytest.raises(ValueError, match="head"):
        audit.sign(audit.head_of(records[-1]), tree_of(records[:2]), NOW, KEY)


def test_earlier_checkpoint() -> None:
    """A checkpoint kept elsewhere finds a log rewritten with the stolen key."""
    earlier = signed(chain(3))
    rewritten = [audit.append(EMPTY, Event("x", "a", "b"), NOW, "0.1.0")]
    for _ in range(4):
        rewritten.append(audit.append(audit.head_of(rewritten[-1]), Event("x", "a", "b"), NOW, "0.1.0"))
    found = audit.verify(lines(rewritten), signed(rewritten), PUBLIC, earlier=[earlier])
    assert {fault.kind for fault in found.faults} == {FaultKind.FORGED}
    assert audit.verify(lines(chain(5)), signed(chain(5)), PUBLIC, earlier=[earlier]).intact


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"[]\n",
        b"{\n",
        b'{"seq":1}\n',
        b"\xff\n",
        b"[" * 100_000 + b"\n",
        audit.line(chain(1)[0]).rstrip(),
        audit.line(chain(1)[0]).replace(b'"seq":1', b'"seq": 1'),
        audit.line(chain(1)[0]).replace(b'"seq":1', b'"seq":true'),
        audit.line(chain(1)[0]).replace(b'"seq":1', b'"seq":' + b"9" * 30),
        audit.line(chain(1)[0]).replace(b'"actor":"redactor"', b'"actor":null'),
        audit.line(chain(1)[0]).replace(b'"law":null', b'"law":{}'),
        audit.line(chain(1)[0]).replace(b'"seq":1', b'"seq":1,"seq":1'),
    ],
)
def test_malformed_line(raw: bytes) -> None:
    """A line that is not written as a record is, is a fault and never an exception."""
    assert audit.verify([raw], None, PUBLIC).faults[0] == Fault(1, FaultKind.MALFORMED)


def test_faults_are_counted_to_the_end() -> None:
    """Only the first faults are named, but all are counted."""
    checked = audit.verify([b"x\n"] * 1000, None, PUBLIC)
    assert len(checked.faults) == audit.MAX_FAULTS
    assert checked.fault_count == checked.records == 1000


def test_checkpoint_round_trip() -> None:
    """A checkpoint's JSON gives the checkpoint back, and no other JSON does."""
    checkpoint = signed(chain(2))
    assert audit.checkpoint_of(audit.checkpoint_json(checkpoint)) == checkpoint
    for wrong in (b"[]", b"{}", b'{"at":"","hash":"","root":"","seq":"1","signature":""}', b"\xff"):
        with pytest.raises(ValueError):
            audit.checkpoint_of(wrong)


def test_csv_export() -> None:
    """A CSV has a heading, one line per record, and nothing a spreadsheet would run."""
    record = audit.append(EMPTY, Event("decision", "=cmd()", "program", reason='a "b", c'), NOW, "0.1.0")
    rows = list(csv.reader("".join(audit.to_csv([record])).splitlines()))
    assert tuple(rows[0]) == audit.FIELDS
    cells = dict(zip(rows[0], rows[1], strict=True))
    assert (cells["actor"], cells["reason"], cells["law"]) == ("'=cmd()", 'a "b", c', "")
