"""Pictures: well-formed, nothing collides, nothing leaves its box, and what they show is what the answer says."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from engine.answer import Answer
from engine.forms.picture import draw, matrix, timeline
from engine.forms.picture.layout import lay_out
from engine.forms.picture.portrait import WIDE, lay_out_portrait
from engine.forms.picture.saving import png
from engine.forms.picture.scene import FULL, LEFT, RIGHT, scene_of
from engine.forms.style import LOOKS, text_width
from engine.verdicts.verdict import Status
from engine.world import ask
from treaties.corpus import load_corpus
from treaties.errors import CasusError

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
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("every", [False, True])
def test_boxes_do_not_meet_and_stay_on_the_sheet(answer: Answer, every: bool) -> None:
    scene = scene_of(answer, every=every)
    layout = lay_out(scene)
    assert set(layout.boxes) == {n.id for n in scene.nodes}
    for (one, a), (other, b) in combinations(layout.boxes.items(), 2):
        assert not a.meets(b), (one, other)
    for b in layout.boxes.values():
        assert b.x - b.w / 2 >= 0
        assert b.x + b.w / 2 <= layout.width
        assert b.y - b.h / 2 >= 0
        assert b.y + b.h / 2 <= layout.height


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
            w = text_width(t.text, size, bold=float(t.get("font-weight", "400")) > 500) * 0.94
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
            bold = float(t.get("font-weight", "400")) > 650
            assert text_width(t.text or "", float(t.get("font-size", "0")), bold=bold) <= w - 14


def test_a_narrow_sheet_has_the_same_boxes_and_arrows(answer: Answer) -> None:
    scene = scene_of(answer, every=True)
    tall = lay_out_portrait(scene)
    assert set(tall.boxes) == {n.id for n in scene.nodes}
    for (one, a), (other, b) in combinations(tall.boxes.items(), 2):
        assert not a.meets(b), (one, other)
    for b in tall.boxes.values():
        assert b.x - b.w / 2 > max((x for x in tall.lanes.values() if x < WIDE / 2), default=0.0)
        assert b.x + b.w / 2 < min((x for x in tall.lanes.values() if x > WIDE / 2), default=WIDE)
        assert b.y + b.h / 2 <= tall.height
    wide, slim = (ElementTree.fromstring(draw(answer, portrait=p)) for p in (False, True))
    assert float(slim.get("width", "0")) <= 390, "a telephone's"
    assert counted(wide) == counted(slim)
    rings = sorted({n.ring for n in scene.nodes} - {0})
    for lower, higher in pairwise(rings):
        foot = max(tall.boxes[n.id].y for n in scene.nodes if n.ring == lower)
        assert foot < min(tall.boxes[n.id].y for n in scene.nodes if n.ring == higher)


def counted(root: ElementTree.Element) -> dict[str, int]:
    """How many boxes, arrows of duty and arrows of force a picture shows."""
    kinds = [(g.get("class") or "").split() for g in root.iter(f"{SVG}g") if g.get("display") != "none"]
    return {k: sum(k in c for c in kinds) for k in ("node", "arrow", "force")}


def test_force_on_a_narrow_sheet_keeps_off_the_boxes(answer: Answer) -> None:
    scene = scene_of(answer)
    tall = lay_out_portrait(scene)
    root = ElementTree.fromstring(draw(answer, portrait=True))
    for g in (g for g in root.iter(f"{SVG}g") if g.get("class") == "force"):
        d = g.findall(f"{SVG}path")[0].get("d", "")
        points = [tuple(map(float, p.split())) for p in d[1:].split("L")]
        for (ax, ay), (bx, by) in pairwise(points):
            for i in range(1, 20):
                x, y = ax + (bx - ax) * i / 20, ay + (by - ay) * i / 20
                for name, b in tall.boxes.items():
                    assert abs(x - b.x) > b.w / 2 - 4 or abs(y - b.y) > b.h / 2 - 4, (name, d)


def test_the_picture_shows_what_the_answer_says(seed: Answer) -> None:
    scene = scene_of(seed)
    for node in scene.nodes:
        if not node.rest and node.id != "unnamed":
            assert {seed[s].status for s in node.states} == {node.status}
    shown = {s for n in scene.nodes for s in n.states}
    assert {r.state for r in seed if r.duty} <= shown
    china = next(n for n in scene.nodes if n.id == "china")
    assert (china.side, china.ring, str(china.status)) == (LEFT, 1, "contested")
    assert next(n.side for n in scene.nodes if n.id == "united-states") == RIGHT
    targets = {a.target for a in scene.arrows if a.source == "china"}
    assert targets == {"north-korea"}


def test_another_reading_is_another_picture(seed: Answer) -> None:
    read = seed.under("shen-dingli")
    assert next(n.status for n in scene_of(read).nodes if n.id == "china") is Status.BOUND
    assert draw(read) != draw(seed)


def test_a_multilateral_treaty_is_one_box(seed: Answer) -> None:
    box = next(n for n in scene_of(seed).nodes if n.ground and n.ground.treaty == "rio-1947" and len(n.states) > 1)
    assert len(box.states) > 9
    assert f"and {len(box.states) - 1} more" in draw(seed) or f"and {len(box.states) - 2} more" in draw(seed)


def test_a_crowded_ring_is_folded(poland: Answer) -> None:
    scene = scene_of(poland)
    counts: dict[tuple[int, int], int] = {}
    for n in scene.nodes:
        counts[n.ring, n.side] = counts.get((n.ring, n.side), 0) + 1
    assert max(v for (ring, _), v in counts.items() if ring) <= FULL


def test_drawn_twice_is_drawn_alike(july: Answer) -> None:
    assert draw(july) == draw(july)


def test_a_title_cannot_break_out(july: Answer) -> None:
    bad = replace(july, scenario=july.scenario.model_copy(update={"title": '</title><script>x</script>"\x00&'}))
    for svg in (draw(bad), matrix(bad)):
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
    drawn = [s for s in Status if s not in (Status.PRINCIPAL, Status.NO_TREATY)]
    assert len({LOOKS[s].dash for s in drawn}) == len(drawn)
    assert len({LOOKS[s].mark for s in drawn}) == len(drawn)


def test_matrix_has_each_disputed_state_and_reading_once(seed: Answer) -> None:
    root = ElementTree.fromstring(matrix(seed))
    tips = [t.text or "" for t in root.iter(f"{SVG}title")]
    assert sum(t.startswith("China, Shen Dingli: bound") for t in tips) == 1
    assert sum(t.startswith("China, Ren Xiao: free to choose") for t in tips) == 1
    assert not any(t.startswith("Iran,") for t in tips), "no reading changes Iran"


def test_timeline_begins_and_ends_with_the_treaty() -> None:
    corpus = load_corpus()
    root = ElementTree.fromstring(timeline(corpus, "North Korea"))
    tips = [t.text or "" for t in root.iter(f"{SVG}title")]
    assert any("1961-09-10 to now: Art. II" in t for t in tips)
    assert any("Soviet–North Korean" in t and "to 1996" in t for t in tips)
    with pytest.raises(CasusError, match="is not before"):
        timeline(corpus, "China", since=__import__("datetime").date(2999, 1, 1))


def test_save_says_what_it_cannot_write(july: Answer, tmp_path: Path) -> None:
    for ending in ("svg", "html", "json", "txt"):
        assert july.save(tmp_path / f"x.{ending}").stat().st_size > 500
    with pytest.raises(CasusError, match="does not say which form"):
        july.save(tmp_path / "x.pdf")
    with pytest.raises(CasusError, match="cannot write"):
        july.save(tmp_path / "nowhere" / "x.svg")


def test_png(july: Answer) -> None:
    pytest.importorskip("cairosvg", reason="cairosvg is not installed (extra `png`)")
    made = png(july.svg())
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20], "big") > 1000


def test_png_without_its_extra_is_one_line(july: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cairosvg", None)
    with pytest.raises(CasusError, match=r"casus-foederis\[png\]"):
        png(july.svg())
