"""Titles beside names, in the ways that Swedish public documents write them."""

import pytest

from redactor.domain.review import Role
from tests.unit.test_roles import role_of

NAME = "Zelda Kvarnbrink"


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}: vice ordförande",
        f"{NAME} 2 v",
        f"{NAME} 1:e vice ordf",
        f"{NAME}, facklig representant (punkt 1–5)",
        f"Facklig motpart {NAME}.",
        f"{NAME}, systemförvaltare",
        f"{NAME}, utvecklingsledare, Region Sörland",
        f"{NAME}, bosocial samordnare",
        f"{NAME} (vald ledamot)",
        f"{NAME}\täldrechef\tX",
        f"{NAME}      enhetschef",
        f"förv.chef {NAME}",
        f"{NAME} (biståndshandl.)",
        f"{NAME}\nBygglovschef\n031-390 06 14",
        f"Förordnande av {NAME} som tf. enhetschef",
        f"{NAME}, dataskyddsansvarig",
        f"{NAME}, huvudskyddsombud",
        f"Karl Berg och {NAME} (miljöinspektörer)",
        f"{NAME} och Karl Berg (valda ledamöter)",
        f"inspektörerna Karl Berg och {NAME} besökte platsen",
        f"Utredare: familjerättssekreterare Karl Berg och {NAME}",
        f"ST-läkare {NAME}, primärvården",
    ],
)
def test_public(text: str) -> None:
    assert role_of(text, NAME) in (Role.OFFICIAL, Role.ELECTED)


@pytest.mark.parametrize(
    "text",
    [
        f"Förvaltaren {NAME} begär entledigande",
        f"Nuvarande förvaltare {NAME} har skrivit",
        f"uppsägningstid för två chefer: {NAME}",
        f"byggmästare {NAME} lämnade anbud",
        f"{NAME}, som är gift med rektorn",
        f"enhetschef Karl Berg och {NAME} samtalade",
        f"Ombud för sökanden: {NAME}",
        f"{NAME} 2 vuxna",
        f"{NAME}, granne till ordföranden",
    ],
)
def test_not_public(text: str) -> None:
    assert role_of(text, NAME) not in (Role.OFFICIAL, Role.ELECTED)
