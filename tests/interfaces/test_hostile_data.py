"""A law whose names, gists, quotations, sources and places hold markup: in every form of an answer it stays text."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from pydantic import BaseModel

from engine import World, compare, supports
from engine.answer import Answer
from engine.export import export
from engine.interfaces.page.page_server import serve
from engine.world import shipped
from tests.support.each import each
from treaties.loading.assembly import load_treaty
from treaties.loading.hot_spots import load_hot_spots
from treaties.vocabulary.errors import DataError
from validation.cases.findings import answer_of

HOSTILE = (
    "=1+1</script></textarea><script>window.struck=1</script><img src=x onerror=window.struck=1>"
    "\"' onmouseover=window.struck=1 ]]>--><svg onload=window.struck=1>[x](javascript:window.struck=1)`<b>`&lt;"
)
FREE = {
    "title",
    "short",
    "name",
    "gist",
    "phrase",
    "note",
    "who",
    "why",
    "what",
    "says",
    "about",
    "text",
    "place",
}
FREE |= {"where", "citation", "exit", "conflict_rule", "unverifiable"}
"""Fields of a file that hold words of any kind."""
M = TypeVar("M", bound=BaseModel)


def spoilt(item: M) -> M:
    """The same data with hostile words before every text, and an address that is a script for every source."""
    fields: dict[str, Any] = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        if isinstance(value, BaseModel):
            value = spoilt(value)
        elif isinstance(value, tuple):
            value = tuple(spoilt(x) if isinstance(x, BaseModel) else x for x in value)
        elif type(value) is str and value and name in FREE:
            value = HOSTILE + value
        fields[name] = value
    return item.model_copy(update=fields)


@pytest.fixture(scope="module")
def hostile() -> World:
    return World.of(spoilt(shipped().corpus))


@pytest.fixture(scope="module")
def answer(hostile: World) -> Answer:
    return hostile.ask(
        "philippines", by="china", on="2026-01-01", at="second-thomas-shoal", rounds=1
    )


class Elements(HTMLParser):
    """What a page is made of: its elements, the attributes that run or lead somewhere, and what scripts hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {k: v or "" for k, v in attrs}))


def harmless(page: str, scripts: int = 0) -> None:
    """Whether a page has its own scripts alone, no attribute that runs, and leads to the web or within itself."""
    found = Elements(page).found
    assert [t for t, _ in found].count("script") == scripts
    for tag, attributes in found:
        assert not [k for k in attributes if k.startswith("on")], (tag, attributes)
        for k in ("href", "src", "xlink:href", "srcset", "action"):
            address = attributes.get(k, "")
            assert not re.match(r"\s*(javascript|vbscript|data:text)", address, re.I), (
                tag,
                address,
            )
            assert address != "x"
        assert tag not in ("iframe", "object", "embed", "base", "form")


def xml(text: str) -> None:
    """Whether a picture or graph is well-formed and has no element or attribute that runs."""
    for e in ElementTree.fromstring(text).iter():
        assert not e.tag.endswith(("script", "foreignObject")), e.tag
        assert not [k for k in e.attrib if k.rpartition("}")[2].startswith("on")]


def test_pages_of_an_answer_are_harmless(answer: Answer, tmp_path: Path) -> None:
    page = answer.save(tmp_path / "report.html").read_text(encoding="utf-8")
    usual = (
        shipped()
        .ask("philippines", by="china", on="2026-01-01", rounds=1)
        .save(tmp_path / "usual.html")
    )
    scripts = [t for t, _ in Elements(usual.read_text(encoding="utf-8")).found].count(
        "script"
    )
    harmless(page, scripts)
    for thing in (answer, supports(answer, "United States"), compare(answer, answer)):
        harmless(thing._repr_html_())


def test_pictures_and_graphs_are_harmless(answer: Answer) -> None:
    for picture in (
        answer.svg(),
        answer.svg(portrait=True),
        answer.map(),
        answer.map(world=True, further=True),
    ):
        xml(picture)
        harmless(picture)
    for form in ("graphml", "gexf"):
        xml(export(answer, form))
    for line in export(answer, "mermaid").splitlines()[2:]:
        assert "<" not in line.replace("<-->", "").replace("<br", ""), line


def test_a_cell_of_a_table_is_no_formula(answer: Answer) -> None:
    rows = [*csv.reader(io.StringIO(export(answer, "csv")))]
    assert any(c.startswith("'=1+1") for row in rows for c in row)
    for cell in (c for row in rows for c in row):
        assert not re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)", cell), cell


def test_citations_are_harmless(answer: Answer) -> None:
    cited = answer.cite(sources=True)
    text = cited.bibtex()
    for entry in re.split(r"\n(?=@)", text):
        assert entry.count("{") == entry.count("}"), entry
    assert all(
        re.match(r"@(misc|article)\{[^{}\s]+,$", line)
        for line in text.splitlines()
        if line.startswith("@")
    )
    assert {
        e["URL"].partition(":")[0]
        for e in json.loads(json.dumps(cited.csl()))
        if "URL" in e
    } <= {"http", "https"}


