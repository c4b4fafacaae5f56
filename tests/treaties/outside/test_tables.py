from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from treaties.outside import atop, cow
from treaties.outside.tables import _stata, read_table
from treaties.vocabulary.errors import CasusError, DataError

Alter = Callable[..., Path]


@pytest.fixture
def text(fixtures: Path) -> str:
    return (fixtures / "cow_by_member.csv").read_text()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(lambda t: t.encode(), id="utf-8"),
        pytest.param(lambda t: b"\xef\xbb\xbf" + t.encode(), id="byte order mark"),
        pytest.param(lambda t: t.encode("utf-16"), id="utf-16"),
        pytest.param(lambda t: gzip.compress(t.encode()), id="gzip"),
        pytest.param(
            lambda t: gzip.compress(t.encode("utf-8-sig")), id="gzip with mark"
        ),
        pytest.param(lambda t: t.replace("\n", "\r\n").encode(), id="windows lines"),
        pytest.param(lambda t: t.replace(",", ";").encode(), id="semicolons"),
        pytest.param(lambda t: t.replace(",", "\t").encode(), id="tabs"),
        pytest.param(
            lambda t: t.upper().replace("TYPE", "Type").encode(), id="capitals"
        ),
        pytest.param(lambda t: (t + "\n\n").encode(), id="empty lines"),
    ],
)
def test_every_encoding_gives_the_same_law(
    text: str, raw: Callable[[str], bytes], tmp_path: Path, fixtures: Path
) -> None:
    path = tmp_path / "any.name"
    path.write_bytes(raw(text))
    expected = [
        (leg.obligor, leg.beneficiary, leg.spans, dict(leg.owed))
        for leg in cow.load(fixtures / "cow_by_member.csv").legs
    ]
    assert [
        (leg.obligor, leg.beneficiary, leg.spans, dict(leg.owed))
        for leg in cow.load(path).legs
    ] == expected


def test_old_windows_encodings_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.replace("Arcady", "Côte").encode("cp1252"))
    table = read_table(path)
    assert table.rows[0][table.columns.index("state_name")] == "Côte"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty; fetch it again"),
        (b"\n\n", "is empty; fetch it again"),
        (b"PK\x03\x04zip", "is a zip archive or a spreadsheet"),
        (b"\x1f\x8b\x08garbage", "is a damaged gzip file"),
        (b"\x00\x01\x02\x00" * 50, "is not a text table"),
        (b"\xff\xfe\x00", "is not a text table"),
    ],
)
def test_what_is_no_table_gives_one_line(
    raw: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    with pytest.raises(CasusError, match=message) as caught:
        atop.load(path)
    assert "\n" not in str(caught.value)


def test_a_truncated_gzip_file_gives_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(text.encode())[:-20])
    with pytest.raises(CasusError, match="is a damaged gzip file"):
        cow.load(path)


def test_a_missing_file_and_a_folder_give_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        CasusError,
        match=r"none\.csv` cannot be read: no such file or directory; name a file",
    ):
        atop.load(tmp_path / "none.csv")
    with pytest.raises(CasusError, match="is a folder; name a file"):
        atop.load(tmp_path)


def test_a_row_that_is_too_long_is_told(text: str, tmp_path: Path) -> None:
    lines = text.splitlines()
    lines[2] += ",1"
    path = tmp_path / "x.csv"
    path.write_text("\n".join(lines))
    with pytest.raises(
        DataError, match=r"x\.csv:3: row: is not well-formed: Expected 23 fields"
    ):
        cow.load(path)


def test_a_row_that_ends_early_has_empty_cells(text: str, tmp_path: Path) -> None:
    lines = text.splitlines()
    for n in (2, 4):
        lines[n] = lines[n].rpartition(",")[0]
    path = tmp_path / "x.csv"
    path.write_text("\n".join(lines))
    with pytest.raises(DataError) as caught:
        cow.load(path)
    assert [(p.line, p.path) for p in caught.value.problems] == [
        (3, "version"),
        (5, "version"),
    ]


def test_a_header_alone_a_column_twice_and_a_broken_quote_are_told(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text.splitlines()[0])
    with pytest.raises(DataError, match="the file has a header and nothing below it"):
        cow.load(path)
    path.write_text(text.replace("all_st_day", "ccode", 1))
    with pytest.raises(DataError, match=r"x\.csv:1: ccode: the column is given twice"):
        cow.load(path)
    path.write_text(text + '801,"3')
    with pytest.raises(DataError, match="is not well-formed"):
        cow.load(path)


def test_missing_columns_are_all_told_at_once(altered: Alter) -> None:
    with pytest.raises(DataError) as caught:
        atop.load(altered("atop_member.csv", drop=("obvary", "defconpr", "statthr2")))
    assert [p.path for p in caught.value.problems] == ["defconpr", "obvary", "statthr2"]
    assert "missing from what is otherwise ATOP's member file" in str(caught.value)


def test_without_pandas_there_is_one_line_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    path = tmp_path / "atop5_1m.dta"
    path.write_bytes(b"<stata_dta><header>")
    with pytest.raises(
        CasusError,
        match=r'needs `pandas`; pip install "casus-foederis\[pandas\]"',
    ):
        atop.load(path)


def test_stata_gives_the_same_law_as_csv(fixtures: Path, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
    frame = pandas.read_csv(fixtures / "atop_member.csv")
    path = tmp_path / "atop5_1m.dta"
    frame.astype({"version": "float32"}).to_stata(path, write_index=False)
    assert atop.load(path).rows == atop.load(fixtures / "atop_member.csv").rows
    (tmp_path / "broken.dta").write_bytes(path.read_bytes()[:300])
    with pytest.raises(CasusError, match="is not a readable Stata file") as caught:
        atop.load(tmp_path / "broken.dta")
    assert "\n" not in str(caught.value)


def test_a_stata_missing_value_is_an_empty_cell(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
    path = tmp_path / "x.dta"
    pandas.DataFrame({"a": [1.0, None], "b": ["x", ""], "c": [5.1, 2.0]}).to_stata(
        path, write_index=False
    )
    frame = _stata(pandas, path, path.read_bytes())
    assert list(frame.columns) == ["a", "b", "c"]
    assert frame.to_numpy().tolist() == [["1", "x", "5.1"], ["", "", "2"]]
