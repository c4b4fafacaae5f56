"""The pages people reach by a search: ruling, picture and three lines in the first screen, the rest folded."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from casus_docs import (
    card,
    changes_page,
    hot_spot_page,
    pair_pages,
    reading_pages,
    state_pages,
    treaty_pages,
)
from casus_docs.first_screen import map_query

from engine.output.picture.finding import finding
from engine.question.query import requested
from engine.world import World, ask
from tests.support.browser import faults_of_axe
from tests.support.sampling import sampled
from treaties.loading.hot_spots import load_hot_spots

pytestmark = sampled(6, alone="whole")

By: Any = pytest.importorskip(
    "selenium.webdriver.common.by", reason="selenium is not installed (extra `dev`)"
).By
KINDS = (
    "hot-spots/estonia",
    "corpus/cases/g1c-belgium",
    "corpus/treaties/north-atlantic-1949",
    "corpus/states/china",
    "corpus/readings/shen-dingli",
    "pairs/japan-united-states",
)
SMALL = """
return [...document.querySelectorAll("article *")].filter((e) => e.checkVisibility() && !e.closest("svg")
  && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
  && parseFloat(getComputedStyle(e).fontSize) < 16 && !e.matches(".headerlink, .xref")).map((e) => e.outerHTML.slice(0, 80));
