"""A part of the log: a period, a board, a kind of document; its records and its figures.

A part proves nothing by itself, for the chain runs through the whole log; each record in it can be proved
(`redactor audit prove`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from redactor import audit
from redactor.store.models import StoredDocument, StoredRecord

_PAGE: Final = 1000
"""Records read at a time."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is wanted; None: all. Days are whole, in UTC as the log's times, the last one too.

    `board` and `kind` are those of the documents; records of logins or keys have neither.
    """

    first: date | None = None
    last: date | None = None
    board: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many records there are of an event on documents of a board and a kind."""

    board: str | None
    kind: str | None
    event: str
    records: int


def lines(session: Session, wanted: Extract) -> Iterator[bytes]:
    """The records as lines of JSON, in their order."""
    conditions, after = _conditions(wanted), 0
    while True:
        page = session.execute(
            select(StoredRecord.seq, StoredRecord.line)
            .where(StoredRecord.seq > after, *conditions)
            .order_by(StoredRecord.seq)
            .limit(_PAGE)
        ).all()
        for seq, line in page:
            yield line.encode() + b"\n"
            after = seq
        if len(page) < _PAGE:
            return


def figures(session: Session, wanted: Extract) -> tuple[Count, ...]:
    """By board, kind and event. A file that was handed in for two boards counts for both."""
    columns = (StoredDocument.board, StoredDocument.kind, StoredRecord.event)
    found = session.execute(
        select(*columns, func.count(StoredRecord.seq.distinct()))
        .select_from(StoredRecord)
        .outerjoin(StoredDocument, StoredDocument.log_id == StoredRecord.document)
        .where(*_conditions(wanted), *_of_documents(wanted))
        .group_by(*columns)
    )
    counts = (Count(board, kind, event, records) for board, kind, event, records in found)
    return tuple(sorted(counts, key=lambda c: (c.board or "", c.kind or "", c.event)))


def _conditions(wanted: Extract) -> list[ColumnElement[bool]]:
    # Times are all written alike, in UTC: as text they are in their order.
    conditions: list[ColumnElement[bool]] = []
    if wanted.first is not None:
        conditions.append(StoredRecord.at >= _midnight(wanted.first))
    if wanted.last is not None and wanted.last < date.max:
        conditions.append(StoredRecord.at < _midnight(wanted.last + timedelta(days=1)))
    if of_documents := _of_documents(wanted):
        conditions.append(StoredRecord.document.in_(select(StoredDocument.log_id).where(*of_documents)))
    return conditions


def _of_documents(wanted: Extract) -> list[Any]:
    columns = ((StoredDocument.board, wanted.board), (StoredDocument.kind, wanted.kind))
    return [column == value for column, value in columns if value is not None]


def _midnight(day: date) -> str:
    return audit.timestamp(datetime.combine(day, time(), UTC))
