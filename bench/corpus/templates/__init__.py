"""Documents made from templates: each family a layout of its own, filled by seed."""

from collections.abc import Callable

from bench.corpus.names import Half
from bench.corpus.source import Source, parse
from bench.corpus.templates import agendas, building, care, lists, minutes, office, school
from bench.corpus.templates.draft import Draft
from bench.invented import Chance

EACH = 11
"""Documents of each family."""
FAMILIES: dict[Half, dict[str, Callable[[Draft], None]]] = {
    "tuning": {
        "kallelse-kolumner": agendas.in_columns,
        "protokoll": minutes.full,
        "delegationslista": lists.delegation_table,
        "bygglov": building.permit,
        "bistandsarende": care.assistance,
        "personal": office.staff,
        "e-post": office.mail,
        "blankett-synpunkt": office.complaint_form,
    },
    "test": {
        "kallelse-punkter": agendas.with_legend,
        "beslutsprotokoll": minutes.decisions_only,
        "beslutslista": lists.decisions_in_lines,
        "tillsyn": building.supervision,
        "lvu-lvm": care.compulsory,
        "skola": school.decision,
        "upphandling": office.procurement,
        "blankett-ansokan": office.application_form,
    },
}
"""Whole families belong to one set: no layout of the test set was ever seen while tuning."""


def templates(half: Half, seed: int) -> list[Source]:
    """Every template document of a set."""
    made = []
    for family, write in FAMILIES[half].items():
        for number in range(1, EACH + 1):
            name = f"mall-{family}-{number:02}"
            draft = Draft(Chance(f"{seed} {name}"), half)
            write(draft)
            made.append(parse(name, draft.text()))
    return made
