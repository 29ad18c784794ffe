"""One tree of errors; each has a line for a person, in Swedish and English, and an exit code.

No message holds text of a document: its fields are file names the caller gave, part names and numbers.
"""

from typing import ClassVar, Literal, NamedTuple

Language = Literal["sv", "en"]


class Words(NamedTuple):
    """The same words in both languages, as a field of a message."""

    sv: str
    en: str


class RedactorError(Exception):
    """What went wrong, where, and what to do. `sv` and `en` are templates over the keyword arguments."""

    exit_code: ClassVar[int] = 5
    sv: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.message("en"))

    def __reduce__(self) -> tuple[object, ...]:
        return _made, (type(self), self.fields)

    def message(self, language: Language) -> str:
        template = self.sv if language == "sv" else self.en
        fields = {k: getattr(v, language) if isinstance(v, Words) else v for k, v in self.fields.items()}
        return template.format(**fields)


def _made(kind: type[RedactorError], fields: dict[str, object]) -> RedactorError:
    """The error again, after a way through a pipe."""
    return kind(**fields)


class FaultError(RedactorError):
    """A fault of ours or of the machine. Exit 5."""

    sv = "Fel i programmet: {what}. Ingenting skrevs."
    en = "A fault of the program: {what}. Nothing was written."


class OutputError(FaultError):
    sv = "Kopian kan inte skrivas till {path}: {why}."
    en = "The copy cannot be written to {path}: {why}."


class StoreError(FaultError):
    sv = "Databasen kan inte användas: {why}. Ingenting ändrades."
    en = "The database cannot be used: {why}. Nothing was changed."


class VaultError(StoreError):
    sv = "Det lagrade går inte att öppna: {why}."
    en = "What is stored cannot be opened: {why}."


class LogError(FaultError):
    sv = "Loggen {path} kan inte skrivas: {why}. Ingen kopia skapades."
    en = "The log {path} cannot be written: {why}. No copy was made."


class LogBrokenError(LogError):
    sv = "Loggen {path} stämmer inte med sin signatur. Kör `redactor audit verify`. Ingen kopia skapades."
    en = "The log {path} does not match its signature. Run `redactor audit verify`. No copy was made."


class UsageError(RedactorError):
    """Wrong arguments or configuration. Exit 2."""

    exit_code = 2
    sv = "{what}"
    en = "{what}"


class UnreadableError(RedactorError):
    """The document cannot be read. Exit 3."""

    exit_code = 3
    sv = "Dokumentet kan inte läsas: {why}."
    en = "The document cannot be read: {why}."


class MissingError(UnreadableError):
    sv = "{path}: filen finns inte eller får inte läsas."
    en = "{path}: the file does not exist or may not be read."


class DamagedError(UnreadableError):
    sv = "Dokumentet är skadat ({why}). Öppna originalet, spara om det och försök igen."
    en = "The document is damaged ({why}). Open the original, save it again and retry."


class EncryptedError(UnreadableError):
    sv = "Dokumentet är krypterat eller ett äldre Office-format. Spara det utan lösenord som .docx."
    en = "The document is encrypted or an old Office format. Save it without a password as .docx."


class PasswordError(EncryptedError):
    sv = "PDF-filen är krypterad, och lösenordet saknas eller är fel. Ange det med --password-file."
    en = "The PDF file is encrypted, and the password is missing or wrong. Give it with --password-file."


class UnsupportedError(UnreadableError):
    sv = "Formatet stöds inte ({why})."
    en = "The format is not supported ({why})."


class LimitError(UnreadableError):
    sv = "Dokumentet överskrider en gräns: {limit} ({value} av högst {allowed})."
    en = "The document is over a limit: {limit} ({value} of at most {allowed})."


class TimeLimitError(LimitError):
    sv = "Läsningen tog mer än {seconds} sekunder och avbröts. Dela dokumentet och försök igen."
    en = "Reading took more than {seconds} seconds and was stopped. Split the document and retry."


class MemoryLimitError(LimitError):
    sv = "Läsningen krävde mer minne än en läsare får använda. Dela dokumentet och försök igen."
    en = "Reading needed more memory than a reader may use. Split the document and retry."


class CrashError(UnreadableError):
    sv = "Läsaren kraschade på dokumentet. Öppna originalet, spara om det och försök igen."
    en = "The reader crashed on the document. Open the original, save it again and retry."


class EmptyError(UnreadableError):
    sv = "Dokumentet saknar läsbar text."
    en = "The document has no readable text."


class ReviewError(RedactorError):
    """Stopped for a person. Exit 1."""

    exit_code = 1
    sv = "{count} fynd behöver avgöras av en person. Ingenting skrevs."
    en = "{count} findings need a person. Nothing was written."


class LeakError(RedactorError):
    """The copy did not pass verification. Exit 4. `probe` names the check, `where` the part of the copy."""

    exit_code = 4
    sv = "Kopian godkändes inte: {probe} fann kvarvarande uppgifter i {where}. Ingenting skrevs."
    en = "The copy did not pass: {probe} found residue in {where}. Nothing was written."


class UnseenError(LeakError):
    """The pictures that stay on a page cannot be read, so nothing shows that the secret is not in them."""

    sv = (
        "Kopian kunde inte kontrolleras: det finns bilder kvar på sida {page}, och OCR saknas eller "
        "misslyckades. Ingenting skrevs. Se till att Tesseract med svenska är installerat och försök igen."
    )
    en = (
        "The copy could not be checked: pictures remain on page {page}, and OCR is missing or failed. "
        "Nothing was written. See that Tesseract is installed with Swedish and retry."
    )
