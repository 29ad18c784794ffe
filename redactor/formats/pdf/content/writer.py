"""Items -> operators: each state is set where it is needed, nothing else is written."""

from dataclasses import dataclass, field

import pikepdf

from redactor.formats.pdf.content.geometry import IDENTITY, grown, height, number, numbers, within
from redactor.formats.pdf.content.items import Dress, Item, Painted, Placed, Run, Tag
from redactor.formats.pdf.content.paths import rectangle
from redactor.formats.pdf.content.scene import Scene
from redactor.formats.pdf.content.state import PLAIN, Look
from redactor.formats.pdf.content.stream import Chunk, Resource, Select, Selected, Set, Shown, Stream, Target
from redactor.formats.pdf.content.typeset import Setting, as_read, leeway, shifts, spot_of
from redactor.formats.pdf.values import Matrix, Point, Rect

_CLOSE = 0.35
"""Ems that a clip may cut from a line's cell, which is larger than its ink, and need not be written."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is set by q and undone by Q: the look, the clip, the matrix."""

    look: Look = PLAIN
    clip: bytes = b""
    ctm: Matrix = IDENTITY


_BASE = _Frame()


@dataclass(frozen=True, slots=True)
class Written:
    """A numbered marked-content sequence of the output: `source` is where its content came from."""

    source: Tag
    placeholder: bool


@dataclass(slots=True)
class _Writer:
    scene: Scene
    coloured: bool
    chunks: list[Chunk] = field(default_factory=list)
    sequences: list[Written] = field(default_factory=list)
    frame: _Frame = _BASE
    tag: Tag | None = None
    in_text: bool = False
    base: dict[str, object] = field(default_factory=dict)
    """Parameters in force outside frames."""
    now: dict[str, object] = field(default_factory=dict)

    def write(self, item: Item) -> None:
        if item.tag != self.tag:
            self._switch(item.tag)
        if isinstance(item, Painted):
            self._reframe(_Frame(item.dress.look, self._clip(item.dress, item.box, 0.0), item.ctm))
            self._end_text()
            self._dress(item.dress)
            self.chunks += item.chunks
            return
        if not Setting.of(item.matrix).size:
            return
        slack = _CLOSE * height(item.matrix)
        box = self._reach(item, slack) if isinstance(item, Run) else None
        self._reframe(_Frame(item.dress.look, self._clip(item.dress, box, slack)))
        if not self.in_text:
            self.chunks.append(b"BT\n")
            self.in_text = True
        self._dress(item.dress)
        if isinstance(item, Run):
            self._run(item)
        else:
            self._placed(item)

    def finish(self) -> None:
        self._switch(None)

    def _switch(self, tag: Tag | None) -> None:
        self._reframe(_BASE)
        self._end_text()
        if self.tag is not None:
            self.chunks.append(b"EMC\n")
        self.tag = tag
        if tag is None:
            return
        if tag.old is None:
            self.chunks.append(b"/Artifact BMC\n")
        else:
            self.chunks.append(b"/%s <</MCID %d>> BDC\n" % (tag.name, len(self.sequences)))
            self.sequences.append(Written(tag, placeholder=False))

    def _end_text(self) -> None:
        if self.in_text:
            self.chunks.append(b"ET\n")
            self.in_text = False

    def _clip(self, dress: Dress, box: Rect | None, slack: float) -> bytes:
        """The clip's operators; none where it takes nothing of the item."""
        clip, page = dress.clip, self.scene.box
        upright = b""
        if box is not None and not within(box, clip.box, slack) and not within(page, clip.box):
            upright = rectangle(clip.box) + b" W n\n"
        return upright + b"".join(clip.paths)

    def _reach(self, run: Run, slack: float) -> Rect | None:
        """The run's box as it is read from the copy; None where no clip comes near."""
        clip = run.dress.clip.box
        if within(self.scene.box, clip) or within(grown(run.box(), leeway(run)), clip, slack):
            return None
        return as_read(run, cut=bool(self.scene.cuts)).box()

    def _reframe(self, frame: _Frame) -> None:
        if frame == self.frame:
            return
        self._end_text()
        if self.frame != _BASE:
            self.chunks.append(b"Q\n")
        self.frame = frame
        self.now = self.base
        if frame == _BASE:
            return
        self.now = dict(self.base)
        self.chunks.append(b"q\n")
        if frame.look != PLAIN:
            self.chunks += [_look(frame.look), b" gs\n"]
        if frame.clip:
            self.chunks.append(frame.clip)
        if frame.ctm != IDENTITY:
            self.chunks.append(_matrix(frame.ctm) + b" cm\n")

    def _set(self, name: str, value: object, chunks: tuple[Chunk, ...]) -> None:
        if self.now.get(name) != value:
            self.now[name] = value
            self.chunks += chunks

    def _dress(self, dress: Dress) -> None:
        if self.coloured and dress.fill is not None:
            self._set("fill", dress.fill, dress.fill)
        if self.coloured and dress.stroke is not None:
            self._set("stroke", dress.stroke, dress.stroke)
        if dress.pen is not None:
            pen = dress.pen
            self._set("width", pen.width, (number(pen.width) + b" w ",))
            self._set("cap", pen.cap, (b"%d J " % pen.cap,))
            self._set("join", pen.join, (b"%d j " % pen.join,))
            self._set("miter", pen.miter, (number(pen.miter) + b" M ",))
            self._set("dash", pen.dash, (pen.dash + b" d ",))

    def _run(self, run: Run) -> None:
        font = Resource("Font", run.font, lambda target: target.book.resource(run.font))
        self._font(font, run.mode, run.matrix, run.origin(0))
        codes = tuple([code.raw for code in run.codes])
        self.scene.context.use(run.font, set(codes))
        self.chunks += [Shown(run.font, codes, tuple(shifts(run))), b"\n"]

    def _placed(self, placed: Placed) -> None:
        font = Resource("Font", "placeholder", lambda target: target.book.set_resource())
        self._font(font, 0, placed.matrix, placed.matrix[4:])
        self.scene.context.book.set(placed.text)
        self.chunks += [Set(placed.text), b"\n"]
        if self.sequences and self.tag is not None and self.tag.old is not None:
            self.sequences[-1] = Written(self.tag, placeholder=True)

    def _font(self, font: Resource, mode: int, matrix: Matrix, origin: Point) -> None:
        setting = Setting.of(matrix)
        before = self.now.get("font")
        select = Select(font, number(setting.size))
        if before != select:
            self.now["font"] = select
            self.chunks.append(Selected(select, before if isinstance(before, Select) else None))
        self._set("mode", mode, (b"%d Tr " % mode,))
        spot = spot_of(origin, cut=bool(self.scene.cuts))
        self.chunks.append(b"%s %s Tm " % (numbers(setting.turn), numbers(spot)))


