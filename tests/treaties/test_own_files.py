"""Several files of one's own: each may name any other, and all together cost one look at the law."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.catalogue.catalogue import check
from treaties.change import changed
from treaties.loading import assembly
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import DataError


def pact(folder: Path, name: str, *lines: str) -> Path:
    """A treaty file of Iceland and Ireland."""
    path = folder / f"{name}.toml"
    text = [
        f'title = "Pact {name}"',
        'parties = ["iceland", "ireland"]',
        "signed = 1999-05-04",
        'sources = ["vclt"]',
        *lines,
    ]
    path.write_text("\n".join(text), encoding="utf-8")
    return path


@pytest.fixture
def old_and_new(tmp_path: Path) -> list[Path]:
    """A treaty that takes the place of another, and that other."""
    return [
        pact(tmp_path, "new-1999", "in_force = 2001-01-01", 'replaces = ["old-1999"]'),
        pact(tmp_path, "old-1999", "in_force = 2000-01-01", "until = 2001-01-01"),
    ]


def test_a_file_may_name_another_that_is_given_in_either_order(
    law: Corpus, old_and_new: list[Path]
) -> None:
    for paths in (old_and_new, old_and_new[::-1]):
        whole = changed(law, with_=paths)
        assert whole.treaty("new-1999").replaces == ("old-1999",)
        assert check(paths).startswith("2 files without a fault")


def test_what_is_given_alone_may_not_name_what_is_not_there(
    law: Corpus, old_and_new: list[Path]
) -> None:
    with pytest.raises(DataError, match="no treaty is called `old-1999`"):
        changed(law, with_=old_and_new[:1])


def test_two_that_take_each_others_place_go_round(law: Corpus, tmp_path: Path) -> None:
    paths = [
        pact(
            tmp_path,
            f"{one}-1999",
            "in_force = 2000-01-01",
            f'replaces = ["{two}-1999"]',
        )
        for one, two in (("a", "b"), ("b", "a"))
    ]
    with pytest.raises(DataError) as told:
        changed(law, with_=paths)
    for one, two in ((paths[0], "b-1999"), (paths[1], "a-1999")):
        assert (
            f"{one}:6: replaces.0: `{two}` takes the place of this in its turn"
            in str(told.value)
        )


def test_files_of_one_name_are_told(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for folder in (tmp_path, tmp_path / "more"):
        pact(folder, "same-1999", "in_force = 2000-01-01")
    with pytest.raises(DataError, match=r"two files are called `same-1999\.toml`"):
        check([tmp_path])


def test_many_files_cost_one_look_at_the_law(
    law: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    inner = assembly.check_corpus
    monkeypatch.setattr(
        assembly, "check_corpus", lambda c, t: looks.append(len(t)) or inner(c, t)
    )
    paths = [pact(tmp_path, f"n{n}-1999", "in_force = 2000-01-01") for n in range(12)]
    assert len(changed(law, with_=paths).treaties) == len(law.treaties) + 12
    assert looks == [12]


def test_a_list_that_lost_its_faulty_entry_is_no_second_fault(
    tmp_path: Path,
) -> None:
    path = tmp_path / "nowhere-1999.toml"
    path.write_text(
        'title = "Pact"\nparties = ["iceland", "ireland"]\nsigned = 1999-05-04\n'
        '[[sources]]\nid = "Not An Id"\ntitle = "A text"\n',
        encoding="utf-8",
    )
    with pytest.raises(DataError) as caught:
        check([path])
    (line,) = str(caught.value).splitlines()
    assert line.endswith(
        "nowhere-1999.toml:5: sources.0.id: an id has small letters, figures and"
        " hyphens, such as `rio-1947`, got `Not An Id`"
    )


def test_a_list_that_is_empty_is_told_to_need_an_entry(
    tmp_path: Path,
) -> None:
    path = tmp_path / "nowhere-1999.toml"
    path.write_text(
        'title = "Pact"\nparties = []\nsigned = 1999-05-04\n', encoding="utf-8"
    )
    with pytest.raises(DataError, match="parties: needs at least 1 entry"):
        check([path])
