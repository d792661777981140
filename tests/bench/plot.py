"""A log-log plot as SVG: four lines through three points, for which a plotting library would be a large guest."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 640, 400, 50
LABELS = 190  # room for the names of the lines, on the right
COLOURS = ("#a33", "#06c", "#444", "#383")


class Line(NamedTuple):
    """A line's name and its points: size and seconds."""

    name: str
    points: Sequence[tuple[float, float]]


def plot(lines: Sequence[Line]) -> str:
    """The lines against two logarithmic scales, each with its name at its end."""
    left, right = _decades([x for line in lines for x, _ in line.points])
    bottom, top = _decades([y for line in lines for _, y in line.points])

    def across(x: float) -> float:
        return MARGIN + (log10(x) - left) / (right - left) * (WIDTH - MARGIN - LABELS)

    def down(y: float) -> float:
        return HEIGHT - MARGIN - (log10(y) - bottom) / (top - bottom) * (HEIGHT - 2 * MARGIN)

    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>')
    for power in range(left, right + 1):
        x = across(10**power)
        parts.append(f'<path d="M{x:.1f} {MARGIN}V{HEIGHT - MARGIN}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 30}" text-anchor="middle">{10**power:,}</text>')
    for power in range(bottom, top + 1):
        y = down(10.0**power)
        parts.append(f'<path d="M{MARGIN} {y:.1f}H{WIDTH - LABELS}" stroke="#ddd"/>')
        parts.append(f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    parts.append(f'<text x="{MARGIN}" y="{HEIGHT - 10}">chapters of 40 sentences</text>')
    below = 0.0  # where the name of the line above ends
    for line, colour in sorted(zip(lines, COLOURS, strict=True), key=lambda pair: -pair[0].points[-1][1]):
        way = " ".join(f"{across(x):.1f},{down(y):.1f}" for x, y in line.points)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{across(x):.1f}" cy="{down(y):.1f}" r="3" fill="{colour}"/>' for x, y in line.points]
        x, y = across(line.points[-1][0]) + 8, max(down(line.points[-1][1]) + 4, below)
        parts.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{line.name}</text>')
        below = y + 16
    return "\n".join([*parts, "</svg>"]) + "\n"


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten below and above some values, never the same."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)
