"""Addresses on the web that lead to a person, and what people call themselves there."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_URL = re.compile(
    r"(?<![\w@])(?:(?:https?|ftp)://|www\.)(?P<rest>[^\s<>\"'|;]{3,500})"
    r"|(?<![\w@./-])(?P<social>(?:[a-z-]{1,20}\.)?(?:facebook|fb|instagram|linkedin|twitter|x|tiktok"
    r"|snapchat|youtube|threads|reddit|github|pinterest"
    r"|linktr|t|wa|m|signal|discord|twitch|telegram|vk|hemnet|blocket|flashback)\.(?:com|se|me|ee|tv|gg"
    r"|org|net)/[^\s<>\"'|;]{2,200})",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(?:[\w-]+\.){0,4}(?:[\w-]*(?:kommun|region|verket|myndigheten|kansliet|riksdagen|regeringen|1177"
    r"|kassan|polisen|domstol)[\w-]*)\.(?:se|nu)"
    r"(?:/[\w./-]{0,80})?$",
    re.IGNORECASE,
)
_END = ".,:!?)]}*_"
_HANDLE = re.compile(r"(?<![\w@./-])@(?=[\w.-]{0,30}[^\W\d_])[\w.-]{2,30}(?<![.-])(?!@)")
_WORD = (
    r"(?:användar(?:namn(?:et)?|-?id|en)|user(?:name|id)?|login|inlogg(?:ning(?:snamn)?)?|alias"
    r"|nick(?:name)?|signatur(?:en)?|konto(?:t|n|namn)?(?: på)?"
    r"|insta(?:gram)?(?:-?konto(?:t)?)?|ig|snap(?:chat)?(?:-?konto)?|tiktok|twitter|x|discord|telegram|kik"
    r"|messenger|skype|steam|profil(?:namn)?|handle)"
)
_NAMED = re.compile(
    rf"(?<![\w@./-]){_WORD}(?:[ ](?:heter|är|namn|på))?(?P<mark>[ ]?[:=][ ]?|[ ,\t"
    rf"|]{{1,3}})[\"”'@]?(?P<value>[\w][\w.-]{{1,38}}[\w])(?![\w@]|\.\w)",
    re.IGNORECASE,
)
_UNDERSCORED = re.compile(
    r"(?<![\w@./\\-])[a-zA-Z0-9.]{1,20}[a-zA-Z]_[a-zA-Z0-9][\w.]{0,20}(?<!\.)(?![\w@/\\-]|\.\w)"
    r"|(?<![\w@./\\-])[a-z]{3,8}\d{1,4}(?![\w@/\\-]|\.\w)"
)
_SOCIAL = re.compile(
    r"snap|insta|tiktok|konto|facebook|twitter|discord|kik|användar|nick|messenger|telegram|profil|heter"
    r"|chatt|logga",
    re.IGNORECASE,
)
_NEAR = 40
"""Characters to either side in which a word tells that a name is one of the net."""
_USER = re.compile(
    r"(?<!\w)[Aa]nvändaren[ ](?P<value>[a-z][\w.-]{2,30})[ ](?:logga|har |är |skrev|blev|spärra|öppna|hade )"
)
_WROTE = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?P<value>[\w][\w.-]{2,30})[ ](?:skrev|skriver|svarade|postade|kommenterade)[ ]?:",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\d|_|\.[^\W\d_]|[a-zåäö][A-ZÅÄÖ]")
"""What a word has that is a name of no dictionary: a digit, an underscore, a dot within."""


class Web(Recognizer):
    """Links and user names."""

    name: ClassVar[str] = "web"  # type: ignore[misc] # as in the base class
    entities = ("URL", "USERNAME")
    why: ClassVar[str] = "Adressen eller namnet på nätet leder till en person."

    def hits(self, text: str) -> Iterable[Hit]:
        """Every link but an authority's own pages; names behind `@` or their word."""
        for match in _URL.finditer(text):
            written = match.group().rstrip(_END)
            if match["rest"] is None or not _OFFICIAL.fullmatch(match["rest"].rstrip(_END)):
                yield _hit(Span(match.start(), match.start() + len(written)), "URL")
        for match in _HANDLE.finditer(text):
            yield _hit(Span(*match.span()), "USERNAME")
        for match in _NAMED.finditer(text):
            if (
                match["mark"].strip() in (":", "=", "|")
                or "\t" in match["mark"]
                or _TELLING.search(match["value"])
            ):
                yield _hit(Span(*match.span("value")), "USERNAME")
        for match in _UNDERSCORED.finditer(text):
            if _SOCIAL.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR):
                yield _hit(Span(*match.span()), "USERNAME")
        for pattern in (_USER, _WROTE):
            for match in pattern.finditer(text):
                yield _hit(Span(*match.span("value")), "USERNAME")


def _hit(span: Span, entity: str) -> Hit:
    return Hit(span, entity, 0.9, "strikt.webb", Certainty.CERTAIN)
