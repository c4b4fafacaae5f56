"""Which war a row speaks of, and what is refused among the files that tell wars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import FIXTURES, HOME
from treaties.models.corpus import Corpus
from treaties.outside.detect_format import WrongFile
from treaties.vocabulary.errors import CasusError, DataError
from validation.experts.experts_key import CodedRow
from validation.experts.war_files import WarFiles, read_war_files, read_wars
from validation.experts.war_search import find_war

Write = Callable[..., Path]
BRAZIL, ARGENTINA, CHILE, PERU = 140, 160, 155, 135


def listed(
    folder: Path,
    *lines: str,
    head: str = "warid,attacker,victim,since,until",
    name: str = "list.csv",
) -> Path:
    path = folder / name
    path.write_text("\n".join((head, *lines)) + "\n")
    return path


def disputes(folder: Path, *rows: tuple[int, int, int, int, int]) -> Path:
    """Participants of disputes of 1905: (dispute, state, side A, originator, hostility), in MIDB's columns."""
    head = "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,orig,hostlev"
    lines = [f"{d},X,{c},4,3,1905,-9,6,1905,{a},{o},{h}" for d, c, a, o, h in rows]
    return listed(folder, *lines, head=head, name="midb.csv")


def row(name: str, warid: int = 90, cow: int | None = None) -> CodedRow:
    return CodedRow(
        warid,
        1,
        cow,
        name,
        False,
        False,
        frozenset(),
        {"LLM": frozenset(), "BF": frozenset()},
        2,
    )


def test_a_plain_list_of_attacks(law: Corpus, tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        "90,Chile,140,1905-03-04,1905-06-30,0,",
        "90,argentina,Chile,1905-04-01,1905-06-30,1,peru",
        head="warid,attacker,victim,since,until,joiner,place",
    )
    first, second = read_wars(path, law.states).wars[90].hits
    assert (
        first.attacker,
        first.victim,
        first.since,
        first.until,
        first.joiner,
        first.place,
    ) == (
        CHILE,
        BRAZIL,
        date(1905, 3, 4),
        date(1905, 6, 30),
        False,
        0,
    )
    assert (second.attacker, second.joiner, second.place) == (ARGENTINA, True, PERU)
    assert read_wars(
        listed(tmp_path, "90,155,140,1905-03-04,1905-06-30"), law.states
    ).wars[90].hits == (first,)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "90,Ruritania,Brazil,1905-03-04,1905-06-30",
            r"list\.csv:2: attacker: no state is called `Ruritania`",
        ),
        (
            "90,Chile,Chile,1905-03-04,1905-06-30",
            r"list\.csv:2: victim: `Chile` cannot attack itself",
        ),
        (
            "90,Chile,Brazil,1905-03-04,1905-03-03",
            r"list\.csv:2: until: 1905-03-03 is before",
        ),
        (
            "90,Chile,Brazil,4 March,1905-03-03",
            r"list\.csv:2: since: `4 March` is not a date",
        ),
        ("x,Chile,,1905-03-04,1905-03-05", r"list\.csv:2: victim: is empty"),
    ],
)
def test_every_bad_cell_of_a_list_is_told_with_its_line(
    law: Corpus, tmp_path: Path, line: str, told: str
) -> None:
    with pytest.raises(DataError, match=told):
        read_wars(listed(tmp_path, line), law.states)


def test_doubles_are_refused(law: Corpus, tmp_path: Path, attacks: Write) -> None:
    war = attacks((CHILE, BRAZIL, "1905-03-04", 0))
    with pytest.raises(CasusError, match=r"is given twice"):
        read_war_files([war, tmp_path / "." / war.name], law.states)
    with pytest.raises(CasusError, match=r"war 1 is in two files"):
        read_war_files(
            [war, listed(tmp_path, "1,155,140,1905-03-04,1905-06-30")], law.states
        )
    both = read_war_files(
        [war, listed(tmp_path, "90,155,140,1905-03-04,1905-06-30")], law.states
    )
    assert {n for f in both.files for n in f.wars} == {1, 90}


def test_a_file_of_no_wars_is_refused_and_the_plain_one_named(law: Corpus) -> None:
    with pytest.raises(WrongFile, match="none of the files"):
        read_wars(HOME / "tests" / "support" / "worlds.py", law.states)
    with pytest.raises(CasusError, match=r"no file of wars") as caught:
        read_wars(FIXTURES / "cow_by_member.csv", law.states)
    assert "warid,attacker,victim,since,until" in (caught.value.remedy or "")


def found(law: Corpus, name: str, files: WarFiles) -> tuple[list[tuple[int, int]], str]:
    war, origin = find_war(row(name), files, law.states)
    return [(h.attacker, h.victim) for h in war.hits] if war else [], origin


def test_disputes_fill_in_what_no_other_file_has(
    law: Corpus, tmp_path: Path, attacks: Write
) -> None:
    mids = disputes(
        tmp_path,
        (7, PERU, 1, 1, 4),
        (7, CHILE, 0, 1, 5),
        (7, ARGENTINA, 0, 0, 4),
        (8, CHILE, 1, 1, 4),
        (8, PERU, 0, 1, 4),
        (9, BRAZIL, 1, 1, 2),
        (9, ARGENTINA, 0, 1, 2),
    )
    files = read_war_files([mids], law.states)
    assert found(law, "Chile-Peru1905", files) == (
        [(CHILE, PERU), (ARGENTINA, PERU)],
        "disputes",
    ), "named first"
    assert found(law, "Peru-Chile_1905", files)[0] == [(PERU, CHILE), (ARGENTINA, PERU)]
    assert found(law, "Peru1905", files) == (
        [(PERU, CHILE), (ARGENTINA, PERU)],
        "disputes",
    ), "side A"
    assert found(law, "Brazil-Argentina1905", files)[1] == "its name", (
        "a threat is no war"
    )
    assert found(law, "Chile-Peru1906", files)[1] == "its name"
    assert found(law, "GreatWar1905", files) == ([], "nowhere")
    both = read_war_files(
        [attacks((CHILE, BRAZIL, "1905-03-04", 0), war=90), mids], law.states
    )
    assert found(law, "Chile-Peru1905", both) == ([(CHILE, BRAZIL)], "attacks"), (
        "a fallback only"
    )


def test_of_two_disputes_alike_neither_is_taken(law: Corpus, tmp_path: Path) -> None:
    rows = [(n, c, a, 1, 4) for n in (7, 8) for c, a in ((CHILE, 1), (PERU, 0))]
    assert (
        found(
            law,
            "Chile-Peru1905",
            read_war_files([disputes(tmp_path, *rows)], law.states),
        )[1]
        == "its name"
    )
    levels = listed(
        tmp_path,
        "7,1905,1,5",
        "8,1905,1,4",
        head="dispnum,styear,outcome,hostlev",
        name="mida.csv",
    )
    files = read_war_files([disputes(tmp_path, *rows), levels], law.states)
    assert found(law, "Chile-Peru1905", files)[1] == "disputes", (
        "the one that went further"
    )
    with pytest.raises(CasusError, match="names no states"):
        read_war_files([levels], law.states)
