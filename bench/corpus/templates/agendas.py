"""Agendas (kallelser)."""

from bench.corpus.templates import phrases
from bench.corpus.templates.draft import Draft

_BOARDS = (("Socialnämnden", "SN"), ("Omsorgsnämnden", "ON"), ("Individ- och familjenämnden", "IFN"))


def _head(draft: Draft) -> tuple[str, str]:
    """Chairman and secretary."""
    chair, secretary = draft.person("elected"), draft.person("official")
    draft.begin("agenda", *draft.chance.choice(_BOARDS))
    draft.add(
        f"{draft.town.upper()} KOMMUN",
        f"KALLELSE TILL {draft.board.upper()}",
        "",
        f"Tid: {draft.day()} kl. 13.00",
        draft.chance.choice(
            ("Plats: Stadshuset, Lilla salen", "Plats: Kommunhuset, Storgatan 2", "Plats: digitalt")
        ),
        f"Förhinder anmäls till {{{secretary}}}, {draft.phone(secretary)}, {draft.work_mail(secretary)}",
        "",
    )
    return chair, secretary


def in_columns(draft: Draft) -> None:
    """Number, heading, case number and who reports it on one line; secrecy in the heading or a column."""
    chair, secretary = _head(draft)
    chance = draft.chance
    officials = [draft.person("official") for _ in range(3)]
    gap = chance.choice(("    ", "\t", " | "))
    column = chance.random() < 0.5
    heads = ["Nr", "Ärende", "Dnr", "Föredragande"] + (["Sekr."] if column else [])
    draft.add(gap.join(heads))
    secrets = set(chance.sample(range(3, 9), 2))
    titles = iter(phrases.public(draft, 10))
    for number in range(1, 11):
        case, reporter = draft.case(), f"{{{chance.choice(officials)}}}"
        if number in secrets:
            who = draft.person("private")
            heading, _ = phrases.secret(draft, who)
            marker = "x" if column else chance.choice(("(sekretess)", "(sluten del)", "SEKRETESS"))
            cells = [str(number), f"{heading}, {{{who}}}" + ("" if column else f" {marker}"), case, reporter]
            line = gap.join([*cells, *(["x"] if column else [])])
            draft.item("secret", number, case, "" if column else marker, line)
        else:
            cells = [str(number), next(titles)[0], case, reporter, *([""] if column else [])]
            draft.item("public", number, case, "", gap.join(cells).rstrip())
    draft.add("", f"{{{chair}}}", "Ordförande", "", f"{{{secretary}}}", "Sekreterare")


def with_legend(draft: Draft) -> None:
    """Numbered headings with the case number below; stars, told by a legend or a line under the heading."""
    chair, secretary = _head(draft)
    chance = draft.chance
    legend = chance.random() < 0.5
    secrets = set(chance.sample(range(3, 11), 3))
    titles = iter(phrases.public(draft, 10))
    sign = chance.choice((".", ")", ""))
    told = "* = ärendet omfattas av sekretess och handlingarna skickas inte ut"
    for number in range(1, 12):
        case = draft.case()
        if number in secrets:
            who = draft.person("private")
            heading, sentence = phrases.secret(draft, who)
            marker = "*" if legend else chance.choice(phrases.MARKERS)
            first = f"{number}{sign} {'*' if legend else ''}{heading}, {{{who}}}, {draft.number(who)}"
            under = [] if legend else [marker]
            draft.item(
                "secret", number, case, told if legend else marker, first, *under, f"Dnr {case}", sentence
            )
        elif (found := next(titles, None)) is not None:
            official = draft.person("official")
            reporter = f"Föredragande: {{{official}}}, {phrases.title(draft)}"
            draft.item("public", number, case, "", f"{number}{sign} {found[0]}", f"Dnr {case}", reporter)
        draft.add("")
    if legend:
        draft.add(told)
    draft.add("Välkomna!", f"{{{chair}}} ({draft.party()})", f"/{{{secretary}}}")
