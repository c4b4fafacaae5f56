"""Files that somebody brings: only regular ones, only to a limit, each fault one short line with its place."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.analysis.probability.priors import Priors
from engine.catalogue.catalogue import check
from tests.support.command import casus
from tests.support.each import each
from treaties.loading.assembly import load_own, load_scenario, load_treaty
from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import corpus_contents
from treaties.loading.toml_lines import line_of, too_deep
from treaties.models.reading import Reading
from treaties.outside import tables
from treaties.outside.tables import identify, read_table
from treaties.support.limits import FILE, FOLDER, LINE, LISTED, NESTED, TABLE
from treaties.vocabulary.errors import CasusError, DataError, Problem, UnknownName

LAW = load_corpus()
READERS: dict[str, Callable[[Path], object]] = {
    "treaty": lambda p: load_treaty(p, LAW),
    "scenario": lambda p: load_scenario(p, LAW),
    "reading": lambda p: load_own([p], Reading, LAW),
    "check": lambda p: check([p]),
    "priors": lambda p: Priors.of(file=p),
    "table": read_table,
    "kind of table": identify,
}
reads = pytest.mark.parametrize("read", READERS.values(), ids=READERS)
posix = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="this system has no such files"
)


def fault(read: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(CasusError) as caught:
        read(path)
    return str(caught.value)


@posix
@reads
def test_no_special_file_is_read(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    fifo, link = tmp_path / "fifo.toml", tmp_path / "link.toml"
    os.mkfifo(fifo)
    link.symlink_to(fifo)
    for path in (fifo, link, Path("/dev/zero"), Path("/dev/null")):
        assert "is not a regular file" in fault(read, path)
    if read is not READERS["check"]:  # which takes a folder for the files in it
        assert "is a folder" in fault(read, tmp_path)
    assert "no such file or directory" in fault(read, tmp_path / "none.toml")
    assert "null character" in fault(read, tmp_path / "a\0b.toml")


@posix
def test_a_special_file_in_a_corpus_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data" / "x-1999.toml")
    assert (
        fault(load_corpus, tmp_path)
        == "data/x-1999.toml:1: file: is not a regular file"
    )


@reads
def test_size_is_bounded_while_reading(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "large-1999.toml"
    with path.open("wb") as out:
        out.truncate(TABLE + 1)  # a hole: it costs no disk
    assert "is larger than" in fault(read, path)


def test_a_bomb_is_unpacked_to_the_limit_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "TABLE", FILE)
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb") as out:
        for _ in range(8):
            out.write(b"1,2\n" * (FILE // 4))
    assert path.stat().st_size < FILE
    assert "unpacked it is larger than 1 MiB" in fault(read_table, path)


DEEPLY = {
    "brackets": "x = " + "[" * 600,
    "closed brackets": "x = " + "[" * 600 + "]" * 600,
    "inline tables": "x = " + "{a = " * 400 + "1" + "}" * 400,
    "dotted keys": ".".join("a" * 50_000) + " = 1",
    "a dotted header": "[" + ".".join("a" * 50_000) + "]",
    "half a megabyte": "x = " + "[" * 500_000,
}


@each("kind", DEEPLY)
@each("name", ["treaty", "scenario", "check", "priors"])
def test_deep_nesting_is_one_line(kind: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "deep-1999.toml"
    path.write_text("# a comment [[[\n\n" + DEEPLY[kind], encoding="utf-8")
    assert (
        fault(READERS[name], path)
        == f"{path}:3: syntax: nested deeper than {NESTED} levels"
    )


def test_brackets_in_texts_and_comments_are_no_nesting() -> None:
    deep = "[" * 99
    for text in (
        f"a = '{deep}'",
        f'a = "{deep}"',
        f'a = """\n{deep}\n"""',
        f"a = '''\n{deep}'''",
        f"# {deep}",
        "a = '" + "x." * 99 + "'",
    ):
        assert too_deep(text) is None
    assert too_deep(f'a = """\n\n"""\nb = {deep}') == 4
    assert too_deep('a = "' + '\\"' * 300_000 + deep) is None


def test_a_number_of_many_digits_is_told_at_its_line_to_who_wrote_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "many-1999.toml"
    path.write_text(f"[atop]\nids = [\n  {'9' * 5000}]\n", encoding="utf-8")
    said = fault(READERS["treaty"], path)
    assert said.endswith(
        "many-1999.toml:3: syntax: a number has more than 4,300 digits"
    )


NUMBERS = ["9" * 5000, "1e99999", "-" + "9" * 900_000, "0x" + "f" * 9000]


@each("number", NUMBERS)
@each("name", ["treaty", "scenario", "check", "priors"])
def test_a_number_of_many_digits_is_a_fault(
    name: str, number: str, tmp_path: Path
) -> None:
    path = tmp_path / "many-1999.toml"
    path.write_text(f"[priors]\nx = {number}\n", encoding="utf-8")
    for line in fault(READERS[name], path).splitlines():
        assert len(line) <= LINE


@pytest.mark.parametrize(
    "sign",
    ["\\u001b[2J", "\\u0000", "\\u0085", "\\u202e", "\\u007f", "\\u200b", "\\ufeff"],
)
def test_control_characters_in_a_file_of_law_are_a_fault(
    sign: str, tmp_path: Path
) -> None:
    path = tmp_path / "x-1999.toml"
    path.write_text(f'title = "Pact{sign}"\n', encoding="utf-8")
    said = fault(READERS["treaty"], path)
    assert ":1: title: holds the control character `\\" in said
    assert said.isprintable()


def test_messages_show_control_characters_and_are_cut() -> None:
    for error in (
        CasusError("`" + "x" * 700_000 + "` is \x1b[31m bad", remedy="y" * 999),
        UnknownName("state", "\u202e\x00" * 9999, ["poland"]),
        DataError([Problem("f" * 999, 1, "p" * 999, "m" * 700_000)]),
    ):
        assert str(error).isprintable()
        assert len(str(error)) <= LINE
    many = str(DataError(Problem("x", n, "p", "m") for n in range(100_000)))
    assert many.endswith("\nand 99,900 more faults")
    assert many.count("\n") == LISTED


def test_a_message_is_one_line_whatever_the_user_wrote() -> None:
    assert (
        str(CasusError("`a\tb\nc` is no day", remedy="say `\n`"))
        == "`a\\tb\\nc` is no day; say `\\n`"
    )
    faults = DataError(
        [
            Problem("a.toml", 1, "x\ny", "`a\nb` is not a duty"),
            Problem("b.toml", 2, "z", "is missing"),
        ]
    )
    assert (
        str(faults) == "a.toml:1: x\\ny: `a\\nb` is not a duty\nb.toml:2: z: is missing"
    )


def test_many_faults_take_no_longer_than_their_number(tmp_path: Path) -> None:
    path = tmp_path / "many-1999.toml"
    path.write_text("".join(f"k{n} = 1\n" for n in range(80_000)), encoding="utf-8")
    lines = fault(READERS["treaty"], path).splitlines()
    assert len(lines) <= LISTED + 2
    assert all(len(line) <= LINE for line in lines)
    text = path.read_text()
    assert [line_of(text, (f"k{n}",)) for n in range(0, 80_000, 8)] == list(
        range(1, 80_001, 8)
    )


def test_a_message_is_one_line_on_the_command_line() -> None:
    done = casus("ask", "\x1b[2JPoland" + "x" * 5000, "--by", "Germany")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().isprintable()
    assert len(done.stderr) <= LINE + 10


@pytest.mark.parametrize("key", ["unprovoked", "str", "attacker", "Spot"])
def test_an_unknown_key_called_like_a_condition_is_told_as_any_other(
    key: str, tmp_path: Path
) -> None:
    path = tmp_path / "x-1999.toml"
    path.write_text(f"\n{key} = true\n", encoding="utf-8")
    for name in ("treaty", "scenario", "reading"):
        assert f":2: {key}: unknown key `{key}`" in fault(READERS[name], path)


@pytest.mark.parametrize(
    "key", ["title", "signed", "parties", "rank", "verified", "obligations"]
)
def test_no_value_is_too_long_to_be_told(key: str, tmp_path: Path) -> None:
    path = tmp_path / "x-1999.toml"
    for value in (
        "0x" + "f" * 9000,
        "[" + "0x" + "f" * 9000 + "]",
        "1e9999",
        "[[]]",
        "{}",
        "2026-01-01T00:00:00Z",
    ):
        path.write_text(f"{key} = {value}\n", encoding="utf-8")
        assert all(
            len(line) <= LINE for line in fault(READERS["treaty"], path).splitlines()
        )


def test_a_folder_of_law_is_as_large_as_may_be_and_no_larger(tmp_path: Path) -> None:
    for n in range(FOLDER // FILE):
        (tmp_path / f"{n}.toml").write_bytes(b"#".ljust(FILE, b"x"))
    assert sum(map(len, corpus_contents(tmp_path).values())) == FOLDER
    (tmp_path / "more.toml").write_bytes(b"#")
    with pytest.raises(CasusError, match="are larger than 5 MiB together"):
        corpus_contents(tmp_path)
