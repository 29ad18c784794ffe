"""Who is listed in an attendance list, and who only stands in what is said there."""

import pytest

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.domain.given_names import is_given
from redactor.domain.review import Role
from redactor.roles.listing import is_listed
from tests.unit.test_roles import role_of


def _listed(text: str, name: str) -> bool:
    at = text.index(name)
    return is_listed(text, Span(at, at + len(name)))


def _role(text: str, name: str) -> Role | None:
    section = Section(LayerId("body"), Span(0, len(text)), SectionKind.ATTENDANCE)
    return role_of(text, name, (section,))


@pytest.mark.parametrize(
    "text",
    [
        "Karl Berg",
        "Beslutande: Karl Berg, Eva Lind",
        "Karl Berg (S), Vassnäs, ordförande",
        "Karl Berg tjänstgörande ersättare",
        "Karl Berg deltar på distans §§ 3–5",
        "Karl Berg och Eva Lind",
        "Karl Berg ekonomichef",
        "Tjänstgörande ersättare för Karl Berg",
        "Eva Lind ersätter Karl Berg",
        "Justeras av Karl Berg",
        "Förhinder anmäls till Karl Berg",
        "Dnr KS 2024/12\nKarl Berg\t(M)",
        "Karl Berg\nfrån kl. 13.15",
    ],
)
def test_listed(text: str) -> None:
    assert _listed(text, "Karl Berg")


@pytest.mark.parametrize(
    "text",
    [
        "Gravrättsinnehavaren Karl Berg avled den 4 januari.",
        "Karl Berg har klagat skriftligt.",
        "Karl Berg, som kört åt bolaget, har synpunkter.",
        "Karl Berg kan inte längre köra.",
        "Klagomål från Karl Berg, 070-174 06 44",
        "Byte av förvaltare för Karl Berg.",
        "brev från Karl Berg",
        "* 5 Återkallelse av tillstånd, Karl Berg     TN 2025/180",
        "Karl Berg, 640514 9979, har lämnat samtycke",
        "Karl Berg, 19640514-9979",
        "Karl Berg (patient), Eva Lind (biståndshandläggare)",
        "Karl Berg\nhar begärt att få komma",
        "Karl Berg och Eva Lind ansöker om medgivande",
        "Vårdnadshavare: Karl Berg",
        "läkaren och maken Karl Berg",
    ],
)
def test_said(text: str) -> None:
    assert not _listed(text, "Karl Berg")


def test_a_sentence_in_a_list_makes_nobody_public() -> None:
    """Where the list's end is not seen, what follows it is no attendance."""
    text = "Närvarande\nEva Lind\n\nGravrättsinnehavaren Karl Berg avled i mars. Karl Berg bodde på orten.\n"
    assert _role(text, "Eva Lind") is Role.OFFICIAL
    assert _role(text, "Karl Berg") in (Role.PRIVATE, Role.UNKNOWN)


def test_private_word_outweighs_the_list() -> None:
    """A patient who takes part is a patient, and so is the name beside an identity number."""
    text = (
        "Deltagare: Peter (patient), Viola Lind (kurator)\n\nSamtycke: Peter Nyman, 640514 9979, har lämnat"
    )
    assert _role(text, "Viola Lind") is Role.OFFICIAL
    assert _role(text, "Peter Nyman") not in (Role.OFFICIAL, Role.ELECTED)


@pytest.mark.parametrize("name", ["Pekka", "Mirjana", "Signe", "Patrick", "Vincent", "Biret", "Ánte"])
def test_common_given_names_are_known(name: str) -> None:
    assert is_given(name)


@pytest.mark.parametrize("word", ["August", "Jordan", "Bror", "Mark", "Ville", "Helga", "Dina", "Line"])
def test_words_are_no_given_names(word: str) -> None:
    """Months, countries and words of the language stand capitalised in many places."""
    assert not is_given(word)


@pytest.mark.parametrize("closing", ["Med vänlig hälsning", "Vänliga hälsningar", "> Mvh", "Hälsningar"])
def test_a_letter_is_signed_by_anybody(closing: str) -> None:
    """Who signs minutes is public; who signs a letter need not be."""
    for first, public in ((closing, False), ("Underskrifter", True)):
        text = f"{first}\nZelda Kvarnbrink\n"
        section = Section(LayerId("body"), Span(0, len(text)), SectionKind.SIGNATURES)
        told = role_of(text, "Zelda Kvarnbrink", (section,))
        assert (told in (Role.OFFICIAL, Role.ELECTED)) is public
