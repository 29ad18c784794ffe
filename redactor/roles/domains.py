"""Whose a mail domain is: an authority's by its name, or an organisation's by what the document says."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from redactor.recognizers.persons.bodies import PLACES
from redactor.roles.words import FUNCTIONS, PRIVATE_MAIL

_SUFFIXES = (".gov.se", ".kommun.se", ".stad.se")
_DEPARTMENT_WORDS = """
soc socialtjansten socialtjanst kommun stad region landsting stadsdel omsorg vard bygg miljo teknik kultur utb
utbildning kansli ledning personal hr forvaltning intern sbk sbf bun buf sof vof
"""
_DEPARTMENTS = frozenset(_DEPARTMENT_WORDS.split())
"""What an authority's departments have before its name: `soc.lyckeby.se`."""
_PUPILS = frozenset({"elev", "elever", "edu", "skola", "student", "stud"})
"""What pupils' addresses have before the municipality's name."""
_AUTHORITY = re.compile(
    r"(?:[a-z-]{0,40}(?:kommun|region|landsting|lansstyrelsen|myndigheten|myndighet|verket|domstol|polisen"
    r"|forvaltning|forsakringskassan|inspektionen|namnden)|(?:region|lst|lansstyrelsen)[a-z-]{0,30}"
    r"|riksdagen|jo|dom|imy|skr|av|uhr|migrationsverket)"
)

_MAIL = re.compile(r"([^\W_][\w.-]{0,60})@((?:[^\W_][\w-]{0,60}\.){1,4}[^\W\d_]{2,24})")
_SITE = re.compile(
    r"(?i)(?:https?://|(?<![\w.@-])www\.)(?:www\.)?((?:[^\W_][\w-]{0,60}\.){1,4}[^\W\d_]{2,24})"
)


def _ascii(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


_MUNICIPAL = frozenset(_ascii(place) for place in PLACES)


def is_authority(domain: str) -> bool:
    """Whether a Swedish domain bears the name of a municipality, a region or another authority."""
    name = _ascii(domain).strip(".")
    if _DEPARTMENTS.intersection(name.split(".")[:-2]) and not private_provider(name):
        return True
    if not name.endswith(".se"):
        return False
    *before, label, _ = name.split(".")
    if _PUPILS.intersection(before):
        return False
    return name.endswith(_SUFFIXES) or label in _MUNICIPAL or _AUTHORITY.fullmatch(label) is not None


def is_function(local: str) -> bool:
    """Whether the local part of a mail address is an office, not a person: `info`, `kansli.stab`."""
    plain = local.casefold()
    return plain in FUNCTIONS or re.split(r"[.-]", plain, maxsplit=1)[0] in FUNCTIONS


def private_provider(domain: str) -> bool:
    """Whether mail there is a private person's own."""
    labels = domain.casefold().split(".")
    return len(labels) >= 2 and labels[-2] in PRIVATE_MAIL


_NOBODYS = "example"
"""RFC 2606: `example.com` is no workplace's."""
_HEAD = re.compile(r"(?mi)^[ \t>*]*(?:från|till|kopia|from|to|cc|avsändare|mottagare)[ \t*]*:[^\n]*")


def headed(text: str) -> Iterator[str]:
    """Domains in the heads of mails that the text quotes, lower case."""
    for head in _HEAD.finditer(text):
        yield from (domain for _, domain in mails(head[0]))


def mails(text: str) -> Iterator[tuple[str, str]]:
    """Local part and domain of every mail address, lower case."""
    for match in _MAIL.finditer(text):
        yield match[1].casefold(), match[2].casefold()


def organisations(texts: Iterable[str]) -> frozenset[str]:
    """Domains in a document that belong to an organisation: an authority's by name, one with an office's
    address (`info@`), one with a web site in the text. Never a private person's provider."""
    found: set[str] = set()
    for text in texts:
        found.update(d for local, d in mails(text) if is_authority(d) or is_function(local))
        found.update(m[1].casefold() for m in _SITE.finditer(text))
    return frozenset(d for d in found if not private_provider(d))


_LEAST = 4
"""Letters of a body's name that a domain may be named after."""
_LEAST_OF_PART = 6
"""Where the domain has more, or less, than the name."""


def named_after(domain: str, bodies: Iterable[str]) -> bool:
    """Whether a domain bears a body's name as the document writes it: `granvik.example` in Granviks kommun,
    `tretorps.example` of Tre Torps Fastigheter AB."""
    labels = [
        part for label in domain.split(".")[:-1] for part in (label.replace("-", ""), *label.split("-"))
    ]
    if private_provider(domain) or _PUPILS.intersection(labels):
        return False
    names = {form for name in bodies for form in _squeezed(name)}
    return any(_alike(label, name) for label in map(_ascii, labels) if len(label) >= _LEAST for name in names)


def _squeezed(name: str) -> Iterator[str]:
    """A name as a domain would write it, and without the -s of a genitive."""
    whole = "".join(c for c in _ascii(name) if c.isalnum())
    yield whole
    if whole.endswith("s"):
        yield whole[:-1]


def _alike(label: str, name: str) -> bool:
    if label == name:
        return len(name) >= _LEAST
    return min(len(label), len(name)) >= _LEAST_OF_PART and (label.startswith(name) or name.startswith(label))


def shared_domains(holders: Iterable[tuple[str, str]], texts: Iterable[str]) -> frozenset[str]:
    """Workplaces' domains: several people of different surnames write from there, and none is named in it.

    `holders` are surnames and domains. A domain that no quoted mail comes from or goes to may be a provider's
    that nobody here knows.
    """
    seen = {domain for text in texts for domain in headed(text)}
    surnames: dict[str, set[str]] = {}
    for surname, domain in holders:
        surnames.setdefault(domain, set()).add(_ascii(surname))
    return frozenset(
        domain
        for domain, names in surnames.items()
        if len(names) > 1
        and domain in seen
        and domain.split(".")[-2] != _NOBODYS
        and not private_provider(domain)
        and not any(name in _ascii(domain) for name in names)
    )
