"""Plane geometry of content streams (ISO 32000-1, 8.3.4): `multiply(m, n)` does m first, then n."""

from math import hypot

from redactor.formats.pdf.values import Matrix, Point, Rect

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def apply(m: Matrix, x: float, y: float) -> Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def inverse(m: Matrix) -> Matrix | None:
    """None when `m` flattens the plane."""
    a, b, c, d, e, f = m
    det = a * d - b * c
    if abs(det) < 1e-12:
        return None
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)


def box_of(m: Matrix, rect: Rect) -> Rect:
    """The upright rectangle around the image of `rect`."""
    x0, y0, x1, y1 = rect
    points = [apply(m, x0, y0), apply(m, x1, y0), apply(m, x0, y1), apply(m, x1, y1)]
    return around(points)


def around(points: list[Point]) -> Rect:
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def meet(a: Rect, b: Rect) -> Rect | None:
    """What two rectangles share; None when that is nothing. A line or a point is something."""
    x0, y0, x1, y1 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return None if x0 > x1 or y0 > y1 else (x0, y0, x1, y1)


def within(inner: Rect, outer: Rect, slack: float = 0.0) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def grown(rect: Rect, by: float) -> Rect:
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def upright(m: Matrix) -> bool:
    """Rectangles stay rectangles: no skew, turns by 90 degrees only."""
    return (abs(m[1]) < 1e-6 and abs(m[2]) < 1e-6) or (abs(m[0]) < 1e-6 and abs(m[3]) < 1e-6)


def scale(m: Matrix) -> float:
    """How many times longer lines become, in the mean."""
    return float(abs(m[0] * m[3] - m[1] * m[2]) ** 0.5)


def height(m: Matrix) -> float:
    return hypot(m[2], m[3])


def number(value: float) -> bytes:
    """A number as a content stream writes it: no exponent, no more digits than show."""
    if value == int(value):
        return b"%d" % value
    text = f"{value:.8f}" if abs(value) < 1 else f"{value:.4f}"
    return text.rstrip("0").rstrip(".").encode() if float(text) else b"0"


def exact(value: float) -> float:
    """The value that `number` writes: what is decided on it is decided alike when the copy is read."""
    return round(value, 8 if abs(value) < 1 else 4)


def exact_matrix(m: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    return exact(a), exact(b), exact(c), exact(d), exact(e), exact(f)


def exact_box(rect: Rect) -> Rect:
    """The rectangle that `re` writes."""
    x0, y0, x1, y1 = rect
    x, y = exact(x0), exact(y0)
    return x, y, x + exact(x1 - x), y + exact(y1 - y)


def numbers(values: tuple[float, ...]) -> bytes:
    return b" ".join(map(number, values))


def place(value: float) -> float:
    """A coordinate in hundredths of a point, for pages from which something goes.

    Sums of the same steps in another order differ in the last bit; the offset keeps values that producers
    write (two or three decimals) away from the border between two hundredths.
    """
    return round(value + 0.00037, 2)
