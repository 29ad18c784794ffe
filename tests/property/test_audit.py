"""Whatever is done to a log is found."""

from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from redactor import audit
from redactor.audit import EMPTY, NO_LEAVES, Event

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOW = datetime(2026, 3, 4, tzinfo=UTC)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
events = st.builds(Event, words, words, words, *([st.none() | words] * 7))
logs = st.lists(events, min_size=1, max_size=6)


def written(log: list[Event]) -> tuple[list[bytes], audit.Checkpoint]:
    head, tree, raw = EMPTY, NO_LEAVES, []
    for event in log:
        record = audit.append(head, event, NOW, "0.1.0")
        raw.append(audit.line(record))
        tree = tree.append(audit.leaf_hash(raw[-1].rstrip(b"\n")))
        head = audit.head_of(record)
    return raw, audit.sign(head, tree, NOW, KEY)


@given(logs)
def test_every_log_verifies(log: list[Event]) -> None:
    """What append writes, verify accepts, and parse reads back."""
    raw, head = written(log)
    assert audit.verify(raw, head, KEY.public_key()).intact
    assert [audit.line(audit.parse(line)) for line in raw] == raw


@given(logs, st.data())
def test_any_changed_byte_is_found(log: list[Event], data: st.DataObject) -> None:
    """A byte changed, taken out or put in anywhere breaks the chain."""
    raw, head = written(log)
    whole = b"".join(raw)
    at = data.draw(st.integers(0, len(whole) - 1))
    new = data.draw(st.binary(max_size=2).filter(lambda b: b != whole[at : at + 1]))
    changed = (whole[:at] + new + whole[at + 1 :]).splitlines(keepends=True)
    assert not audit.verify(changed, head, KEY.public_key()).intact


@given(logs, st.data())
def test_any_other_order_is_found(log: list[Event], data: st.DataObject) -> None:
    """Any choice of the lines other than all in order is found."""
    raw, head = written(log)
    picked = data.draw(
        st.lists(st.integers(0, len(raw) - 1), max_size=8).filter(lambda p: p != [*range(len(raw))])
    )
    assert not audit.verify([raw[i] for i in picked], head, KEY.public_key()).intact
