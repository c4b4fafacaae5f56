"""The site as a reader sees it, in a real browser: contrast and structure, the search, the lists, and no request."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import faults_of_axe
from tests.support.sampling import sampled

By: Any = pytest.importorskip(
    "selenium.webdriver.common.by", reason="selenium is not installed (extra `dev`)"
).By

pytestmark = sampled(0)
Wait: Any = pytest.importorskip("selenium.webdriver.support.wait").WebDriverWait

KINDS = (
    "index",
    "questions",
    "hot-spots",
    "hot-spots/taiwan",
    "answers/estonia",
    "reasoning",
    "glossary",
    "corpus/treaties",
    "corpus/treaties/sino-dprk-1961",
    "corpus/states/china",
    "corpus/readings/shen-dingli",
    "corpus/cases/g1c-belgium",
    "reference/commands/scan",
    "reference/python/engine.analysis",
    "notebooks/july-1914",
)
WIDTH = 390
LONGEST = 6_000
"""Pixels of the longest page on a phone."""


def requests(driver: Any) -> list[str]:
    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(
    browse: Callable[..., Any], site: Path, dark: bool
) -> None:
    driver = browse(dark=dark)
    bad = {}
    for page in KINDS[:: 3 if dark else 1]:
        driver.get((site / f"{page}.html").as_uri())
        if found := faults_of_axe(driver):
            bad[page] = found
    assert bad == {}


def test_a_phone_shows_every_kind_of_page_without_scrolling_sideways(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse(WIDTH, 844)
    wide = {}
    for page in KINDS:
        driver.get((site / f"{page}.html").as_uri())
        width = driver.execute_script("return document.documentElement.scrollWidth")
        if width > WIDTH:
            wide[page] = width
    assert wide == {}
    assert faults_of_axe(driver) == []


def test_a_long_list_scrolls_within_a_short_page(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse(WIDTH, 844)
    for page in ("corpus/treaties", "corpus/states"):
        driver.get((site / f"{page}.html").as_uri())
        height = driver.execute_script("return document.documentElement.scrollHeight")
        assert height <= LONGEST, page


def test_a_notebook_is_short_on_a_phone(browse: Callable[..., Any], site: Path) -> None:
    driver = browse(WIDTH, 844)
    for page in (*sorted((site / "notebooks").glob("*.html")), site / "asked.html"):
        driver.get(page.as_uri())
        height = driver.execute_script("return document.documentElement.scrollHeight")
        assert height <= LONGEST, page.name


SMALL_CODE = """
for (const fold of document.querySelectorAll("details")) fold.open = true;
const code = [...document.querySelectorAll("article pre, article code")].filter((e) => e.checkVisibility() && e.textContent.trim());
const held = (e) => !e.matches("pre") || e.scrollWidth <= e.clientWidth || getComputedStyle(e).overflowX === "auto";
const bad = code.filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16 || !held(e));
return [code.length, bad.map((e) => e.outerHTML.slice(0, 80)), document.documentElement.scrollWidth];
"""
CODED = ("index", "python", "files", "reference/commands/scan", "notebooks/july-1914")


def test_code_is_large_on_a_phone_and_scrolls_in_its_block(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse(WIDTH, 844)
    for page in CODED:
        driver.get((site / f"{page}.html").as_uri())
        count, bad, wide = driver.execute_script(SMALL_CODE)
        assert count > 5, page
        assert bad == [], page
        assert wide <= WIDTH, page


def test_nothing_is_asked_of_the_network_and_no_script_fails(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse()
    for page in KINDS:
        driver.get((site / f"{page}.html").as_uri())
    assert [
        u
        for u in requests(driver)
        if not u.startswith(
            ("file:", "data:", "about:", "chrome:", "chrome-untrusted:")
        )
    ] == []
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE"] == []


def test_a_list_narrows_as_one_types_and_its_link_can_be_shared(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse()
    driver.get((site / "corpus" / "treaties.html").as_uri())
    driver.find_element(By.ID, "narrow").send_keys("munchen guarantee")
    shown = [
        x.text
        for x in driver.find_elements(By.CSS_SELECTOR, ".filterable li")
        if x.is_displayed()
    ]
    assert len(shown) == 1
    assert shown[0].startswith("Münchengrätz Polish Guarantee")
    link = driver.current_url
    driver.get("about:blank")
    driver.get(link)
    assert driver.find_element(By.CSS_SELECTOR, ".filter output").text.startswith(
        "1 of "
    )


def test_the_search_finds_a_treaty_without_a_network(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse()
    driver.get((site / "search.html").as_uri() + "?q=Shusha")
    Wait(driver, 20).until(
        lambda d: d.find_elements(By.CSS_SELECTOR, "#search-results li a")
    )
    found = [
        a.text for a in driver.find_elements(By.CSS_SELECTOR, "#search-results li a")
    ]
    assert "Shusha Declaration of 2021" in found


def test_what_the_search_shows_of_a_page_is_its_prose(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse()
    driver.get(f"{(site / 'search.html').as_uri()}?q=Korea")
    page = (site / "corpus" / "treaties" / "sino-dprk-1961.html").read_text(
        encoding="utf-8"
    )
    told = driver.execute_script("return Search.htmlToText(arguments[0], '')", page)
    assert "articles and parties in time" in page
    for noise in ("articles and parties in time", "All treaties", "¶", "Trigger:"):
        assert noise not in told
    assert "What it says Article" in told


def test_the_search_for_an_article_gives_the_treaty_of_the_greater_powers_first(
    browse: Callable[..., Any], site: Path
) -> None:
    driver = browse()
    driver.get((site / "search.html").as_uri() + "?q=Article+5")
    Wait(driver, 20).until(
        lambda d: d.find_elements(By.CSS_SELECTOR, "#search-results li a")
    )
    assert driver.find_element(By.CSS_SELECTOR, "#search-results li a").text.startswith(
        "North Atlantic Treaty"
    )
