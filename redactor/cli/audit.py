"""`redactor audit`: the decision log, for those who must be able to trust it."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redactor.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from redactor.audit import Checked, Checkpoint, Consistency, Inclusion
    from redactor.domain.records import AuditRecord
    from redactor.workflow.proving import Log

app = typer.Typer(
    help="The decision log: verify, export, checkpoint, show.", no_args_is_help=True, rich_markup_mode=None
)
BROKEN = 1
MAX_LINE = 1_000_000
"""Bytes; a proof is one line with one record and some hashes."""


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


@app.command("verify")
def verify(
    log_file: Annotated[
        Path | None,
        typer.Argument(metavar="[LOG]", help="An exported log or a proof; without it, the data folder's."),
    ] = None,
    checkpoints: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", metavar="FILE", help="A checkpoint kept elsewhere. Repeatable."),
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option("--public-key", metavar="FILE", help="audit-key.pub (with LOG).")
    ] = None,
    data: options.DataOption = None,
) -> int:
    """Find any record that was edited, removed, inserted, reordered or cut off; or check a proof."""
    from redactor.cli import streams

    earlier = [_checkpoint(path) for path in checkpoints or ()]
    if log_file is not None and (proof := _proof(log_file)) is not None:
        return _proved(proof, earlier, _public_key(public_key))
    checked = _log(data).verify(earlier) if log_file is None else _exported(log_file, earlier, public_key)
    if checked.intact:
        whole = streams.either("Loggen är hel, poster", "The log is intact, records")
        streams.out(f"{whole}: {checked.records}\n")
        return 0
    for fault in checked.faults:
        streams.note(f"audit: {streams.either('rad', 'line')} {fault.line or '-'}: {fault.kind}")
    broken = streams.either("Loggen är inte hel, fel", "The log is not intact, faults")
    streams.out(f"{broken}: {checked.fault_count}\n")
    return BROKEN


@app.command("export")
def export(
    export_format: Annotated[ExportFormat, typer.Option("--format", help="JSON Lines or CSV.")] = (
        ExportFormat.JSONL
    ),
    data: options.DataOption = None,
) -> int:
    """Write the whole log to standard output."""
    from redactor import audit
    from redactor.cli import streams

    lines = _log(data).lines()
    if export_format is ExportFormat.JSONL:
        for line in lines:
            streams.write(line)
        return 0
    for row in audit.to_csv(_records(lines)):
        streams.write(row.encode())
    return 0


@app.command("checkpoint")
def checkpoint(
    public_key: Annotated[
        bool, typer.Option("--public-key", help="Write the key that verifies it (PEM) instead.")
    ] = False,
    data: options.DataOption = None,
) -> int:
    """Write the signed head of the log, to be kept elsewhere."""
    from redactor import audit
    from redactor.cli import streams
    from redactor.workflow.log import public_pem

    log = _log(data)
    if public_key:
        streams.write(public_pem(log.public_key()))
        return 0
    head = log.checkpoint()
    if head is None:
        raise _no_log(data)
    streams.write(audit.checkpoint_json(head))
    return 0


@app.command("prove")
def prove(
    record: Annotated[int | None, typer.Argument(metavar="[RECORD]", help="The record's number.")] = None,
    since: Annotated[
        Path | None, typer.Option("--since", metavar="FILE", help="A checkpoint that was kept elsewhere.")
    ] = None,
    data: options.DataOption = None,
) -> int:
    """Write a proof that a record is in the log, or that the log only grew since a checkpoint."""
    from redactor import audit
    from redactor.cli import streams
    from redactor.errors import UsageError, Words

    if (record is None) == (since is None):
        raise UsageError(what=Words("Ange RECORD eller --since.", "Give RECORD or --since."))
    log = _log(data)
    try:
        if since is not None:
            streams.write(audit.proof_json(log.consistency(_checkpoint(since).seq)))
        elif record is not None:
            streams.write(audit.proof_json(log.inclusion(record)))
    except IndexError as error:
        raise UsageError(
            what=Words("Loggen har inte så många poster.", "The log has not so many records.")
        ) from error
    return 0


@app.command("show")
def show(
    document: Annotated[
        Path | None, typer.Option("--document", metavar="FILE", help="Only records on this original.")
    ] = None,
    data: options.DataOption = None,
    key_file: options.KeyOption = None,
) -> int:
    """Show the records, one line each."""
    from hashlib import sha256

    from redactor.cli import place, streams
    from redactor.workflow.data import document_id
    from redactor.workflow.files import read_bounded

    wanted = None
    log = _log(data)
    if document is not None:
        key = place.edge(data, key_file).key
        wanted = document_id(key, sha256(read_bounded(document)).hexdigest())
    for record in _records(log.lines()):
        if wanted is None or record.document == wanted:
            told = (record.rule, record.law, record.action, record.reason, record.pack)
            ids = (record.document and record.document[:12], record.finding and record.finding[:12])
            head = f"{record.seq} {record.at} {record.actor} ({record.role}) {record.event}"
            streams.out("  ".join([head, *(part for part in (*ids, *told) if part)]) + "\n")
    return 0


def _log(data: Path | None) -> "Log":
    """Raises UsageError when there is no log: a mistyped folder must not pass for an empty log."""
    from redactor.cli import place

    folder = place.data_folder(data)
    if not folder.path.is_dir() or not (log := place.log(folder)).exists():
        raise _no_log(folder.path)
    return log


def _no_log(folder: Path | None) -> Exception:
    from redactor.errors import UsageError, Words

    return UsageError(what=Words(f"Ingen logg finns i {folder}.", f"There is no log in {folder}."))


def _records(lines: "Iterable[bytes]") -> "Iterator[AuditRecord]":
    from redactor import audit
    from redactor.errors import LogBrokenError

    try:
        yield from (audit.parse(line) for line in lines)
    except ValueError as error:
        raise LogBrokenError(path="log.jsonl") from error


def _checkpoint(path: Path) -> "Checkpoint":
    from redactor import audit
    from redactor.errors import UsageError, Words
    from redactor.workflow.files import read_option

    try:
        return audit.checkpoint_of(read_option(path))
    except ValueError as error:
        raise UsageError(what=Words(f"{path}: ingen kontrollpunkt.", f"{path}: not a checkpoint.")) from error


def _exported(log_file: Path, given: "Sequence[Checkpoint]", public_key: Path | None) -> "Checked":
    """Checks a log away from its data folder, with the public key alone."""
    from redactor import audit
    from redactor.errors import MissingError

    key = _public_key(public_key)
    if not given:
        raise _needs_more()
    head = max(given, key=lambda checkpoint: checkpoint.seq)
    try:
        with log_file.open("rb") as lines:
            return audit.verify(lines, head, key, given)
    except OSError as error:
        raise MissingError(path=log_file) from error


def _proof(path: Path) -> "Inclusion | Consistency | None":
    """The proof that the file is; None when it is a log."""
    from redactor import audit
    from redactor.errors import MissingError

    try:
        with path.open("rb") as lines:
            first, second = lines.readline(MAX_LINE), lines.readline(1)
        return None if second else audit.proof_of(first)
    except ValueError:
        return None
    except OSError as error:
        raise MissingError(path=path) from error


def _proved(proof: "Inclusion | Consistency", given: "Sequence[Checkpoint]", key: "Ed25519PublicKey") -> int:
    """Checks a proof with the public key and the checkpoints it speaks of alone."""
    from redactor import audit
    from redactor.cli import streams

    by_seq = {checkpoint.seq: checkpoint for checkpoint in given if audit.is_signed(checkpoint, key)}
    if len(given) < (1 if isinstance(proof, audit.Inclusion) else 2):
        raise _needs_more()
    if isinstance(proof, audit.Inclusion):
        head = by_seq.get(proof.size)
        holds = head is not None and proof.holds(head)
    else:
        earlier, later = by_seq.get(proof.first), by_seq.get(proof.second)
        holds = earlier is not None and later is not None and proof.holds(earlier, later)
    if holds:
        streams.out(streams.either("Beviset håller.\n", "The proof holds.\n"))
        return 0
    streams.out(streams.either("Beviset håller inte.\n", "The proof does not hold.\n"))
    return BROKEN


def _public_key(path: Path | None) -> "Ed25519PublicKey":
    from redactor.errors import UsageError, Words
    from redactor.workflow.files import read_option
    from redactor.workflow.log import public_key_of

    if path is None:
        raise _needs_more()
    try:
        return public_key_of(read_option(path))
    except ValueError as error:
        raise UsageError(what=Words(f"{path}: ingen nyckel.", f"{path}: not a public key.")) from error


def _needs_more() -> Exception:
    from redactor.errors import UsageError, Words

    return UsageError(
        what=Words(
            "Med LOG behövs --public-key och --checkpoint (två för ett bevis om tillväxt).",
            "With LOG give --public-key and --checkpoint (two for a proof of growth).",
        )
    )
