"""Pictures: well-formed, nothing collides, nothing leaves its box, and what they show is what the answer says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from engine.answer import Answer
from engine.catalogue.duties_in_time import CUT, Axis, timeline
from engine.findings.calls import triggered_articles
from engine.findings.scene import LEFT, RIGHT, CardRow, Scene, Stage
from engine.findings.staging import BOXES, EVERY, FULL, scene_of
from engine.forms.style import LOOKS, TEXTS, text_width
from engine.output.bottom_line import bottom_line
from engine.output.picture import draw
from engine.output.picture.finding import finding
from engine.output.picture.layout import (
    BROAD,
    FULL_NARROW,
    NARROW,
    Box,
    Layout,
    lay_out,
)
from engine.output.picture.saving import png
from engine.record.verdict import Status
from engine.world import ask
from tests.support.sampling import sampled
from treaties.loading.corpus import load_corpus
from treaties.vocabulary.errors import CasusError

pytestmark = sampled(24, alone="whole")

SVG = "{http://www.w3.org/2000/svg}"
ANSWERS = ("seed", "july", "poland")


@pytest.fixture(params=ANSWERS)
def answer(request: pytest.FixtureRequest) -> Answer:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Answer)
    return found


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def meet(a: Box, b: Box) -> bool:
    """Whether two rectangles overlap."""
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h


def stands(layout: Layout) -> None:
    """Boxes keep apart and on the sheet, and everybody who has a part has one."""
    for (one, a), (other, b) in combinations(layout.boxes.items(), 2):
        assert not meet(a, b), (one, other)
    for b in layout.boxes.values():
        assert b.x >= 0
        assert b.x + b.w <= layout.wide
        assert b.y >= 0
        assert b.y + b.h <= layout.height
    shown = {p.id for p in layout.scene.parties} | {g.id for g in layout.scene.groups}
    assert shown == layout.boxes.keys()
    for lane, x in layout.lanes.items():
        assert all(x < b.x or x > b.x + b.w for b in layout.boxes.values()), lane


@pytest.mark.parametrize("wide", [BROAD, NARROW])
def test_boxes_do_not_meet_and_stay_on_the_sheet(answer: Answer, wide: float) -> None:
    stands(lay_out(scene_of(answer), wide))


@pytest.mark.parametrize("portrait", [False, True])
def test_labels_do_not_overlap(answer: Answer, portrait: bool) -> None:
    """Every text of the picture, at its widest estimate, is clear of every other."""
    root = ElementTree.fromstring(draw(answer, portrait=portrait))
    texts = texts_of(root)
    assert len(texts) > 10
    assert not overlaps(texts)


Text = tuple[str, float, float, float, float]


def texts_of(root: ElementTree.Element) -> list[Text]:
    """Every text with its widest extent: left, top, right, foot."""
    texts: list[Text] = []
    for parent, (dx, dy) in placed(root):
        for t in parent.findall(f"{SVG}text"):
            if t.get("aria-hidden") or not t.text:
                continue
            size = float(t.get("font-size", "12"))
            w = (
                text_width(t.text, size, bold=float(t.get("font-weight", "400")) > 500)
                * 0.94
            )
            x, y = float(t.get("x", "0")) + dx, float(t.get("y", "0")) + dy
            x -= {"middle": w / 2, "end": w}.get(t.get("text-anchor", ""), 0.0)
            texts.append((t.text, x, y - 0.72 * size, x + w, y + 0.2 * size))
    return texts


def overlaps(texts: list[Text]) -> list[tuple[str, str]]:
    """Pairs of texts that meet."""
    return [
        (s, t)
        for (s, x0, y0, x1, y1), (t, u0, v0, u1, v1) in combinations(texts, 2)
        if not (x1 <= u0 or u1 <= x0 or y1 <= v0 or v1 <= y0)
    ]


def placed(
    e: ElementTree.Element, dx: float = 0.0, dy: float = 0.0
) -> list[tuple[ElementTree.Element, tuple[float, float]]]:
    """Every element with the translations above it summed up."""
    move = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", e.get("transform", ""))
    if move:
        dx, dy = dx + float(move[1]), dy + float(move[2])
    return [(e, (dx, dy)), *(found for child in e for found in placed(child, dx, dy))]


@pytest.mark.parametrize("portrait", [False, True])
def test_text_fits_its_box(answer: Answer, portrait: bool) -> None:
    root = ElementTree.fromstring(draw(answer, portrait=portrait))
    for node in root.iter(f"{SVG}g"):
        if not (node.get("class") or "").startswith("node"):
            continue
        w = float(node.findall(f"{SVG}rect")[0].get("width", "0"))
        for t in node.findall(f"{SVG}text"):
            assert not (t.text or "").endswith("…")
            bold = float(t.get("font-weight", "400")) > 650
            assert (
                text_width(t.text or "", float(t.get("font-size", "0")), bold=bold)
                <= w - 14
            )


def test_an_empty_half_says_that_nobody_is_called() -> None:
    later = "As far as it was followed, nobody further is called to this side."
    told = draw(ask("France", by="Germany", on="1914-08-03"))
    assert told.count(later) == 1, "on the side of France"
    assert later not in draw(ask("Belgium", by="Germany", on="1914-08-04", rounds=1)), (
        "no stage, no half"
    )


def test_a_narrow_sheet_is_a_telephones_and_not_too_long(answer: Answer) -> None:
    slim = ElementTree.fromstring(draw(answer, portrait=True))
    assert float(slim.get("width", "0")) <= 390
    assert float(slim.get("height", "0")) < 1600


@pytest.fixture(scope="module")
def estonia() -> Answer:
    return ask("Estonia", by="Russia", on="2026-11-26")


def test_estonia_fits_a_narrow_sheet(estonia: Answer) -> None:
    """An alliance of thirty, both sides called and further chains: the longest sheet that people ask for."""
    slim = ElementTree.fromstring(draw(estonia, portrait=True))
    assert float(slim.get("height", "0")) < 1700
    names = [
        t.text for t in slim.iter(f"{SVG}text") if "name" in (t.get("class") or "")
    ]
    assert any("United States, United Kingdom" in (n or "") for n in names), (
        "weight before alphabet"
    )


def attacks(seed: int, count: int) -> list[tuple[str, str]]:
    states = [
        "yemen",
        "oman",
        "nepal",
        "pakistan",
        "kenya",
        "laos",
        "mali",
        "turkey",
        "mexico",
        "ukraine",
        "spain",
        "brazil",
        "russia",
        "cuba",
        "ghana",
        "fiji",
    ]
    random = Random(seed)
    return [(a, b) for a, b in (random.sample(states, 2) for _ in range(count))]


@pytest.mark.parametrize("count", [1, 2, 3, 6, 13, 60])
def test_any_number_of_attacks_is_drawn(count: int) -> None:
    """Six attacks once ended in a traceback; the law is small, the drawing whole."""
    for seed in range(2 if count < 9 else 1):
        (by, victim), *more = dict.fromkeys(attacks(seed, count))
        answer = ask(
            victim,
            by=by,
            on="2026-01-01",
            also=[f"{a}>{b}" for a, b in more],
            isolated=True,
            rounds=1,
        )
        for wide in (BROAD, NARROW):
            stands(lay_out(scene_of(answer), wide))
        for portrait in (False, True):
            texts = texts_of(ElementTree.fromstring(draw(answer, portrait=portrait)))
            assert not overlaps(texts)


LONG = (
    "Agreement on Mutual Help in All Circumstances whatsoever, Northern Waters Included"
)
PACT = f"""
title = "{LONG}"
short = "{LONG}"
parties = ["iceland", "ireland"]
signed = 2020-05-04
in_force = 2020-05-04
[[sources]]
id = "pact-text"
title = "An invented pact"
url = "https://example.org/pact.pdf"
kind = "text"
quality = "A"
read = 2026-05-05
[[obligations]]
id = "help"
article = "2"
duty = "assist"
trigger = "armed-attack"
phrase = "shall lend it every help"
source = "pact-text"
place = "p. 2, Art. 2"
warrant = "seen"
gist = "If one of the two is attacked, the other helps with whatever it has."
[[witnesses]]
source = "pact-text"
about = "in-force"
says = "it binds from the day of signature"
"""


def test_a_name_of_eighty_characters_and_an_answer_without_anybody_are_still_sheets(
    tmp_path: Path,
) -> None:
    assert len(LONG) > 80
    (tmp_path / "pact-2020.toml").write_text(PACT, encoding="utf-8")
    long = ask(
        "Iceland",
        by="Chile",
        on="2026-01-01",
        with_=[str(tmp_path / "pact-2020.toml")],
        rounds=1,
    )
    nobody = ask("Switzerland", by="Chile", on="2026-01-01", rounds=1)
    for answer in (long, nobody):
        for wide in (BROAD, NARROW):
            stands(lay_out(scene_of(answer), wide))
        for svg in (draw(answer), draw(answer, portrait=True), answer.map()):
            texts = texts_of(ElementTree.fromstring(svg))
            assert not overlaps(texts)
            words = " ".join(text for text, *_ in texts)
            assert answer.setting.name("chile") in words
    assert LONG in " ".join(
        " ".join(t for t, *_ in texts_of(ElementTree.fromstring(draw(long)))).split()
    )


def test_sixty_victims_are_still_a_sheet() -> None:
    """No line of words lies under a box, and no name is lost."""
    day = date(2026, 6, 1)
    victims = [
        s.id for s in load_corpus().states if s.exists_on(day) and s.id != "russia"
    ][:60]
    answer = ask(victims, by="Russia", on=day, rounds=1)
    for wide in (BROAD, NARROW):
        layout = lay_out(scene_of(answer), wide)
        stands(layout)
        for line in layout.words[""]:
            right = line.x + text_width(line.text, TEXTS[line.name].size)
            boxes = (
                b for b in layout.boxes.values() if b.x < right and line.x < b.x + b.w
            )
            assert not any(b.y < line.y < b.y + b.h for b in boxes), line.text
    for svg in (draw(answer), draw(answer, portrait=True)):
        texts = texts_of(ElementTree.fromstring(svg))
        assert not overlaps(texts)
        words = " ".join(" ".join(text for text, *_ in texts).split())
        assert all(answer.setting.name(s) in words for s in victims)
    assert "toward Slovakia (Slovak–Ukrainian Treaty of 1993)" in answer.map()


def test_the_picture_shows_what_the_answer_says(seed: Answer) -> None:
    scene = scene_of(seed)
    assert {s for p in scene.parties for s in p.states} == {
        r.state for r in seed if r.status is Status.BELLIGERENT
    }
    told = {
        (c.clause.key, v, s)
        for c in triggered_articles(seed).calls
        for s in c.states
        for v in [c.verdict.status]
    }
    for card in scene.cards:
        for g in card.groups:
            if card.stage is Stage.AT_ONCE and "north-korea" in g.beneficiaries:
                assert {(g.ground.clause.key, g.status, s) for s in g.states} <= told
    china = next((c, g) for c in scene.cards for g in c.groups if g.id == "china")
    assert (china[0].side, china[0].stage, str(china[1].status), china[1].target) == (
        LEFT,
        Stage.AT_ONCE,
        "contested",
        "north-korea",
    )
    assert next(p.side for p in scene.parties if p.id == "ukraine") == RIGHT


def told_aside(scene: Scene) -> dict[str, CardRow]:
    """Who must stay out, or not help one side: a line where there is help to draw."""
    assert not scene.of(0, Stage.ASIDE)
    return {s: row for row in scene.unboxed[Stage.ASIDE, 0] for s in row.states}


def test_who_must_stay_out_stands_on_no_side(july: Answer) -> None:
    assert not told_aside(scene_of(july))["belgium"].target


def test_only_what_concerns_one_state(seed: Answer) -> None:
    scene = scene_of(seed, focus="china")
    assert {s for g in scene.groups for s in g.states} >= {"china"}
    assert len(scene.groups) < len(scene_of(seed).groups)
    assert "China" in draw(seed, focus="PRC")
    with pytest.raises(CasusError, match="nothing is owed by `Fiji`"):
        draw(seed, focus="Fiji")


def test_title_question_and_source(july: Answer) -> None:
    words = " ".join(t for t, *_ in texts_of(ElementTree.fromstring(draw(july))))
    assert words.startswith(bottom_line(july)[0].partition(" (")[0])
    assert " must help militarily" in words
    assert july.heading in words
    assert july.corpus.hash in words
    assert "not seen" in words


def test_another_reading_is_another_picture(seed: Answer) -> None:
    read = seed.under("shen-dingli")
    assert (
        next(g.status for g in scene_of(read).groups if g.id == "china") is Status.BOUND
    )
    assert draw(read) != draw(seed)


def test_an_alliance_is_one_row_and_one_arrow(poland: Answer, estonia: Answer) -> None:
    nato = next(g for g in scene_of(estonia).groups if len(g.states) == 31)
    assert nato.ground.clause.treaty.name == "North Atlantic Treaty"
    assert nato.names[0] == "United States"
    assert (
        max(
            sum(c.stage is s and c.side == side for c in scene_of(poland).cards)
            for s in Stage
            for side in (LEFT, RIGHT)
        )
        <= FULL
    )


def test_drawn_twice_is_drawn_alike(july: Answer) -> None:
    assert draw(july) == draw(july)


def test_a_title_cannot_break_out(july: Answer) -> None:
    bad = replace(
        july,
        scenario=july.scenario.model_copy(
            update={"title": '</title><script>x</script>"\x00&'}
        ),
    )
    svg = draw(bad)
    ElementTree.fromstring(svg)
    assert "<script" not in svg


def test_an_unnamed_attacker_is_drawn() -> None:
    svg = draw(ask("Estonia", on="1935-01-01"))
    assert "An unnamed state" in svg
    ElementTree.fromstring(svg)


def test_colours_have_contrast_and_are_never_alone() -> None:
    for status, look in LOOKS.items():
        assert contrast(look.line, look.fill) >= 4.5, status
        assert contrast(look.dark, look.dark_fill) >= 4.5, status
    drawn = [s for s in Status if s not in (Status.BELLIGERENT, Status.NO_TREATY)]
    assert len({LOOKS[s].dash for s in drawn}) == len(drawn)
    assert len({LOOKS[s].mark for s in drawn}) == len(drawn)


def test_a_title_names_a_state_once_that_two_treaties_bind() -> None:
    answer = ask("Albania", by="Yugoslavia", on="1928-06-01", rounds=1)
    assert finding(answer) == "Italy must help."


def test_timeline_begins_and_ends_with_the_treaty() -> None:
    corpus = load_corpus()
    root = ElementTree.fromstring(timeline(corpus, "North Korea"))
    tips = [t.text or "" for t in root.iter(f"{SVG}title")]
    assert any("1961-09-10 to now: Art. II" in t for t in tips)
    assert any("Soviet–North Korean" in t and "to 1996" in t for t in tips)
    with pytest.raises(CasusError, match="is not before"):
        timeline(corpus, "China", since=date(2999, 1, 1))


def test_a_timeline_cuts_empty_centuries_and_leads_with_what_binds() -> None:
    svg = timeline(load_corpus(), "Portugal", until=date(2026, 10, 10))
    words = [t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert words[0].startswith("Portugal on 10 October 2026 must help under ")
    assert "Treaty of Windsor of 1386" in words, "a name is whole"
    assert "Brussels Treaty of 1948 (Western European Union from 1955)" in words
    assert "Where the years are cut, nothing begins or ends." in " ".join(words)
    days = {date(1386, 5, 9), date(1815, 11, 20), date(1834, 4, 22), date(2026, 10, 10)}
    axis = Axis.of(days, 100.0)
    assert len(axis.cuts) == 2
    at = [axis.at(d) for d in sorted(days)]
    assert at == sorted(at)
    assert at[1] - at[0] == CUT
    assert axis.at(date(1300, 1, 1)) == at[0]
    assert axis.at(date(2100, 1, 1)) == at[-1] == axis.right


def test_save_says_what_it_cannot_write(july: Answer, tmp_path: Path) -> None:
    for ending in ("svg", "html", "json", "txt"):
        assert july.save(tmp_path / f"x.{ending}").stat().st_size > 500
    with pytest.raises(CasusError, match="does not say which form"):
        july.save(tmp_path / "x.pdf")
    with pytest.raises(CasusError, match="cannot write"):
        july.save(tmp_path / "nowhere" / "x.svg")


def test_png(july: Answer) -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not installed (extra `png`)")
    made = png(july.svg())
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20], "big") > 1000


def test_png_where_no_font_is_installed(july: Answer) -> None:
    """The words are drawn with the font that the extra brings."""
    pytest.importorskip("resvg_py", reason="resvg-py is not installed (extra `png`)")
    svg = july.svg()
    wordless = re.sub(r">[^<>]+</(text|tspan)>", r"></\1>", svg)
    assert len(png(svg, own_fonts=True)) > 1.3 * len(png(wordless, own_fonts=True))


def test_every_sign_of_a_picture_is_in_the_font_of_the_extra(
    seed: Answer, july: Answer
) -> None:
    """A sign that the font lacks is drawn as an empty box, as a character that no font has."""
    pytest.importorskip("resvg_py", reason="resvg-py is not installed (extra `png`)")
    page = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><text y="20" font-family="sans-serif">{}</text></svg>'
    boxed = {png(page.format(sign), own_fonts=True) for sign in "\u25c6\ue000"}
    assert len(boxed) == 1
    drawn = (
        seed.svg(),
        july.svg(portrait=True),
        july.map(),
        timeline(load_corpus(), "china"),
    )
    signs = {
        c
        for svg in drawn
        for t in ElementTree.fromstring(svg).iter(f"{SVG}text")
        for c in "".join(t.itertext())
    }
    signs |= {look.mark for look in LOOKS.values()}
    assert {
        c for c in signs - {"&", "<"} if png(page.format(c), own_fonts=True) in boxed
    } == set()


def test_a_title_says_so_where_no_help_is_certain() -> None:
    for asked in (
        {"victim": "Cuba", "by": "United States", "on": "1962-10-22"},
        {"victim": "DR Congo", "by": "Rwanda", "on": "2026-06-01"},
    ):
        assert finding(ask(**asked, rounds=1)).startswith("Nobody for certain")


def test_who_stays_out_has_a_line_and_the_bound_come_first() -> None:
    estonia = ask("Estonia", by="Russia", on="2026-06-01", rounds=1)
    words = " ".join(t for t, *_ in texts_of(ElementTree.fromstring(draw(estonia))))
    assert "Must stay neutral: Moldova, Austria, Switzerland and Turkmenistan." in words
    assert "Must consult: Ukraine." in words
    july = scene_of(ask(scenario="july-1914", rounds=1))
    assert [c.groups[0].states[0] for c in july.of(LEFT, Stage.AT_ONCE)] == [
        "france",
        "montenegro",
        "greece",
    ]
    # Greek neutrality turns on a fact, which is surer than its help, on which lawyers may differ.
    aside = told_aside(july)
    assert aside.keys().isdisjoint({"france", "montenegro"})
    assert aside["greece"].status is Status.CONDITIONAL


@pytest.mark.parametrize("by", ["Russia", "United States"])
def test_a_broad_sheet_has_about_twelve_boxes_and_names_the_rest(by: str) -> None:
    victim = "Estonia" if by == "Russia" else "North Korea"
    scene = scene_of(ask(victim, by=by, on="2026-06-01"))
    assert len(scene.groups) <= BOXES
    assert scene.rest[Stage.LATER, LEFT]
    whole = scene_of(ask(victim, by=by, on="2026-06-01"), full=EVERY)
    named = {n for names in scene.rest.values() for n in names}
    told = [row for rows in scene.unboxed.values() for row in rows]
    shown = {n for row in (*scene.groups, *told) for n in row.names}
    assert {n for row in whole.groups for n in row.names} <= named | shown


def test_who_must_not_help_one_side_is_told_so_and_whoever_helps_the_other_is_not_told_again() -> (
    None
):
    """Ukraine must consult and not help Russia; Poland, Hungary and Romania must help Estonia, which says more."""
    svg = ask("Estonia", by="Russia", on="2026-06-01", rounds=1).svg()
    scene = scene_of(ask("Estonia", by="Russia", on="2026-06-01", rounds=1))
    aside = told_aside(scene)
    assert "ukraine" in aside
    assert aside.keys().isdisjoint({"poland", "hungary", "romania"})
    assert "must not help the other side" in svg
    assert "Switzerland" in svg


def test_an_article_is_named_once_where_two_of_its_clauses_ask_the_same() -> None:
    for svg in (
        ask(scenario="gulf-2026", rounds=1).svg(),
        ask(scenario="july-1914", rounds=1).svg(),
    ):
        assert not re.search(
            r"(Art\. \S+) and \1\b", " ".join(ElementTree.fromstring(svg).itertext())
        )


def test_one_attacker_and_many_victims_are_told_in_one_clause() -> None:
    many = ("Latvia", "Lithuania")
    told = draw(
        ask(
            "Estonia",
            by="Russia",
            also=[f"Russia>{s}" for s in many],
            on="2026-06-01",
            rounds=1,
        )
    )
    assert "Estonia, Latvia and Lithuania attacked by Russia" in told
    july = draw(ask(scenario="july-1914", rounds=1))
    assert (
        "Serbia attacked by Austria-Hungary and the Russian Empire attacked by the German"
        in " ".join(ElementTree.fromstring(july).itertext())
    )


def test_png_without_its_extra_is_one_line(
    july: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("resvg_py", "font_roboto"):
        monkeypatch.setitem(__import__("sys").modules, part, None)
        with pytest.raises(CasusError, match=r"casus-foederis\[png\]"):
            png(july.svg())
        monkeypatch.undo()


@pytest.mark.parametrize("portrait", [False, True])
def test_nobody_is_named_in_two_boxes(
    seed: Answer, july: Answer, estonia: Answer, portrait: bool
) -> None:
    """Who fights has a second box only where nobody else has the duty."""
    albania = ask("Albania", by="Yugoslavia", on="1928-01-01")
    for answer in (seed, july, estonia, albania, ask(scenario="gulf-2026")):
        scene = scene_of(answer, full=FULL_NARROW if portrait else FULL)
        fighting = {n for p in scene.parties for n in p.names}
        for side in (LEFT, RIGHT, 0):
            rows = [row for c in scene.cards if c.side == side for row in c.groups]
            named = [n for row in rows for n in row.names if n not in fighting]
            assert len(named) == len({*named}), answer.title
        for row in scene.groups:
            assert len(row.names) + row.above == len(row.states)
            assert fighting.isdisjoint(row.names) or fighting.issuperset(row.names)


def test_a_side_with_few_boxes_is_narrow() -> None:
    gulf = lay_out(scene_of(ask(scenario="gulf-2026", rounds=1)))
    wide = {p.side: gulf.boxes[p.id].w for p in gulf.scene.parties}
    assert wide[RIGHT] > 1.4 * wide[LEFT]


def test_a_state_has_its_box_where_it_is_bound_for_certain() -> None:
    """Russia is bound by one treaty with Kyrgyzstan; by another its duty is contested."""
    answer = ask("Kyrgyzstan", by="Tajikistan", on="2026-10-10", rounds=1)
    boxes = {n: row for row in scene_of(answer).groups for n in row.names}
    assert boxes["Russia"].status is Status.BOUND
    assert boxes["Kazakhstan"].status is Status.CONTESTED
    assert scene_of(answer).cards[0].groups[0].names == ("Russia",)


def test_the_place_of_an_act_stands_below_those_who_fight() -> None:
    answer = ask(
        "South Korea",
        by="North Korea",
        at="Yeonpyeong Island",
        on="2010-11-23",
        rounds=1,
    )
    texts = texts_of(ElementTree.fromstring(draw(answer, portrait=True)))
    assert any("Yeonpyeong" in text for text, *_ in texts)
    assert not overlaps(texts)