"""
IN_TIME = {"duty", "since", "until"}
TAKEN = {
    "hot-spots/estonia": ("hot-spots/estonia", {"state", "treaty", "article"}),
    "corpus/cases/g1c-belgium": (
        "corpus/cases/g1c-belgium",
        {"state", "treaty", "article"},
    ),
    "corpus/treaties/north-atlantic-1949": (
        "corpus/treaties/north-atlantic-1949",
        {"article", "party", *IN_TIME},
    ),
    "corpus/states/china": ("corpus/states/china", {"treaty", *IN_TIME}),
    "corpus/readings/shen-dingli": (
        "corpus/readings/shen-dingli",
        {"state", "without", "under"},
    ),
    "pairs/japan-united-states": ("corpus/treaties/us-japan-1960", IN_TIME),
}
"""Each page with the picture that it shows and columns of its rows."""
LOADED = "return document.querySelector('.sheet img').naturalWidth > 100"
SCALE = """
const box = document.querySelector(".sheet .scroll"), image = box.querySelector("img");
return [image.clientWidth, image.naturalWidth, box.scrollWidth - box.clientWidth];
"""
HEIGHT, WIDTH = (
    f"return document.documentElement.scroll{side}" for side in ("Height", "Width")
)


@pytest.mark.parametrize("page", KINDS)
def test_a_phone_shows_a_page_in_few_screens_and_large_letters(
    browse: Callable[..., Any], pages_of_each_kind: Path, page: str
) -> None:
    driver = browse(390, 844)
    driver.get((pages_of_each_kind / f"{page}.html").as_uri())
    assert driver.execute_script(HEIGHT) <= 6000
    assert driver.execute_script(WIDTH) <= 390
    assert driver.execute_script(SMALL) == []
    shown, drawn, cut = driver.execute_script(SCALE)
    assert shown > 0.85 * drawn, "the letters of the picture are as large as drawn"
    assert cut <= 0, "no part of the picture lies beside the screen"
    ruling = driver.find_element(By.CSS_SELECTOR, ".finding")
    assert ruling.rect["y"] < 400
    assert ruling.text


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_the_first_screen_has_the_ruling_the_picture_and_three_lines(
    browse: Callable[..., Any], pages_of_each_kind: Path, width: int
) -> None:
    driver = browse(width, 950)
    for page in KINDS:
        driver.get((pages_of_each_kind / f"{page}.html").as_uri())
        assert driver.execute_script(WIDTH) <= width
        shown = driver.find_elements(
            By.CSS_SELECTOR,
            ".finding, .sheet, .finding ~ ul > li",
        )
        assert 2 <= len(shown) <= 5
        assert all(e.rect["y"] < 800 for e in shown), page


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_on_folded_and_unfolded_pages(
    browse: Callable[..., Any], pages_of_each_kind: Path, dark: bool
) -> None:
    driver = browse(1280, 900, dark=dark)
    for page in KINDS:
        driver.get((pages_of_each_kind / f"{page}.html").as_uri())
        assert faults_of_axe(driver, "document.querySelector('article')") == [], page
        driver.execute_script(
            "document.querySelectorAll('details').forEach((e) => { e.open = true; })"
        )
        assert faults_of_axe(driver, "document.querySelector('article')") == [], page
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE"] == []


def test_every_section_is_folded_opens_by_keyboard_and_is_printed(
    browse: Callable[..., Any], pages_of_each_kind: Path
) -> None:
    driver = browse(1280, 900)
    for page in KINDS:
        driver.get((pages_of_each_kind / f"{page}.html").as_uri())
        headings = driver.find_elements(By.CSS_SELECTOR, "article h2")
        folded = driver.find_elements(By.CSS_SELECTOR, "details > summary > h2")
        assert len(headings) == len(folded) > 0
        fold = driver.find_element(By.CSS_SELECTOR, "article section > details")
        fold.find_element(By.TAG_NAME, "summary").send_keys("\n")
        assert fold.get_attribute("open")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    high = driver.execute_script(
        "return [...document.querySelectorAll('article section > details:not([open]) > :not(summary)')].map((e) => e.getBoundingClientRect().height)"
    )
    assert high
    assert all(high)


def test_a_link_into_a_fold_unfolds_it(
    browse: Callable[..., Any], pages_of_each_kind: Path
) -> None:
    driver = browse(1280, 900)
    page = pages_of_each_kind / "corpus" / "treaties" / "north-atlantic-1949.html"
    driver.get(page.as_uri() + "#what-it-says")
    assert driver.find_element(
        By.CSS_SELECTOR, "#what-it-says > details"
    ).get_attribute("open")


def test_a_page_offers_its_picture_its_rows_its_address_and_a_line_to_embed(
    browse: Callable[..., Any], pages_of_each_kind: Path
) -> None:
    driver = browse(1280, 900)
    for page, (drawn, columns) in TAKEN.items():
        path = pages_of_each_kind / f"{page}.html"
        picture = pages_of_each_kind / f"{drawn}.svg"
        driver.get(path.as_uri())
        links = driver.find_elements(By.CSS_SELECTOR, ".sheet figcaption > a")
        assert [a.text for a in links] == ["SVG", "PNG", "rows as CSV"]
        assert links[0].get_attribute("href") == picture.as_uri()
        assert driver.execute_script(LOADED), page
        assert ElementTree.parse(picture).getroot().tag.endswith("svg")
        with picture.with_suffix(".csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert columns <= rows[0].keys()
        driver.find_element(By.CSS_SELECTOR, ".sheet summary").click()
        address, embed = (
            driver.find_element(By.CSS_SELECTOR, f".sheet .{name}").get_attribute(
                "value"
            )
            for name in ("address", "embed")
        )
        assert address == path.as_uri()
        assert f'src="{picture.as_uri()}"' in embed


def test_no_page_shows_an_id_of_the_engine(pages_of_each_kind: Path) -> None:
    """Conditions, duties and questions are told in words; an id stands only where it is named as one."""
    for page in KINDS:
        html = (pages_of_each_kind / f"{page}.html").read_text(encoding="utf-8")
        article = html[html.index("<article") : html.index("</article")]
        text = re.sub(r"<svg.*?</svg>|<[^>]+>|https?:\S+", " ", article, flags=re.S)
        found = re.findall(r"\b[a-z]+(?:-[a-z]+)*:[a-z*0-9]\S*|\S+:\*\S*", text)
        assert found == [], page
        for word in ("not-triggered", "stay-neutral", "not-attack", "in-area"):
            assert word not in text, (page, word)


def test_the_pairs_are_those_with_a_live_duty_of_help_of_the_two(world: World) -> None:
    found = pair_pages.pairs(world.corpus, date(2026, 1, 1))
    assert found["japan", "united-states"] == ("us-japan-1960",)
    assert ("north-korea", "russia") in found
    assert ("estonia", "united-states") not in found, "only a treaty of the two counts"
    assert ("china", "russia") not in found, "to consult is no help"
    told = pair_pages.page(world.corpus, ("japan", "united-states"), date(2026, 1, 1))
    assert "# Japan and United States: what each owes" in told
    assert "{.finding}\nJapan must act, but chooses how, if the United States" in told
    assert "## What Japan owes the United States" in told


def test_the_ruling_of_a_state_counts_what_binds_it(world: World) -> None:
    """Whom it must help is the first line below."""
    law = world.corpus
    for state in ("new-zealand", "guinea-bissau", "united-states"):
        lines = state_pages.state_page(law, law.states[state]).splitlines()
        ruling = lines[lines.index("{.finding}") + 1]
        assert re.search(r" must (help|act).* under \d+ ", ruling), ruling
        assert len(ruling) < 200
        assert any(
            f"- {law.states[state].name} owes help to " in line.replace("- The ", "- ")
            for line in lines
        )


def test_the_ruling_of_a_treaty_tells_no_article_that_has_ended(world: World) -> None:
    told = treaty_pages.ruling(world.corpus.treaty("eccas-2000"))
    assert told.startswith("Art. 12: must not attack.")


def test_a_treaty_without_a_duty_says_so_and_has_no_empty_section(world: World) -> None:
    law = world.corpus
    bare = [t for t in law.treaties if not (t.obligations or t.reservations)]
    for treaty in bare:
        told = treaty_pages.treaty_page(law, treaty)
        assert "No duty to help, consult or stay neutral." in told
        assert "## What it says" not in told
    assert len(bare) > 100


def test_the_page_of_changes_tells_what_the_list_tells(world: World) -> None:
    told = changes_page.pages(world.corpus)["changed.md"]
    assert "8 July 2026: [Pukpuk Treaty of 2025](#treaty-pukpuk-2025): in force" in told
    assert told.index("## Days to come") < told.index("## Watched")
    for watched in world.corpus.watched:
        assert f"(#treaty-{watched.treaty})" in told


def test_a_question_that_a_reading_answers_is_worded(world: World) -> None:
    words = [
        reading_pages.asked_in_words(world.corpus, a.question)
        for r in world.corpus.readings
        for a in r.answers
    ]
    assert not [
        w for w in words if not w.endswith("?") or re.search(r"[*{}:/]|-\w+-", w)
    ]


def test_a_hot_spot_leads_to_the_map_to_treaties_states_and_neighbours(
    pages_of_each_kind: Path,
) -> None:
    html = (pages_of_each_kind / "hot-spots" / "estonia.html").read_text(
        encoding="utf-8"
    )
    assert 'href="../map/index.html#atlas:victim=If+Russia+attacks+Estonia' in html
    assert "../corpus/treaties/north-atlantic-1949.html" in html
    assert "near by:" in html
    assert json.dumps("description")[1:-1] in html


def test_a_case_and_a_reading_lead_to_their_question_on_the_map(
    pages_of_each_kind: Path,
) -> None:
    attacks = (
        "index.html#victim=serbia&amp;by=austria-hungary&amp;on=1914-08-04"
        "&amp;also=germany%3Erussia%2C+germany%3Efrance%2C+germany%3Ebelgium&amp;no_background=yes"
    )
    for page, more in (
        ("cases/g1c-belgium", ""),
        ("readings/shen-dingli", "&amp;reading=shen-dingli"),
    ):
        html = (pages_of_each_kind / "corpus" / f"{page}.html").read_text(
            encoding="utf-8"
        )
        assert f'href="../../map/{attacks}{more}"' in html, page
        assert "<svg" in html or ".svg" in html, page


def test_the_link_of_a_case_asks_what_the_case_asks(world: World) -> None:
    """In every case with such a link the same states are called at once, by the same articles, as in the case."""
    for c in [c for c in world.corpus.cases if map_query(c.scenario)][::40]:
        asked = world.answer(requested(parse_qs(map_query(c.scenario))))
        assert {(o.actor, o.object) for o in asked.setting.occurrences} == {
            (by, victim)
            for e in c.scenario.events
            for by in e.by
            for victim in e.against
        }, c.id


def test_a_card_holds_the_whole_finding() -> None:
    """Also a long one, which is drawn smaller."""
    for asked in (
        {"victim": "Cuba", "by": "United States"},
        {"victim": "Qatar", "by": "Israel"},
    ):
        answer = ask(**asked, on="2026-11-26", rounds=1)
        drawn = ElementTree.fromstring(card.card(answer))
        texts = list(drawn.iter("{http://www.w3.org/2000/svg}text"))
        said = " ".join(t.text or "" for t in texts)
        assert finding(answer) in said
        heights = [float(t.get("y", "0")) for t in texts if t.get("font-size")]
        assert max(heights[:-1]) < heights[-1] < 630


def test_a_card_is_made_where_it_is_said_where_the_site_will_stand(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    spot = next(s for s in load_hot_spots() if s.id == "palau")
    answer = world.ask(spot.question, on=hot_spot_page.asked_on(world), rounds=1)
    monkeypatch.delenv(card.ADDRESS, raising=False)
    assert card.card_files("hot-spots/palau", answer) == {}
    monkeypatch.setenv(card.ADDRESS, "https://example.org/")
    place = "https://example.org/hot-spots/palau-card.png"
    assert card.shared("hot-spots/palau", answer)["property=og:image"] == place
    pytest.importorskip("resvg_py", reason="the extra `png` is not installed")
    (made,) = card.card_files("hot-spots/palau", answer).values()
    size = (int.from_bytes(made[16:20], "big"), int.from_bytes(made[20:24], "big"))
    assert size == (1200, 630)
