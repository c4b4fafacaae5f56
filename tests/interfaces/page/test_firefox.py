"""The page in Firefox too: it computes what the engine computes, obeys mouse and keyboard, and fits a narrow window."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.answer import Answer
from tests.interfaces.page.test_browser import MEETING, VERDICTS, By, Keys, compare
from tests.support.browser import faults_of_axe
from tests.support.firefox import faults
from tests.support.sampling import sampled

pytestmark = sampled(2)


@pytest.fixture(scope="module")
def driver(firefox: Callable[..., Any]) -> Any:
    return firefox()


@pytest.fixture(scope="module")
def open_page(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page without its policy, which forbids the `eval` by which scripts are run in it here."""
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    text, found = policy.subn("", page.read_text(encoding="utf-8"))
    assert found == 1
    path = tmp_path_factory.mktemp("open") / "report.html"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shown(driver: Any, open_page: Path) -> Any:
    driver.set_window_rect(0, 0, 1300, 900)
    driver.get("about:blank")
    driver.get(open_page.as_uri())
    return driver


def test_it_computes_what_the_engine_computes(shown: Any, seed: Answer) -> None:
    compare(shown, seed)
    shown.execute_script("now.reading = 'shen-dingli'; update(true)")
    compare(shown, seed.under("shen-dingli"))


def test_mouse_and_keyboard(shown: Any) -> None:
    shown.find_element(By.ID, "list-armenia").click()
    assert shown.find_element(By.ID, "panel").text.startswith("Armenia")
    assert "Proof" in shown.find_element(By.ID, "panel").text
    shown.execute_script("document.getElementById('node-china').focus()")
    shown.switch_to.active_element.send_keys(Keys.ENTER)
    assert shown.find_element(By.ID, "who").text == "China"
    shown.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert shown.switch_to.active_element.tag_name != "body"


def test_a_reading_and_the_address_that_keeps_it(shown: Any) -> None:
    plain = shown.execute_script(VERDICTS)
    shown.execute_script("now.reading = 'shen-dingli'; update(true)")
    before, link = shown.execute_script(VERDICTS), shown.current_url
    assert before != plain
    assert "reading=shen-dingli" in link
    shown.get("about:blank")
    shown.get(link)
    assert shown.execute_script(VERDICTS) == before
    shown.find_element(By.ID, "reset").click()
    assert shown.execute_script(VERDICTS) == plain


def test_labels_do_not_meet_on_a_screen_nor_in_a_narrow_window(shown: Any) -> None:
    """As Firefox sets the text. Its windows are 500 pixels wide at least, and the small map is scaled up to that."""
    for width, parts in ((1300, ("#picture", ".map.broad")), (500, ("#picture-tall",))):
        shown.set_window_rect(0, 0, width, 900)
        shown.execute_script(
            "document.querySelectorAll('details.sheet').forEach(d => d.open = true)"
        )
        for part in parts:
            count, met, _, right = shown.execute_script(MEETING, part)
            assert count > 3
            assert not met
            assert right <= width
        assert shown.execute_script(
            "return document.documentElement.scrollWidth <= innerWidth"
        ), "no sideways scrolling"


def test_nothing_serious_for_axe(shown: Any) -> None:
    shown.execute_script(
        "document.querySelectorAll('details').forEach(d => d.open = true)"
    )
    assert not faults_of_axe(shown)


def test_no_error_under_its_policy(shown: Any, page: Path, tmp_path: Path) -> None:
    shown.get(page.as_uri())
    for state in ("armenia", "china", "united-states"):
        shown.find_element(By.ID, f"list-{state}").click()
    assert shown.find_element(By.ID, "who").text == "United States"
    assert not faults(shown, page.as_uri())
    broken = tmp_path / "broken.html"
    broken.write_text("<script>nowhere()</script>", encoding="utf-8")
    shown.get(broken.as_uri())
    assert "nowhere" in faults(shown, broken.as_uri())[0], "it would be seen"


def test_on_paper(shown: Any) -> None:
    printed = base64.b64decode(shown.print_page())
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 3
