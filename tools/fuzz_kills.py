"""What is killed while it writes, for `fuzz.py`: how it is run, killed at a drawn moment, and held to what it left.

Nothing half-written may bear a final name: there is nothing, or what was there before, or the whole. And what is run
again after that ends as if nobody had killed it, with the same files and no other ones beside them.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

HOME = Path(__file__).resolve().parent.parent
STATES = (
    "serbia",
    "austria-hungary",
    "germany",
    "russia",
    "france",
    "belgium",
    "united-kingdom",
    "japan",
)
SWEEP = (
    "scan",
    "--since",
    "1914-06-01",
    "--until",
    "1914-08-31",
    "--quiet",
    "--parts",
    "parts",
)
QUESTION = ("Serbia", "--by", "Austria-Hungary", "--on", "1914-07-28", "--rounds", "1")
CALLS = 12
"""How many calls of a function a process may live on after it has touched a file, at most."""
TOUCHING = """
import atexit, os, signal, sys
from pathlib import Path
log, at, calls = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
del sys.argv[1:4]
own, room, touched = os.getpid(), os.getcwd(), []
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect")

def dies(*_):
    global calls
    calls -= 1
    if calls < 0:
        os.kill(own, signal.SIGKILL)

def touches(event, args):
    if event not in CHANGES and not (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)):
        return
    path = str(args[0])
    if os.getpid() == own and (not path.startswith("/") or path.startswith(room)):
        touched.append(f"{event} {os.path.relpath(path, room)}")
        if len(touched) == at:
            dies()
            sys.setprofile(dies)

sys.addaudithook(touches)
atexit.register(lambda: Path(log).write_text("\\n".join(touched)))
"""
"""Has a process note where it changes files below its folder, and die so many calls after one of these places."""
VERB = """
from cli import main
main()
"""
DATASET = """
from engine.export.dataset import dataset
from treaties.loading.corpus import load_corpus
law = load_corpus()
dataset(law.model_copy(update={"treaties": tuple(t for t in law.treaties if t.signed.year < 1850)}), sys.argv[1])
"""
"""The verb but for its law, of which some treaties are left."""
SITE = """
from types import SimpleNamespace
from engine.interfaces.site import site_build as b

def compiled(python, wheels):
    (python / b.CODE).write_text("code")
    (python / b.MEMORY).write_text("memory")

b.fetch = lambda store: SimpleNamespace(wheels=(), unpack=lambda to: (to / "python.js").write_text("new"))
b.pack, b.compile_wheels = (lambda to: to / "x.whl"), compiled
b.build(Path(sys.argv[1]))
"""
"""A site; what is fetched, and the code that is compiled of it, are a few words each."""
DOCS = """
sys.path[:0] = [os.environ["CASUS_HOME"] + "/docs"]
from casus_docs import build as b

