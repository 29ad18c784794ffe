"""Minutes (protokoll)."""

from bench.corpus.templates import phrases
from bench.corpus.templates.draft import Draft

_BOARDS = (("Socialnämnden", "SN"), ("Kommunstyrelsen", "KS"), ("Barn- och utbildningsnämnden", "BUN"))


def full(draft: Draft) -> None:
    """Sections with summary, motions and decision; the marker under the heading, in it or over a group."""
    chance = draft.chance
    draft.begin("minutes", *chance.choice(_BOARDS))
    elected = [draft.person("elected") for _ in range(chance.randint(4, 7))]
    party = {who: draft.party() for who in elected}
    secretary, reporter = draft.person("official"), draft.person("official")
    mark = chance.choice(("§ {}", "§{}", "§ {}/24", "§ {}."))
    draft.add(
        f"{draft.town} kommun          SAMMANTRÄDESPROTOKOLL",
        f"{draft.board}          {draft.day()}",
        "",
        "Beslutande",
        *(f"{{{who}}} ({party[who]})" + (", ordförande" if who == elected[0] else "") for who in elected),
        "",
        "Övriga närvarande",
        f"{{{secretary}}}, sekreterare",
        f"{{{reporter}}}, {phrases.title(draft)}",
        "",
        f"Utses att justera: {{{elected[1]}}}",
        "",
    )
    number = chance.randint(3, 160)
    for heading, sentence in phrases.public(draft, chance.randint(3, 5)):
        case = draft.case()
        mover, other = chance.sample(elected, 2)
        draft.item(
            "public",
            number,
            case,
            "",
            f"{mark.format(number)} {heading}",
            f"Dnr {case}",
            "",
            sentence,
            f"{{{reporter}.first}} {{{reporter}.last}} föredrar ärendet.",
            "",
            "Yrkande",
            f"{{{mover}}} ({party[mover]}) yrkar bifall. {{{other}.last}} instämmer.",
            "",
            "Beslut",
            f"{draft.board} godkänner {{{mover}.last|s}} förslag.",
        )
        draft.add("")
        number += 1
    group = chance.random() < 0.4
    marker = "SEKRETESSÄRENDEN" if group else chance.choice(phrases.MARKERS)
    if group:
        draft.add(marker, "")
    for _ in range(chance.randint(1, 3)):
        who, case = draft.person("private"), draft.case()
        parent = draft.person("private", draft.surname(who))
        heading, sentence = phrases.secret(draft, who)
        draft.item(
            "secret",
            number,
            case,
            marker,
            f"{mark.format(number)} {heading}",
            *([] if group else [marker]),
            f"Dnr {case}",
            "",
            f"{{{who}}}, {draft.number(who)}, {draft.street(who)}.",
            sentence,
            f"{{{parent}}}, {draft.phone(parent)}, har fått tillfälle att yttra sig.",
            "",
            "Beslut",
            f"Ansökan för {{{who}.first}} beviljas till och med {draft.day(200)}.",
        )
        draft.add("")
        number += 1
    if not group:
        who = draft.person("private")
        draft.item(
            "public",
            number,
            "",
            "",
            f"{mark.format(number)} Medborgarförslag om farthinder",
            f"{{{who}}}, {draft.street(who)}, {draft.postal(who)}, föreslår farthinder på Storgatan.",
            "Beslut",
            f"Förslaget avslås. Meddelas {{{who}.last}} på {draft.mail(who)}.",
        )
    draft.add("", "Underskrifter", *(f"____________________  {{{who}}}" for who in (secretary, *elected[:2])))


def decisions_only(draft: Draft) -> None:
    """The section sign on a line alone, the heading below it, an attendance table, a vote by names."""
    chance = draft.chance
    draft.begin("minutes", *chance.choice(_BOARDS))
    elected = [draft.person("elected") for _ in range(5)]
    party = {who: draft.party() for who in elected}
    secretary = draft.person("official")
    gap = chance.choice((" | ", "\t", "      "))
    draft.add(
        f"{draft.board} {draft.day()}, beslutsprotokoll", "", gap.join(("Ledamot", "Parti", "Närv.", "Anm."))
    )
    draft.add(
        *(
            gap.join((f"{{{who}}}", party[who], "X", chance.choice(("", "§§ 4–9")))).rstrip()
            for who in elected
        )
    )
    draft.add("", f"Vid protokollet: {{{secretary}}}", "")
    number = chance.randint(10, 90)
    rows = [("public", found) for found in phrases.public(draft, 4)] + [("secret", None)] * chance.randint(
        1, 2
    )
    chance.shuffle(rows)
    for fence, found in rows:
        case = draft.case()
        if found is None:
            who = draft.person("private")
            heading, sentence = phrases.secret(draft, who)
            marker = chance.choice(phrases.MARKERS)
            lines = [f"§ {number}", f"{heading} ({marker})", f"Ärendenummer {case}", sentence]
            lines += [f"Beslut: Ansökan från {{{who}.sur_first}}, {draft.number(who)}, avslås."]
            draft.item("secret", number, case, marker, *lines)
        else:
            mover = chance.choice(elected)
            lines = [f"§ {number}", found[0], f"Ärendenummer {case}", found[1]]
            lines += [f"Reservation: {{{mover}}} ({party[mover]})", "Beslut: Enligt förslaget."]
            draft.item(fence, number, case, "", *lines)
        draft.add("")
        number += 1
    draft.add("Omröstning, § " + str(number - 1), gap.join(("Namn", "Ja", "Nej")))
    draft.add(
        *(
            gap.join((f"{{{who}.last}}, {{{who}.first}}", *chance.choice((("X", ""), ("", "X"))))).rstrip()
            for who in elected
        )
    )
    draft.add("", f"Justeras: {{{elected[0]}}}   {{{elected[1]}}}")
