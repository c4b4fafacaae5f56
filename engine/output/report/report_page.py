"""Report page of an answer: markup, one style sheet, one script, and the data. The page fetches nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.findings.extent import DetailOptions
from engine.forms.style import DUTY_LOOKS, LOOKS, PAGE, SIDES
from engine.forms.svg import esc, tag
from engine.output.bottom_line import bottom_line
from engine.output.document import Block, Section
from engine.output.instruments_text import FIRM, article_sections
from engine.output.mistake import mistake_details
from engine.output.picture.worldmap import caption
from engine.output.report.payload import Payload
from engine.output.report.sheets import sheets
from engine.output.time_spans import over_section
from treaties.models.edition import edition_line

if TYPE_CHECKING:
    from engine.findings.findings import Findings

SCRIPTS = ("view.js", "words.js", "panel.js", "sheets.js", "page.js", "take.js")
"""The scripts of the page, in their order; each needs those before it."""


def report(answer: Findings) -> str:
    """Return an answer as one self-contained HTML page.

    The page loads nothing and sends nothing, as its content security policy forbids both. No extra is needed.

    >>> from engine import ask
    >>> page = report(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> import re
    >>> marks = re.sub(r"(?s)<script.*?</script>", "", page)
    >>> page.startswith("<!doctype html>"), re.findall(r"<(?:link|img|iframe)[^>]* (?:src|href)=[^>]*>", marks)
    (True, ['<link rel="icon" href="data:,">'])
    >>> re.findall(r"<script[^>]* src=", page)
    []
    """
    drawn, data = sheets(answer), Payload(answer).data
    data["nodes"] = drawn.nodes
    data["sheets"] = {
        "picture": drawn.picture_narrow,
        "maps": drawn.map + drawn.map_narrow,
    }
    absent = (
        f"<p>Not on the map: {esc(', '.join(drawn.absent))}.</p>"
        if drawn.absent
        else ""
    )
    allowed = f"script-src {fingerprints()}; style-src 'unsafe-inline'; img-src data:"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    parts = {
        "title": esc(answer.title),
        "style": style(),
        "open": asset("open.js"),
        "script": script(),
    }
    parts |= {
        "svg": drawn.picture,
        "absent": absent,
        "lead": lead(answer),
        "instruments": instruments(answer),
    }
    parts |= {"borders": esc(caption(answer)), "policy": policy, "data": packed(data)}
    parts |= {
        "edition": esc(f"{edition_line(answer.corpus)}."),
        "mistake": mistake_details(answer),
    }
    # One pass over the template: what is put in is never looked at again.
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], asset("page.html"))


@cache
def asset(name: str) -> str:
    """Return the text of a file in the directory of this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def script() -> str:
    """Return the script of the page, which displays its data."""
    return "".join(asset(name) for name in SCRIPTS)


def fingerprints() -> str:
    """Return the hashes of the page's scripts as a content security policy lists them."""
    return f"'{fingerprint(asset('open.js'))}' '{fingerprint(script())}'"


def packed(data: object) -> str:
    """Return data as JSON, deflated and encoded in base64, which is about six times shorter.

    >>> import zlib
    >>> zlib.decompress(base64.b64decode(packed({"a": [1, 2]})), wbits=-15)
    b'{"a":[1,2]}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(press.compress(text.encode()) + press.flush()).decode()


def embed(data: object) -> str:
    """Return data as JSON that is safe inside a script element.

    >>> embed("</script><!--")
    '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    for c in "<>&\u2028\u2029":
        text = text.replace(c, f"\\u{ord(c):04x}")
    return text


def style() -> str:
    """Return the style sheet that every page contains."""
    return _palette() + asset("page.css")


def plain_page(title: str, policy: str, body: str, head: str = "") -> str:
    """Return a separate HTML page.

    Args:
        title: the title.
        policy: directives of the content security policy, added to a policy that allows nothing.
        body: the content.
        head: further elements of the head.
    """
    csp = f"default-src 'none'; {policy}; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{csp}">'
        f"<title>{esc(title)}</title>{head}</head><body>{body}</body></html>"
    )


def fingerprint(script: str) -> str:
    """Return the hash of a script as a content security policy lists it."""
    return (
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    )


def _palette() -> str:
    """Custom properties and rules from the one table of looks, for light and dark."""

    def names(dark: bool) -> str:
        base = {name: tones[dark] for name, tones in PAGE.items()}
        for s, x in (*LOOKS.items(), *SIDES.items()):
            base |= {
                f"line-{s}": x.dark if dark else x.line,
                f"fill-{s}": x.dark_fill if dark else x.fill,
            }
        return "".join(f"--{k}:{v};" for k, v in base.items())

    rules = [f":root{{{names(False)}color-scheme:light dark}}"]
    rules += [f"@media (prefers-color-scheme:dark){{:root{{{names(True)}}}}}"]
    maps = [
        (side, wide, name)
        for side in SIDES
        for wide, name in (("broad", "m"), ("narrow", "mt"))
    ]
    for s, look in LOOKS.items():
        dash = look.dash.replace(" ", ",") or "none"
        rules += [f".s-{s}{{--line:var(--line-{s});--fill:var(--fill-{s})}}"]
        rules += [f".s-{s} .frame,.arrow.s-{s} .line{{stroke-dasharray:{dash}}}"]
        rules += [
            f".{wide} .side-{side}.s-{s} .area{{fill:url(#{name}-{side}-{s})}}"
            for side, wide, name in maps
        ]
    rules += [
        f".side-{s}{{--line:var(--line-{s});--fill:var(--fill-{s})}}" for s in SIDES
    ]
    rules += [
        f".arrow.d-{d} .line{{stroke-width:{look.width}px}}"
        for d, look in DUTY_LOOKS.items()
    ]
    return "".join(rules)


SHOWN = 5
"""The largest number of instruments shown; the rest is folded away."""


def lead(answer: Findings) -> str:
    """Return the bottom line as HTML paragraphs, the ruling first."""
    over = answer.over
    changes = over_section(answer, over) if over and over.spans[1:] else Section(())
    first, *rest = [*bottom_line(answer), *(b.text for b in changes.blocks)]
    return tag("p", esc(first), class_="finding") + "".join(
        tag("p", esc(s)) for s in rest
    )


def instruments(answer: Findings) -> str:
    """Return the articles triggered at once as HTML, under a heading for each side; long lists, and duties to others,
    are folded away.
    """
    parts = []
    for section in article_sections(answer, DetailOptions()):
        items = [_item(b) for b in section.blocks]
        heading = esc(f"{section.heading}{section.gloss}")
        if items:
            once = section.heading == "At once"
            parts.append(
                tag("h3", heading) + _listed(items)
                if once
                else _folded(f"{heading} ({len(items)})", items)
            )
    return "".join(parts) or tag("p", "No instrument known here is called at once.")


def _listed(items: Sequence[str]) -> str:
    more = len(items) - SHOWN
    rest = _folded(f"{more} more", items[SHOWN:]) if more > 0 else ""
    return tag("ul", *items[:SHOWN], class_="called") + rest


def _folded(heading: str, items: Sequence[str]) -> str:
    return tag("details", tag("summary", heading), tag("ul", *items, class_="called"))


def _item(block: Block) -> str:
    status = next((s for s, role in FIRM.items() if role is block.role), None)
    mark = (
        tag("span", f"{LOOKS[status].mark} {status.value}", class_=f"badge s-{status}")
        + " "
        if status
        else ""
    )
    head = tag("b", esc(block.head)) + ": " if block.head else ""
    return tag("li", mark, head, esc(block.body))