b.stage = lambda to: (to / "index.md").write_text("# Small\\n\\n```{toctree}\\none\\ntwo\\n```\\n")
b.data_pages.write_schemas = lambda to: None
b.generated = lambda world: {f"{name}.md": f"# {name}\\n\\n" + "Words. " * 500 for name in ("one", "two")}
sys.exit(b.build(Path(sys.argv[1])))
"""
"""The documentation, of three pages, which Sphinx renders."""


@dataclass(frozen=True)
class Writer:
    """Something that writes files: its code, its arguments, the names it gives in the end, and that of the last.

    Where one of several files is the last, the others may be of two runs as long as it is not there.
    """

    code: str
    args: tuple[str, ...]
    names: tuple[str, ...]
    last: str = ""


def _sweep(name: str, *more: str, law: bool = True) -> Writer:
    among = tuple(word for state in STATES for word in ("--among", state))
    names = (name, f"{name}-law.json") if law else (name,)
    return Writer(
        VERB, (*SWEEP, *among, "-o", name, *more), names, names[-1] if law else ""
    )


WRITERS = {
    "scan into CSV": _sweep("rows.csv"),
    "scan into CSV, two processes": _sweep("rows.csv", "-j", "2"),
    "scan into SQLite": _sweep("rows.sqlite", law=False),
    "scan into SQLite, two processes": _sweep("rows.sqlite", "-j", "2", law=False),
    "scan into JSON lines": _sweep("rows.jsonl"),
    "dataset": Writer(DATASET, ("law",), ("law",), "law/datapackage.json"),
    "site": Writer(SITE, ("site",), ("site",)),
    "docs": Writer(DOCS, ("docs",), ("docs",)),
    "draw": Writer(VERB, ("draw", *QUESTION, "-o", "x.svg"), ("x.svg",)),
    "report": Writer(VERB, ("report", *QUESTION, "-o", "x.html"), ("x.html",)),
    "timeline": Writer(VERB, ("timeline", "Serbia", "-o", "x.svg"), ("x.svg",)),
    "export": Writer(VERB, ("export", *QUESTION, "-o", "x.json"), ("x.json",)),
}
WHOLE = {
    "dataset of the whole law": Writer(
        VERB, ("dataset", "-o", "law"), ("law",), "law/datapackage.json"
    ),
    "site with its parts": Writer(
        SITE.partition("def compiled")[0] + SITE.splitlines()[-1], ("site",), ("site",)
    ),
}
"""What takes long, and is drawn for one kill in twelve."""
Tree = dict[str, str]


@dataclass(frozen=True)
class Undisturbed:
    """What comes of a writer that nobody kills: its files, all names beside them, its seconds, where it touches files."""

    tree: Tree
    beside: frozenset[str]
    took: float
    touches: tuple[str, ...]


def tree(folder: Path, names: tuple[str, ...]) -> Tree:
    """The content of every file with such a name, or in a folder that has one, by its path."""
    tops = [folder / name for name in names]
    files = [p for top in tops for p in (top, *sorted(top.rglob("*"))) if p.is_file()]
    return {p.relative_to(folder).as_posix(): _content(p) for p in files}


def _content(path: Path) -> str:
    if path.suffix == ".sqlite":
        with (
            contextlib.suppress(sqlite3.DatabaseError),
            contextlib.closing(sqlite3.connect(path)) as link,
        ):
            return "\n".join(link.iterdump())
    return path.read_bytes().decode("latin-1")


def _line(writer: Writer, log: Path, at: int, calls: int) -> list[str]:
    return [
        sys.executable,
        "-c",
        TOUCHING + writer.code,
        str(log),
        str(at),
        str(calls),
        *writer.args,
    ]


@contextlib.contextmanager
def _started(
    writer: Writer, folder: Path, at: int = 0, calls: int = 0
) -> Iterator[subprocess.Popen[str]]:
    """A run of it in a folder; in the end nothing of it is left running."""
    environment = os.environ | {
        "PYTHONPATH": str(HOME),
        "CASUS_HOME": str(HOME),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    log = folder.with_name(f"{folder.name}.log")
    streams = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.PIPE,
        "text": True,
        "start_new_session": True,
    }
    with subprocess.Popen(
        _line(writer, log, at, calls), cwd=folder, env=environment, **streams
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def undisturbed(writer: Writer, folder: Path) -> Undisturbed:
    """Run it in an empty folder to its end."""
    began = monotonic()
    _ends(writer, folder)
    took = monotonic() - began
    touches = tuple(
        folder.with_name(f"{folder.name}.log").read_text(encoding="utf-8").splitlines()
    )
    return Undisturbed(
        tree(folder, writer.names), frozenset(os.listdir(folder)), took, touches
    )


def _ends(writer: Writer, folder: Path) -> None:
    with _started(writer, folder) as process:
        _, said = process.communicate()
    assert process.returncode == 0, f"exit {process.returncode}: {said[-300:]}"


def killed(
    writer: Writer,
    folder: Path,
    *,
    after: float | None = None,
    at: int = 0,
    calls: int = 0,
) -> bool:
    """Run it and kill it, with all of its processes; whether it was still running.

    Args:
        writer: what is run.
        folder: where.
        after: seconds after which it is killed.
        at: or the place, counted from one, at which it touches a file and is killed,
        calls: so many calls of functions later.
    """
    with _started(writer, folder, at, calls) as process:
        try:
            process.wait(
                timeout=after
            )  # its workers may live on, and hold its streams open
        except subprocess.TimeoutExpired:
            return True
    return process.returncode == -signal.SIGKILL


def before(writer: Writer, whole: Tree, folder: Path) -> Tree:
    """Write what an earlier run may have left, unlike the whole in every file; a folder has one file more."""
    for name in whole:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"old {name}", encoding="utf-8")
    if not writer.last and (folder / writer.names[0]).is_dir():
        (folder / writer.names[0] / "gone").write_text("old", encoding="utf-8")
    return tree(folder, writer.names)


def hold(writer: Writer, left: Tree, old: Tree, whole: Tree) -> None:
    """Raise `AssertionError` where what is left under final names is not nothing, what was there, or the whole."""
    if left in (old, whole, {}):  # a folder takes its name when the old one has lost it
        return
    half = [
        name
        for name, content in left.items()
        if content not in (old.get(name), whole.get(name))
    ]
    assert not half, f"half-written: {half}"
    assert writer.last, (
        f"of two runs, or not all: {len(left)} files, {len(old)} before, {len(whole)} in the whole"
    )
    assert writer.last not in left, f"`{writer.last}` beside files of another run"


class Killer:
    """Kills writers at drawn moments in a folder; each was run undisturbed before, once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._whole: dict[str, Undisturbed] = {}
        self.kills = 0

    def whole(self, name: str) -> Undisturbed:
        """What comes of a writer that nobody kills."""
        if name not in self._whole:
            self._whole[name] = undisturbed((WRITERS | WHOLE)[name], self._room())
        return self._whole[name]

    def try_one(self, r: random.Random, name: str = "") -> None:
        """Kill a writer up to three times, then let it end."""
        name = name or r.choice(tuple(WHOLE if r.random() < 1 / 12 else WRITERS))
        writer, whole, room = (WRITERS | WHOLE)[name], self.whole(name), self._room()
        old = before(writer, whole.tree, room) if r.random() < 0.5 else {}
        told = [f"{name}, {'over an old one' if old else 'anew'}"]
        try:
            for _ in range(r.choice((1, 1, 2, 3))):
                told.append(self._kills(r, writer, whole, room))
                hold(writer, left := tree(room, writer.names), old, whole.tree)
                old = left
            _ends(writer, room)
            assert tree(room, writer.names) == whole.tree, "another result"
            beside = set(os.listdir(room)) - whole.beside
            assert not beside, f"left behind: {sorted(beside)}"
        except AssertionError as error:
            raise AssertionError(f"{'; '.join(told)}: {error}") from None
        finally:
            shutil.rmtree(room)

    def _kills(
        self, r: random.Random, writer: Writer, whole: Undisturbed, room: Path
    ) -> str:
        """Kill it once, by the clock or where it touches a file; a run that ended before that is begun again."""
        while True:
            if r.random() < 0.5:
                moment = {"after": r.uniform(0.1, 1.0) * whole.took}
            else:
                moment = {
                    "at": r.randrange(len(whole.touches)) + 1,
                    "calls": r.choice((0, r.randrange(CALLS))),
                }
            if killed(writer, room, **moment):
                self.kills += 1
                return f"killed by {moment}"

    def _room(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.folder))
