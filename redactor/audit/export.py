"""The log in other programs' formats."""

import csv
import io
from collections.abc import Iterable, Iterator

from redactor.audit.records import FIELDS
from redactor.domain.records import AuditRecord

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(records: Iterable[AuditRecord]) -> Iterator[str]:
    """RFC 4180 lines with a heading; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(FIELDS)
    yield buffer.getvalue()
    for record in records:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(_cell(getattr(record, name)) for name in FIELDS)
        yield buffer.getvalue()


def _cell(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
