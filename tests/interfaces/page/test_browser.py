"""The page in a real browser: it shows what the engine says, obeys mouse and keyboard, and asks the network nothing."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from engine.answer import Answer
from engine.findings.staging import FULL, scene_of
from engine.output.picture.layout import FULL_NARROW
from engine.output.picture.row_words import standing_line
from engine.world import World
from tests.support.sampling import sampled

By: Any = pytest.importorskip(
    "selenium.webdriver.common.by", reason="selenium is not installed (extra `dev`)"
).By
Keys: Any = pytest.importorskip("selenium.webdriver.common.keys").Keys

Wait: Any = pytest.importorskip("selenium.webdriver.support.wait").WebDriverWait

pytestmark = sampled(4)

VERDICTS = """
return D.states.map(s => { const t = seen.get(s.id).top; return [s.id, t.status, t.duty, t.events, t.judgements]; });
"""


@pytest.fixture(scope="module")
def shown(browse: Callable[..., Any], page: Path) -> Any:
    driver = browse()
    driver.get(page.as_uri())
    return driver


@pytest.fixture(autouse=True)
def _from_the_start(shown: Any, page: Path) -> None:
    shown.get("about:blank")
    shown.get(page.as_uri())


def compare(driver: Any, answer: Answer) -> None:
    """Every verdict on the page is the engine's."""
    for state, status, duty, events, judgements in driver.execute_script(VERDICTS):
        row = answer[state]
        told = (status, duty, events, judgements)
        engine = (
            str(row.status),
            str(row.duty) if row.duty else None,
            row.events,
            row.judgements,
        )
        assert told == engine, (state, answer.asked and answer.asked.id)


def test_it_shows_what_the_engine_says(shown: Any, seed: Answer) -> None:
    """Every reading is held in `test_views.py`."""
    compare(shown, seed)
    for reading in (r for r in seed.readings if r.id in ("shen-dingli", "text")):
        shown.execute_script("now.reading = arguments[0]; update(true)", reading.id)
        compare(shown, seed.under(reading.id))


def test_other_answers_too(
    browse: Callable[..., Any], july: Answer, tmp_path: Path
) -> None:
    driver = browse()
    driver.get(july.save(tmp_path / "july.html").as_uri())
    compare(driver, july)


def test_a_reader_takes_picture_rows_and_a_line_to_embed(
    shown: Any, seed: Answer
) -> None:
    shown.execute_script(
        "window.taken = {}; save = async (name, blob) => { taken[name] = [blob.size, blob.type.startsWith('image/png') ? '' : await blob.text()]; }"
    )
    for name in ("svg", "png", "csv"):
        shown.find_element(By.ID, f"take-{name}").send_keys(Keys.ENTER)
    Wait(shown, 20).until(
        lambda d: d.execute_script("return Object.keys(taken).length") == 3
    )
    taken = shown.execute_script("return taken")
    drawn = ElementTree.fromstring(taken["picture.svg"][1])
    assert drawn.tag.endswith("svg")
    assert float(drawn.attrib["width"]) > 900
    assert taken["picture.png"][0] > 10_000
    rows = list(csv.DictReader(io.StringIO(taken["rows.csv"][1])))
    assert list(rows[0]) == ["state", "status", "duty", "instrument", "article"]
    told = {(r["state"], r["status"]) for r in rows}
    assert ("China", str(seed["china"].status)) in told
    shown.find_element(By.ID, "take-embed").click()
    Wait(shown, 20).until(
        lambda d: (
            "embed" in d.find_element(By.ID, "said").text
            or "<iframe src=" in d.find_element(By.ID, "said").text
        )
    )


def test_a_click_shows_the_article_and_the_proof(shown: Any) -> None:
    shown.find_element(By.ID, "list-armenia").click()
    panel = shown.find_element(By.ID, "panel").text
    assert panel.startswith("Armenia")
    assert "Russo-Armenian Treaty of 1997" in panel
    assert "What would settle it" in panel
    assert "Is the force of Ukraine against Russia lawful defence?" in panel
    assert "Sources:" in panel
    assert "Proof" in panel
    assert "Conditions that failed" in panel


