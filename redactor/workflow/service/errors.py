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


class MarkError(RefusedError):
    """Nothing to mark."""

    sv = "Platsen finns inte i dokumentet, är tom eller är redan ett fynd."
    en = "The place is not in the document, is empty, or is a finding already."


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

    sv = "Fyra ögon: den som lämnat in eller beslutat godkänner inte, den som beslutat publicerar inte."
    en = "Four eyes: who handed in or decided does not approve, and who decided does not publish."


class RepeatError(RefusedError):
    """The key was used for something else."""

    sv = "Idempotency-Key har använts för ett annat anrop."
    en = "The Idempotency-Key was used for another call."


class UnknownKeyError(UsageError):
    sv = "Nyckeln finns inte eller är redan spärrad."
    en = "There is no such key, or it was revoked."


class KeyNameError(UsageError):
    """The log shows a key by its name."""

    sv = "Nyckelns namn ska vara en rad text med högst {longest} tecken."
    en = "A key's name must be a line of text of at most {longest} characters."


class ScopeError(UsageError):
    """A key cannot do more than its role."""

    sv = "Rollen {role} har inte behörigheten {scope}."
    en = "The role {role} does not have the scope {scope}."


class UnknownUserError(RefusedError):
    sv = "Användaren finns inte."
    en = "There is no such user."


class LoginError(RefusedError):
    """What was brought back from the provider, or a link, is not good for a login."""

    sv = "Inloggningen misslyckades. Börja om från början."
    en = "The login failed. Start again."


class RoleError(RefusedError):
    """The provider knows the person, but nothing says what they may do here; or they are shut out."""

    sv = "Du är inte behörig till tjänsten. Be den som förvaltar den om en roll."
    en = "You have no role in this service. Ask who runs it for one."


class ProviderError(RefusedError):
    """The OpenID provider does not answer as it should."""

    sv = "Inloggningstjänsten svarar inte som den ska. Försök igen om en stund."
    en = "The login provider does not answer as it should. Try again in a while."


class LockedError(RefusedError):
    """Too many failed logins, with this key or from this address."""

    sv = "För många misslyckade försök. Försök igen om {seconds} sekunder."
    en = "Too many failed attempts. Try again in {seconds} seconds."


class ForgeryError(RefusedError):
    """A call that changes something came with the cookie alone: another site can make a browser do that."""

    sv = "X-CSRF-Token saknas eller stämmer inte. Ladda om sidan."
    en = "The X-CSRF-Token is missing or wrong. Reload the page."
