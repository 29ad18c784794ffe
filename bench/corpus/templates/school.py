"""School: decisions about single pupils."""

from bench.corpus.templates.draft import Draft


def decision(draft: Draft) -> None:
    """A letter with a decision about a pupil, addressed to a guardian."""
    chance = draft.chance
    draft.begin("school", "Barn- och utbildningsnämnden", "BUN")
    official, pupil = draft.person("official"), draft.person("private")
    guardian = draft.person("private", draft.surname(pupil))
    other, case = draft.person("private"), draft.case()
    school = chance.choice(("Almskolan", "Selma Lagerlöfs skola", "Norra skolan", "Bergaskolan"))
    what = chance.choice(
        ("skolskjuts", "särskilt stöd", "anpassad grundskola", "avstängning", "byte av skola")
    )
    marker = chance.choice(("Sekretess enligt 23 kap. 1 § OSL", "Omfattas av sekretess", ""))
    lines = [
        f"Beslut om {what}",
        *([marker] if marker else []),
        f"Dnr {case}",
        "",
        f"Elev: {{{pupil}}}, {draft.number(pupil)}",
        f"Skola: {school}, klass {chance.randint(1, 9)}{chance.choice('ABC')}",
        f"Vårdnadshavare: {{{guardian}}}, {draft.street(guardian)}, {draft.phone(guardian)}",
        f"Vårdnadshavare 2: {{{other}.sur_first}}, {draft.mail(other)}",
        "",
        chance.choice(
            (
                f"{{{pupil}.first}} har {chance.randint(2, 7)} "
                "kilometer till skolan och trafiken är besvärlig.",
                f"{{{guardian}.last}} har begärt att {{{pupil}.first}} ska få byta klass efter jullovet.",
                f"Rektor bedömer att {{{pupil}.first|s}} behov inte kan tillgodoses med extra anpassningar.",
            )
        ),
        f"{{{other}.first}} delar inte bedömningen.",
        "",
        "Beslut",
        f"Ansökan om {what} avslås.",
    ]
    draft.add(f"{draft.town} kommun", draft.board, draft.day(), "")
    if marker:
        draft.item("secret", 1, case, marker, *lines)
    else:
        draft.add(*lines)
    draft.add(
        "",
        f"{{{official}}}",
        "Rektor",
        draft.work_mail(official),
        "Så här överklagar du: skriv till förvaltningsrätten.",
    )
