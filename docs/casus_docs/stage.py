"""Gathering the sources of the site: hand-written pages are copied, their links turned to where things are on the site."""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatchcase
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent.parent
ELSEWHERE = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "benchmarks.md",
    "README.md": "index.md",
}
"""Pages that live outside `docs/`; of the readme only links to it are known, the site has a front page of its own."""
OTHERS = "% other pages"
"""The line of the front page in whose place pages are listed that no other table of contents names."""

_LINK = re.compile(r"(?<!\!)\[([^\]\n]+)\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1`*\s*$", re.M | re.S)


def pages() -> dict[Path, str]:
    """Every hand-written page with its place on the site."""
    found = {
        HOME / k: v
        for k, v in ELSEWHERE.items()
        if k != "README.md" and (HOME / k).exists()
    }
    for path in sorted((HOME / "docs").rglob("*.md")):
        found[path] = path.relative_to(HOME / "docs").as_posix()
    return found


def stage(target: Path) -> list[Path]:
    """Copy every hand-written page, and what they link to, into the folder; returns the pages."""
    places = pages()
    written = []
    for source, place in places.items():
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            relinked(source.read_text(encoding="utf-8"), source, place, places),
            encoding="utf-8",
        )
        written.append(path)
    for extra in sorted((HOME / "docs" / "_static").glob("*.svg")):
        (target / "_static").mkdir(exist_ok=True)
        shutil.copy(extra, target / "_static" / extra.name)
    shutil.copy(HOME / "CITATION.cff", target)
    _list_others(target, set(places.values()))
    return written


def relinked(text: str, source: Path, place: str, places: dict[Path, str]) -> str:
    """The text with links to files of the project turned into links of the site, or into a bare path.

    >>> relinked("[a](../CHANGELOG.md#x), [b](../run.py), [c](https://d.e)", HOME / "docs/x.md", "x.md", pages())
    '[a](changelog.md#x), b (`run.py`), [c](https://d.e)'
    """

    def turn(m: re.Match[str]) -> str:
        shown, address = m[1], m[2]
        if re.match(r"[a-z]+:|#|<", address):
            return m[0]
        file, sign, anchor = address.partition("#")
        meant = (source.parent / file).resolve()
        there = places.get(meant)
        if there is None and meant.is_relative_to(HOME):
            inside = meant.relative_to(HOME).as_posix()
            if inside in ELSEWHERE:
                there = ELSEWHERE[inside]
            elif inside.startswith("notebooks/"):
                there = inside
            elif inside.startswith("docs/schema/"):
                there = inside.removeprefix("docs/")
            elif not meant.exists():
                return m[0]  # Sphinx reports it
            else:
                return (
                    f"`{inside}`"
                    if shown.strip("`") == inside
                    else f"{shown} (`{inside}`)"
                )
        if there is None:
            return m[0]
        up = "../" * place.count("/")
        return f"[{shown}]({up}{there}{sign}{anchor})"

    out, at = [], 0
    for fence in _FENCE.finditer(text):
        out += [_LINK.sub(turn, text[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*out, _LINK.sub(turn, text[at:])])


def _list_others(target: Path, places: set[str]) -> None:
    """Settle the tables of contents of the front page: patterns are expanded, and what none names is listed."""
    front = target / "index.md"
    if not front.exists():
        return
    names = sorted(p.removesuffix(".md") for p in places - {"index.md"})
    text = front.read_text(encoding="utf-8")
    text = re.sub(
        r"^[\w/-]+\*\n",
        lambda m: "".join(f"{n}\n" for n in names if fnmatchcase(n, m[0].strip())),
        text,
        flags=re.M,
    )
    listed = {
        (path.parent.relative_to(target) / line.strip().removesuffix(".md")).as_posix()
        for path in target.rglob("*.md")
        for block in re.findall(
            r"```\{toctree\}.*?```",
            text if path == front else path.read_text(encoding="utf-8"),
            re.S,
        )
        for line in block.split("\n")
    }
    front.write_text(
        text.replace(OTHERS, "\n".join(n for n in names if n not in listed)),
        encoding="utf-8",
    )
