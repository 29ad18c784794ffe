"""A database copied row by row into another, of either kind: what backup and restore are made of.

A backup is an SQLite database of the service, whatever the service runs on: one file, sealed as the tables
are, without the keys, and readable by any tool that reads SQLite.
"""

from typing import Final

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import Session

from redactor.store.database import POSTGRESQL
from redactor.store.models import Base, Chunk, KeyInUse

_ROWS: Final = 500
_LARGE: Final = frozenset({Chunk.__tablename__})
"""Rows of up to 1 MiB; read one at a time."""


def copy(source: Session, target: Session) -> int:
    """Copies every row of every table; how many. The target is empty (`is_empty`)."""
    target.execute(delete(KeyInUse))
    count = 0
    for table in Base.metadata.sorted_tables:
        many = 1 if table.name in _LARGE else _ROWS
        found = source.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=many))
        for part in found.mappings().partitions(many):
            rows = [dict(row) for row in part]
            target.execute(insert(table), rows)
            count += len(rows)
    for table in Base.metadata.sorted_tables:
        _number_on(target, table)
    return count


def is_empty(session: Session) -> bool:
    """Whether nobody has used this database: keys that it goes with are no use yet."""
    used = (table for table in Base.metadata.sorted_tables if table.name != KeyInUse.__tablename__)
    return all(session.execute(select(table).limit(1)).first() is None for table in used)


def _number_on(session: Session, table: Table) -> None:
    """On PostgreSQL numbers are given by sequences, which must go on after those that were copied."""
    if session.get_bind().dialect.name != POSTGRESQL or table.autoincrement_column is None:
        return
    column = table.autoincrement_column
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
    session.execute(select(func.setval(sequence, last, False)))
