"""The page itself: markup without data, one style sheet, one script, and the data beside them. Nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.forms.picture.layout import lay_out
from engine.forms.picture.map_content import map_content
from engine.forms.picture.portrait import WIDE as SLIM
from engine.forms.picture.portrait import lay_out_portrait, portrait_picture
from engine.forms.picture.rings import picture
from engine.forms.picture.scene import in_words, scene_of
from engine.forms.picture.worldmap import NARROW as TALL_MAP
from engine.forms.picture.worldmap import WIDE as WIDE_MAP
from engine.forms.picture.worldmap import caption, sheet
from engine.forms.report.payload import Payload
from engine.forms.style import ATTACK, FAINT, FONT, INK, LOOKS, PAPER, QUIET, WIDTHS
from engine.forms.svg import esc, num, tag

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

WIDE = 900
"""Width of a picture above which it takes the whole page, with the panel below it."""
HEAD = 28
"""The room above the picture that its own title would take; the page has a heading."""
SCRIPTS = ("inflate.js", "data.js", "verdict.js", "page.js")
"""The scripts of the page in their order; each needs those before it."""


def report(answer: Solution, *, served: str = "") -> str:
    """An answer as one self-contained HTML page.

    The page loads nothing and sends nothing: its content policy forbids it. `served` is markup put above it by the
    local server. Needs no extra.

    >>> from engine import ask
    >>> page = report(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> import re
    >>> page.startswith("<!doctype html>"), re.findall(r"<(?:link|img|script|iframe)[^>]* (?:src|href)=[^>]*>", page)
    (True, ['<link rel="icon" href="data:,">'])
    """
    scene = scene_of(answer, every=True)
    layout = lay_out(scene)
    data = Payload(answer).data
    data["nodes"] = [
        {"id": n.id, "states": list(n.states), "names": list(n.names), "rest": n.rest} for n in scene.nodes
    ]
    data["beyond"] = scene.beyond
    tall = lay_out_portrait(scene)
    told = esc(in_words(answer, scene))
    wide, narrow = (
        tag("svg", tag("title", esc(answer.title)), tag("desc", told), tag("g", *drawn, font_family=FONT),
            xmlns="http://www.w3.org/2000/svg", viewBox=box, role="group", aria_label="Picture of the escalation", **more)
        for drawn, box, more in (
            (picture(scene, layout), f"0 {HEAD} {num(layout.width)} {num(layout.height - HEAD)}",
             {"id": "picture", "class_": "broad", "style": f"--w:{min(layout.width, 1700):.0f}px"}),
            (portrait_picture(scene, tall), f"0 0 {num(SLIM)} {num(tall.height)}", {"id": "picture-tall", "class_": "narrow"}),
        )
    )  # fmt: skip
    map_, narrow_map, absent = _maps(answer)
    data["narrow"] = {"picture": narrow, "map": narrow_map}
    code = script()
    parts = {
        "title": esc(answer.title), "style": style(), "script": code, "svg": wide,
        "shape": "wide" if layout.width > WIDE else "slim", "maps": map_ + absent, "borders": esc(caption(answer)), "served": served,
        "policy": _policy(code, served=bool(served)), "data": packed(data),
    }  # fmt: skip
    # One pass over the template: what is put in is never looked at again.
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], asset("page.html"))


def _maps(answer: Solution) -> tuple[str, str, str]:
    """The map for a wide page, for a narrow one, and who is not on it; the page's own list names the states."""
    told, made = map_content(answer, every=True), []
    for wide, name, kind in ((WIDE_MAP, "m", "broad"), (TALL_MAP, "mt", "narrow")):
        parts, high = sheet(answer, told, wide, name=name, listed=False, grid=1.0)
        made.append(
            tag("svg", tag("title", "Map"), tag("desc", "The states of the table, on today's borders."),
                tag("g", *parts, font_family=FONT), xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {num(wide)} {num(high)}",
                role="img", aria_label="Map of the states drawn", class_=f"map {kind}")
        )  # fmt: skip
    off = f"<p>Not on the map: {esc(', '.join(told.absent))}.</p>" if told.absent else ""
    return made[0], made[1], off


@cache
def asset(name: str) -> str:
    """A file beside this one."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def script() -> str:
    """The script of the page: what unpacks its data, the rule of verdicts, and what shows them."""
    return "".join(asset(name) for name in SCRIPTS)


def packed(data: object) -> str:
    """JSON, deflated and in base64: the data of a page, a sixth of their length.

    >>> import zlib
    >>> zlib.decompress(base64.b64decode(packed({"a": [1, 2]})), wbits=-15)
    b'{"a":[1,2]}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(press.compress(text.encode()) + press.flush()).decode()


def embed(data: object) -> str:
    """JSON that can stand inside a script element whatever it says.

    >>> embed("</script><!--")
    '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    for c in "<>&\u2028\u2029":
        text = text.replace(c, f"\\u{ord(c):04x}")
    return text


def style() -> str:
    """The style sheet of every page."""
    return _palette() + asset("page.css")


def fingerprint(script: str) -> str:
    """A script as a content policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _policy(script: str, *, served: bool) -> str:
    form = "'self'" if served else "'none'"
    return (
        f"default-src 'none'; script-src '{fingerprint(script)}'; style-src 'unsafe-inline'; img-src data:; "
        f"base-uri 'none'; form-action {form}"
    )


def _palette() -> str:
    """Custom properties and rules from the one table of looks, for light and dark."""

    def names(dark: bool) -> str:
        base = {
            "ink": "#e8edf2" if dark else INK, "quiet": "#aab6c2" if dark else QUIET,
            "paper": "#11181f" if dark else PAPER, "faint": "#33404c" if dark else FAINT,
            "panel": "#18212a" if dark else "#f5f7f9", "sea": "#0d141b" if dark else "#f3f7fa",
            "land": "#2a343e" if dark else "#e6e8eb", "link": "#7fc1ff" if dark else "#0b5394",
        }  # fmt: skip
        looks = {
            f"{kind}-{s}": value
            for s, x in LOOKS.items()
            for kind, value in (("line", x.dark if dark else x.line), ("fill", x.dark_fill if dark else x.fill))
        }
        return "".join(f"--{k}:{v};" for k, v in (base | looks).items())

    rules = [
        f":root{{{names(False)}color-scheme:light dark}}",
        f"@media (prefers-color-scheme:dark){{:root{{{names(True)}}}}}",
    ]
    for s, look in LOOKS.items():
        rules.append(
            f".s-{s}{{--line:var(--line-{s});--fill:var(--fill-{s})}}"
            f".s-{s} .frame,.arrow.s-{s} .line{{stroke-dasharray:{look.dash.replace(' ', ',') or 'none'}}}"
            f".broad .arrow.s-{s} .line{{marker-end:url(#head-{s})}}"
            f".broad .s-{s} .area{{fill:url(#m-{s})}}.narrow .s-{s} .area{{fill:url(#mt-{s})}}"
        )
    rules += [f".arrow.d-{d} .line{{stroke-width:{w}px}}" for d, w in WIDTHS.items()]
    assert ATTACK == INK
    return "".join(rules)
