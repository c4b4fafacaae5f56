"""The compiled corpus: believed only where nobody else can have written it, made anew in silence, and tidy."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import HOME
from treaties.loading import corpus as corpora
from treaties.loading import corpus_files as folders
from treaties.loading.corpus import KEPT, STALE, Compiled, cache_folder, load_corpus
from treaties.loading.corpus_files import fingerprint
from treaties.models.corpus import Corpus
from treaties.models.partial import Parts
from treaties.vocabulary.errors import CasusError

SMALL = """title = "Pact of nowhere"
parties = ["iceland", "ireland"]
signed = 1999-05-04
in_force = 2000-01-01
sources = ["vclt"]
"""
posix = pytest.mark.skipif(
    not hasattr(os, "geteuid"), reason="this system has no owners to compare"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of one treaty."""
    folder = tmp_path / "law"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "nowhere-1999.toml").write_text(SMALL, encoding="utf-8")
    (folder / "sources.toml").write_text(
        '[[sources]]\nid = "vclt"\ntitle = "Convention"\nkind = "text"\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("CASUS_CACHE", str(folder))
    return folder


def load(root: Path) -> Corpus:
    corpora._load.cache_clear()
    return load_corpus(root)


def test_the_shipped_law_stays_the_same_object_while_others_come_and_go(
    root: Path, cache: Path
) -> None:
    before = load_corpus()
    assert load(root) != before
    assert files(cache)
    assert load_corpus() is before


def kept(cache: Path) -> Path:
    (found,) = cache.glob("corpus-*.json")
    return found


def files(cache: Path) -> set[Path]:
    return set(cache.glob("corpus-*.json"))


def forged(cache: Path) -> bytes:
    """The kept file with another title in it, and a digest that is right."""
    path = kept(cache)
    key = path.stem.removeprefix("corpus-")
    content = (
        path.read_bytes()
        .partition(b"\n")[2]
        .replace(b"Pact of nowhere", b"Pact of deceit")
    )
    return Compiled(cache, key)._digest(content) + b"\n" + content


def test_it_is_used_and_belongs_to_the_user_alone(root: Path, cache: Path) -> None:
    load(root)
    path = kept(cache)
    assert not [p for p in cache.iterdir() if p != path]
    if hasattr(os, "geteuid"):
        assert stat.S_IMODE(cache.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(
        forged(cache)
    )  # the user's own doing: what is read is what is there
    assert load(root).treaties[0].title == "Pact of deceit"


@posix
@pytest.mark.parametrize("open_to", [0o020, 0o002, 0o022])
@pytest.mark.parametrize("where", ["file", "folder"])
def test_what_others_can_write_is_not_believed(
    root: Path, cache: Path, where: str, open_to: int
) -> None:
    load(root)
    kept(cache).write_bytes(forged(cache))
    target = kept(cache) if where == "file" else cache
    target.chmod(stat.S_IMODE(target.stat().st_mode) | open_to)
    assert load(root).treaties[0].title == "Pact of nowhere"


@posix
@pytest.mark.parametrize("where", [stat.S_ISDIR, stat.S_ISREG])
def test_what_belongs_to_another_is_not_believed(
    root: Path,
    cache: Path,
    where: Callable[[int], bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(root)
    kept(cache).write_bytes(forged(cache))
    real_stat, real_fstat = os.stat, os.fstat

    def another(real: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
        def told(*args: object, **more: object) -> os.stat_result:
            found = real(*args, **more)
            if not where(found.st_mode):
                return found
            return os.stat_result((*found[:4], found.st_uid + 1, *found[5:10]))

        return told

    with monkeypatch.context() as patched:
        patched.setattr("treaties.loading.corpus.os.stat", another(real_stat))
        patched.setattr("treaties.loading.corpus.os.fstat", another(real_fstat))
        held = Compiled(cache, kept(cache).stem.removeprefix("corpus-")).read()
    assert held is None


@posix
def test_a_link_is_not_followed(root: Path, cache: Path, tmp_path: Path) -> None:
    load(root)
    path, elsewhere = kept(cache), tmp_path / "elsewhere"
    elsewhere.write_bytes(forged(cache))
    path.unlink()
    path.symlink_to(elsewhere)
    assert load(root).treaties[0].title == "Pact of nowhere"
    assert not kept(cache).is_symlink()
    assert elsewhere.read_bytes()


BROKEN: dict[str, Callable[[Path, bytes], object]] = {
    "empty": lambda p, _: p.write_bytes(b""),
    "cut": lambda p, b: p.write_bytes(b[: len(b) // 2]),
    "longer": lambda p, b: p.write_bytes(b + b" "),
    "one bit": lambda p, b: p.write_bytes(b[:900] + bytes([b[900] ^ 1]) + b[901:]),
    "no digest": lambda p, b: p.write_bytes(b.partition(b"\n")[2]),
    "nulls": lambda p, b: p.write_bytes(b"\0" * len(b)),
    "not utf-8": lambda p, _: p.write_bytes(b"\xff" * 50),
    "nested": lambda p, _: p.write_bytes(b"[" * 100_000),
    "folder": lambda p, _: (p.unlink(), p.mkdir()),
    "fifo": lambda p, _: (p.unlink(), os.mkfifo(p)),
    "link to a device": lambda p, _: (p.unlink(), p.symlink_to("/dev/zero")),
    "link to itself": lambda p, _: (p.unlink(), p.symlink_to(p)),
    "link to nothing": lambda p, _: (p.unlink(), p.symlink_to(p.parent / "nothing")),
    "not readable": lambda p, _: p.chmod(0),
    "of other content": lambda p, _: Compiled(
        p.parent, p.stem.removeprefix("corpus-")
    ).write(b'{"hash": "x"}'),
    "nested with digest": lambda p, _: Compiled(
        p.parent, p.stem.removeprefix("corpus-")
    ).write(b"[" * 100_000),
    "of another law": lambda p, _: Compiled(
        p.parent, p.stem.removeprefix("corpus-")
    ).write(b'{"hash":"x","treaties":[]}'),
}


@posix
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_one_is_made_anew_in_silence(
    root: Path, cache: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before = load(root)
    path = kept(cache)
    whole = path.read_bytes()
    BROKEN[name](path, whole)
    assert load(root) == before
    assert kept(cache).read_bytes() == whole
    assert capfd.readouterr() == ("", "")


def test_leftovers_go(root: Path, cache: Path) -> None:
    cache.mkdir(mode=0o700)
    old, young, other = (
        cache / "corpus-a.part",
        cache / "corpus-b.part",
        cache / "corpus-c.json",
    )
    for path in (old, young, other):
        path.write_text("half")
    os.utime(old, (0, time.time() - STALE - 1))
    load(root)
    assert {p.name for p in cache.glob("corpus-*.part")} == {"corpus-b.part"}
    assert len(files(cache)) == 2


def test_the_oldest_compiled_corpora_go(root: Path, cache: Path) -> None:
    cache.mkdir(mode=0o700)
    for age in range(KEPT + 3):
        for name in (f"corpus-{age:02}.json", f"seen-{age:02}"):
            (cache / name).write_text("old")
            os.utime(cache / name, (0, time.time() - 10 * (age + 1)))
    load(root)
    assert len(files(cache)) == KEPT
    assert (cache / "corpus-00.json").exists()
    assert not (cache / f"corpus-{KEPT - 1:02}.json").exists()
    assert len([*cache.glob("seen-*")]) <= KEPT + 1


def test_a_file_where_the_folder_should_be_is_no_fault(root: Path, cache: Path) -> None:
    cache.write_text("no folder")
    assert load(root).treaties
    assert cache.read_text() == "no folder"


def test_other_code_is_another_key(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(root)
    before = files(cache)
    monkeypatch.setattr(folders, "READING", (root,))
    load(root)
    assert files(cache) > before


def test_two_versions_in_one_cache_each_read_their_own(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other wrote is never taken for one's own, whichever came last."""
    law = load(root)
    for reading in ((root,), folders.READING) * 2:
        monkeypatch.setattr(folders, "READING", reading)
        assert load(root) == law
        written = {path: path.read_bytes() for path in files(cache)}
        assert load(root) == law
        assert {path: path.read_bytes() for path in files(cache)} == written
    assert len(written) == 2


@posix
def test_a_user_without_a_home_has_no_cache_and_every_answer(tmp_path: Path) -> None:
    code = (
        "import pwd\n"
        "def nobody(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = nobody\n"
        "from treaties.loading.corpus import cache_folder\n"
        "from treaties.loading.corpus import load_corpus\n"
        "print(cache_folder(), len(load_corpus().treaties) > 100)"
    )
    env = {
        k: v
        for k, v in os.environ.items()
        if k not in ("HOME", "XDG_CACHE_HOME", "CASUS_CACHE")
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env | {"PYTHONPATH": str(HOME)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("None True\n", "")


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as rested however young they are; the clock of these tests ticks finely enough."""
    monkeypatch.setattr(folders, "CALM", -60.0)


@posix
@pytest.mark.usefixtures("calm")
def test_files_that_nobody_touched_are_not_read_again(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load(root)
    (note,) = cache.glob("seen-*")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    monkeypatch.setattr(
        corpora, "corpus_contents", lambda _: pytest.fail("the files were read")
    )
    assert load(root) == before


def _with(path: Path, text: str) -> None:
    """Another content of the same length, and the old times."""
    held = path.stat()
    assert len(path.read_bytes()) == len(text.encode())
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))


TOUCHED: dict[str, Callable[[Path, Path], object]] = {
    "written, and its time set back": lambda p, _: _with(
        p, SMALL.replace("nowhere", "nothing")
    ),
    "another in its place": lambda p, _: os.replace(
        _copied(p, SMALL.replace("nowhere", "nothing")), p
    ),
    "renamed": lambda p, _: p.rename(p.with_name("elsewhere-1999.toml")),
    "one more": lambda p, _: p.with_name("second-1999.toml").write_text(
        SMALL, encoding="utf-8"
    ),
    "one more in a new folder": lambda _, r: (
        (r / "readings").mkdir(),
        (r / "readings" / "x.toml").write_text(
            'who = "X"\nname = "X"\nkind = "scholar"\ngist = "Says that it is so."\nsources = ["vclt"]\n'
        ),
    ),
}


def _copied(path: Path, text: str) -> Path:
    other = path.with_name("other.part")
    other.write_text(text, encoding="utf-8")
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    return other


@posix
@pytest.mark.usefixtures("calm", "cache")
@pytest.mark.parametrize("how", TOUCHED)
def test_any_change_of_the_files_is_seen(root: Path, how: str) -> None:
    before = load(root)
    TOUCHED[how](root / "data" / "nowhere-1999.toml", root)
    after = load(root)
    assert after.hash != before.hash
    assert after == corpora.load_corpus(root, cache=False)


@posix
@pytest.mark.usefixtures("cache")
def test_a_file_that_was_just_written_has_no_fingerprint(root: Path) -> None:
    assert not fingerprint(root)
    assert load(root).treaties


@posix
@pytest.mark.usefixtures("calm")
def test_what_was_noted_is_believed_only_of_the_users_own(
    root: Path, cache: Path
) -> None:
    load(root)
    (note,) = cache.glob("seen-*")
    Compiled(cache, fingerprint(root), name=note.name).write(
        b"0123456789abcdef " + b"0" * 64
    )
    assert load(root).treaties[0].title == "Pact of nowhere"
    note.write_bytes(b"x" * 200)
    assert load(root).treaties[0].title == "Pact of nowhere"


def test_parts_are_read_when_they_are_asked_for(root: Path) -> None:
    whole = corpora.load_corpus(root, cache=False)
    parts = Parts.of(Parts.written(whole))
    assert parts is not None
    for name in parts.names:
        unread = Corpus.unread(parts)
        assert name not in vars(unread)
        assert getattr(unread, name) == getattr(whole, name)
        assert getattr(unread, name) is getattr(unread, name)
        assert set(vars(unread)) - {"base", "changes", "files", "taken_away"} == {name}
    assert Corpus.unread(parts) == whole
    assert Corpus.unread(parts).model_dump() == whole.model_dump()
    assert json.loads(Corpus.unread(parts).model_dump_json()) == json.loads(
        whole.model_dump_json()
    )
    assert Corpus.unread(parts).without("nowhere-1999") == whole.without("nowhere-1999")
    with pytest.raises(AttributeError, match="nonsense"):
        _ = Corpus.unread(parts).nonsense  # type: ignore[attr-defined]


def test_the_shipped_law_says_in_parts_what_its_files_say(law: Corpus) -> None:
    parts = Parts.of(Parts.written(law.whole()))
    assert parts is not None
    assert Corpus.unread(parts) == law


def test_a_part_of_another_kind_is_one_line() -> None:
    parts = Parts.of(b'["hash", "treaties"]\n"x"\n[{"id": 3}]')
    assert parts is not None
    with pytest.raises(CasusError, match="no `treaties` that can be read; delete it"):
        _ = Corpus.unread(parts).treaties


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASUS_CACHE", "")
    assert cache_folder() is None
    monkeypatch.delenv("CASUS_CACHE")
    monkeypatch.setenv(
        "LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", str(tmp_path)
    )
    assert cache_folder() == tmp_path / "casus"


@posix
@pytest.mark.parametrize("name", ["XDG_CACHE_HOME", "HOME"])
def test_a_place_that_is_no_absolute_path_is_passed_over(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for key in ("CASUS_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(name, "relative")
    assert cache_folder() == (None if name == "HOME" else tmp_path / ".cache" / "casus")
