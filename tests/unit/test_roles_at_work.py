"""Who writes and works in a document: mail threads, signatures, columns, officials' given names later on."""

from dataclasses import replace

import pytest

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.domain.review import Role
from redactor.roles import assign, people
from redactor.roles.domains import is_authority, shared_domains
from tests.unit.test_roles import document, finding, role_of

PUBLIC = (Role.OFFICIAL, Role.ELECTED)
THREAD = (
    "Från: Ingrid Lilja <ingrid.lilja@{first}>\nTill: Axel Ros <axel.ros@soc.lyckeby.example>\n\n"
    "Vi bokar den 29.\n\nFrån: Ester Ek <ester.ek@{second}>\n"
)


@pytest.mark.parametrize("name", ["Ingrid Lilja", "Axel Ros", "Ester Ek"])
def test_workplace_mail(name: str) -> None:
    """Where several have mail they work, and so does who has it at an authority's department."""
    thread = THREAD.format(first="fastigheter.example", second="fastigheter.example")
    assert role_of(thread, name) is Role.OFFICIAL


def test_one_person_has_no_workplace() -> None:
    thread = THREAD.format(first="lonk.example", second="annat.example")
    assert role_of(thread, "Ingrid Lilja") not in PUBLIC


def test_shared_domains() -> None:
    """A family's own domain and a mail provider's are no workplaces."""
    holders = [
        ("lilja", "bolaget.example"),
        ("ek", "bolaget.example"),
        ("berg", "bergfamiljen.example"),
        ("ros", "bergfamiljen.example"),
        ("lind", "gmail.com"),
        ("strand", "gmail.com"),
        ("alm", "ensam.example"),
        ("alm", "ensam.example"),
    ]
    mail = "Från: Anna Ek <anna.ek@{}>\n"
    texts = [mail.format(domain) for _, domain in holders]
    assert shared_domains(holders, texts) == {"bolaget.example"}


def test_addresses_outside_mail_prove_nothing() -> None:
    """Two private persons may have the same provider, which nobody here knows."""
    text = "Eva Ros, eva.ros@brevbo.example, och Per Ek, per.ek@brevbo.example, klagar."
    assert role_of(text, "Per Ek") not in PUBLIC


@pytest.mark.parametrize(
    ("domain", "authority"),
    [("soc.lyckeby.example", True), ("kommun.lyckeby.example", True), ("soc.example", False)],
)
def test_departments(domain: str, authority: bool) -> None:
    assert is_authority(domain) is authority


def _given(text: str, names: tuple[str, ...]) -> Role | None:
    """The role of the last name, where every paragraph is an item."""
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    sections = tuple(
        Section(LayerId("body"), s, SectionKind.ITEM, number=str(i)) for i, s in enumerate(spans)
    )
    attends = Section(LayerId("body"), spans[0], SectionKind.ATTENDANCE)
    found = []
    for name in names:
        own = finding(
            text, name, "PERSON", start=text.index(name) if name != names[-1] else text.rindex(name)
        )
        section = next(s for s in sections if s.span.contains(own.span))
        found.append(replace(own, section=section))
    told = assign(people(document(text), (attends, *sections[1:])), found)
    return told[-1].role


@pytest.mark.parametrize(
    "said",
    ["Olga påpekar att rondören behöver bil.", "Olga drar ärendet.", "Vi ses.\n/Olga", "0980-319 299 (Olga)"],
)
def test_given_name_at_work(said: str) -> None:
    """An official's given name in another item is the official's where it acts or signs."""
    assert _given(f"Olga Ros, facklig representant\n\n{said}", ("Olga Ros", "Olga")) in PUBLIC


@pytest.mark.parametrize("said", ["Brukaren Olga trivs.", "Olga har diabetes.", "Besök hos Olga i går."])
def test_given_name_not_at_work(said: str) -> None:
    assert _given(f"Olga Ros, facklig representant\n\n{said}", ("Olga Ros", "Olga")) not in PUBLIC


def test_given_name_of_two() -> None:
    """Where a private person bears it too, it is nobody's for sure."""
    text = "Olga Ros, rektor\n\nSökande: Olga Lind\n\nOlga påpekar att tiden är knapp."
    assert _given(text, ("Olga Ros", "Olga Lind", "Olga")) not in PUBLIC


HEADING = "Dnr    Beslut    Sökande    Delegat\n"


@pytest.mark.parametrize(
    ("row", "name", "role"),
    [
        ("BN 1    BL    Eva Abdi, carport    Per Tekle", "Per Tekle", Role.OFFICIAL),
        ("BL    Eva Abdi, carport    Per Tekle", "Per Tekle", Role.OFFICIAL),
        ("Eva Abdi    Per Tekle", "Per Tekle", None),
        ("BN 1    BL    Per Tekle    Eva Abdi", "Per Tekle", None),
    ],
)
def test_last_column(row: str, name: str, role: Role | None) -> None:
    """Whom a column of those in office names, where it is plain which cell is meant."""
    told = role_of(HEADING + row, name)
    assert told is role if role is not None else told not in PUBLIC


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Den planterades när drottning Sofia kom till stan.", "Sofia", Role.PUBLIC_FIGURE),
        ("Avsändare: Pekka Ros (C), ledamot i fullmäktige", "Pekka Ros", Role.ELECTED),
        ("Umeå 2025-02-10\n\nTove Ros\nHR-avdelningen, växel", "Tove Ros", Role.OFFICIAL),
        ("Helvi Ros\nMark- och exploateringsingenjör", "Helvi Ros", Role.OFFICIAL),
        ("Helvi Ros får i uppdrag att återkomma.", "Helvi Ros", Role.ELECTED),
    ],
)
def test_signs_of_office(text: str, name: str, role: Role) -> None:
    assert role_of(text, name) is role


@pytest.mark.parametrize(
    "said",
    [
        "lämnar huset",
        "öppnade inte dörren",
        "tackar för kaffet",
        "lämnar in sin nyckel",
        "avslutar studierna",
    ],
)
def test_everyday_acts(said: str) -> None:
    """What anybody does makes nobody public."""
    assert role_of(f"Zelda Kvarnbrink {said} i dag.", "Zelda Kvarnbrink") not in PUBLIC
