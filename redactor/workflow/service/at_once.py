"""Documents of callers who wait for the answer: checked or redacted, and not kept.

The work is done by processes of one thread that fork a child for each document: the server has threads, and a
lock that another thread holds at a fork stays held in the child for ever.
"""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache, partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from redactor import ocr, pipeline
from redactor.audit import Event
from redactor.decide import OnReview
from redactor.domain.review import ACTOR_PROGRAM, Profile
from redactor.errors import CrashError, RedactorError
from redactor.formats.detect import detect
from redactor.isolation import Limits, limits_for, run
from redactor.pipeline import Draft, Setup
from redactor.report import document_report, report
from redactor.rulepack import builtin, load
from redactor.workflow.data import document_id
from redactor.workflow.documents import ROLE_PROGRAM, published
from redactor.workflow.presidio import Answer as PresidioAnswer
from redactor.workflow.presidio import PresidioCalls
from redactor.workflow.service.documents import suffix_of
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.people import Actor

T = TypeVar("T")

_PRESIDIO_SECONDS = 10.0
_PRESIDIO_SPEED = 50_000
"""Characters a second: a tenth of what the recognizers need, and a bound for a caller's own patterns."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One document and what is to be done with it."""

    untrusted: bytes = field(repr=False)
    name: str = field(repr=False)
    profile: Profile = Profile.PUBLICERING
    on_review: OnReview = OnReview.REDACT


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified copy, its report, and what the log has to say of it."""

    content: bytes = field(repr=False)
    media_type: str
    report: dict[str, Any] = field(repr=False)
    events: tuple[Event, ...]


class AtOnce:
    """The processes that work, as many as the settings say; each loads its rules at its first call."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._executor = self._new()

    def check(self, asked: Asked) -> dict[str, Any]:
        """The report of contract.md. Raises RedactorError."""
        return self._run(partial(_check, self._setup(asked.profile), asked))

    def redact(self, asked: Asked, actor: Actor) -> Answer:
        """The verified copy, told in the log before it is handed out.

        Raises RedactorError, and the log says that there was none.
        """
        try:
            answer = self._run(partial(_redact, self._setup(asked.profile), asked, actor))
        except RedactorError as error:
            self._log(_refused(self._installation.key, asked, actor, error))
            raise
        self._log(answer.events)
        return answer

    def presidio(self, call: Callable[[PresidioCalls], PresidioAnswer], size: int) -> PresidioAnswer:
        """What a call of Presidio's answers to a request of `size` bytes; the call can be pickled.

        Raises RedactorError: a caller's own patterns may never come to an end.
        """
        return self._run(partial(_presidio, self._setup(Profile.PUBLICERING), call, size))

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)

    def _setup(self, profile: Profile) -> "_SetupKey":
        installation = self._installation
        today = installation.clock().date()
        return _SetupKey(installation.settings.rules, installation.key, profile, today)

    def _log(self, events: tuple[Event, ...]) -> None:
        with self._installation.database.writing() as session:
            self._installation.log.append(session, events, self._installation.clock())

    def _run(self, work: Callable[[], T]) -> T:
        executor = self._executor
        try:
            return executor.submit(work).result()
        except BrokenExecutor as error:
            if executor is self._executor:
                self._executor = self._new()
            raise CrashError() from error

    def _new(self) -> Executor:
        return ProcessPoolExecutor(self._installation.settings.workers, get_context("spawn"))


@dataclass(frozen=True, slots=True)
class _SetupKey:
    """What a process makes its setup of."""

    rules: tuple[Path, ...]
    key: bytes = field(repr=False)
    profile: Profile
    today: date


@cache
def _rules(rules: tuple[Path, ...], key: bytes, profile: Profile) -> Setup:
    packs = load((*builtin(), *rules))
    return Setup(packs=packs, key=key, today=date.min, ocr=ocr.read, profile=profile)


@lru_cache(len(Profile))  # a day's; yesterday's is never asked for again
def _setup(key: _SetupKey) -> Setup:
    setup = replace(_rules(key.rules, key.key, key.profile), today=key.today)
    # Built here, once: the children that are forked for the documents have it then.
    setup.analyzer.hits("")
    return setup


@lru_cache(1)
def _presidio_calls(key: _SetupKey) -> PresidioCalls:
    return PresidioCalls(_setup(key).analyzer)


def _presidio(key: _SetupKey, call: Callable[[PresidioCalls], PresidioAnswer], size: int) -> PresidioAnswer:
    limits = Limits(_PRESIDIO_SECONDS + size / _PRESIDIO_SPEED)
    answer: PresidioAnswer = run(partial(call, _presidio_calls(key)), limits)
    return answer


def _check(key: _SetupKey, asked: Asked) -> dict[str, Any]:
    setup = _setup(key)
    pipeline.prepare(asked.untrusted, setup)
    made: dict[str, Any] = run(partial(_checked, setup, asked), limits_for(len(asked.untrusted)))
    return report((made,), setup.packs.versions)


def _checked(setup: Setup, asked: Asked) -> dict[str, Any]:
    media_type = detect(asked.untrusted, suffix_of(asked.name))
    return document_report(asked.name, pipeline.examine(asked.untrusted, media_type, setup))


def _redact(key: _SetupKey, asked: Asked, actor: Actor) -> Answer:
    setup, limits = _setup(key), limits_for(len(asked.untrusted))
    pipeline.prepare(asked.untrusted, setup)
    media_type, draft = run(partial(_drafted, setup, asked), limits)
    proof = partial(pipeline.prove, draft.output, media_type, draft.expected, setup, asked.untrusted)
    verified = run(proof, limits)
    made = document_report(asked.name, draft.examination, verified=verified)
    document = _document(setup.key, asked)
    events = (
        _receipt(document, asked, actor),
        *published(draft, verified, document, setup, actor.name, actor.role),
    )
    return Answer(verified.output, media_type, report((made,), setup.packs.versions), events)


def _drafted(setup: Setup, asked: Asked) -> tuple[str, Draft]:
    media_type = detect(asked.untrusted, suffix_of(asked.name))
    return media_type, pipeline.redact(asked.untrusted, media_type, setup, asked.on_review)


def _refused(key: bytes, asked: Asked, actor: Actor, error: RedactorError) -> tuple[Event, ...]:
    document = _document(key, asked)
    refusal = Event("refusal", ACTOR_PROGRAM, ROLE_PROGRAM, document, reason=error.message("sv"))
    return _receipt(document, asked, actor), refusal


def _receipt(document: str, asked: Asked, actor: Actor) -> Event:
    told = f"profile {asked.profile}; on-review {asked.on_review}; {len(asked.untrusted)} bytes"
    return Event("receipt", actor.name, actor.role, document, reason=told)


def _document(key: bytes, asked: Asked) -> str:
    return document_id(key, sha256(asked.untrusted).hexdigest())
