"""Streams within streams: forms, tiling patterns, soft masks (ISO 32000-1, 8.10, 8.7.3, 11.6.5)."""

from typing import TYPE_CHECKING

import pikepdf

from redactor.formats.pdf.colours import function, painted_space
from redactor.formats.pdf.content.context import Context, key_of
from redactor.formats.pdf.content.cuts import Cuts
from redactor.formats.pdf.content.geometry import IDENTITY, box_of, exact_matrix, multiply
from redactor.formats.pdf.content.items import Dress, Painted
from redactor.formats.pdf.content.layout import set_anew
from redactor.formats.pdf.content.paths import Subpath
from redactor.formats.pdf.content.scene import Scene
from redactor.formats.pdf.content.state import PLAIN, Clip, State
from redactor.formats.pdf.content.stream import Resource, Stream, Target
from redactor.formats.pdf.content.writer import composed
from redactor.formats.pdf.objects import numbers as read_numbers
from redactor.formats.pdf.objects import rect_of
from redactor.formats.pdf.values import Matrix, PageCut, Rect

if TYPE_CHECKING:
    from collections.abc import Hashable

    from redactor.formats.pdf.content.interpreter import Interpreter

Effects = dict[str, bool | pikepdf.Object]
"""A transparency group's entries; a form without a group has None."""


def draw(run: "Interpreter", form: pikepdf.Stream) -> None:
    """A form: part of the stream when that changes nothing, or when it holds numbered content or something
    that goes; else an object of its own, shared by the pages."""
    scene, state = run.scene, run.state
    matrix = multiply(_matrix(form), state.ctm)
    box = rect_of(form.get("/BBox"))
    if box is None or not state.clip.shows(placed := box_of(matrix, box)):
        return
    effects = _effects(scene.context, form)
    apart = effects is not None and state.look != PLAIN
    if not apart and (scene.flat or scene.cuts.near(placed) or state.look.mask is not None):
        _inline(run, form, matrix, box)
    elif apart and scene.cuts.near(placed):
        inner = _scene_of(run, form, matrix, text=scene.text)
        if inner.marked.found:
            _inline(run, form, matrix, box)
        else:
            set_anew(inner)
            _paint(run, _resource(object(), composed(inner), scene.box, effects), placed, IDENTITY)
    elif (shared := _shared(run, form, box, effects)) is None:
        _inline(run, form, matrix, box)
    else:
        matrix = exact_matrix(matrix)
        _paint(run, shared, box_of(matrix, box), matrix)


def _paint(run: "Interpreter", resource: Resource, box: Rect, matrix: Matrix) -> None:
    state, marked = run.state, run.scene.marked
    dress = Dress(state.clip, state.look)
    if not marked.hidden:
        run.scene.items.append(Painted((resource, b" Do\n"), box, matrix, dress, marked.tag))


def _inline(run: "Interpreter", form: pikepdf.Stream, matrix: Matrix, box: Rect) -> None:
    state = run.state.saved()
    state.ctm, state.clip = matrix, _clipped(state.clip, box, matrix)
    _run(run, run.scene, form, state, matrix)


def _run(run: "Interpreter", scene: Scene, form: pikepdf.Stream, state: State, base: Matrix) -> None:
    resources = form.get("/Resources", run.resources)
    inner = type(run)(scene, resources, state, base=base, stream=form.objgen)
    scene.active.add(form.objgen)
    inner.run(form)
    scene.active.discard(form.objgen)


def _clipped(clip: Clip, box: Rect, matrix: Matrix) -> Clip:
    x0, y0, x1, y1 = box
    return clip.within_subpaths([Subpath([(b"re", (x0, y0, x1 - x0, y1 - y0))])], b"W", matrix)


def _scene_of(run: "Interpreter", form: pikepdf.Stream, matrix: Matrix, *, text: bool) -> Scene:
    """The form in the base space of the stream around it, cut as that is."""
    outer = run.scene
    inner = Scene(outer.context, outer.cuts, outer.box, text=text, flat=True, active=set(outer.active))
    state = run.state.saved()
    state.clip, state.look, state.veil = Clip(outer.box, outer.box), PLAIN, None
    box = rect_of(form.get("/BBox")) or outer.box
    state.ctm, state.clip = matrix, _clipped(state.clip, box, matrix)
    _run(run, inner, form, state, matrix)
    return inner


