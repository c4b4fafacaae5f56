"""Every page with a picture offers it as SVG and PNG, its rows as CSV, its address and the line to embed it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.sampling import sampled

KINDS = (
    "hot-spots",
    "pairs",
    "corpus/cases",
    "corpus/readings",
    "corpus/states",
    "corpus/treaties",
)
SHEET = re.compile(r'<figure class="sheet">(.*?)</figure>', re.DOTALL)
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
PICTURE = re.compile(r"<img [^>]*\.(?:svg|png)|<svg(?! class=)")
FILES = ("svg", "csv")
ADDED = ("as-png", "address", "embed")
"""What the script of a page adds to each sheet; a browser test sees them work."""


def lacks(page: Path) -> list[str]:
    """List what a page does not offer of its pictures; nothing where it has none."""
    html = page.read_text(encoding="utf-8")
    article = ARTICLE.search(html)
    assert article, page
    sheets = SHEET.findall(article[0])
    bare = SHEET.sub("", article[0])
    missing = ["a sheet around a picture"] if PICTURE.search(bare) else []
    for sheet in sheets:
        missing += [kind for kind in FILES if not offers(page, sheet, kind)]
    return missing + (added(page, html) if sheets else [])


def offers(page: Path, sheet: str, kind: str) -> bool:
    """Tell whether a sheet has a link to a file of a kind, and the file is there."""
    caption = sheet.partition("<figcaption>")[2]
    found = re.search(rf'<a href="([^"]+\.{kind})" download=', caption)
    file = page.parent / found[1] if found else None
    return file is not None and file.is_file() and file.stat().st_size > 0


def added(page: Path, html: str) -> list[str]:
    """List what the script of the page does not add."""
    found = re.search(r'<script src="([^"?]*casus\.js)', html)
    if not found:
        return ["the script"]
    script = (page.parent / found[1]).read_text(encoding="utf-8")
    return [name for name in ADDED if f'"{name}"' not in script]


def pages(site: Path) -> list[Path]:
    """List the pages of the kinds."""
    return [page for kind in KINDS for page in sorted((site / kind).glob("*.html"))]


def with_pictures(site: Path) -> list[Path]:
    """List the pages of the kinds that have pictures."""
    return [p for p in pages(site) if SHEET.search(p.read_text(encoding="utf-8"))]


def missing(site: Path) -> dict[str, list[str]]:
    """Give for each page of the kinds what it does not offer."""
    return {str(p): found for p in pages(site) if (found := lacks(p))}


def test_a_page_of_each_kind_offers_its_picture(pages_of_each_kind: Path) -> None:
    assert len(with_pictures(pages_of_each_kind)) == len(KINDS)
    assert missing(pages_of_each_kind) == {}


@sampled(0)
def test_every_page_of_the_site_offers_its_picture(site: Path) -> None:
    assert len(with_pictures(site)) > 1600
    assert missing(site) == {}


@pytest.mark.parametrize("kind", FILES)
def test_a_picture_without_a_file_is_found(
    pages_of_each_kind: Path, tmp_path: Path, kind: str
) -> None:
    site = shutil.copytree(pages_of_each_kind, tmp_path / "site")
    (site / "corpus" / "states" / f"china.{kind}").unlink()
    page = site / "corpus" / "states" / "china.html"
    assert missing(site) == {str(page): [kind]}


def test_a_script_that_adds_no_png_and_a_bare_picture_are_found(
    pages_of_each_kind: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(pages_of_each_kind, tmp_path / "site")
    script = site / "_static" / "casus.js"
    told = script.read_text(encoding="utf-8").replace('"as-png"', '""')
    script.write_text(told, encoding="utf-8")
    assert set(map(tuple, missing(site).values())) == {("as-png",)}
    page = site / "corpus" / "states" / "china.html"
    html = page.read_text(encoding="utf-8")
    html = html.replace("</article>", '<img src="china.svg"/></article>')
    page.write_text(html, encoding="utf-8")
    assert lacks(page) == ["a sheet around a picture", "as-png"]
