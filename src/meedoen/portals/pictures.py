"""Builds the pictures of the reports: a target over time, bars, and the way between two figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meedoen.portals.charts import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    ORANGE_TEXT,
    RED,
    Drawing,
    Frame,
    LegendEntry,
    framed,
    svg,
)
from meedoen.portals.formats import day, signed, whole
from meedoen.portals.scales import LETTER, Amount, Point, Room, Scales

__all__ = ["Part", "Point", "bars", "target_chart", "waterfall"]

_WIDE = Frame(560, 290)
_NARROW = Frame(340, 260, left=44, right=78)
_ROW = 30
_COLOURED = {"color": {"field": "colour", "type": "nominal", "scale": None}}


@dataclass(frozen=True)
class Part:
    """One bar; in a waterfall `is_total` stands on the ground and the others hang between two totals."""

    label: str
    value: Amount | None
    is_total: bool = False


def target_chart(
    readings: Iterable[Point], publications: Iterable[Point], targets: Iterable[Point], subject: str
) -> Drawing:
    """Own readings as a line (broken where one is missing), publications as diamonds, targets dashed."""
    lines = _Lines(
        own=_by_day(readings), elsewhere=_by_day(publications, known=True), aims=_by_day(targets, known=True)
    )
    return Drawing(
        label=lines.in_words(subject),
        wide=svg(lines.spec(_WIDE, years=10, with_names=True)),
        narrow=svg(lines.spec(_NARROW, years=5, with_names=False)),
        legend=lines.legend(),
    )


def _by_day(points: Iterable[Point], known: bool = False) -> list[Point]:
    kept = (point for point in points if point.value is not None or not known)
    return sorted(kept, key=lambda point: point.on)


@dataclass(frozen=True)
class _Lines:
    own: list[Point]
    elsewhere: list[Point]
    aims: list[Point]

    @property
    def counted(self) -> list[Point]:
        return [point for point in self.own if point.value is not None]

    def legend(self) -> list[LegendEntry]:
        entries = (
            ("line", _("eigen telling"), self.counted),
            ("diamond", _("gepubliceerd"), self.elsewhere),
            ("dash", _("doel"), self.aims),
        )
        return [LegendEntry(key, words) for key, words, points in entries if points]

    def in_words(self, subject: str) -> str:
        sentences = [_("Lijngrafiek: %(subject)s.") % {"subject": subject}]
        if self.counted:
            first, last = self.counted[0], self.counted[-1]
            sentences.append(
                _("Eigen telling: van %(first)s op %(start)s naar %(last)s op %(end)s.")
                % {
                    "first": whole(first.value),
                    "start": day(first.on),
                    "last": whole(last.value),
                    "end": day(last.on),
                }
            )
        if self.aims:
            aim = self.aims[-1]
            sentences.append(
                _("Doel op %(day)s: %(value)s.") % {"day": day(aim.on), "value": whole(aim.value)}
            )
        if self.elsewhere:
            sentences.append(_("Aantal gepubliceerde cijfers: %(count)s.") % {"count": len(self.elsewhere)})
        if not (self.counted or self.aims or self.elsewhere):
            sentences.append(_("Er zijn nog geen cijfers."))
        return " ".join(sentences)

    def spec(self, frame: Frame, years: int, with_names: bool) -> dict[str, Any]:
        known = [*self.counted, *self.elsewhere, *self.aims]
        if not known:
            return framed(frame, [{"mark": "point", "data": {"values": []}}])
        scales = Scales.over(frame, known)
        room = self._room(scales)
        line = {"type": "line", "color": BLUE, "strokeWidth": 2.5, "strokeJoin": "round"}
        area = {"type": "area", "color": BLUE, "opacity": 0.08}
        dash = {"type": "line", "color": INK, "strokeDash": [5, 4], "strokeWidth": 1.6}
        dot = {"type": "point", "shape": "circle", "filled": True, "size": 70, "color": BLUE, "opacity": 1}
        diamond = {**dot, "shape": "diamond", "size": 130, "color": ORANGE, "stroke": "white"}
        # A target for one moment is a mark: a line of one point shows nothing.
        aim = dash if len(self.aims) > 1 else {"type": "tick", "color": INK, "thickness": 2, "bandSize": 24}
        layers = [
            {"data": scales.values(self.own), "mark": area, "encoding": {"detail": {"field": "stretch"}}},
            {"data": scales.values(self.aims), "mark": aim},
            {"data": scales.values(self.own), "mark": line, "encoding": {"detail": {"field": "stretch"}}},
            {"data": scales.values(self.counted[-1:]), "mark": dot},
            {"data": scales.values(self.elsewhere), "mark": diamond},
            *self._end_words(scales, room),
            *self._names(scales, room, with_names),
        ]
        return framed(frame, layers, encoding=scales.encoding(years))

    def _room(self, scales: Scales) -> Room:
        room = Room(scales.frame)
        for point in (*self.elsewhere, *self.counted[-1:]):
            room.occupy(scales.x(point.on), scales.y(point.value or 0))
        room.occupy_line(scales, self.counted)
        room.occupy_line(scales, self.aims)
        return room

    def _end_words(self, scales: Scales, room: Room) -> list[dict[str, Any]]:
        ends = [(point, whole(point.value), BLUE, "bold") for point in self.counted[-1:]]
        ends += [
            (point, _("doel %(value)s") % {"value": whole(point.value)}, INK, "normal")
            for point in self.aims[-1:]
        ]
        layers = []
        for point, words, colour, weight in ends:
            x, y = scales.x(point.on), scales.y(point.value or 0)
            for shift in (-2, 12, -14, 24, -26):
                if room.claim(x + 8, y + shift, words, "left"):
                    layers.append(_words(scales, point, words, (8, shift, "left"), colour, weight))
                    break
        return layers

    def _names(self, scales: Scales, room: Room, with_names: bool) -> list[dict[str, Any]]:
        # Which words fit depends on who chooses first; the newest figure wins where both ways fit as many.
        tries = [
            _named(points, scales, room.copy(), with_names)
            for points in (self.elsewhere[::-1], self.elsewhere)
        ]
        return max(tries, key=lambda layers: sum(len(layer["mark"]["text"]) for layer in layers))


def _named(points: list[Point], scales: Scales, room: Room, with_names: bool) -> list[dict[str, Any]]:
    layers = []
    for point in points:
        short = whole(point.value)
        long = f"{short} · {point.words}" if point.words and with_names else short
        for words in dict.fromkeys((long, short)):
            place = room.place(scales.x(point.on), scales.y(point.value or 0), words)
            if place:
                layers.append(_words(scales, point, words, place, ORANGE_TEXT, "normal"))
                break
    return layers


def _words(
    scales: Scales, point: Point, words: str, place: tuple[float, float, str], colour: str, weight: str
) -> dict[str, Any]:
    shift_x, shift_y, align = place
    mark = {
        "type": "text",
        "text": words,
        "dx": shift_x,
        "dy": shift_y,
        "align": align,
        "baseline": "middle",
        "color": colour,
        "fontWeight": weight,
    }
    return {"data": scales.values([point]), "mark": mark}


def bars(parts: Iterable[Part], subject: str) -> Drawing:
    """Lying bars in the order given, each with its amount; a missing amount keeps its place with a dash."""
    known = list(parts)
    told = "; ".join(f"{part.label} {whole(part.value)}" for part in known) or _("er zijn nog geen cijfers")
    return Drawing(
        label=_("Staafdiagram: %(subject)s. %(parts)s.") % {"subject": subject, "parts": told},
        wide=svg(_bars_spec(known, 560, 210)),
        narrow=svg(_bars_spec(known, 340, 140)),
    )


def _bars_spec(parts: Sequence[Part], width: int, left: int) -> dict[str, Any]:
    frame = Frame(width, _ROW * max(1, len(parts)) + 12, left=left, right=60, top=4, bottom=8)
    values = [
        # Two parts may have the same name, so the place in the list is the key.
        {
            "place": place,
            "lines": _two_lines(part.label, left),
            "value": float(part.value or 0),
            "words": whole(part.value),
        }
        for place, part in enumerate(parts)
    ]
    amounts = [0.0, *(float(part.value or 0) for part in parts)]
    scale = {"domain": [min(amounts), max(amounts) or 1]}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    y = {"field": "place", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.35}}
    amount = {"type": "text", "align": "left", "baseline": "middle", "dx": 6, "fontWeight": "bold"}
    return framed(
        frame,
        [
            {"mark": {"type": "bar", "color": BLUE, "cornerRadiusEnd": 2}, "encoding": {"x": x, "y": y}},
            *_row_names(y, left),
            {"mark": amount, "encoding": {"x": x, "y": y, "text": {"field": "words"}}},
        ],
        data={"values": values},
    )


def waterfall(parts: Iterable[Part], subject: str) -> Drawing:
    """How one figure becomes the other: totals stand on the ground, differences hang between them."""
    known = [part for part in parts if part.value is not None]
    told = "; ".join(
        f"{part.label} {whole(part.value) if part.is_total else signed(part.value)}" for part in known
    )
    return Drawing(
        label=_("Watervaldiagram: %(subject)s. %(parts)s.") % {"subject": subject, "parts": told},
        wide=svg(_standing(known, Frame(560, 320, left=8, right=8, top=26, bottom=56))),
        narrow=svg(_lying(known, Frame(340, _ROW * max(1, len(known)) + 12, 124, 52, 4, 8))),
    )


def _standing(parts: Sequence[Part], frame: Frame) -> dict[str, Any]:
    values, ground, highest = _steps(parts, letters=frame.plot_width // max(1, len(parts)) // 7)
    x = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.28}, "axis": None}
    scale = {"domain": [ground, highest], "nice": False}
    y = {"field": "from", "type": "quantitative", "axis": None, "scale": scale}
    floor = {"y": {"value": frame.plot_height}}
    amount = {"type": "text", "dy": -9, "baseline": "middle", "fontWeight": "bold"}
    name = {"type": "text", "baseline": "top", "dy": 8, "color": INK}
    return framed(
        frame,
        [
            {"mark": {"type": "bar"}, "encoding": {"x": x, "y": y, "y2": {"field": "to"}, **_COLOURED}},
            {"mark": {"type": "rule", "color": INK}, "encoding": floor},
            {
                "mark": amount,
                "encoding": {"x": x, "y": {**y, "field": "end"}, "text": {"field": "words"}, **_COLOURED},
            },
            {"mark": name, "encoding": {"x": x, **floor, "text": {"field": "lines"}}},
        ],
        data={"values": values},
    )


def _lying(parts: Sequence[Part], frame: Frame) -> dict[str, Any]:
    values, ground, highest = _steps(parts, letters=0)
    for value, part in zip(values, parts, strict=True):
        value["lines"] = _two_lines(part.label, frame.left)
    y = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.35}, "axis": None}
    scale = {"domain": [ground, highest], "nice": False}
    x = {"field": "from", "type": "quantitative", "axis": None, "scale": scale}
    amount = {"type": "text", "dx": 6, "align": "left", "baseline": "middle", "fontWeight": "bold"}
    return framed(
        frame,
        [
            {"mark": {"type": "bar"}, "encoding": {"y": y, "x": x, "x2": {"field": "to"}, **_COLOURED}},
            {
                "mark": amount,
                "encoding": {"y": y, "x": {**x, "field": "end"}, "text": {"field": "words"}, **_COLOURED},
            },
            *_row_names(y, frame.left),
        ],
        data={"values": values},
    )


def _row_names(y: dict[str, Any], left: int) -> list[dict[str, Any]]:
    """Names left of lying bars; two lines stand around the middle of their row, as one does."""
    name = {"type": "text", "align": "right", "baseline": "middle", "dx": -8, "limit": left - 8}
    encoding = {"y": y, "x": {"value": 0}, "text": {"field": "lines"}}
    return [
        {
            "mark": {**name, "lineHeight": 13, "dy": -6.5 * (count - 1)},
            "transform": [{"filter": f"datum.lines.length == {count}"}],
            "encoding": encoding,
        }
        for count in (1, 2)
    ]


def _two_lines(label: str, left: int) -> list[str]:
    lines = _wrapped(label, letters=int((left - 8) / LETTER))
    return [lines[0], " ".join(lines[1:])] if len(lines) > 1 else lines or [""]


def _steps(parts: Sequence[Part], letters: int) -> tuple[list[dict[str, Any]], float, float]:
    """The steps, with the ground and the top of the scale."""
    reached = 0.0
    spans = []
    for part in parts:
        value = float(part.value or 0)
        start, reached = (reached, reached + value) if not part.is_total else (value, value)
        spans.append((start, reached))
    heights = [height for span in spans for height in span] or [0.0, 1.0]
    lowest, highest = min(heights), max(heights)
    # The ground lies just below the lowest step, not at 0: the differences are what this picture is about.
    ground = max(0.0, lowest - (highest - lowest) / 4) if lowest >= 0 else lowest
    values = [
        {
            "place": place,
            "from": ground if part.is_total else start,
            "to": end,
            "end": max(start, end),
            "words": whole(part.value) if part.is_total else signed(part.value),
            "colour": BLUE if part.is_total else GREEN if end >= start else RED,
            "lines": _wrapped(part.label, letters),
        }
        for place, (part, (start, end)) in enumerate(zip(parts, spans, strict=True))
    ]
    return values, ground, highest if highest > ground else ground + 1


def _wrapped(label: str, letters: int) -> list[str]:
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
