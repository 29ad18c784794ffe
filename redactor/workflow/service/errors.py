"""What the use cases of the service refuse, and why."""

from redactor.errors import RedactorError, UsageError


class RefusedError(RedactorError):
    """Not done, and nothing changed. Exit 2."""

    exit_code = 2


class UnknownDocumentError(RefusedError):
    """No such document, or its content is erased."""

    sv = "Dokumentet finns inte eller är gallrat."
    en = "There is no such document, or it was erased."


class UnknownFindingError(RefusedError):
    sv = "Fyndet finns inte i dokumentet."
    en = "The finding is not in the document."


class StateError(RefusedError):
    """Not possible as the document stands."""

    sv = "Det går inte i dokumentets läge ({state})."
    en = "Not possible in the document's state ({state})."


class LawError(RefusedError):
    sv = "Lagrummet finns inte eller är för vitt."
    en = "No such law, or not specific enough."


class QuotingError(RefusedError):
    """The log is open to auditors, who may not read the document."""

    sv = "Skälet får inte återge uppgifter ur handlingen: loggen läses av fler."
    en = "The reason must not quote the document: more people read the log."


class ConflictError(RefusedError):
    """Somebody else decided in between."""

    sv = "Någon annan har ändrat beslutet. Läs det på nytt."
    en = "Somebody else changed the decision. Read it again."


class ApprovalError(RefusedError):
    """Two pairs of eyes are asked for. Exit 1: a person has to act."""

    exit_code = 1
    sv = "En andra person måste godkänna före publicering."
    en = "A second person must approve before publication."


class OwnDecisionError(RefusedError):
    """Two pairs of eyes are asked for, and this is one of the first pair."""

    sv = "Den som har lämnat in eller beslutat kan inte också godkänna."
    en = "Who handed in or decided cannot approve too."


class RepeatError(RefusedError):
    """The key was used for something else."""

    sv = "Idempotency-Key har använts för ett annat anrop."
    en = "The Idempotency-Key was used for another call."


class UnknownKeyError(UsageError):
    sv = "Nyckeln finns inte eller är redan spärrad."
    en = "There is no such key, or it was revoked."
