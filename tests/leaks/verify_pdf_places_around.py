"""The hiding places of removal.md's PDF table that lie around the pages."""

import base64
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.leaks.verify_pdf_copy import Copy, show
from tests.leaks.verify_pdf_places import place, xmp

# Annotations and forms


def _annotation(name: str, **keys: Any) -> None:
    """An annotation with the secret under each key that is given as `str`."""

    def plant(copy: Copy, secret: str) -> None:
        held = {key: String(secret) if value is str else value for key, value in keys.items()}
        copy.annotate(**held)

    plant.__name__ = name
    place("annotations")(plant)


_annotation("note", Subtype=Name.Text, Contents=str)
_annotation("author", Subtype=Name.Text, T=str)
_annotation("subject", Subtype=Name.Text, Subj=str)
_annotation("rich_text", Subtype=Name.FreeText, RC=str)
_annotation("default_style", Subtype=Name.FreeText, DS=str)
_annotation("overlay_of_redact", Subtype=Name("/Redact"), OverlayText=str)
_annotation("media_name", Subtype=Name("/Screen"), T=str)
_annotation("custom_key", Subtype=Name.Ink, PdfxPrivate=str)
_annotation("name", Subtype=Name.Text, NM=str)


@place("annotations")
def popup(copy: Copy, secret: str) -> None:
    note = copy.annotate(Subtype=Name.Text)
    note.Popup = copy.annotate(Subtype=Name.Popup, Parent=note, Contents=String(secret))


@place("annotations")
def reply(copy: Copy, secret: str) -> None:
    note = copy.annotate(Subtype=Name.Text)
    copy.annotate(Subtype=Name.Text, IRT=note, Contents=String(secret))


@place("annotations")
def attachment(copy: Copy, secret: str) -> None:
    copy.annotate(Subtype=Name.FileAttachment, FS=_file(copy, "a.txt", secret.encode()))


@place("annotations")
def link_contents(copy: Copy, secret: str) -> None:
    copy.link.Contents = String(secret)


@place("annotations")
def link_target(copy: Copy, secret: str) -> None:
    copy.link.A.URI = String(f"https://example.com/?q={secret.replace(' ', '%20')}")


def _form_field(key: str) -> None:
    def plant(copy: Copy, secret: str) -> None:
        copy.field(**{key: String(secret)})

    plant.__name__ = f"field_{key}"
    place("fields")(plant)


for _key in ("T", "TU", "TM", "V", "DV", "RV", "DA"):
    _form_field(_key)


@place("fields")
def options(copy: Copy, secret: str) -> None:
    copy.field(Opt=Array([Array([String("1"), String(secret)])]))


@place("fields")
def caption(copy: Copy, secret: str) -> None:
    copy.field(MK=Dictionary(CA=String(secret)))


@place("fields")
def value_of_the_parent(copy: Copy, secret: str) -> None:
    field = copy.field()
    field.Parent = copy.pdf.make_indirect(Dictionary(T=String("f"), V=String(secret), Kids=Array([field])))


@place("fields")
def orphan_field(copy: Copy, secret: str) -> None:
    copy.root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Tx, V=String(secret))]))


@place("fields")
def script_of_a_field(copy: Copy, secret: str) -> None:
    copy.field(AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String(f"var a = '{secret}';"))))


@place("fields")
def xfa(copy: Copy, secret: str) -> None:
    data = copy.stream(f"<xfa:data xmlns:xfa='x'><a>{secret}</a></xfa:data>".encode())
    copy.root.AcroForm = Dictionary(Fields=Array(), XFA=Array([String("datasets"), data]))


@place("fields")
def signature(copy: Copy, secret: str) -> None:
    copy.field(V=Dictionary(Type=Name.Sig, Name=String(secret), Contents=String(b"\1\2\3")))


@place("fields")
def permissions(copy: Copy, secret: str) -> None:
    copy.root.Perms = Dictionary(DocMDP=Dictionary(Type=Name.Sig, Reason=String(secret)))


# Document


def _file(copy: Copy, name: str, data: bytes, description: str = "") -> pikepdf.Object:
    return copy.pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(name),
            Desc=String(description),
            EF=Dictionary(F=copy.stream(data, Type=Name.EmbeddedFile)),
        )
    )


def _embedded(copy: Copy, file: pikepdf.Object) -> None:
    copy.root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), file])))


@place("document")
def embedded_file(copy: Copy, secret: str) -> None:
    _embedded(copy, _file(copy, "a.txt", f"Anteckning om {secret}.".encode()))


@place("document")
def embedded_file_in_utf16(copy: Copy, secret: str) -> None:
    _embedded(copy, _file(copy, "a.txt", f"Anteckning om {secret}.".encode("utf-16-le")))


@place("document")
def embedded_file_name(copy: Copy, secret: str) -> None:
    _embedded(copy, _file(copy, f"{secret}.txt", b"x"))


@place("document")
def embedded_file_description(copy: Copy, secret: str) -> None:
    _embedded(copy, _file(copy, "a.txt", b"x", secret))


@place("document")
def bookmark(copy: Copy, secret: str) -> None:
    copy.bookmark.Title = String(f"3. Ärende om {secret}")


@place("document")
def named_destination(copy: Copy, secret: str) -> None:
    copy.root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(secret), Array([copy.page, Name.Fit])]))
    )


@place("document")
def page_label(copy: Copy, secret: str) -> None:
    copy.root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(secret))]))


