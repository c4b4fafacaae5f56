"""The built site: every link leads somewhere, nothing is fetched, the references and the corpus are whole."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from casus_docs import command_pages, python_pages

from tests import HOME
from tests.support.each import each
from tests.support.sampling import sampled
from treaties.models.corpus import Corpus

pytestmark = sampled(0)

FETCHED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "use": "href",
}
READS = (
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
)


class Page(HTMLParser):
    """What a page links to, what it loads, and which anchors it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {k: v or "" for k, v in attrs}
        self.anchors |= {held[k] for k in ("id", "name") if k in held}
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        if tag in FETCHED and held.get(FETCHED[tag]):
            self.loads.append(held[FETCHED[tag]])
        if tag == "link" and set(held.get("rel", "").split()) & set(READS):
            self.loads.append(held["href"])


@lru_cache(maxsize=2048)
def read(path: Path) -> Page:
    return Page(path)


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def words(path: Path) -> str:
    return " ".join(
        unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))).split()
    )


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    broken = []
    for path in pages(site):
        for link in {*read(path).links, *read(path).loads}:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            there = (
                (path.parent / unquote(parts.path)).resolve() if parts.path else path
            )
            if there == (site / "map" / "index.html").resolve():
                continue  # the map is built beside the pages where npm is
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file() or (
                parts.fragment
                and there.suffix == ".html"
                and unquote(parts.fragment) not in read(there).anchors
            ):
                broken.append((path.relative_to(site), link))
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in pages(site):
        assert [
            x for x in read(path).loads if urlsplit(x).scheme not in ("", "data")
        ] == [], path
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text), path


def test_every_link_that_leaves_the_site_is_safe_to_follow(site: Path) -> None:
    for path in pages(site):
        assert {urlsplit(x).scheme for x in read(path).links} <= {
            "",
            "https",
            "http",
        }, path


def test_the_site_weighs_no_more_than_twenty_kilobytes_a_page(site: Path) -> None:
    weight = sum(p.stat().st_size for p in site.rglob("*") if p.is_file())
    assert weight / len(pages(site)) < 20e3


def test_no_page_stands_twice(site: Path) -> None:
    """Neither by its title nor by its words."""
    titles, texts = Counter[str](), Counter[str]()
    for path in pages(site):
        html = path.read_text(encoding="utf-8")
        titles.update(re.findall(r"<title>(.*?)</title>", html, re.DOTALL)[:1])
        article = re.search(r"<article.*?</article>", html, re.DOTALL)
        told = re.sub(r"<[^>]+>", " ", article[0] if article else html)
        texts[" ".join(told.split())] += 1
    assert [title for title, times in titles.items() if times > 1] == []
    assert [text[:80] for text, times in texts.items() if times > 1] == []


def test_every_page_leads_to_the_report_of_a_mistake(site: Path) -> None:
    lacking = []
    for path in pages(site):
        here = path.relative_to(site).with_suffix("").as_posix()
        up = "../" * here.count("/")
        if f"{up}mistake.html?page={here}" not in read(path).links:
            lacking.append(here)
    assert lacking == ["mistake"]
    assert "Corpus 0" in words(site / "mistake.html")


def test_a_page_of_the_corpus_leads_to_the_lists_and_no_page_repeats_the_look_of_all(
    site: Path,
) -> None:
    held = (site / "corpus" / "treaties" / "sino-dprk-1961.html").read_text(
        encoding="utf-8"
    )
    for place in ("../treaties.html", "../cases.html", "../../hot-spots.html"):
        assert f'href="{place}"' in held
    assert "notebooks" not in held
    assert "--color-brand-primary" not in held
    assert "--color-brand-primary" in (site / "_static" / "casus.css").read_text(
        encoding="utf-8"
    )


def test_a_page_for_every_treaty_state_reading_and_case(
    site: Path, law: Corpus
) -> None:
    wanted = {
        "treaties": [t.id for t in law.treaties],
        "states": list(law.states.ids),
        "readings": [r.id for r in law.readings],
        "cases": [c.id for c in law.cases],
    }
    for kind, ids in wanted.items():
        listed = set(read(site / "corpus" / f"{kind}.html").links)
        assert {p.stem for p in (site / "corpus" / kind).glob("*.html")} == set(ids)
        assert [
            i
            for i in ids
            if not any(x.split("#")[0] == f"{kind}/{i}.html" for x in listed)
        ] == []


def test_a_treaty_page_tells_the_whole_treaty(site: Path, law: Corpus) -> None:
    for t in law.treaties:
        told = words(site / "corpus" / "treaties" / f"{t.id}.html").replace("`", "")
        for o in t.obligations:
            assert " ".join(o.gist.replace("`", "").split()) in told, (t.id, o.article)
            assert " ".join(o.phrase.split()) in told, (t.id, o.article)
        assert told.count("unverified") >= sum(not o.verified for o in t.obligations), (
            t.id
        )
        for number in t.atop.ids:
            assert str(number) in told, t.id


@each("path", [p for p, page in command_pages.commands().items() if page])
def test_the_page_of_a_command_has_its_help(site: Path, path: str) -> None:
    told = words(
        site / "reference" / "commands" / f"{path.replace(' ', '-')}.html"
    ).replace("`", "")
    found = command_pages.commands()[path]
    assert found is not None
    assert found.about.replace("`", "") in told
    assert found.parameters["OPTIONS"]
    for rows in found.parameters.values():
        for name, said in rows:
            assert name in told, name
            assert " ".join(said.replace("`", "").split()) in told, name


def test_every_public_name_of_the_library_has_an_entry(site: Path) -> None:
    for m in python_pages.modules():
        anchors = (
            read(site / "reference" / "python" / f"{m.package}.html").anchors
            if m.public
            else set()
        )
        missing = [
            n.name
            for n in m.public
            if python_pages.anchor(m, n).replace(".", "-").replace("_", "-").casefold()
            not in anchors
        ]
        assert missing == [], m.name


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "# P\n\n```{casus} show sino-dprk-1961\n:holds: no such words\n```\n",
            "does not say `no such words`",
        ),
        ("# P\n\n```{casus} show Nowhereland\n```\n", "ended with status 1"),
        (
            "# P\n\n```{casus} show sino-dprk-1961\n:start: no such line\n```\n",
            "`no such line` is not in the output",
        ),
        ("# P\n\n[there](#treaty-of-nobody)\n", "treaty-of-nobody"),
        ("# P\n\n[there](nowhere.md)\n", "nowhere.md"),
    ],
)
def test_a_page_that_is_wrong_fails_the_build(
    tmp_path: Path, page: str, said: str
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "index.md").write_text(page, encoding="utf-8")
    config = HOME / "docs"
    command = [
        "-q",
        "-W",
        "--keep-going",
        "-c",
        config,
        "-b",
        "dummy",
        source,
        tmp_path / "out",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert said in done.stderr