def test_notes_begin_as_sentences_do(shown: Any) -> None:
    told = shown.execute_script(
        "return D.states.slice(0, 25).flatMap(s => { choose(s.id);"
        " return [...document.querySelectorAll('.card small')].map(e => e.textContent).filter(t => t.includes('Signed')); })"
    )
    assert any(re.search(r"[0-9]\. [A-Z]", t) for t in told)
    assert not [t for t in told if re.search(r"\. [a-z]", t)]


def test_an_arrow_can_be_chosen(shown: Any) -> None:
    shown.execute_script(
        "document.querySelector('.arrow[data-from=uzbekistan]').focus()"
    )
    shown.switch_to.active_element.send_keys(Keys.ENTER)
    panel = shown.find_element(By.ID, "panel").text
    assert panel.startswith("Uzbekistan")
    assert "Owed to Russia" in panel


def test_the_keyboard_reaches_everything(shown: Any) -> None:
    reached = set()
    body = shown.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    for _ in range(110):
        here = shown.switch_to.active_element
        reached.add(
            here.get_attribute("id")
            or here.get_attribute("data-from")
            or here.get_attribute("class")
        )
        here.send_keys(Keys.TAB)
    assert {
        "skip",
        "reading",
        "reset",
        "share",
        "node-china",
        "node-cuba",
    } <= reached
    shown.execute_script("document.getElementById('node-cuba').focus()")
    shown.switch_to.active_element.send_keys(Keys.SPACE)
    assert shown.find_element(By.ID, "who").text == "Cuba"


def test_a_reading_redraws_and_keeps_its_place(shown: Any) -> None:
    shown.execute_script("choose('china')")
    choice = shown.find_element(By.ID, "reading")
    choice.send_keys("Shen Dingli")
    assert choice.get_attribute("value") == "shen-dingli"
    assert shown.switch_to.active_element.get_attribute("id") == "reading"
    node = shown.find_element(By.ID, "node-china")
    assert "s-bound" in node.get_attribute("class")
    assert "bound" in node.get_attribute("aria-label")
    arrow = shown.find_element(
        By.CSS_SELECTOR, ".arrow[data-from=china][data-to=north-korea]"
    )
    assert "s-bound d-consult" in arrow.get_attribute("class")
    assert "China is now bound" in shown.find_element(By.ID, "said").text
    shown.find_element(By.ID, "reset").click()
    assert "s-contested" in node.get_attribute("class")


def test_a_question_says_where_it_can_be_answered(shown: Any) -> None:
    """The buttons of a file copy the option of the command line; those of a page in a frame ask again."""
    shown.execute_script("choose('china')")
    box = '#panel [data-question="lawful-defence:ukraine>north-korea"]'
    option = '--suppose "lawful-defence:ukraine>north-korea=no"'
    copy = shown.find_elements(By.CSS_SELECTOR, f"{box} button")[1]
    assert copy.get_attribute("title") == option
    shown.execute_script(
        "navigator.clipboard.writeText = async (text) => { window.copied = text; }"
    )
    copy.click()
    assert shown.execute_script("return copied") == option
    assert "casus serve" in shown.find_element(By.CLASS_NAME, "turns").text
    shown.execute_script(
        "window.turned = []; place.turn = (a) => turned.push(a); update(false)"
    )
    shown.find_elements(By.CSS_SELECTOR, f"{box} button")[1].click()
    assert shown.execute_script("return turned") == [
        "lawful-defence:ukraine>north-korea=no"
    ]


TOLD = """
if (arguments[0]) place.turn = () => {};
const told = new Set();
for (const s of D.states) {
  choose(s.id);
  for (const e of document.querySelectorAll("details")) e.open = true;
  for (const line of document.body.innerText.split("\\n")) told.add(line);
}
return [[...told], [...Q.keys()]];
"""


