"""Lagrum in every writing: which section is cited, of which law, and whether it marks."""

import pytest

from redactor import rulepack
from redactor.recognizers.lagrum import LagrumRecognizer


@pytest.fixture(scope="module")
def lagrum() -> LagrumRecognizer:
    return LagrumRecognizer(rulepack.load(rulepack.builtin()).catalogue.has_section)


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("26 kap. 1 § OSL", ("OSL 26:1",)),
        ("26 kap 1 § OSL", ("OSL 26:1",)),
        ("26 kap.1§ OSL", ("OSL 26:1",)),
        ("26 kap. § 1 OSL", ("OSL 26:1",)),
        ("26 kapitlet 1 § OSL", ("OSL 26:1",)),
        ("OSL 26:1", ("OSL 26:1",)),
        ("OSL 26 kap. 1 §", ("OSL 26:1",)),
        ("26:1 OSL", ("OSL 26:1",)),
        ("OSL 30 kap 27§", ("OSL 30:27",)),
        ("OSL 26 kap 1 1 st", ("OSL 26:1 1 st",)),
        ("26 kap. 1 8 OSL", ("OSL 26:1",)),
        ("26 kap. 1 S OSL", ("OSL 26:1",)),
        ("26 kap. 1 $ OSL", ("OSL 26:1",)),
        ("21 kap. 78 OSL", ("OSL 21:7",)),
        ("19 kap. 1 och 3 §§ OSL", ("OSL 19:1", "OSL 19:3")),
        ("26 kap 1 § offentlighets- och sekretesslagen (2009:400)", ("OSL 26:1",)),
        ("26 kap 1 § offentlighets- och sekretsslagen", ("OSL 26:1",)),
        ("26 kap. 1 § offentlighets-\noch sekretesslagen", ("OSL 26:1",)),
        ("26 kap. 1 § första stycket OSL", ("OSL 26:1 1 st",)),
        ("26 kap. 1 § andra st. OSL", ("OSL 26:1 2 st",)),
        ("19 kap. 1 och 3 §§ första stycket OSL", ("OSL 19:1", "OSL 19:3")),
        ("26 kap. 99 § OSL", ()),
        ("39 kap. OSL", ()),
        ("10 kap. 27 § OSL", ()),
        ("7 kap. 4 § sekretesslagen (1980:100)", ()),
    ],
)
def test_a_citation_of_osl(lagrum: LagrumRecognizer, text: str, laws: tuple[str, ...]) -> None:
    """The sections that exist in OSL 15–44, in the catalogue's form."""
    (cited,) = lagrum.cited(text)
    assert cited.named and cited.laws == laws


@pytest.mark.parametrize(
    "text",
    [
        "26 kap. 1 § kommunallagen",
        "26 kap. 1 § skollagen",
        "16 kap. 1 § alkohollagen",
        "31 kap. 16 § PBL",
        "enligt PBL 31 kap. 16 §",
        "KL 26:1",
        "15 kap. 2 § andra stycket miljöbalken",
        "26 kap. 1 § i nämndens reglemente",
    ],
)
def test_a_citation_of_another_law(lagrum: LagrumRecognizer, text: str) -> None:
    """A law named on it, before or after, and it is not OSL's."""
    assert all(cited.foreign for cited in lagrum.cited(text))
    assert list(lagrum.hits(f"Sekretess, {text}")) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Sekretess enligt 26 kap. 1 § OSL", "sekretess.lagrum"),
        ("Sekretess 31 kap. 16 § första stycket", "sekretess.lagrum"),
        ("Ansökan (OSL 26:1)", "sekretess.lagrum_rubrik"),
        ("Ansökan - 26 kap. 1 § OSL", "sekretess.lagrum_rubrik"),
        ("Anbud - Sekretess, 31 kap. 16 §", "sekretess.lagrum_rubrik"),
        ("Anbud, etapp 2 - Sekretess, 31 kap. 16 § OSL", "sekretess.lagrum_rubrik"),
        ("Anmälan enligt 39 kap. 2 § OSL", "sekretess.lagrum_i_rubrik"),
        ("Med hänvisning till 26 kap. 1 § OSL lämnas ärendet inte ut", "sekretess.lagrum_mening"),
        ("Ej offentligt, 26 kap. 1 § OSL", "sekretess.lagrum_rubrik"),
        ("Anmälan enligt 39 kap. 2 §", None),
        ("Anbud - Sekretess, 31 kap. 16 § PBL", None),
        ("7:4 SekrL", "sekretess.lagrum_1980"),
        ("Sekretess enligt 39 kap. OSL", "sekretess.lagrum_oklart"),
        ("Sekretess enligt 10 kap. 27 § OSL", "sekretess.lagrum_undantag"),
        ("31 kap. 16 §", None),
        ("10 kap. 27 § OSL", None),
        ("39 kap. OSL", None),
        (
            "Enligt 26 kap. 1 § OSL gäller sekretess för uppgifter som lämnas till kommunens dataskyddsombud",
            "sekretess.lagrum_i_rubrik",
        ),
        ("Ej sekretess enligt 26 kap. 1 § OSL", None),
        ("Mötet slutar kl 18:13", None),
    ],
)
def test_what_stands_around_it_decides(lagrum: LagrumRecognizer, text: str, rule: str | None) -> None:
    """Alone or with marker words it marks; in prose only the rule for headings looks at it."""
    assert {hit.reason for hit in lagrum.hits(text)} == ({rule} if rule else set())
