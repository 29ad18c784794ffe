"""Social services: a single person's case, confidential as a whole but for number and case number."""

from bench.corpus.templates import phrases
from bench.corpus.templates.draft import Draft


def assistance(draft: Draft) -> None:
    """An extract of minutes with one confidential section and one public."""
    chance = draft.chance
    draft.begin("minutes", "Socialnämnden", "SN")
    chair, official = draft.person("elected"), draft.person("official")
    client = draft.person("private")
    child, case = draft.person("private", draft.surname(client)), draft.case()
    number, (public, told) = chance.randint(20, 90), phrases.public(draft, 1)[0]
    marker = chance.choice(phrases.MARKERS)
    heading, sentence = phrases.secret(draft, client)
    draft.add(
        "PROTOKOLLSUTDRAG",
        f"{draft.board} {draft.day()}",
        "",
        f"Närvarande: {{{chair}}} ({draft.party()}), ordförande; {{{official}}}, {phrases.title(draft)}",
        "",
    )
    draft.item(
        "public",
        number,
        "",
        "",
        f"§ {number} {public}",
        told,
        "Beslut",
        "Informationen läggs till handlingarna.",
    )
    draft.add("")
    draft.item(
        "secret",
        number + 1,
        case,
        marker,
        f"§ {number + 1} {heading}",
        marker,
        f"Dnr {case}",
        "",
        "Sammanfattning",
        f"{{{client}}}, {draft.number(client)}, {draft.street(client)}, {draft.postal(client)}.",
        sentence,
        f"Sonen {{{child}.first}} går i skolan i {draft.town}. Utbetalning till {draft.account(client)}.",
        "",
        "Förslag till beslut",
        f"1. Bistånd beviljas {{{client}.first}} med {chance.randint(2, 14)} 450 kronor.",
        "2. Beslutet omprövas om sex månader.",
        "",
        "Beslut",
        "Enligt förslaget.",
    )
    draft.add("", "Rätt utdraget intygar", f"{{{official}}}")


def compulsory(draft: Draft) -> None:
    """A list of confidential sections about care by force, with or without a sentence about secrecy."""
    chance = draft.chance
    draft.begin("lvu", "Socialnämndens utskott", "SU")
    chair, secretary = draft.person("elected"), draft.person("official")
    told = chance.choice(("Sekretess enligt 26 kap. 1 § OSL", "SEKRETESS", "Sekretess, OSL 26 kap 1 §"))
    draft.add(
        f"{draft.board}, protokoll {draft.day()}",
        f"Ordförande {{{chair}}} ({draft.party()})",
        f"Sekreterare {{{secretary}}}",
        "",
    )
    number = chance.randint(4, 60)
    for _ in range(chance.randint(2, 4)):
        who, case = draft.person("private"), draft.case()
        parent = draft.person("private", draft.surname(who))
        law = chance.choice(("2 § LVU", "3 § LVU", "6 § LVU", "4 § LVM", "13 § LVM"))
        marker = told if chance.random() < 0.7 else ""
        draft.item(
            "secret",
            number,
            case,
            marker,
            f"§ {number} Beslut enligt {law}, {{{who}}}",
            *([marker] if marker else []),
            case,
            "",
            f"{{{who}}}, född {draft.number(who)}, är son till {{{parent}}}, {draft.phone(parent)}.",
            chance.choice(
                (
                    f"{{{who}.first}} har avvikit från hemmet tre gånger sedan {draft.day(-40)}.",
                    f"{{{parent}.last}} samtycker inte till vården.",
                    f"Läkarintyg visar att {{{who}.last|s}} hälsa utsätts för allvarlig fara.",
                )
            ),
            "",
            "Beslut",
            f"Utskottet ansöker hos förvaltningsrätten om vård enligt {law}.",
        )
        draft.add("")
        number += 1
    heading, sentence = phrases.public(draft, 1)[0]
    draft.item("public", number, "", "", f"§ {number} {heading}", sentence)
    draft.add("", "Vid protokollet", f"{{{secretary}}}", "Justeras", f"{{{chair}}}")