@pytest.mark.parametrize("framed", [False, True], ids=["file", "site"])
def test_no_id_of_a_question_or_treaty_is_shown(
    shown: Any, july: Answer, world: World, tmp_path: Path, framed: bool
) -> None:
    """Each question is told in words, whatever state is chosen and whatever fold is open."""
    treaties = "|".join(re.escape(t.id) for t in world.corpus.treaties)
    raw = re.compile(
        rf"(?<![\w-])(?:{treaties})(?![\w-])|\b[a-z]+(?:-[a-z]+)*:[a-z*]\S*"
    )
    for more in ("", july.save(tmp_path / "july.html").as_uri()):
        if more:
            shown.get(more)
        told, questions = shown.execute_script(TOLD, framed)
        assert len(questions) > 2
        assert any("lawful defence?" in line or "alliance" in line for line in told)
        assert [line for line in told if raw.search(line)] == []
        assert not [q for q in questions if any(q in line for line in told)]


def test_a_link_restores_the_view(shown: Any) -> None:
    shown.execute_script("choose('armenia'); now.reading = 'shen-dingli'; update(true)")
    link = shown.current_url
    before = shown.execute_script(VERDICTS)
    shown.get("about:blank")
    shown.get(link)
    assert shown.execute_script(VERDICTS) == before
    assert shown.find_element(By.ID, "who").text == "Armenia"
    assert shown.find_element(By.ID, "reading").get_attribute("value") == "shen-dingli"


@pytest.mark.parametrize(
    "hash_",
    [
        "#state=nowhere&reading=nobody",
        "#%ff&&==",
        "#reading=__proto__",
        "#state=<img src=x onerror=alert(1)>",
    ],
)
def test_a_bad_link_opens_the_page(shown: Any, page: Path, hash_: str) -> None:
    shown.get("about:blank")
    shown.get(page.as_uri() + hash_)
    assert shown.find_element(By.ID, "who").text == "China", (
        "the state most argued about opens the page"
    )


def test_no_error_and_no_request(shown: Any, page: Path) -> None:
    shown.get_log("performance")
    shown.get("about:blank")
    shown.get(page.as_uri())
    shown.execute_script(
        "D.states.slice(0, 60).forEach(s => choose(s.id)); D.readings.forEach(r => { now.reading = r.id; update(true); })"
    )
    assert not [
        e for e in shown.get_log("browser") if e["level"] in ("SEVERE", "WARNING")
    ]
    asked = []
    for entry in shown.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    assert [u for u in asked if not u.startswith(("data:", "about:"))] == [
        page.as_uri()
    ]


