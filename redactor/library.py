"""Library use: `from redactor import Redactor`.

copy = Redactor().redact(Path("kallelse.docx").read_bytes(), "kallelse.docx")
Path("kallelse-publik.docx").write_bytes(copy.output)
print(copy.report["documents"][0]["verdict"])
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from redactor import ocr, pipeline
from redactor.decide import OnReview
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Decision, Profile
from redactor.formats.detect import detect
from redactor.report import document_report, report
from redactor.rulepack import builtin, load


@dataclass(frozen=True, slots=True)
class Copy:
    """A verified publication copy and the report that says what was taken out and why."""

    output: bytes = field(repr=False)
    report: dict[str, Any] = field(repr=False)


class Redactor:
    """Finds, removes and proves, in this process and without a log.

    `key` makes finding ids; without one they are made with a key of this object alone. `today` bounds
    birth dates; `password` opens encrypted PDF files, and with
    `blank_pages` their wholly secret pages stay, blank. Untrusted files belong in a limited process: use the
    command line or the service.
    """

    def __init__(
        self,
        *,
        key: bytes | None = None,
        today: date | None = None,
        profile: Profile = Profile.PUBLICERING,
        rules: Sequence[Path] = (),
        terms: Sequence[str] = (),
        personal_placeholder: str = PLACEHOLDER,
        password: str | None = None,
        blank_pages: bool = False,
    ) -> None:
        self._setup = pipeline.Setup(
            packs=load((*builtin(), *rules)),
            key=key if key is not None else os.urandom(32),
            today=today if today is not None else date.today(),
            ocr=ocr.read,
            profile=profile,
            terms=tuple(terms),
            personal_placeholder=personal_placeholder,
            password=password,
            blank_pages=blank_pages,
        )

    def check(self, untrusted: bytes, name: str, *, show_text: bool = False) -> dict[str, Any]:
        """The report of contract.md; `name` tells Markdown from text by its ending.

        Raises UnreadableError.
        """
        examination = pipeline.examine(untrusted, _media_type(untrusted, name), self._setup)
        made = document_report(name, examination, show_text=show_text)
        return report((made,), self._setup.packs.versions)

    def redact(
        self,
        untrusted: bytes,
        name: str,
        *,
        on_review: OnReview = OnReview.REDACT,
        decided: Sequence[Decision] = (),
    ) -> Copy:
        """A verified copy in the same format. Raises UnreadableError, ReviewError and LeakError."""
        media_type = _media_type(untrusted, name)
        draft = pipeline.redact(untrusted, media_type, self._setup, on_review, decided)
        verified = pipeline.prove(draft.output, media_type, draft.expected, self._setup, untrusted)
        made = document_report(name, draft.examination, verified=verified)
        return Copy(verified.output, report((made,), self._setup.packs.versions))


def _media_type(untrusted: bytes, name: str) -> str:
    return detect(untrusted, PurePath(name).suffix)
