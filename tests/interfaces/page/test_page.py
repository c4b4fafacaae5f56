"""The page as text: whole, small, closed to the network, and deaf to what data might say to it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace

from engine.answer import Answer
from engine.output.report import report
from engine.output.report.payload import payload
from engine.world import ask


def data_of(html: str) -> dict[str, object]:
    found = re.search(
        r'<script type="application/octet-stream" id="data">(.*?)</script>', html, re.S
    )
    assert found
    data = json.loads(
        zlib.decompress(base64.b64decode(found[1]), wbits=-zlib.MAX_WBITS)
    )
    assert isinstance(data, dict)
    return data


def test_small_and_closed(seed: Answer, poland: Answer) -> None:
    for answer, most in ((seed, 500_000), (poland, 800_000)):
        html = report(answer)
        assert len(html.encode()) < most
        outside = re.findall(
            r"""(?:src|href|action|url)\s*[=(]\s*["']?(https?:)?//""",
            html.split('id="data"')[0],
        )
        assert not outside
        assert "default-src 'none'" in html
        assert not re.search(r"\$[a-z]+\b", html.split("<script")[0])
        cut = "Ways further off than the search went" in html
        assert cut == bool(answer.labels.truncated)


def test_data_cannot_break_out(july: Answer) -> None:
    scenario = july.scenario.model_copy(
        update={"title": "</script><script>alert(1)</script>$svg"}
    )
    setting = replace(july.setting, scenario=scenario)
    bad = replace(july, scenario=scenario, setting=setting)
    html = report(bad)
    assert html.count("<script") == 3
    assert data_of(html)["title"].startswith("</script><script>alert(1)</script>$svg")
    assert "<title>&lt;/script&gt;" in html


def test_the_policy_names_the_scripts(july: Answer) -> None:
    """What opens the data, and what runs once they are open."""
    html = report(july)
    scripts = re.findall(
        r"<script(?: type=\"text/plain\" id=\"code\")?>(.*?)</script>", html, re.S
    )
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in html


def test_the_page_carries_every_ground_and_no_reading_that_changes_nothing(
    seed: Answer,
) -> None:
    data = payload(seed)
    states = {s["id"]: s for s in data["states"]}
    for row in seed:
        if row.grounds:
            assert len(states[row.state]["grounds"]) == len(row.grounds)
    assert 0 < len(data["readings"]) < data["heard"] == len(seed.readings)


def test_an_asked_reading_opens_the_page(seed: Answer) -> None:
    assert data_of(report(seed.under("ren-xiao")))["asked"] == "ren-xiao"


def test_six_attacks_make_a_page() -> None:
    """They once ended in a traceback."""
    also = [
        "nepal>pakistan",
        "kenya>laos",
        "mali>turkey",
        "mexico>ukraine",
        "spain>mali",
        "brazil>russia",
    ]
    answer = ask(
        "yemen", by="oman", on="2026-01-01", isolated=True, rounds=1, also=also
    )
    assert {s for n in data_of(report(answer))["nodes"] for s in n["states"]} >= {
        "yemen",
        "oman",
        "brazil",
    }  # type: ignore[attr-defined]
