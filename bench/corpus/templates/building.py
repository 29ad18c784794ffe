"""Building permits and supervision: an applicant, neighbours, their letters."""

from bench.corpus.templates import phrases
from bench.corpus.templates.draft import Draft


def permit(draft: Draft) -> None:
    """A report on a permit with neighbours' objections."""
    chance = draft.chance
    draft.begin("report", "Byggnadsnämnden", "BN")
    official, applicant = draft.person("official"), draft.person("private")
    spouse = draft.person("private", draft.surname(applicant))
    neighbours = [draft.person("private") for _ in range(chance.randint(1, 3))]
    case, estate = draft.case(), draft.estate(applicant)
    what = chance.choice(("enbostadshus", "garage", "plank", "takkupor", "växthus", "uterum"))
    draft.add(
        "TJÄNSTESKRIVELSE",
        f"{draft.day()}",
        f"Dnr {case}",
        "",
        f"Handläggare: {{{official}}}, {phrases.title(draft)}",
        f"{draft.phone(official)}, {draft.work_mail(official)}",
        "",
        f"Bygglov för {what}, {estate}",
        "",
        "Sökande",
        f"{{{applicant}}} och {{{spouse}.first}} {{{spouse}.last}}",
        f"{draft.street(applicant)}, {draft.postal(applicant)}",
        *([f"Personnummer: {draft.number(applicant)}"] if chance.random() < 0.5 else []),
        "",
        "Förslag till beslut",
        "1. Bygglov beviljas med stöd av 9 kap. 31 b § plan- och bygglagen.",
        f"2. Avgiften är {chance.randint(4, 30)} {chance.randint(100, 999)} kronor.",
        "",
        "Ärendet",
        f"Åtgärden avviker från detaljplanen genom att {what} placeras på mark som inte får bebyggas.",
        f"{{{applicant}.last}} uppger att avståndet till gräns är {chance.randint(1, 4)},5 meter.",
        "",
        "Grannar",
    )
    for who in neighbours:
        draft.add(
            chance.choice(
                (
                    f"{{{who}}}, {draft.estate(who)}, motsätter sig åtgärden på grund av skuggning.",
                    f"Ägaren till {draft.estate(who)}, {{{who}.sur_first}}, har inget att erinra.",
                    f"{{{who}|s}} yttrande inkom {draft.day(4)} från {draft.mail(who)}: insynen ökar.",
                    f"{{{who}}} ({draft.phone(who)}) anser att "
                    f"{{{applicant}.last|s}} ritningar är missvisande.",
                )
            )
        )
    draft.add(
        "",
        "Bedömning",
        "Avvikelsen är liten och förenlig med planens syfte.",
        "",
        f"{{{official}}}",
        "Beslutet skickas till",
        f"{{{applicant}}}",
        *(f"{{{who}}}" for who in neighbours),
    )


def supervision(draft: Draft) -> None:
    """A decision in a supervision case, with a complainant."""
    chance = draft.chance
    draft.begin("building", "Miljönämnden", "MN")
    official, owner, complainant = draft.person("official"), draft.person("private"), draft.person("private")
    case = draft.case()
    matter = chance.choice(
        ("ovårdad tomt", "enskilt avlopp", "eldning av avfall", "hållande av höns", "störande buller")
    )
    draft.add(
        f"{draft.town} kommun",
        "Miljönämnden",
        "BESLUT",
        f"{draft.day()}   {case}",
        "",
        f"Mottagare: {{{owner}}}",
        draft.street(owner),
        draft.postal(owner),
        "",
        f"Föreläggande om {matter} på {draft.estate(owner)}",
        "",
        f"Nämnden förelägger {{{owner}.sur_first}}, {draft.number(owner)}, "
        f"att senast {draft.day(90)} vidta rättelse.",
        "Beslutet är förenat med vite om 20 000 kronor.",
        "",
        "Bakgrund",
        f"Den {draft.date.day} i månaden anmälde {{{complainant}}}, "
        f"{draft.street(complainant)}, olägenheter.",
        f"{{{complainant}.last}} har lämnat bilder och kan nås på {draft.phone(complainant)}.",
        f"Miljöinspektör {{{official}}} besökte platsen. {{{owner}.first}} {{{owner}.last}} var inte hemma.",
        "",
        "Skäl",
        "Enligt 26 kap. 9 § miljöbalken får tillsynsmyndigheten besluta om de förelägganden som behövs.",
        "",
        f"{{{official}}}",
        "miljöinspektör",
        draft.work_mail(official),
    )
