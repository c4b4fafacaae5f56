"""Building the site: sources gathered and generated in one folder, then Sphinx with every warning an error."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from casus_docs import (
    answer_page,
    answer_pages,
    asking_page,
    case_pages,
    changes_page,
    codebook_page,
    command_pages,
    data_pages,
    hot_spot_page,
    indexes,
    mistake_page,
    notebook_pages,
    pair_pages,
    python_pages,
    reading_pages,
    search_weights,
    state_pages,
    treaty_pages,
    treaty_picture,
)
from casus_docs.shell import COLUMNS
from casus_docs.stage import HOME, stage
from engine.interfaces.site import site_build
from engine.interfaces.site.site_build import put_in_place
from engine.world import World, shipped
from treaties.vocabulary.errors import CasusError

CONFIG = HOME / "docs"
MARK = ".buildinfo"
"""What Sphinx leaves in a folder that it built."""


WITHOUT = "--without-map"
"""The option that leaves out the map, whose parts come by npm and pip."""


def main(args: list[str]) -> int:
    """Build into the folder named, `build/docs` where none is; returns the exit status."""
    named = [a for a in args if a != WITHOUT]
    target = Path(named[0]) if named else HOME / "build" / "docs"
    begun = time.monotonic()
    with_map = WITHOUT not in args and all(map(shutil.which, ("npm", "node")))
    if not with_map:
        print("casus: the site is built without its map", file=sys.stderr)
    try:
        status = build(target, with_map=with_map)
    except CasusError as error:
        print(f"casus: {error}", file=sys.stderr)
        return 1
    if status == 0:
        count = sum(1 for _ in target.rglob("*.html"))
        print(
            f"{count} pages in {time.monotonic() - begun:.0f} s: open {target / 'index.html'}",
            file=sys.stderr,
        )
    return status


def build(target: Path, *, with_map: bool = False) -> int:
    """Gather, generate and render, whole or not at all; the exit status of Sphinx.

    Args:
        target: where the site goes.
        with_map: build the map that answers any question too, which needs npm and Node.js.

    Raises `CasusError` for a folder that holds anything else, which would be emptied.
    """
    from sphinx.cmd.build import build_main

    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise CasusError(
            f"`{target}` holds what no build of this site made",
            remedy="name an empty or a new folder",
        )
    # the width and the look of everything that a page shows from the command line
    os.environ |= {"COLUMNS": str(COLUMNS), "NO_COLOR": "1"}
    source, work = (
        target.parent / f"{target.name}{end}" for end in ("-source", ".part")
    )
    for folder in (source, work):
        shutil.rmtree(folder, ignore_errors=True)
    source.mkdir(parents=True)
    stage(source)
    data_pages.write_schemas(source)
    made = generated(shipped())
    write(source, {p: c for p, c in made.items() if p.endswith(".md")})
    scorer = search_weights.write(shipped().corpus, source / "scorer.js")
    jobs = str(min(4, os.cpu_count() or 1))
    options = ["-q", "-W", "--keep-going", "-E", "-j", jobs, "-b", "html"]
    places = [
        "-c",
        str(CONFIG),
        "-d",
        str(source / ".doctrees"),
        "-D",
        f"html_search_scorer={scorer}",
    ]
    status = build_main([*options, *places, str(source), str(work)])
    if status == 0:
        for path in work.rglob("*.html"):
            path.write_text(
                squeezed(path.read_text(encoding="utf-8")), encoding="utf-8"
            )
        for path in work.rglob("*.map"):  # of the theme's scripts, for who writes them
            path.unlink()
        write(work, {p: c for p, c in made.items() if not p.endswith(".md")})
        if with_map:
            site_build.build(work / "map", pages="../")
        put_in_place(work, target)
    return status


NEEDLESS = (
    (r"\n\s+", r"\n"),
    (r'<span class="(?:pre|std std-ref)">(.*?)</span>', r"\1"),
    (r'class="docutils literal notranslate"', 'class="literal"'),
    (r' class="reference internal"', ' class="reference"'),
    (r' class="field-(?:odd|even)"| title="Link to this heading"', ""),
    (r'<span class="colon">:</span>', ":"),
    (
        r'<!-- Generated with .*? -->\n|(?<=>)<meta name="viewport" content="width=device-width, initial-scale=1" />',
        "",
    ),
    (r'<div class="right-details">\s*</div>\n?', ""),
    (
        r'<symbol id="svg-(?:sun|moon|sun-with-moon|moon-with-sun)"(?s:.*?)</symbol>\n?',
        "",
    ),
    (
        r'<div class="theme-toggle-container[^>]*>\s*<button(?s:.*?)</button>\s*</div>\n?',
        "",
    ),
    (r'<a href="#" class="back-to-top(?s:.*?)</a>\n?', ""),
    (r'<input type="hidden" name="(?:check_keywords|area)" value="\w+">\n?', ""),
    (
        r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">',
        '<svg viewBox="0 0 24 24">',
    ),
    (r"<(dd|li)><p>((?:(?!</?p>).)*)</p>\n?</\1>", r"<\1>\2</\1>"),
    (r' type="text/css"', ""),
    (
        r'(<summary>(?:(?!</summary>).)*?)<a class="headerlink" href="#[^"]*">¶</a>',
        r"\1",
    ),
    (r'([\w-]+)\.html#(?:treaty|state|case|reading)-\1(?=")', r"\1.html"),
    (r'<div class="related-pages">\s*</div>\n', ""),
    (r'(?<!<li class="toctree-l1"><a) class="reference(?: external)?"', ""),
)
"""Markup of the theme and of Sphinx that no style here looks at, a fifth of what the pages weigh, and what it is written as."""


SIGN = r'<symbol id="(svg-arrow-right)".*?</symbol>\n?'
"""A sign that only some pages use."""


def squeezed(html: str) -> str:
    """Remove the markup that nothing needs from a page; preformatted text stays unchanged.

    >>> squeezed('<ul>\\n  <li>a <span class="pre">b</span></li>\\n\\n</ul><pre>\\n  c</pre>\\n ')
    '<ul>\\n<li>a b</li>\\n</ul><pre>\\n  c</pre>\\n'
    """
    parts = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    for pattern, instead in NEEDLESS:
        parts[::2] = [re.sub(pattern, instead, part) for part in parts[::2]]
    return re.sub(SIGN, lambda sign: sign[0] * (f"#{sign[1]}" in html), "".join(parts))


def generated(world: World) -> dict[str, str | bytes]:
    """Every generated page by its place."""
    return {
        **reference(),
        **corpus(world),
        **hot_spot_page.pages(world),
        **pair_pages.pages(world.corpus),
        **changes_page.pages(world.corpus),
        **answer_pages.pages(world),
        **asking_page.pages(world),
        **codebook_page.pages(),
        **mistake_page.pages(world.corpus),
        **notebook_pages.pages(),
        **data_pages.pages(world.corpus),
    }


def reference() -> dict[str, str]:
    """The pages made from commands and docstrings."""
    found = command_pages.commands()
    out = {
        f"reference/commands/{p.replace(' ', '-')}.md": command_pages.command_page(
            p, page
        )
        for p, page in found.items()
        if page
    }
    out["reference/commands.md"] = command_pages.index_page(found)
    packages = python_pages.packages(python_pages.modules())
    for package, held in packages.items():
        out[f"reference/python/{package}.md"] = python_pages.package_page(package, held)
    order = sorted(
        packages,
        key=lambda p: (
            list(python_pages.GROUPS).index(p) if p in python_pages.GROUPS else 99,
            p,
        ),
    )
    out["reference/modules.md"] = python_pages.index_page(order)
    out["reference/names.md"] = python_pages.names_page(
        [m for held in packages.values() for m in held]
    )
    return out


def corpus(world: World) -> dict[str, str]:
    """The pages of the corpus browser."""
    law = world.corpus
    solved = case_pages.answers(world)
    changed = reading_pages.turns(case_pages.questions(world, solved))
    out = {
        f"corpus/treaties/{t.id}.md": treaty_pages.treaty_page(law, t)
        for t in law.treaties
    }
    out |= {
        f"corpus/states/{s.id}.md": state_pages.state_page(law, s) for s in law.states
    }
    out |= {
        f"corpus/readings/{r.id}.md": reading_pages.reading_page(
            law, r, changed.get(r.id, [])
        )
        for r in law.readings
    }
    out |= {
        f"corpus/cases/{c.id}.md": case_pages.case_page(law, c, solved[c.id])
        for c in law.cases
    }
    for t in law.treaties:
        out |= treaty_picture.files(law, t)
    for s in law.states:
        out |= state_pages.files(law, s)
    for r in law.readings:
        out |= reading_pages.files(r, changed.get(r.id, []))
    for c in law.cases:
        out |= answer_page.files("corpus/cases", c.id, solved[c.id])
    out["corpus/treaties.md"] = indexes.treaties(law)
    out["corpus/states.md"] = indexes.states(law)
    out["corpus/readings.md"] = indexes.readings(law, changed)
    out["corpus/cases.md"] = indexes.cases(law)
    return out


def write(folder: Path, pages: Mapping[str, str | bytes]) -> None:
    """Write pages, or files beside them, into a folder."""
    for place, content in pages.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        held = content.encode() if isinstance(content, str) else content
        path.write_bytes(held)
