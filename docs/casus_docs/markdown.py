"""Writing Markdown (MyST): text from data escaped, labels, links and fields in one place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

_SPECIAL = re.compile(r"([\\*_\[\]<>#|{}~$])")
_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s)")


def text(given: object) -> str:
    """A word or sentence from the data as it may stand in Markdown; `code` in backticks stays code.

    >>> text("a *b* in `c_d` and [e]")
    'a \\\\*b\\\\* in `c_d` and \\\\[e\\\\]'
    """
    said = " ".join(str(given).split())
    if said.count("`") % 2:
        said = said.replace("`", "'")
    parts = said.split("`")
    parts[::2] = [_SPECIAL.sub(r"\\\1", p) for p in parts[::2]]
    return _NUMBERED.sub(r"\1\\\2", "`".join(parts))


def day(given: date | None, otherwise: str = "") -> str:
    """A date in words: a reader takes `4 April 1949` in at a glance.

    >>> day(date(1949, 4, 4))
    '4 April 1949'
    """
    return f"{given.day} {given:%B} {given.year}" if given else otherwise


def link(kind: str, ident: str, shown: str) -> str:
    """A link to a page of the corpus; Sphinx fails the build where there is none.

    >>> link("state", "china", "China")
    '[China](#state-china)'
    """
    return f"[{text(shown)}](#{kind}-{ident})"


def url(shown: str, address: str) -> str:
    """A link that leaves the site, or the bare words where there is no address."""
    return f"[{text(shown)}](<{address}>)" if address else text(shown)


def fields(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """A list of named facts; those without a value are left out."""
    return [*(f":{name}: {value}" for name, value in pairs if value), ""]


def page(label: str, title: str, *, lead: str = "", about: str = "") -> list[str]:
    """The head of a page that no table of contents lists, because an index of its own does.

    `about` describes it to a search engine, and to whoever is sent its address.
    """
    kind = label.partition("-")[0]
    whole = {
        "treaty": "treaties",
        "state": "states",
        "reading": "readings",
        "case": "cases",
    }[kind]
    up = f"[All {whole}](#corpus-{whole})" + "{.up}"
    meta = {
        "description": about,
        "property=og:description": about,
        "property=og:type": "article",
    }
    head = _head(meta if about else {})
    return [
        *head,
        f"({label})=",
        f"# {title}",
        "",
        up,
        "",
        *([lead, ""] if lead else []),
    ]


def orphan(meta: Mapping[str, str] | None = None) -> list[str]:
    """Write the head of a page that no table of contents lists.

    Args:
        meta: what the page says of itself to a search engine, and to whoever is sent its address.
    """
    return _head(meta or {})


def _head(meta: Mapping[str, str]) -> list[str]:
    told = [f"    {json.dumps(k)}: {json.dumps(v)}" for k, v in meta.items()]
    return [
        "---",
        "orphan: true",
        *(["myst:", "  html_meta:", *told] if told else []),
        "---",
        "",
    ]


def flag(word: str) -> str:
    """A mark that calls for caution."""
    return f"[{word}]{{.flag}}"


def block(content: str, language: str = "text") -> list[str]:
    """Text, unchanged, in a block of its own."""
    fence = "`" * max(
        3, 1 + max((len(m) for m in re.findall(r"`+", content)), default=0)
    )
    return [f"{fence}{language}", content.rstrip("\n"), fence, ""]


def boxed(svg: str, said: str) -> str:
    """A picture in its box: it scrolls sideways on a small screen, and can be reached by keyboard.

    Its colours become variables, for which the style sheet has other values on dark paper.
    """
    svg = re.sub(r'(fill|stroke)="(#(\w{6}))"', r'\1="var(--p-\3, \2)"', svg)
    return f'<div class="casus-picture" tabindex="0" role="region" aria-label="{escape(said)}">{svg}</div>'


def items(lines: Iterable[str]) -> list[str]:
    """A plain list."""
    return [*(f"- {line}" for line in lines), ""]
