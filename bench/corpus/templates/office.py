"""What an office produces: staff lists, tenders, printed mail, forms."""

from bench.corpus.templates import phrases
from bench.corpus.templates.draft import Draft


def staff(draft: Draft) -> None:
    """Minutes of a staff committee: public organisation, one confidential matter, applicants by name."""
    chance = draft.chance
    draft.begin("staff", "Personalutskottet", "PU")
    chair, official = draft.person("elected"), draft.person("official")
    employee, case = draft.person("private"), draft.case()
    applicants = [draft.person("private") for _ in range(3)]
    number = chance.randint(5, 40)
    marker = chance.choice(
        ("Sekretess enligt 39 kap. 2 § OSL", "Sekretess 39 kap 1 § OSL", "Ej för publicering")
    )
    draft.add(
        f"Personalutskottet {draft.day()}",
        f"Ordförande: {{{chair}}} ({draft.party()})",
        f"Föredragande: {{{official}}}, personalchef",
        "",
    )
    draft.item(
        "public",
        number,
        "",
        "",
        f"§ {number} Sjukfrånvaro och personalomsättning",
        f"Sjukfrånvaron är {chance.randint(4, 9)},{chance.randint(0, 9)} "
        f"procent. {{{official}.last}} svarar på frågor.",
    )
    draft.item(
        "secret",
        number + 1,
        case,
        marker,
        f"§ {number + 1} Arbetsrättsligt ärende",
        marker,
        f"Dnr {case}",
        f"{{{employee}}}, {draft.number(employee)}, anställd sedan "
        f"{draft.day(-900)}, föreslås få en skriftlig varning.",
        f"{{{employee}.last}} har medverkat vid samtal {draft.day(-12)} och bestrider uppgifterna.",
        "Beslut",
        f"Varning meddelas {{{employee}.first}} {{{employee}.last}}.",
    )
    case = draft.case()
    draft.item(
        "public",
        number + 2,
        case,
        "",
        f"§ {number + 2} Rekrytering av förvaltningschef",
        f"Dnr {case}",
        "Sökande till tjänsten vid ansökningstidens slut:",
        *(
            f"{letter}) {{{who}.sur_first}}, {draft.mail(who)}"
            for letter, who in zip("abc", applicants, strict=True)
        ),
    )
    draft.add("", "Justeras", f"{{{chair}}}")


def procurement(draft: Draft) -> None:
    """An award decision: firms with public numbers, contacts and consultants by name, a secret attachment."""
    chance = draft.chance
    draft.begin("procurement", "Kommunstyrelsen", "KS")
    official, case = draft.person("official"), draft.case()
    firms = [draft.firm() for _ in range(3)]
    contact, consultant = draft.person("private"), draft.person("private")
    marker = chance.choice(
        ("Sekretess enligt 31 kap. 16 § OSL", "Bilaga – sekretess", "(sekretess 19:3 OSL)")
    )
    draft.add(
        "TILLDELNINGSBESLUT",
        f"{draft.day()}    {case}",
        "",
        f"Upphandlare: {{{official}}}, {draft.work_mail(official)}",
        "",
        "Upphandling av "
        f"{chance.choice(('städtjänster', 'snöröjning', 'juridisk rådgivning', 'takarbeten'))}",
        "",
        "Inkomna anbud",
        *(
            f"{i}. {{{firm}}}, org.nr {draft.organisation()}, {chance.randint(110, 999)} 000 kr"
            for i, firm in enumerate(firms, 1)
        ),
        "",
        f"Antaget anbud: {{{firms[0]}}}",
        f"Kontaktperson hos leverantören: {{{contact}}}, mobil {draft.phone(contact)}",
        f"Referens: {{{consultant}}} har utfört uppdrag med gott betyg. {{{consultant}.last|s}} "
        f"bostad, {draft.street(consultant)}, är också bolagets kontor.",
        "",
        "Bilagor",
        "Bilaga 1 Utvärderingsprotokoll",
    )
    draft.item("attachment", 2, "", marker, f"Bilaga 2 Prisbilaga från vinnande leverantör {marker}")
    draft.add(
        "Bilaga 3 Mall för avtal",
        "",
        "Upplysning om överprövning lämnas i separat skrivelse.",
        "",
        f"{{{official}}}",
        "Upphandlingschef",
    )


