"""Notebook forms: a picture first, readable tables, and what is left of them where HTML is cleaned."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import bleach
import pytest
from IPython.core.formatters import DisplayFormatter

from engine.analysis.changes import changes
from engine.analysis.comparison import compare
from engine.analysis.conflict_list import conflicts
from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.probability.odds import odds
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.catalogue.timeline import timeline
from engine.forms.shown import Picture, Shown
from engine.output.picture import draw
from engine.sweep.scan import scan
from engine.world import World
from tests import MADE_UP
from tests.support.sampling import sampled
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind
from validation.experts.backtest import Backtest
from validation.experts.experts_key import honour_table, read_experts

pytestmark = sampled(2, alone="whole")

VOID = {"img", "br"}
KEPT = [
    "a",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "ul",
    "var",
]
"""The tags that GitHub's cleaner keeps (its html-pipeline list)."""
ATTRIBUTES = {
    "*": [
        "align",
        "alt",
        "cellpadding",
        "cellspacing",
        "colspan",
        "height",
        "rowspan",
        "scope",
        "title",
        "valign",
        "width",
    ],
    "a": ["href"],
    "img": ["src"],
}
"""The attributes it keeps; addresses only of `http` and `https`, no style."""


class Balanced(HTMLParser):
    """Fails where a tag is closed that is not the last one open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words(html: str) -> str:
    parsed = Balanced()
    parsed.feed(html)
    parsed.close()
    assert not parsed.open
    return " ".join(" ".join(parsed.words).split())


@pytest.fixture(scope="module")
def shown(world: World, law: Corpus, made_up: Backtest) -> dict[str, Shown]:
    chain = world.ask(scenario="shen-chain")
    then = world.ask("Russia", by="Ukraine", on="2019-06-01", background=False)
    now = world.ask("Russia", by="Ukraine", on="2026-01-01", background=False)
    return {
        "answer": chain,
        "read": chain.under("charter"),
        "why": chain.why("China"),
        "crowd": world.ask("Poland", by="Russia", on="2026-01-01", rounds=1),
        "supports": supports(chain, "China"),
        "no supports": supports(chain, "Afghanistan"),
        "settled": supports(now, "North Korea"),
        "firebreaks": firebreaks(chain, "China"),
        "no firebreaks": firebreaks(chain, "Afghanistan"),
        "odds": odds(chain, "China", {"*": "0.2"}),
        "settled odds": odds(chain, "Afghanistan"),
        "comparison": compare(then, now),
        "no change": compare(now, now),
        "changes": changes(chain),
        "conflicts": conflicts(chain),
        "timeline": timeline(law, "north-korea"),
        "no timeline": timeline(law, "switzerland"),
        "scan": scan(on="2026-01-01", among=["China", "North Korea", "South Korea"]),
        "large scan": scan(on="1914-07-01"),
        "backtest": made_up,
        "honour": honour_table(read_experts(MADE_UP / "performance.csv")),
        "picture": Picture(draw(chain)),
    }


PICTURED = [
    "answer",
    "read",
    "crowd",
    "supports",
    "firebreaks",
    "odds",
    "comparison",
    "changes",
    "timeline",
    "scan",
    "backtest",
    "honour",
    "picture",
]


def test_the_page_is_plain_small_and_whole(shown: dict[str, Shown]) -> None:
    for name, thing in shown.items():
        page = thing._repr_html_()
        assert len(page.encode()) < 130_000, name
        assert words(page) or name == "picture", name
        bare = re.sub(r'src="[^"]*"', "", page)
        assert not re.search(
            r"<(script|style|svg|link|iframe)|\sclass=|\son\w+=|javascript:", bare
        ), name
        outside = re.findall(r'(?:src|href)="([^"]*)"', page)
        assert all(x.startswith("data:image/svg+xml;") for x in outside), name


def test_the_picture_comes_first_and_says_what_it_shows(
    shown: dict[str, Shown],
) -> None:
    for name in PICTURED:
        page = shown[name]._repr_html_()
        image = re.search(
            r'<img alt="([^"]+)"[^>]* src="data:image/svg\+xml;charset=utf-8,([^"]+)"',
            page,
        )
        assert image, name
        assert page.startswith("<div><p><img"), name
        root = ElementTree.fromstring(unquote(image[2]))
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert unescape(image[1]).startswith((title.text or "").rstrip(".")), name
        assert len(image[1]) > len(title.text or "")


def test_cleaned_as_github_cleans_it_the_words_stay(shown: dict[str, Shown]) -> None:
    for name, thing in shown.items():
        page = thing._repr_html_()
        cleaned = bleach.clean(
            page,
            tags=KEPT,
            attributes=ATTRIBUTES,
            protocols=["http", "https"],
            strip=True,
        )
        assert "style=" not in cleaned
        assert "data:" not in cleaned
        assert words(cleaned) == words(page), name
        assert re.findall(r'alt="[^"]{20}', cleaned) or name not in PICTURED
    cleaned = bleach.clean(
        shown["supports"]._repr_html_(), tags=KEPT, attributes=ATTRIBUTES, strip=True
    )
    assert "Does Ukraine strike North Korea? — yes (event; decides: Ukraine)" in cleaned
    cleaned = bleach.clean(
        shown["scan"]._repr_html_(), tags=KEPT, attributes=ATTRIBUTES, strip=True
    )
    assert "South Korea" in cleaned


def test_the_bundle_has_html_first_and_the_text_beside(shown: dict[str, Shown]) -> None:
    for name, thing in shown.items():
        bundle = thing._repr_mimebundle_()
        assert list(bundle) == ["text/html", "text/plain"]
        assert bundle["text/plain"] == str(thing)
        assert "object at 0x" not in bundle["text/plain"], name
    answer = shown["answer"]
    for chosen in ({"include": {"text/plain"}}, {"exclude": {"text/html"}}):
        forms, _ = DisplayFormatter().format(answer, **chosen)
        assert list(forms) == ["text/plain"]


def test_ipython_takes_the_bundle(shown: dict[str, Shown]) -> None:
    forms, _ = DisplayFormatter().format(shown["answer"])
    assert set(forms) == {"text/html", "text/plain"}
    assert forms["text/plain"].startswith("The chain of Shen Dingli")


def test_what_comes_from_a_user_is_escaped(world: World) -> None:
    bad = '</table><script>alert("1")</script> & \'%22><img src=x onerror=alert(1)>'
    event = Event(kind=EventKind.ARMED_ATTACK, by=("russia",), against=("ukraine",))
    answer: Answer = world.ask(
        Scenario(title=bad, on="2019-01-01", events=(event,)), rounds=1
    )  # type: ignore[arg-type]
    for thing in (answer, supports(answer, "United States"), compare(answer, answer)):
        page = thing._repr_html_()
        assert "<script" not in page
        assert page.count("<img ") <= 1
        words(page)
        for image in re.findall(
            r'src="data:image/svg\+xml;charset=utf-8,([^"]+)"', page
        ):
            assert not [
                e
                for e in ElementTree.fromstring(unquote(image)).iter()
                if e.tag.endswith("script")
            ]