@pytest.mark.parametrize(
    ("width", "dark"), [(1300, False), (390, False), (1300, True), (390, True)]
)
def test_nothing_serious_for_axe(
    browse: Callable[..., Any], page: Path, width: int, dark: bool
) -> None:
    axe = pytest.importorskip(
        "axe_core_python", reason="axe-core-python is not installed (extra `dev`)"
    )
    driver = browse(width, 850, dark=dark)
    driver.get(page.as_uri())
    assert (
        driver.execute_script(
            "return matchMedia('(prefers-color-scheme: dark)').matches"
        )
        is dark
    )
    assert driver.execute_script(
        "return document.documentElement.scrollWidth <= innerWidth"
    ), "no sideways scrolling"
    driver.execute_script(
        "document.querySelectorAll('details').forEach(d => d.open = true)"
    )
    driver.execute_script(
        (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    )
    found = driver.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then(arguments[0])"
    )
    bad = [
        (v["id"], v["impact"], v["nodes"][0]["html"][:160])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert not bad


MEETING = """
const all = [...document.querySelectorAll(arguments[0] + ' text')].filter(t => !t.matches('.halo') && t.textContent.trim());
const box = all.map(t => t.getBoundingClientRect()), met = [];
for (let i = 0; i < all.length; i++) for (let j = 0; j < i; j++) {
  const a = box[i], b = box[j];
  if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4) met.push([all[i].textContent, all[j].textContent]);
}
for (const g of document.querySelectorAll(arguments[0] + ' .node')) {
  const f = g.querySelector('.frame').getBoundingClientRect();
  for (const t of g.querySelectorAll('text')) { const b = t.getBoundingClientRect(); if (t.textContent && b.right > f.right + 1) met.push(['out of its box', t.textContent]); }
}
return [all.length, met, Math.min(...box.map(b => b.height)), Math.max(...box.map(b => b.right))];
"""


def test_labels_do_not_meet_on_the_screen(shown: Any) -> None:
    """As the browser sets the text, not as it is estimated."""
    shown.execute_script(
        "D.readings.slice(0, 12).forEach(r => { now.reading = r.id; update(true); })"
    )
    for part in ("#picture", ".map.broad"):
        count, met, *_ = shown.execute_script(MEETING, part)
        assert count > (8 if part == "#picture" else 3)
        assert not met


def test_a_telephone_gets_a_picture_of_its_own(
    browse: Callable[..., Any], page: Path, july: Answer, tmp_path: Path
) -> None:
    driver = browse(390, 844)
    for path in (page, july.save(tmp_path / "july.html")):
        driver.get(path.as_uri())
        visible = driver.execute_script(
            "return ['#picture', '#picture-tall', '.map.broad', '.map.narrow'].map(s => document.querySelector(s).getClientRects().length > 0)"
        )
        assert visible == [False, True, False, True]
        driver.execute_script(
            "D.readings.slice(0, 12).forEach(r => { now.reading = r.id; update(true); })"
        )
        for part in ("#picture-tall", ".map.narrow"):
            count, met, least, right = driver.execute_script(MEETING, part)
            assert count > (8 if part == "#picture-tall" else 3)
            assert not met
            assert least >= 10, "readable without zooming"
            assert right <= 390
    driver.get(page.as_uri())
    driver.execute_script(
        "document.querySelector('#picture-tall [data-node=china]').focus()"
    )
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert driver.find_element(By.ID, "who").text == "China"


def test_the_map_follows_the_reading(shown: Any) -> None:
    spot = ".map.broad .spot[data-state=china]"
    fill = f"return getComputedStyle(document.querySelector('{spot} .area')).fill"
    assert "s-contested" in shown.find_element(By.CSS_SELECTOR, spot).get_attribute(
        "class"
    )
    assert "m-attacked-contested" in shown.execute_script(fill)
    shown.execute_script("now.reading = 'shen-dingli'; update(true)")
    assert "s-bound" in shown.find_element(By.CSS_SELECTOR, spot).get_attribute("class")
    assert shown.execute_script(fill).startswith("rgb"), "bound is one plain colour"
    shown.execute_script(
        "document.querySelector('.map.broad .spot[data-state=india]').dispatchEvent(new Event('click'))"
    )
    assert shown.find_element(By.ID, "who").text == "India"


def test_the_bottom_line_comes_first_and_follows(shown: Any) -> None:
    """A stranger reads from the top who is bound, why it is contested, and, once a reading is chosen, how that changes it."""
    lead = shown.find_element(By.CSS_SELECTOR, ".lead").text
    assert "China (Sino–North Korean Treaty of 1961, Art. II.2)" in lead
    assert "not acting in lawful self-defence" in lead
    assert not shown.find_element(By.ID, "short").text
    shown.execute_script("now.reading = 'shen-dingli'; update(true)")
    told = shown.find_element(By.ID, "short").text
    assert "Read as Shen Dingli" in told
    assert "bound" in told.split("China")[0]


def test_what_was_said_before_is_shown_as_such_once_a_reading_is_chosen(
    shown: Any, page: Path
) -> None:
    before, called = (
        shown.find_element(By.ID, "before"),
        shown.find_element(By.ID, "called"),
    )
    colour = before.find_element(By.CLASS_NAME, "finding").value_of_css_property(
        "color"
    )
    assert called.is_displayed()
    shown.get("about:blank")
    shown.get(page.as_uri() + "#reading=shen-dingli")
    told = shown.find_element(By.ID, "short").text
    assert told.startswith("Read as Shen Dingli:")
    assert told.endswith("As it was asked it is:")
    finding = shown.find_element(By.CSS_SELECTOR, "#before .finding")
    assert finding.value_of_css_property("color") != colour
    assert shown.find_element(By.ID, "short").location["y"] < finding.location["y"]
    assert not shown.find_element(By.ID, "called").is_displayed()
    assert "table below" in shown.find_element(By.ID, "called-now").text
    shown.find_element(By.ID, "reset").click()
    assert shown.find_element(By.ID, "called").is_displayed()
    assert not shown.find_element(By.ID, "called-now").text


def test_each_article_lists_all_whom_it_binds(
    browse: Callable[..., Any], world: World, tmp_path: Path
) -> None:
    driver = browse(1300, 900)
    driver.get(
        world.ask("Estonia", by="Russia", on="2026-01-01", rounds=1)
        .save(tmp_path / "report.html")
        .as_uri()
    )
    rows = driver.execute_script(
        "return [...document.querySelectorAll('#list tr')].map((r) => r.innerText)"
    )
    named = {
        tuple(r.split("\t")[-2:]): r.split("\t")[-3].count(",") + 1
        for r in rows
        if "bound" in r
    }
    assert named["• bound: act", "Art. 5"] == 31, "all allies but the one attacked"
    assert named["• bound: assist", "Art. 42.7"] == 26
    ids = driver.execute_script(
        "return [...document.querySelectorAll('[id]')].map((e) => e.id)"
    )
    assert len(ids) == len(set(ids))


def test_the_picture_is_painted_as_it_was_drawn(
    shown: Any, seed: Answer, july: Answer, tmp_path: Path
) -> None:
    """What the page shows of each box, of the broad sheet and of the narrow one, is what was drawn before any script ran."""
    for answer in (seed, july):
        shown.get(answer.save(tmp_path / "painted.html").as_uri())
        for prefix, full in (("node", FULL), ("tall", FULL_NARROW)):
            for group in scene_of(answer, full=full).groups:
                node = shown.find_element(By.ID, f"{prefix}-{group.id}")
                assert f"s-{group.status}" in node.get_attribute("class").split(), (
                    group.id
                )
                line = [
                    t.get_attribute("textContent")
                    for t in node.find_elements(By.CLASS_NAME, "standing")
                ]
                assert line in ([], [standing_line(group.verdict)]), group.id


def test_readings_that_change_nothing_are_not_offered(shown: Any, seed: Answer) -> None:
    offered = shown.find_elements(By.CSS_SELECTOR, "#reading option")
    assert 1 < len(offered) - 1 < len(seed.readings)
    assert all(":" in o.get_attribute("title") for o in offered[1:]), (
        "who reads it so, on hover"
    )


@pytest.mark.parametrize(
    ("asked", "most", "sheets"),
    [
        ("Estonia attacked by Russia on 2026-11-26", 500_000, 2),
        ("gulf-2026", 650_000, 2),
    ],
)
def test_the_longest_pages_on_a_telephone_and_on_paper(
    browse: Callable[..., Any],
    world: World,
    tmp_path: Path,
    asked: str,
    most: int,
    sheets: int,
) -> None:
    answer = world.ask(world.corpus.scenario(asked) if asked == "gulf-2026" else asked)
    path = answer.save(tmp_path / "report.html")
    assert path.stat().st_size < most
    phone = browse(390, 844)
    phone.get(path.as_uri())
    assert phone.execute_script("return document.documentElement.scrollHeight") < 6_000
    paper = phone.execute_cdp_cmd(
        "Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69}
    )["data"]
    assert len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(paper))) == sheets