def mail(draft: Draft) -> None:
    """A printed conversation: headers, quotes, signatures, a private person in between."""
    chance = draft.chance
    draft.begin("letter", "Samhällsbyggnadsnämnden", "SBN")
    official, writer = draft.person("official"), draft.person("private")
    neighbour = draft.person("private")
    subject = chance.choice(
        ("Störande ljud från grannen", "Träd på kommunens mark", "Hål i vägen", "Fråga om bygglov")
    )
    quote = chance.choice(("> ", "", "| "))
    draft.add(
        f"Från: {{{official}}} <{draft.work_mail(official)}>",
        f"Skickat: {draft.day(1)} 08:14",
        f"Till: {{{writer}}} <{draft.mail(writer)}>",
        f"Ämne: SV: {subject}",
        "",
        f"Hej {{{writer}.first}}!",
        "Tack för ditt meddelande. Ärendet har fått diarienummer " + draft.case() + ".",
        f"Vi tar kontakt med {{{neighbour}}} i veckan.",
        "",
        "Vänliga hälsningar",
        f"{{{official}}}",
        phrases.title(draft).capitalize(),
        f"Telefon {draft.phone(official)}",
        "",
        "-----Ursprungligt meddelande-----",
        f"{quote}Från: {{{writer}}} <{draft.mail(writer)}>",
        f"{quote}Skickat: {draft.day()} 21:47",
        f"{quote}Ämne: {subject}",
        quote.strip(),
        f"{quote}Hej! Jag bor på {draft.street(writer)} och vill klaga. "
        f"{{{neighbour}.first}} {{{neighbour}.last}} i huset bredvid",
        f"{quote}gör ingenting trots att jag sagt till. {{{neighbour}.last}} "
        f"skyller på er. Ring mig på {draft.phone(writer)}.",
        f"{quote}Hälsningar {{{writer}.first}}",
    )


def complaint_form(draft: Draft) -> None:
    """Labels and values, on one line or two."""
    chance = draft.chance
    draft.begin("form", "Kommunstyrelsen", "KS")
    writer, official = draft.person("private"), draft.person("official")
    pairs = [
        ("Namn", f"{{{writer}}}" if chance.random() < 0.6 else f"{{{writer}.upper}}"),
        (chance.choice(("Personnummer", "Personnr", "Pnr (ååmmdd-nnnn)")), draft.number(writer)),
        (chance.choice(("Adress", "Gatuadress", "Bostadsadress")), draft.street(writer)),
        ("Postnummer och ort", draft.postal(writer)),
        (chance.choice(("Telefon", "Mobil", "Telefon dagtid")), draft.phone(writer)),
        ("E-post", draft.mail(writer)),
    ]
    _fields(draft, "SYNPUNKT ELLER KLAGOMÅL", pairs)
    draft.add(
        "Vad gäller synpunkten?",
        chance.choice(("Bristande snöröjning på gångvägen.", "Lekplatsen saknar staket.")),
        f"Mvh {{{writer}.first}}",
        "",
        "Kommunens noteringar",
        f"Inkom {draft.day()}, {draft.case()}, handläggs av {{{official}}}, {phrases.title(draft)}",
    )


def application_form(draft: Draft) -> None:
    """An application for a permit with a co-applicant and an account."""
    chance = draft.chance
    draft.begin("form", "Socialförvaltningen", "SF")
    applicant, official = draft.person("private"), draft.person("official")
    other = draft.person("private", draft.surname(applicant) if chance.random() < 0.6 else "")
    pairs = [
        ("Efternamn, förnamn", f"{{{applicant}.sur_first}}"),
        ("Födelsedatum och nummer", draft.number(applicant)),
        ("Medsökande", f"{{{other}}}, {draft.number(other)}"),
        ("Utdelningsadress", draft.street(applicant)),
        ("Postadress", draft.postal(applicant)),
        ("Tel bostad", draft.phone(applicant)),
        ("E-postadress", draft.mail(other)),
        ("Kontonummer för utbetalning", draft.account(applicant)),
    ]
    _fields(draft, "ANSÖKAN OM STARTBIDRAG FÖR FÖRENINGSLÖS VERKSAMHET", pairs)
    draft.add(
        "Underskrift sökande",
        f"{{{applicant}.first}} {{{applicant}.last}}",
        "",
        f"Mottagen {draft.day()} av {{{official}}}",
        f"Beslut: bifall. Dnr {draft.case()}. {{{official}}}, {phrases.title(draft)}",
    )


def _fields(draft: Draft, title: str, pairs: list[tuple[str, str]]) -> None:
    """One way of writing them for the whole form."""
    draft.add(f"{draft.town.upper()} KOMMUN", title, "")
    form = draft.chance.choice(("{}: {}", "{:<28}{}", "{}\n{}", "| {} | {} |"))
    draft.add(*(line for pair in pairs for line in form.format(*pair).split("\n")), "")
