"""A treaty is found by what people call it, and nothing is guessed where several are called so."""

from __future__ import annotations

import pytest

from tests.support.each import each
from treaties.models.corpus import Corpus
from treaties.models.groups import Force, Group, NoState
from treaties.vocabulary.errors import AmbiguousName, UnknownName

NAMES = {
    "nato": "north-atlantic-1949",
    "North Atlantic Treaty": "north-atlantic-1949",
    "the Washington Treaty": "north-atlantic-1949",
    "Rio Treaty": "rio-1947",
    "ANZUS": "anzus-1951",
    "Warsaw Pact": "warsaw-1955",
    "CSTO": "cst-1992",
    "SEATO": "seato-1954",
    "Nazi-Soviet Pact": "molotov-ribbentrop-1939",
    "Article 42(7)": "teu-42-7-2007",
    "ANZUS-1951": "anzus-1951",
    "The Taiwan relations act": "taiwan-relations-act-1979",
}


@each("name", NAMES)
def test_a_treaty_is_found_by_its_common_name(law: Corpus, name: str) -> None:
    assert law.treaty(name).id == NAMES[name]


def test_every_alias_names_its_treaty_and_no_other(law: Corpus) -> None:
    for treaty in law.treaties:
        for alias in treaty.aliases:
            assert law.treaty(alias) is treaty, alias


def test_a_name_of_several_is_ambiguous_and_one_of_none_is_unknown(law: Corpus) -> None:
    with pytest.raises(
        AmbiguousName, match="`Article 5` may be any treaty of"
    ) as several:
        law.treaty("Article 5")
    assert "north-atlantic-1949" in several.value.candidates
    with pytest.raises(UnknownName, match="did you mean `anzus`"):
        law.treaty("Anzsu")
    with pytest.raises(UnknownName, match="`casus list` shows them all"):
        law.treaty("the treaty of Narnia")


def test_a_changed_law_knows_the_names_of_what_it_holds(law: Corpus) -> None:
    with pytest.raises(UnknownName):
        law.without("rio-1947").treaty("TIAR")


def test_groups_and_forces_are_no_states(law: Corpus) -> None:
    for word, kind in (
        ("NATO", Group),
        ("the Gulf states", Group),
        ("Hamas", Force),
        ("hizbollah", Force),
    ):
        assert isinstance(law.groups.get(word), kind)
        with pytest.raises(NoState, match="and no state"):
            law.states.resolve(word)
    with pytest.raises(UnknownName):
        law.groups.find("the Atlantic club")
