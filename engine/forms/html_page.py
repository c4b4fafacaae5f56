"""Parts of every HTML page: its style sheet, its policy, and data in its scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from functools import cache
from itertools import product
from pathlib import Path

from engine.forms.style import DUTY_LOOKS, LEADS, LOOKS, PAGE, SIDES
from engine.forms.svg import esc

MAPS = {"broad": "m", "narrow": "mt"}
"""The prefix of the patterns of a map, by the class of the map."""


@cache
def style() -> str:
    """Return the style sheet that every page contains."""
    sheet = Path(__file__).with_name("page.css")
    return _palette() + sheet.read_text(encoding="utf-8")


def _palette() -> str:
    """Custom properties and rules from the one table of looks. A property has its colour on light and on dark paper."""
    colours = {name: tuple(pair) for name, pair in PAGE.items()}
    rules = []
    for name, look in (*LOOKS.items(), *SIDES.items()):
        colours[f"line-{name}"] = look.line, look.dark
        colours[f"fill-{name}"] = look.fill, look.dark_fill
        kind = "s" if name in LOOKS else "side"
        rules.append(
            f".{kind}-{name}{{--line:var(--line-{name});--fill:var(--fill-{name})}}"
        )
    for status, look in LOOKS.items():
        dash = look.dash.replace(" ", ",") or "none"
        rules.append(
            f".s-{status} .frame,.arrow.s-{status} .line{{stroke-dasharray:{dash}}}"
        )
    for side, status, (kind, prefix) in product(SIDES, LEADS, MAPS.items()):
        area = f".{kind} .side-{side}.s-{status} .area"
        rules.append(f"{area}{{fill:url(#{prefix}-{side}-{status})}}")
    for duty, width in DUTY_LOOKS.items():
        rules.append(f".arrow.d-{duty} .line{{stroke-width:{width.width}px}}")
    root = "".join(
        f"--{k}:light-dark({light},{dark});" for k, (light, dark) in colours.items()
    )
    return "".join((f":root{{{root}color-scheme:light dark}}", *rules))


def plain_page(title: str, policy: str, body: str, head: str = "") -> str:
    """Return a separate HTML page.

    Args:
        title: the title.
        policy: directives of the content security policy, added to a policy that allows nothing.
        body: the content.
        head: further elements of the head.
    """
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{closed(policy)}">'
        f"<title>{esc(title)}</title>{head}</head><body>{body}</body></html>"
    )


def closed(policy: str) -> str:
    """Return a content security policy that allows nothing but what the given directives allow."""
    return f"default-src 'none'; {policy}; base-uri 'none'; form-action 'none'"


def fingerprint(script: str) -> str:
    """Return the hash of a script as a content security policy lists it."""
    return (
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    )


def packed(data: object) -> str:
    """Return data as JSON, deflated and encoded in base64, which is about six times shorter.

    >>> import zlib
    >>> zlib.decompress(base64.b64decode(packed({"a": [1, 2]})), wbits=-15)
    b'{"a":[1,2]}'
    """
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(
        press.compress(_json(data).encode()) + press.flush()
    ).decode()


def embed(data: object) -> str:
    """Return data as JSON that is safe inside a script element.

    >>> embed("</script><!--")
    '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = _json(data)
    for c in "<>&\u2028\u2029":
        text = text.replace(c, f"\\u{ord(c):04x}")
    return text


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
