"""What questions answer otherwise than under another commit: both are asked, each by its own code and law."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import HOME

SAID = """
import json, sys
from tests.snapshot.answers import lines, questions
asked = questions()
names = [n for n in sys.argv[1:] if n in asked] or ([] if sys.argv[1:] else asked)
json.dump({n: "\\n".join(lines(asked[n]())) for n in names}, sys.stdout)
"""
"""Prints what a tree answers; it uses what the snapshot of every commit has."""


def difference(commit: str, named: Sequence[str] = ()) -> Iterable[str]:
    """Compare the answers of this tree with those of a commit.

    Args:
        commit: the commit, as Git names it.
        named: the questions; where there are none, all.

    Raises `subprocess.CalledProcessError` where Git knows no such commit.
    """
    with TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        there = Path(folder) / "tree"
        git("worktree", "add", "--quiet", "--detach", str(there), commit)
        try:
            before, after = pool.map(lambda tree: said(tree, named), (there, HOME))
        finally:
            git("worktree", "remove", "--force", str(there))
    for name in sorted({*before, *after}):
        old, new = (x.get(name, "").splitlines() for x in (before, after))
        yield from unified_diff(old, new, f"{commit}/{name}", name, lineterm="", n=1)


def said(tree: Path, named: Sequence[str]) -> dict[str, str]:
    """What the code and the law in a folder answer."""
    done = subprocess.run(
        [sys.executable, "-c", SAID, *named], cwd=tree, stdout=subprocess.PIPE
    )
    if done.returncode:
        sys.exit(f"the questions could not be asked in `{tree}`; see the lines above")
    found: dict[str, str] = json.loads(done.stdout)
    return found


def git(*words: str) -> None:
    """Run Git in this tree."""
    subprocess.run(["git", *words], cwd=HOME, check=True)
