"""A headless browser where there is one, and the page that it opens."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.answer import Answer

SCRIPT = 120
"""Seconds that a script in the page may take: axe on a long page, on a slow machine."""


@pytest.fixture(scope="session")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """A headless Chromium of a given size; skipped, saying why, where there is none."""
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason="selenium is not installed (extra `dev`)"
    )
    chromium = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip(
            "no Chromium here: on Debian, apt-get install chromium chromium-driver"
        )
    running = []

    def start(width: int = 1300, height: int = 900, *, dark: bool = False) -> Any:
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        profile = tmp_path_factory.mktemp("profile")
        for word in (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--force-prefers-reduced-motion",
            "--disable-sync",
            "--no-first-run",
            # Whatever asks for a name or an address outside this machine fails, and says so in the log.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
        ):
            options.add_argument(word)
        if dark:
            options.add_argument("--blink-settings=preferredColorScheme=0")
        options.set_capability(
            "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"}
        )
        found = webdriver.Chrome(
            options=options, service=webdriver.ChromeService(driver)
        )
        running.append(found)
        found.set_script_timeout(SCRIPT)
        found.get = opened(found.get, found.execute_script)
        if width < 500:
            phone = {
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": True,
            }
            found.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
        return found

    yield start
    for found in running:
        found.quit()


def opened(
    get: Callable[[str], None], run: Callable[[str], Any]
) -> Callable[[str], None]:
    """A driver's `get` that waits until the data of an answer's page are open and its table is filled."""
    known = "return !document.getElementById('code') || document.getElementById('list').childElementCount > 0"

    def got(address: str) -> None:
        get(address)
        end = time.monotonic() + SCRIPT
        while not run(known):
            assert time.monotonic() < end, address
            time.sleep(0.02)

    return got


@pytest.fixture(scope="session")
def page(seed: Answer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed.save(tmp_path_factory.mktemp("page") / "report.html")


def faults_of_axe(driver: Any, what: str = "document") -> list[tuple[str, str]]:
    """What axe finds serious or critical in the page or a part of it: the rule and where."""
    axe = pytest.importorskip(
        "axe_core_python", reason="axe-core-python is not installed (extra `dev`)"
    )
    driver.execute_script(
        (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    )
    run = f"axe.run({what}, {{resultTypes: ['violations']}}).then(arguments[0])"
    found = driver.execute_async_script(run)["violations"]
    return [
        (v["id"], v["nodes"][0]["html"][:160])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