def test_pages_of_the_documentation_are_harmless(hostile: World) -> None:
    pytest.importorskip("myst_parser", reason="the extra `docs` is not installed")
    from casus_docs import (
        case_pages,
        hot_spot_page,
        reading_pages,
        state_pages,
        treaty_pages,
    )
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig
    from myst_parser.parsers.mdit import create_md_parser

    law = hostile.corpus
    made = [
        treaty_pages.treaty_page(law, law.treaty(t))
        for t in ("north-atlantic-1949", "us-philippines-1951")
    ]
    made += [
        state_pages.state_page(law, law.states[s]) for s in ("philippines", "armenia")
    ]
    made += [reading_pages.reading_page(law, r, []) for r in law.readings[:5]]
    case = next(c for c in law.cases if c.code == "G10a")
    solved = Answer.of(answer_of(case, law))
    made.append(case_pages.case_page(law, case, solved))
    made.append(hot_spot_page.page(load_hot_spots()[0], solved))

    extensions = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"}
    parser = create_md_parser(
        MdParserConfig(enable_extensions=extensions), RendererHTML
    )
    for page in made:
        told, drawn = (
            re.sub(r"(?ms)^```\{raw\} html\n.*?^```$", "", page),
            re.findall(r"(?ms)^```\{raw\} html\n:class: no-search\n\n(.*?)^```$", page),
        )
        harmless(parser.render(told))
        for part in drawn:
            harmless(part)
            xml(part)


@each(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://example.org/",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/",
        "https://example.org/a b",
        "https://example.org/}} , note = {{x",
        'https://example.org/"onclick="alert(1)',
        "https://example.org/>",
        "https://exam[ple.org/",
    ],
)
def test_an_address_that_leads_elsewhere_than_to_the_web_is_refused(
    tmp_path: Path, world: World, address: str
) -> None:
    path = tmp_path / "nowhere-1999.toml"
    path.write_text(
        'title = "Pact of nowhere"\nparties = ["iceland", "ireland"]\nsigned = 1999-05-04\nin_force = 2000-01-01\n\n'
        f'[[sources]]\nid = "nowhere-text"\ntitle = "A text"\nurl = {json.dumps(address)}\n',
        encoding="utf-8",
    )
    with pytest.raises(
        DataError, match=r"nowhere-1999\.toml:9: .*begins with https://.*, got `"
    ):
        load_treaty(path, world.corpus)


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2028", "\u2067", "\u200f", "\u200b", "\ufeff"]
)
def test_signs_that_turn_or_hide_words_are_refused(
    tmp_path: Path, world: World, sign: str
) -> None:
    path = tmp_path / "nowhere-1999.toml"
    path.write_text(
        f'title = "Pact of {sign}nowhere"\nparties = ["iceland", "ireland"]\nsigned = 1999-05-04\n',
        encoding="utf-8",
    )
    with pytest.raises(DataError, match=r"nowhere-1999\.toml:1: .*control character"):
        load_treaty(path, world.corpus)


@pytest.fixture(scope="module")
def home(hostile: World) -> Iterator[str]:
    server = serve(hostile)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}
    )
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


STRUCK = "return window.struck || document.querySelector('img[src=x], svg[onload], [onmouseover], script:not([src]):not([id])[data-x]')"


def until(driver: Any, what: str) -> None:
    """Wait until something is so in the page."""
    import time

    end = time.monotonic() + 90
    while not driver.execute_script(f"return !!({what})"):
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_a_browser_runs_nothing_of_it(
    browse: Callable[..., Any], home: str, answer: Answer, tmp_path: Path
) -> None:
    driver = browse(1300, 900)
    driver.get(
        home
        + "#atlas:"
        + urlencode({"victim": "philippines", "by": "china", "on": "2026-01-01"})
    )
    until(
        driver, "document.getElementById('atlas-bottom').textContent.includes('=1+1')"
    )
    until(driver, "!document.getElementById('atlas-wait')")
    assert "<img src=x" in driver.execute_script("return document.body.textContent")
    assert not driver.execute_script(STRUCK)
    driver.get(answer.save(tmp_path / "report.html").as_uri())
    for state in ("united-states", "philippines", "china", "japan"):
        driver.execute_script(
            "document.querySelectorAll(`[data-state='${arguments[0]}']`).forEach("
            "(e) => e.dispatchEvent(new MouseEvent('click', {bubbles: true})))",
            state,
        )
        assert not driver.execute_script(STRUCK), state
    assert "<img src=x" in driver.execute_script("return document.body.textContent")
    assert not driver.execute_script(
        "return [...document.links].some((a) => !/^(https?|blob|data|file):/.test(a.href))"
    )