def _shared(run: "Interpreter", form: pikepdf.Stream, box: Rect, effects: Effects | None) -> Resource | None:
    """The form in its own space; None when it holds numbered content, which is the page's."""
    outer, state = run.scene, run.state
    context = outer.context
    inherited = (state.fill, state.stroke, state.pen, state.look if effects is None else PLAIN)
    resources = None if "/Resources" in form else key_of(run.resources)
    key = ("form", key_of(form), resources, inherited, outer.text)
    if key not in context.made:
        inner = Scene(context, Cuts(PageCut()), box, text=outer.text, active=set(outer.active))
        fresh = State(Clip(box, box), IDENTITY, *inherited[:2], pen=state.pen, look=inherited[3])
        fresh.fill_space, fresh.stroke_space = state.fill_space, state.stroke_space
        _run(run, inner, form, fresh, IDENTITY)
        kept = not inner.marked.found
        context.made[key] = _resource(key, composed(inner), box, effects) if kept else None
    return context.made[key]


def _resource(key: "Hashable", stream: Stream, box: Rect, effects: Effects | None) -> Resource:
    return Resource("XObject", key, lambda target: _form(target, stream, box, effects))


def _form(target: Target, stream: Stream, box: Rect, effects: Effects | None) -> pikepdf.Object:
    data, resources = stream.write(target)
    entries = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([_exact(v) for v in box]),
        Resources=resources,
    )
    if effects is not None:
        entries.Group = pikepdf.Dictionary({"/S": pikepdf.Name.Transparency, **effects})
    return target.pdf.make_stream(data, entries)


def _effects(context: Context, form: pikepdf.Stream) -> Effects | None:
    """What a transparency group says of itself (11.6.6)."""
    group = form.get("/Group")
    if not isinstance(group, pikepdf.Dictionary) or group.get("/S") != "/Transparency":
        return None
    kept: Effects = {}
    for key in ("/I", "/K"):
        if isinstance(value := group.get(key), bool):
            kept[key] = value
    try:
        if "/CS" in group:
            kept["/CS"] = painted_space(group.CS, context.pdf)
    except ValueError:
        pass
    return kept


def soft_mask(run: "Interpreter", mask: pikepdf.Dictionary) -> Resource | None:
    """A soft mask with its group in base space, without text."""
    group = mask.get("/G")
    if not isinstance(group, pikepdf.Stream) or group.objgen in run.scene.active:
        return None
    context = run.scene.context
    cuts = run.scene.cuts if run.scene.cuts.areas else None
    key = ("mask", key_of(mask), run.state.ctm, run.scene.box, cuts)
    if key not in context.made:
        inner = _scene_of(run, group, multiply(_matrix(group), run.state.ctm), text=False)
        stream, box, effects = composed(inner), run.scene.box, _effects(context, group)
        context.made[key] = Resource(
            "ExtGState", key, lambda target: _mask(target, mask, _form(target, stream, box, effects))
        )
    return context.made[key]


def _mask(target: Target, mask: pikepdf.Dictionary, group: pikepdf.Object) -> pikepdf.Object:
    kind = pikepdf.Name.Alpha if mask.get("/S") == "/Alpha" else pikepdf.Name.Luminosity
    made = pikepdf.Dictionary(S=kind, G=group)
    if backdrop := read_numbers(mask.get("/BC")):
        made.BC = pikepdf.Array(list(backdrop))
    try:
        if "/TR" in mask and mask.TR != "/Identity":
            made.TR = function(mask.TR, target.pdf)
    except ValueError:
        pass
    return made


def cell(run: "Interpreter", pattern: pikepdf.Stream, key: "Hashable", matrix: Matrix) -> Resource | None:
    """A tiling pattern, its cell without text."""
    box = rect_of(pattern.get("/BBox"))
    steps = read_numbers(pikepdf.Array([pattern.get("/XStep", 0), pattern.get("/YStep", 0)]))
    if box is None or not all(steps) or pattern.objgen in run.scene.active:
        return None
    coloured = pattern.get("/PaintType") != 2
    inner = Scene(run.scene.context, Cuts(PageCut()), box, text=False, active=set(run.scene.active))
    _run(run, inner, pattern, State(Clip(box, box)), IDENTITY)
    stream = composed(inner, coloured=coloured)

    def make(target: Target) -> pikepdf.Object:
        data, resources = stream.write(target)
        entries = pikepdf.Dictionary(
            PatternType=1,
            PaintType=1 if coloured else 2,
            TilingType=pattern.get("/TilingType", 1) if pattern.get("/TilingType") in (1, 2, 3) else 1,
            BBox=pikepdf.Array([_exact(v) for v in box]),
            XStep=_exact(steps[0]),
            YStep=_exact(steps[1]),
            Matrix=pikepdf.Array([_exact(v) for v in matrix]),
            Resources=resources,
        )
        return target.pdf.make_stream(data, entries)

    return Resource("Pattern", key, make)


def _matrix(form: pikepdf.Stream) -> Matrix:
    values = read_numbers(form.get("/Matrix"))
    if len(values) != 6:
        return IDENTITY
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _exact(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 6)