def composed(scene: Scene, *, coloured: bool = True) -> Stream:
    """The scene as a content stream. `coloured`: False where colours come from outside (8.7.3.3)."""
    return compose(scene, coloured=coloured)[0]


def compose(scene: Scene, *, coloured: bool = True) -> tuple[Stream, tuple[Written, ...]]:
    """The scene as a content stream, with its numbered sequences in order of their new numbers."""
    writer = _Writer(scene, coloured)
    for item in scene.items:
        writer.write(item)
    writer.finish()
    return Stream(_joined(writer.chunks)), tuple(writer.sequences)


def _joined(chunks: list[Chunk]) -> tuple[Chunk, ...]:
    """The chunks with neighbouring bytes as one."""
    found: list[Chunk] = []
    waiting: list[bytes] = []
    for chunk in chunks:
        if isinstance(chunk, bytes):
            waiting.append(chunk)
            continue
        if waiting:
            found.append(b"".join(waiting))
            waiting = []
        found.append(chunk)
    return (*found, b"".join(waiting))


def _matrix(matrix: Matrix) -> bytes:
    return numbers(matrix)


def _look(look: Look) -> Resource:
    def make(target: Target) -> pikepdf.Object:
        mask = target.built(look.mask) if look.mask is not None else pikepdf.Name("/None")
        return pikepdf.Dictionary(
            {
                "/BM": pikepdf.Name(look.blend),
                "/ca": look.fill_alpha,
                "/CA": look.stroke_alpha,
                "/AIS": look.alpha_is_shape,
                "/TK": look.knockout,
                "/OP": look.stroke_overprint,
                "/op": look.fill_overprint,
                "/OPM": look.overprint_mode,
                "/SMask": mask,
            }
        )

    return Resource("ExtGState", look, make)
