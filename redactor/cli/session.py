"""From options to what the workflow needs. Imported when a command runs: `--help` need not wait for it."""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from redactor import ocr
from redactor.cli import place
from redactor.cli.options import PipedType
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Profile
from redactor.errors import UsageError, Words
from redactor.pipeline import Setup
from redactor.workflow import sources
from redactor.workflow.files import read_stream
from redactor.workflow.inputs import read_password, read_terms
from redactor.workflow.sources import STDIN, Source


def setup(
    key: bytes,
    rules: Sequence[Path],
    profile: Profile,
    terms: Path | None,
    password_file: Path | None = None,
    personal_placeholder: str = PLACEHOLDER,
    *,
    blank_pages: bool = False,
) -> Setup:
    """Raises UsageError for packs, terms, a password or a placeholder that cannot be used."""
    if not personal_placeholder.strip() or not personal_placeholder.isprintable():
        raise UsageError(
            what=Words(
                "--personal-placeholder ska vara en rad text.",
                "--personal-placeholder must be a line of text.",
            )
        )
    loaded = place.packs(rules)
    # All is imported: from here on there may be garbage (main switched the collector off).
    gc.enable()
    own = (rule.placeholder for rule in loaded.rules)
    placeholders = {PLACEHOLDER, personal_placeholder, *(text for text in own if text is not None)}
    return Setup(
        packs=loaded,
        key=key,
        today=date.today(),
        ocr=ocr.read,
        profile=profile,
        terms=() if terms is None else read_terms(terms, sorted(placeholders)),
        personal_placeholder=personal_placeholder,
        blank_pages=blank_pages,
        password=None if password_file is None else read_password(password_file),
    )


def documents(
    paths: Sequence[str], piped: PipedType | None, key: bytes, passed_over: Path | None = None
) -> tuple[Source, ...]:
    """The documents behind the arguments. Raises UsageError when `-` or `--type` is out of place."""
    if len(paths) == 1 and not Path(paths[0]).is_dir():
        return (document(paths[0], piped),)
    if STDIN in paths:
        raise UsageError(what=Words("- kan bara anges ensamt som PATH.", "- can only be the only PATH."))
    _refuse_type(piped)
    return sources.sources(paths, key, passed_over)


def document(path: str, piped: PipedType | None) -> Source:
    """The one document behind an argument. Raises UsageError when `--type` is out of place."""
    if path == STDIN:
        return sources.piped(read_stream(sys.stdin.buffer), None if piped is None else f".{piped}")
    _refuse_type(piped)
    return sources.one(path)


def _refuse_type(piped: PipedType | None) -> None:
    if piped is not None:
        raise UsageError(what=Words("--type gäller bara med - som PATH.", "--type goes with - as PATH only."))


def width() -> int:
    """How many documents to work on side by side."""
    return len(os.sched_getaffinity(0))
