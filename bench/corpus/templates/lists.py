"""Lists of decisions made by delegation: public in the main, private persons in every row."""

from bench.corpus.templates import phrases
from bench.corpus.templates.draft import Draft

_BUILDING = (
    "Nybyggnad av garage",
    "Installation av eldstad",
    "Tillbyggnad av fritidshus",
    "Fasadändring",
    "Rivning av ladugård",
    "Anmälan om attefallshus",
    "Startbesked",
    "Slutbesked",
    "Strandskyddsdispens för brygga",
)
_SMALL = (
    "parkeringstillstånd för rörelsehindrad",
    "färdtjänst",
    "dispens från hämtning av avfall",
    "eldningstillstånd",
    "upplåtelse av kolonilott",
    "uppskov med betalning av vatten",
)


def delegation_table(draft: Draft) -> None:
    """Rows with case number, property, applicant and decision."""
    chance = draft.chance
    draft.begin("building", "Miljö- och byggnadsnämnden", "MBN")
    officials = [draft.person("official") for _ in range(2)]
    gap = chance.choice((" | ", "\t", " ; "))
    draft.add(
        f"Delegationsbeslut {draft.day()} – {draft.day(28)}",
        "Beslutsfattare: " + ", ".join(f"{{{who}}}, {phrases.title(draft)}" for who in officials),
        "",
        gap.join(("Dnr", "Datum", "Fastighet", "Sökande", "Ärende", "Beslut", "Sign")),
    )
    for step in range(chance.randint(6, 12)):
        kind = chance.choice(_BUILDING)
        beside = chance.choice(("Bifall", "Avslag", "Startbesked"))
        signed = f"{{{chance.choice(officials)}.initials}}"
        if chance.random() < 0.25:
            who, estate = draft.firm(), draft.estate("-")
            named = f"{{{who}}}, {draft.organisation()}"
        else:
            who = draft.person("private")
            estate = draft.estate(who)
            named = f"{{{who}}}" if chance.random() < 0.6 else f"{{{who}.sur_first}}"
            named += f", {draft.number(who)}" if chance.random() < 0.3 else ""
        draft.add(gap.join((draft.case(), draft.day(step), estate, named, kind, beside, signed)))
    draft.add("", "Listan är upprättad av", f"{{{officials[0]}}}")


def decisions_in_lines(draft: Draft) -> None:
    """A numbered line for each decision, with the person's name, address or number in the sentence."""
    chance = draft.chance
    draft.begin("minutes", "Tekniska nämnden", "TN")
    official = draft.person("official")
    draft.add(
        f"{draft.town} kommun, {draft.board.lower()}",
        f"Anmälan av delegationsbeslut, period {draft.day()}–{draft.day(30)}",
        f"Delegat: {{{official}}}, {phrases.title(draft)}",
        "",
    )
    for number in range(1, chance.randint(7, 13)):
        who, what = draft.person("private"), chance.choice(_SMALL)
        line = chance.choice(
            (
                f"{{{who}}}, {draft.street(who)}, beviljas {what}.",
                f"Ansökan från {{{who}.sur_first}} ({draft.number(who)}) om {what} avslås.",
                f"{{{who}|s}} ansökan om {what} bifalls. Meddelat per telefon {draft.phone(who)}.",
                f"Beslut om {what} för {{{who}}}, ägare till {draft.estate(who)}.",
                f"{what.capitalize()} beviljas {{{who}}}, {draft.postal(who)}, e-post {draft.mail(who)}.",
            )
        )
        draft.add(f"{number}. {line} {draft.case()}")
    draft.add("", "Besluten anmäls till nämnden.", f"{{{official}}}")
