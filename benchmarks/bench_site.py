"""The static site as a visitor feels it: bytes, time until Python is ready, time until an answer shows.

    python benchmarks/bench_site.py [FOLDER] [--runs 3]

Builds the site (or takes a built one), serves it on this machine, and opens it in a fresh headless Chromium each run, so
nothing is kept from the run before; the network costs nothing. Needs npm, Chromium and its driver, and selenium. The
same questions are timed in this Python beside it.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

QUESTIONS = (
    "If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?",
    "If Serbia is attacked by Austria-Hungary on 1914-07-28, who is drawn in?",
    "If Poland is attacked by Germany on 1939-09-01, who is drawn in?",
)
ASK = """
const [question, done] = arguments, start = performance.now();
ask(new URLSearchParams({ victim: question }).toString(), "", false).then(() => { frame.addEventListener("load", () => done(performance.now() - start), { once: true }); });
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def visit(home: str) -> list[float]:
    """Milliseconds until ready, then for each question."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as profile:
        for word in (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={profile}",
        ):
            options.add_argument(word)
        driver = webdriver.Chrome(
            options=options,
            service=webdriver.ChromeService(shutil.which("chromedriver")),
        )
        driver.set_script_timeout(300)
        try:
            driver.get(home)
            while not driver.execute_script("return clock.ready"):
                time.sleep(0.02)
            ready = driver.execute_script("return clock.ready")
            return [ready, *(driver.execute_async_script(ASK, q) for q in QUESTIONS)]
        finally:
            driver.quit()


def main(folder: Path, runs: int) -> None:
    """Print sizes, then the fastest of the runs beside this Python's."""
    from engine.output.report import report
    from engine.world import ask

    sizes = {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    packed = sum(len(gzip.compress(b, 6)) for b in sizes.values())
    print(
        f"{len(sizes)} files, {sum(map(len, sizes.values())) / 1e6:.1f} MB, {packed / 1e6:.1f} MB as a host that compresses sends it"
    )
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = [visit(f"http://127.0.0.1:{server.server_port}/") for _ in range(runs)]
    best = [min(column) / 1000 for column in zip(*found, strict=True)]
    print(f"ready after {best[0]:.1f} s (fastest of {runs}, as all below)")
    for question, there in zip(QUESTIONS, best[1:], strict=True):
        took = []
        for _ in range(runs + 1):
            start = time.perf_counter()
            report(ask(question))
            took.append(time.perf_counter() - start)
        print(
            f"{there:6.2f} s in the browser, {min(took[1:]):5.2f} s in this Python: {question}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, help="a built site")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    if given.folder:
        main(given.folder, given.runs)
    else:
        from engine.interfaces.site.site_build import build

        with tempfile.TemporaryDirectory() as place:
            main(build(Path(place) / "site").folder, given.runs)
