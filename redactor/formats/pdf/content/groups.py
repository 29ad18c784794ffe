"""What of a touched row is set anew together, and where it may stand."""

from collections.abc import Iterable, Iterator

from redactor.formats.pdf.content.decoration import Territory
from redactor.formats.pdf.content.edges import Edges, Room
from redactor.formats.pdf.content.rows import Row, Segment


def groups(row: Row, edges: Edges) -> Iterable[tuple[list[Segment], float | None, float | None]]:
    """The touched segments with those whose place hangs on theirs; the end of what stays before them and the
    beginning of what stays after."""
    chains: list[list[Segment]] = []
    for segment in row.segments:
        if not chains or edges.parts(row, chains[-1][-1], segment):
            chains.append([segment])
        else:
            chains[-1].append(segment)
    for index, chain in enumerate(chains):
        if any(segment.touched for segment in chain):
            yield chain, _end(chains[:index]), _beginning(chains[index + 1 :], edges)


def room_of(
    row: Row, group: list[Segment], edges: Edges, before: float | None, after: float | None
) -> Room | None:
    """Where the group may stand; None when nothing of it shows."""
    extents = [segment.extent for segment in group if segment.extent is not None]
    if not extents:
        return None
    return edges.room(row, extents[0][0], max(x1 for _, x1 in extents), before, after)


def territories(touched: Iterable[Row], edges: Edges) -> Iterator[Territory]:
    """Where the touched rows' text may hang on what goes: from where it begins whatever goes, if lines share
    that, to what stays beside it or the margin."""
    for row in touched:
        for group, before, after in groups(row, edges):
            room = room_of(row, group, edges, before, after)
            if room is None:
                continue
            left = edges.margins[0] if room.left == edges.left else room.left
            right = edges.margins[1] if room.right == edges.right else room.right
            low, high = room.start, room.end
            yield Territory(row, left if low is None else low, right if high is None else high)


def _end(chains: list[list[Segment]]) -> float | None:
    ends = [s.extent[1] for chain in chains for s in chain if s.extent is not None and not s.touched]
    return max(ends, default=None)


def _beginning(chains: list[list[Segment]], edges: Edges) -> float | None:
    """Of segments that go themselves only those count that begin at a shared place."""
    segments = [s for chain in chains for s in chain]
    starts = [s.extent[0] for s in segments if s.extent is not None and not s.touched]
    shared = [edges.starts.match(s.extent[0]) for s in segments if s.extent is not None and s.touched]
    return min([*starts, *(place for place in shared if place is not None)], default=None)
