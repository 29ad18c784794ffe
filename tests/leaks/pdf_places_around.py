"""Hiding places around the pages: annotations, form fields, the document's own keys, its structure."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from tests.leaks.pdf_draft import Draft, Kind, Row

annotations = Row("annotations")
forms = Row("forms")
document = Row("document")
structure = Row("structure")


def _script(secret: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{secret}')"))


def _file(draft: Draft, secret: str) -> Stream:
    return draft.stream(secret.encode(), Type=Name.EmbeddedFile)


@annotations.place("contents")
def _(draft: Draft, secret: str) -> None:
    draft.annotation("Text", Contents=String(secret))


@annotations.place("author-and-subject")
def _(draft: Draft, secret: str) -> None:
    quads = Array([72, 100, 90, 100, 72, 90, 90, 90])
    draft.annotation("Highlight", T=String(secret), Subj=String(secret), QuadPoints=quads)


@annotations.place("popup")
def _(draft: Draft, secret: str) -> None:
    note = draft.annotation("Text", Contents=String("Se bilagan"))
    note.Popup = draft.annotation("Popup", Parent=note, Contents=String(secret))


@annotations.place("reply")
def _(draft: Draft, secret: str) -> None:
    note = draft.annotation("Text", Contents=String("Se bilagan"))
    draft.annotation("Text", Contents=String(secret), IRT=note)


@annotations.place("rich-text")
def _(draft: Draft, secret: str) -> None:
    body = f'<body xmlns="http://www.w3.org/1999/xhtml"><p>{secret}</p></body>'
    draft.annotation("FreeText", Contents=String("ord"), RC=String(body), DA=String("/F1 10 Tf 0 g"))


@annotations.place("free-text-without-appearance")
def _(draft: Draft, secret: str) -> None:
    draft.annotation("FreeText", Contents=String(secret), DA=String("/Helv 10 Tf 0 g"))


@annotations.place("attached-file")
def _(draft: Draft, secret: str) -> None:
    spec = Dictionary(Type=Name.Filespec, F=String(f"{secret}.txt"), EF=Dictionary(F=_file(draft, secret)))
    draft.annotation("FileAttachment", FS=draft.pdf.make_indirect(spec), Contents=String("bilaga"))


@annotations.place("ink-and-line-keys")
def _(draft: Draft, secret: str) -> None:
    draft.annotation("Ink", InkList=Array([Array([80, 80, 90, 90])]), Subj=String(secret))
    draft.annotation("Line", L=Array([80, 80, 90, 90]), Cap=True, Contents=String(secret))


@annotations.place("media-name")
def _(draft: Draft, secret: str) -> None:
    clip = Dictionary(S=Name.MCD, N=String(secret))
    rendition = Dictionary(S=Name.MR, N=String(secret), C=clip)
    draft.annotation("Screen", T=String(secret), A=Dictionary(S=Name.Rendition, R=rendition, OP=0))


@annotations.place("redaction-not-applied")
def _(draft: Draft, secret: str) -> None:
    draft.annotation("Redact", OverlayText=String(secret), DA=String("/F1 10 Tf 0 g"))


@annotations.place("link-address")
def _(draft: Draft, secret: str) -> None:
    uri = f"https://example.com/{secret.replace(' ', '%20')}"
    draft.annotation("Link", A=Dictionary(S=Name.URI, URI=String(uri)), Border=Array([0, 0, 0]))


@annotations.place("link-destination")
def _(draft: Draft, secret: str) -> None:
    draft.pdf.Root.Dests = Dictionary()
    draft.pdf.Root.Dests[f"/{secret}"] = Array([draft.page, Name.Fit])
    draft.annotation("Link", Dest=Name(f"/{secret}"))


@annotations.place("own-key")
def _(draft: Draft, secret: str) -> None:
    draft.annotation("Square", ACME_Ref=String(secret))


@forms.place("value")
def _(draft: Draft, secret: str) -> None:
    draft.field(FT=Name.Tx, T=String("namn"), V=String(secret), DA=String("/F1 10 Tf 0 g"), F=4)


@forms.place("default-and-rich-value")
def _(draft: Draft, secret: str) -> None:
    rich = String(f"<p>{secret}</p>")
    draft.field(FT=Name.Tx, T=String("namn"), DV=String(secret), RV=rich, V=String("x"))


@forms.place("options")
def _(draft: Draft, secret: str) -> None:
    options = Array([String("ett"), String(secret)])
    draft.field(FT=Name.Ch, Ff=131072, T=String("val"), Opt=options, V=String("ett"))


@forms.place("tooltip-and-name")
def _(draft: Draft, secret: str) -> None:
    draft.field(FT=Name.Tx, T=String(secret), TU=String(secret), TM=String(secret))


@forms.place("caption")
def _(draft: Draft, secret: str) -> None:
    caption = Dictionary(CA=String(secret), RC=String(secret))
    draft.field(FT=Name.Btn, Ff=65536, T=String("b"), MK=caption)


@forms.place("parent-value")
def _(draft: Draft, secret: str) -> None:
    kid = draft.field(FT=Name.Tx)
    keys = Dictionary(FT=Name.Tx, T=String("p"), V=String(secret), Kids=Array([kid]))
    kid.Parent = draft.pdf.make_indirect(keys)
    draft.pdf.Root.AcroForm.Fields = Array([kid.Parent])


@forms.place("orphan")
def _(draft: Draft, secret: str) -> None:
    draft.field(FT=Name.Tx, T=String("a"))
    lost = draft.pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("b"), V=String(secret)))
    draft.pdf.Root.AcroForm.Fields.append(lost)


@forms.place("script")
def _(draft: Draft, secret: str) -> None:
    draft.field(FT=Name.Tx, T=String("a"), AA=Dictionary(K=_script(secret)))


@forms.place("xfa")
def _(draft: Draft, secret: str) -> None:
    draft.field(FT=Name.Tx, T=String("a"))
    xml = f"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><data>{secret}</data></xdp:xdp>"
    draft.pdf.Root.AcroForm.XFA = draft.stream(xml.encode())


@forms.place("signature")
def _(draft: Draft, secret: str) -> None:
    value = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        Name=String(secret),
        Reason=String(secret),
        ByteRange=Array([0, 1, 2, 3]),
        Contents=String(secret),
    )
    draft.field(FT=Name.Sig, T=String("s"), V=draft.pdf.make_indirect(value))
    draft.pdf.Root.Perms = Dictionary(DocMDP=value)


@document.place("bookmark")
def _(draft: Draft, secret: str) -> None:
    _bookmark(draft, secret, Dest=Array([draft.page, Name.Fit]))


@document.place("bookmark-address")
def _(draft: Draft, secret: str) -> None:
    action = Dictionary(S=Name.URI, URI=String(f"https://example.com/?q={secret}"))
    _bookmark(draft, "Sidan", A=action)


def _bookmark(draft: Draft, title: str, **keys: Any) -> None:
    root = draft.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    item = draft.pdf.make_indirect(Dictionary(Title=String(title), Parent=root, **keys))
    root.First = root.Last = item
    draft.pdf.Root.Outlines = root


@document.place("named-destination")
def _(draft: Draft, secret: str) -> None:
    names = Dictionary(Names=Array([String(secret), Array([draft.page, Name.Fit])]))
    draft.pdf.Root.Names = Dictionary(Dests=names)


@document.place("page-label")
def _(draft: Draft, secret: str) -> None:
    draft.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(secret), S=Name.D)]))


@document.place("information")
def _(draft: Draft, secret: str) -> None:
    draft.pdf.docinfo["/Title"] = secret
    draft.pdf.docinfo["/Author"] = secret
    draft.pdf.docinfo["/ACME"] = secret


@document.place("xmp")
def _(draft: Draft, secret: str) -> None:
    with draft.pdf.open_metadata() as metadata:
        metadata["dc:title"] = secret
        metadata["dc:description"] = secret


@document.place("embedded-file", Kind.NAME_ONLY)
def _(draft: Draft, secret: str) -> None:
    spec = Dictionary(
        Type=Name.Filespec,
        F=String("a.txt"),
        UF=String(f"{secret}.txt"),
        Desc=String(secret),
        EF=Dictionary(F=_file(draft, secret)),
    )
    draft.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(secret), spec])))


@document.place("script")
def _(draft: Draft, secret: str) -> None:
    scripts = Array([String("a"), _script(secret)])
    draft.pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=scripts))


@document.place("open-action")
def _(draft: Draft, secret: str) -> None:
    uri = String(f"https://example.com/{secret}")
    draft.pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=uri)


@document.place("launch-goto-submit")
def _(draft: Draft, secret: str) -> None:
    launch = Dictionary(S=Name.Launch, F=String(f"{secret}.exe"))
    remote = Dictionary(S=Name.GoToR, F=String(f"{secret}.pdf"), D=Array([0, Name.Fit]))
    where = Dictionary(FS=Name.URL, F=String(f"https://example.com/{secret}"))
    for action in (launch, remote, Dictionary(S=Name.SubmitForm, F=where)):
        draft.annotation("Link", A=action)
    draft.page.AA = Dictionary(O=launch)


@document.place("private-data")
def _(draft: Draft, secret: str) -> None:
    data = Dictionary(ACME=Dictionary(Private=String(secret), LastModified=String("D:20240101")))
    draft.pdf.Root.PieceInfo = data
    draft.page.PieceInfo = data


@document.place("threads")
def _(draft: Draft, secret: str) -> None:
    thread = draft.pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String(secret))))
    draft.pdf.Root.Threads = Array([thread])


@document.place("output-intent")
def _(draft: Draft, secret: str) -> None:
    intent = Dictionary(S=Name.GTS_PDFA1, Info=String(secret), OutputConditionIdentifier=String(secret))
    draft.pdf.Root.OutputIntents = Array([intent])


@document.place("own-keys")
def _(draft: Draft, secret: str) -> None:
    draft.pdf.Root.ACME = String(secret)
    draft.page.ACME = String(secret)
    draft.page.Resources.Font.F1.ACME = String(secret)
    draft.page.Resources.ACME = draft.stream(b"0", ACME=String(secret))


@document.place("language")
def _(draft: Draft, secret: str) -> None:
    draft.pdf.Root.Lang = String(secret)


@document.place("collection-schema")
def _(draft: Draft, secret: str) -> None:
    schema = Dictionary(a=Dictionary(Subtype=Name.S, N=String(secret)))
    draft.pdf.Root.Collection = Dictionary(Schema=schema, View=Name.H)


def _tagged(draft: Draft, **keys: Any) -> Dictionary:
    """One P element over a line of the page, with more keys; the tree's root."""
    root: Dictionary = draft.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = draft.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, P=root, Pg=draft.page, K=0, **keys)
    )
    root.K = Array([element])
    root.ParentTree = Dictionary(Nums=Array([0, Array([element])]))
    draft.pdf.Root.StructTreeRoot = root
    draft.pdf.Root.MarkInfo = Dictionary(Marked=True)
    draft.page.StructParents = 0
    draft.draw(b"/P <</MCID 0>> BDC")
    draft.line("Öppet hus i biblioteket.")
    draft.draw(b"EMC")
    return root