def _info(key: str) -> None:
    def plant(copy: Copy, secret: str) -> None:
        copy.pdf.docinfo[f"/{key}"] = String(secret)

    plant.__name__ = f"info_{key}"
    place("document")(plant)


for _key in ("Title", "Author", "Subject", "Keywords", "Handläggare"):
    _info(_key)


@place("document")
def info_in_base64(copy: Copy, secret: str) -> None:
    copy.pdf.docinfo.Custom = String(base64.b64encode(secret.encode()).decode())


@place("document")
def info_in_hexadecimal(copy: Copy, secret: str) -> None:
    copy.pdf.docinfo.Custom = String(secret.encode().hex())


@place("document")
def info_in_utf8(copy: Copy, secret: str) -> None:
    copy.pdf.docinfo.Custom = String(b"\xef\xbb\xbf" + secret.encode())


@place("document")
def info_in_utf16_unmarked(copy: Copy, secret: str) -> None:
    copy.pdf.docinfo.Custom = String(secret.encode("utf-16-le"))


@place("document")
def metadata(copy: Copy, secret: str) -> None:
    copy.root.Metadata = copy.stream(xmp(secret), Type=Name.Metadata, Subtype=Name.XML)


@place("document")
def metadata_of_a_page(copy: Copy, secret: str) -> None:
    copy.page.Metadata = copy.stream(xmp(secret), Type=Name.Metadata, Subtype=Name.XML)


@place("document")
def script(copy: Copy, secret: str) -> None:
    action = Dictionary(S=Name.JavaScript, JS=copy.stream(f"app.alert('{secret}')".encode()))
    copy.root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def _action(kind: str, **keys: Any) -> None:
    def plant(copy: Copy, secret: str) -> None:
        held: dict[str, Any] = {key: String(secret) if value is str else value for key, value in keys.items()}
        copy.root.OpenAction = Dictionary(S=Name(f"/{kind}"), **held)

    plant.__name__ = f"action_{kind}"
    place("document")(plant)


_action("URI", URI=str)
_action("Launch", F=str)
_action("GoToR", F=str)
_action("SubmitForm", F=str)
_action("JavaScript", JS=str)
_action("Named", N=str)


@place("document")
def piece_info(copy: Copy, secret: str) -> None:
    private = Dictionary(Private=Dictionary(Layer=String(secret)), LastModified=String("D:2024"))
    copy.page.PieceInfo = Dictionary(Editor=private)


@place("document")
def thread(copy: Copy, secret: str) -> None:
    copy.root.Threads = Array([copy.pdf.make_indirect(Dictionary(I=Dictionary(Title=String(secret))))])


@place("document")
def output_intent(copy: Copy, secret: str) -> None:
    copy.root.OutputIntents = Array([Dictionary(S=Name("/GTS_PDFA1"), Info=String(secret))])


@place("document")
def key_of_a_page(copy: Copy, secret: str) -> None:
    copy.page.PdfxNote = String(secret)


@place("document")
def key_of_a_font(copy: Copy, secret: str) -> None:
    copy.font.PdfxNote = String(secret)


@place("document")
def key_of_a_stream(copy: Copy, secret: str) -> None:
    copy.page.Contents.PdfxNote = String(secret)


@place("document")
def name_of_a_key(copy: Copy, secret: str) -> None:
    copy.page[f"/{secret}"] = 1


@place("document")
def name_of_a_resource(copy: Copy, secret: str) -> None:
    copy.resource("/Font", f"/{secret}", copy.font)


# Structure


def _element(key: str) -> None:
    def plant(copy: Copy, secret: str) -> None:
        copy.elements[0][f"/{key}"] = String(secret)

    plant.__name__ = f"element_{key}"
    place("structure")(plant)


for _key in ("ActualText", "Alt", "E", "T", "ID", "TU"):
    _element(_key)


@place("structure")
def attribute(copy: Copy, secret: str) -> None:
    copy.elements[0].A = Dictionary(
        O=Name.UserProperties, P=Array([Dictionary(N=String("a"), V=String(secret))])
    )


@place("structure")
def summary_of_a_table(copy: Copy, secret: str) -> None:
    copy.elements[0].A = Dictionary(O=Name.Table, Summary=String(secret))


@place("structure")
def role_map(copy: Copy, secret: str) -> None:
    copy.root.StructTreeRoot.RoleMap = Dictionary({f"/{secret}": Name.P})


@place("structure")
def class_map(copy: Copy, secret: str) -> None:
    copy.root.StructTreeRoot.ClassMap = Dictionary({f"/{secret}": Dictionary(O=Name.Layout)})


@place("structure")
def id_tree(copy: Copy, secret: str) -> None:
    copy.root.StructTreeRoot.IDTree = Dictionary(Names=Array([String(secret), copy.elements[0]]))


@place("structure")
def marked_content(copy: Copy, secret: str) -> None:
    coded = secret.encode("cp1252").hex().encode()
    copy.draw(b"/Span <</Alt <" + coded + b">>> BDC " + show("x") + b" EMC")


@place("structure")
def marked_point(copy: Copy, secret: str) -> None:
    copy.draw(b"/Note <</Text <" + secret.encode("cp1252").hex().encode() + b">>> DP")


@place("structure")
def properties(copy: Copy, secret: str) -> None:
    copy.resource("/Properties", "/MC0", copy.pdf.make_indirect(Dictionary(ActualText=String(secret))))
    copy.draw(b"/Span /MC0 BDC " + show("x") + b" EMC")
