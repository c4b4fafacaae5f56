"""The built site in a real browser: it answers as Python does, alone, on a desk and on a phone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.interfaces.remedies import remedies
from engine.output.report import report
from engine.world import ask
from tests import SEED
from tests.interfaces.atlas.test_atlas import found_in
from tests.interfaces.site.conftest import serving
from tests.support.sampling import sampled
from treaties.vocabulary.errors import CasusError

By: Any = pytest.importorskip(
    "selenium.webdriver.common.by", reason="selenium is not installed (extra `dev`)"
).By

pytestmark = sampled(0)
PATIENCE = 300
ANSWERED = "document.body.classList.contains('answered') && !document.body.classList.contains('busy')"


class Visit:
    """One visitor: a browser with the site open."""

    def __init__(self, driver: Any, root: Path) -> None:
        self.driver = driver
        driver.set_script_timeout(PATIENCE)
        self.server, self.asked = serving(root)
        self.home = f"http://127.0.0.1:{self.server.server_port}/some/where/"

    def run(self, script: str, *given: Any) -> Any:
        return self.driver.execute_script(script, *given)

    def wait(self, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self.run(f"return !!({what})"):
            assert time.monotonic() < end, (
                what,
                self.run("return $('fault').textContent + $('state').textContent"),
            )
            time.sleep(0.05)

    def ask(self, **fields: str) -> None:
        self.run("frame.srcdoc = ''; document.body.classList.remove('answered')")
        self.run(
            "for (const n of FIELDS) form.elements[n].value = arguments[0][n] || ''; $('ask').open = true",
            fields,
        )
        self.driver.find_element(By.CSS_SELECTOR, "form button").click()

    def answered(self) -> str:
        self.wait(f"({ANSWERED}) || $('fault').textContent")
        assert self.run("return $('fault').textContent") == ""
        self.wait(
            "frame.contentDocument.querySelector('#who') && frame.contentDocument.querySelector('#who').textContent"
        )
        return str(self.run("return page"))

    def data(self, query: str) -> Any:
        return self.driver.execute_async_script(
            "call('ask', arguments[0]).then(arguments[1])", query
        )


@pytest.fixture(scope="module")
def visit(browse: Callable[..., Any], site: Path) -> Iterator[Visit]:
    found = Visit(browse(), site)
    found.driver.get(found.home)
    found.wait("clock.ready")
    yield found
    found.server.server_close()


def plain(answer: Any) -> Any:
    return json.loads(json.dumps(answer.to_dict(), default=str))


def test_the_seed_question_is_answered_as_python_answers_it(visit: Visit) -> None:
    visit.ask(victim=SEED)
    page = visit.answered()
    answer = ask(SEED)
    assert page == report(answer)
    assert visit.data(visit.run("return shown")) == plain(answer)
    assert visit.driver.title == answer.title


def test_the_table_of_the_atlas_is_read_as_python_reads_it(visit: Visit) -> None:
    visit.driver.get("about:blank")
    visit.driver.get(visit.home)
    visit.wait("window.map && map.web.byId")
    held = visit.run("return JSON.parse($('atlas-data').textContent).table")
    states = held["subjects"]
    pairs = [(a, v) for a in states[2::17] for v in states[::15] if a != v]
    told = visit.run("return arguments[0].map(([a, v]) => map.looked(v, a))", pairs)
    assert told == [found_in(held, a, v) for a, v in pairs]
    visit.run("map.choose('philippines'); setTimeout(() => map.choose('china'), 200)")
    visit.wait("map.shown && map.shown.victims[0] === 'philippines'")
    visit.wait(
        "clock.ready && !document.getElementById('atlas-wait') && $('atlas-bottom').querySelector('a')"
    )
    assert "US–Philippines Treaty of 1951" in visit.run(
        "return $('atlas-bottom').textContent"
    )
    visit.run("location.href = $('atlas-bottom').querySelector('a').href")
    visit.answered()


def test_what_is_saved_is_the_answer(visit: Visit) -> None:
    visit.ask(victim=SEED)
    page = visit.answered()
    visit.run("window.saved = []; window.save = (...what) => saved.push(what)")
    for button in ("save-page", "save-data"):
        visit.driver.find_element(By.ID, button).click()
    visit.wait("saved.length === 2")
    (text, name, _), (data, data_name, _) = visit.run("return saved")
    assert (name, data_name) == ("report.html", "answer.json")
    assert text == page
    assert json.loads(data) == plain(ask(SEED))


def test_a_source_opens_beside_the_page(visit: Visit) -> None:
    """Nothing from outside may be framed, so a link must not open in the frame."""
    visit.ask(victim=SEED)
    visit.answered()
    target = visit.run("""
        const inside = frame.contentDocument, a = inside.querySelector("a[href^='http']");
        inside.addEventListener("click", (e) => e.preventDefault());
        a.click();
        return [a.target, a.rel];
    """)
    assert target == ["_blank", "noreferrer noopener"]


def test_a_second_question_field_by_field(visit: Visit) -> None:
    visit.ask(
        victim="Serbia", by="Austria-Hungary", on="1914-07-28", also="Germany>Russia"
    )
    assert visit.answered() == report(
        ask("Serbia", by="Austria-Hungary", on="1914-07-28", also=["Germany>Russia"])
    )
    assert visit.run("return form.elements.by.value") == "Austria-Hungary"


def test_a_question_without_a_day_gets_one_in_its_address(visit: Visit) -> None:
    visit.ask(victim="Taiwan", by="China")
    visit.answered()
    day = visit.run("return new URLSearchParams(shown).get('on')")
    assert day in visit.run("return page")
    assert f"on={day}" in visit.driver.current_url


def test_a_bad_question_gets_one_line(visit: Visit) -> None:
    visit.ask(victim="Nroth Korea")
    visit.wait("$('fault').textContent")
    told, *offered = visit.driver.find_element(By.ID, "fault").text.splitlines()
    with pytest.raises(CasusError, match="no state is called") as fault:
        ask("Nroth Korea")
    assert told == fault.value.wording(remedies("page")).strip()
    assert "did you mean `North Korea`" in told
    assert all(line.startswith("Try: North Korea") for line in offered)
    assert not visit.driver.find_element(By.ID, "answer").is_displayed()
    assert visit.run("return document.activeElement.name") == "victim"


def test_back_and_forward(visit: Visit) -> None:
    visit.ask(victim="Guam")
    visit.wait("$('fault').textContent")
    visit.ask(victim="Taiwan", by="China", on="2026-01-01")
    visit.answered()
    visit.ask(victim="Serbia", by="Austria-Hungary", on="1914-07-28")
    visit.answered()
    visit.driver.back()
    visit.wait("new URLSearchParams(shown).get('victim') === 'Taiwan'")
    visit.answered()
    assert visit.run("return form.elements.by.value") == "China"
    visit.driver.back()
    visit.wait("$('fault').textContent")
    assert not visit.driver.find_element(By.ID, "answer").is_displayed()


def test_a_long_question_can_be_cut_short(visit: Visit) -> None:
    visit.run("patience = -1")
    visit.ask(victim="Norway", by="Sweden", on="2026-01-01")
    visit.wait("!$('long').hidden")
    visit.run("patience = 3")
    visit.driver.find_element(By.ID, "first").click()
    assert visit.answered() == report(
        ask("Norway", by="Sweden", on="2026-01-01", rounds=1)
    )
    assert visit.run("return new URLSearchParams(shown).get('rounds')") == "1"


def test_a_scenario_gives_way_to_a_question(visit: Visit) -> None:
    visit.run("location.hash = 'scenario=july-1914'")
    visit.wait("shown === 'scenario=july-1914'")
    assert visit.answered() == report(ask(scenario="july-1914"))
    visit.run(
        "form.elements.victim.value = 'Taiwan'; form.elements.by.value = 'China'; form.elements.on.value = '2026-01-01'"
    )
    visit.run("form.requestSubmit()")
    visit.wait("shown.includes('Taiwan')")
    assert visit.run("return new URLSearchParams(shown).has('scenario')") is False


def test_a_crisis_is_shown_move_by_move(visit: Visit) -> None:
    """The ladder needs no script."""
    visit.run("location.hash = 'scenario=july-1914&moves=yes'")
    visit.wait(
        "shown.includes('moves') && frame.contentDocument.querySelector('.rungs')"
    )
    visit.wait("frame.contentDocument.querySelectorAll('.told > li').length === 12")
    assert visit.driver.title.endswith("move by move")


def test_a_view_is_in_the_address_and_comes_back_without_a_network(
    visit: Visit,
) -> None:
    visit.ask(victim=SEED)
    visit.answered()
    visit.driver.switch_to.frame("answer")
    visit.run("choose('armenia'); now.reading = 'shen-dingli'; update(true)")
    verdicts = "return D.states.map(s => { const t = seen.get(s.id).top; return [s.id, t.status, t.duty, t.events, t.judgements]; })"
    before = visit.run(verdicts)
    view = visit.driver.execute_script("return top.location.hash").partition("~")[2]
    assert visit.run("return place.link") == (
        f"{visit.home}#north-korea/ukraine/2026-01-01~{view}"
    )
    visit.driver.switch_to.default_content()
    link = visit.driver.current_url
    assert "~reading=shen-dingli" in link
    visit.driver.execute_async_script(
        "navigator.serviceWorker.ready.then(() => arguments[0]())"
    )
    visit.server.shutdown()
    visit.server.server_close()
    visit.driver.get("about:blank")
    visit.driver.get(link)
    visit.answered()
    visit.driver.switch_to.frame("answer")
    assert visit.run(verdicts) == before
    assert visit.driver.find_element(By.ID, "who").text == "Armenia"
    visit.driver.switch_to.default_content()


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1300, "light"), (390, "light"), (1300, "dark"), (390, "dark")],
)
def test_nothing_serious_for_axe(visit: Visit, width: int, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_core_python", reason="axe-core-python is not installed (extra `dev`)"
    )
    source = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    size = {
        "width": width,
        "height": 850,
        "deviceScaleFactor": 1,
        "mobile": width < 500,
    }
    visit.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme_ = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    visit.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme_)
    bad = []
    for state in ("fault", "answer", "form"):
        if state == "fault":
            visit.ask(victim="Nroth Korea")
            visit.wait("$('fault').textContent")
        elif state == "answer":
            visit.ask(victim=SEED)
            visit.answered()
        else:
            visit.run("$('ask').open = true")
        assert visit.run("return document.documentElement.scrollWidth <= innerWidth"), (
            "no sideways scrolling"
        )
        visit.run(source)
        found = visit.driver.execute_async_script(
            "axe.run({exclude: ['#answer']}).then(arguments[0])"
        )
        bad += [
            (state, v["id"], v["nodes"][0]["html"][:160])
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]
    assert not bad


def test_the_policy_holds_in_page_frame_and_worker(
    visit: Visit, elsewhere: tuple[str, list[str]]
) -> None:
    other, asked = elsewhere
    tried = """
        const [url, done] = arguments, tell = (p) => p.then(() => 'let through', () => 'stopped');
        const worker = new Worker(URL.createObjectURL(new Blob([`fetch('${url}', {mode: 'no-cors'}).then(() => postMessage('let through'), () => postMessage('stopped'))`])));
        const inside = new Promise((d) => { worker.onmessage = (e) => d(e.data); });
        Promise.all([tell(fetch(url, {mode: 'no-cors'})), tell(frame.contentWindow.fetch(url, {mode: 'no-cors'})), inside]).then(done);
    """
    assert not [
        e
        for e in visit.driver.get_log("browser")
        if e["level"] in ("SEVERE", "WARNING")
    ], "until now"
    assert visit.driver.execute_async_script(tried, other) == ["stopped"] * 3
    assert asked == []
    assert visit.driver.get_log("browser"), "the browser tells of each"
    requests = [
        json.loads(e["message"])["message"]["params"]["request"]["url"]
        for e in visit.driver.get_log("performance")
        if json.loads(e["message"])["message"]["method"] == "Network.requestWillBeSent"
    ]
    assert {
        u
        for u in requests
        if u.startswith(("http", "ws")) and not u.startswith(visit.home)
    } <= {other}
    assert visit.asked
    assert all(path.startswith("/some/where/") for path in visit.asked)