@structure.place("actual-text")
def _(draft: Draft, secret: str) -> None:
    _tagged(draft, ActualText=String(secret))


@structure.place("alternate-expansion-title")
def _(draft: Draft, secret: str) -> None:
    _tagged(draft, Alt=String(secret), E=String(secret), T=String(secret))


@structure.place("identifier-and-attributes")
def _(draft: Draft, secret: str) -> None:
    attributes = Dictionary(O=Name.Table, Summary=String(secret))
    root = _tagged(draft, ID=String(secret), A=attributes, C=Name.Cls)
    named = Dictionary(N=String(secret), V=String(secret))
    root.ClassMap = Dictionary(Cls=Dictionary(O=Name.UserProperties, P=Array([named])))
    root.IDTree = Dictionary(Names=Array([String(secret), root.K[0]]))


@structure.place("role-name")
def _(draft: Draft, secret: str) -> None:
    role = Name(f"/{secret.replace(' ', '_')}")
    root = _tagged(draft)
    root.K[0].S = role
    root.RoleMap = Dictionary()
    root.RoleMap[str(role)] = Name.P


def _utf16(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex()


@structure.place("inline-properties")
def _(draft: Draft, secret: str) -> None:
    draft.draw(f"/Span <</Alt <{_utf16(secret)}> /E <{_utf16(secret)}>>> BDC".encode())
    draft.line("Öppet hus.")
    draft.draw(b"EMC")


@structure.place("property-list")
def _(draft: Draft, secret: str) -> None:
    draft.resource("Properties", "MC0", Dictionary(ActualText=String(secret), Owner=String(secret)))
    draft.draw(b"/Span /MC0 BDC")
    draft.line("Öppet hus.")
    draft.draw(b"EMC")


@structure.place("tag-around-other-glyphs")
def _(draft: Draft, secret: str) -> None:
    _tagged(draft, ActualText=String(f"Öppet hus hos {secret}."))


@structure.place("associated-file")
def _(draft: Draft, secret: str) -> None:
    spec = Dictionary(Type=Name.Filespec, F=String(secret), Desc=String(secret))
    _tagged(draft, AF=Array([spec]))
