"""Did you mean: typing errors find their name, other words find none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.each import each
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.spelling import allowed, nearest, slips

TYPOS = {
    "Nroth Korea": "north-korea",
    "North Kora": "north-korea",
    "Azerbijan": "azerbaijan",
    "Kazakstan": "kazakhstan",
    "Kyrgystan": "kyrgyzstan",
    "Phillipines": "philippines",
    "Philipines": "philippines",
    "Phillippines": "philippines",
    "Lybia": "libya",
    "Isreal": "israel",
    "Untied States": "united-states",
    "Unites States": "united-states",
    "United Kindom": "united-kingdom",
    "Ukarine": "ukraine",
    "Itlay": "italy",
    "Grmany": "germany",
    "Frnace": "france",
    "Portugual": "portugal",
    "Columbia": "colombia",
    "Venezuala": "venezuela",
    "Urugay": "uruguay",
    "Cechoslovakia": "czechoslovakia",
    "Yugoslvia": "yugoslavia",
    "Austria-Hungry": "austria-hungary",
    "Estona": "estonia",
    "Japn": "japan",
    "Chian": "china",
    "Tawian": "taiwan",
    "Soviet Uinon": "russia",
    "Saudi Arabai": "saudi-arabia",
    "Saudia Arabia": "saudi-arabia",
    "Pakisan": "pakistan",
    "Bangledesh": "bangladesh",
    "Indonisia": "indonesia",
    "Somala": "somalia",
    "Maroco": "morocco",
    "Turkmenstan": "turkmenistan",
    "Uzbekstan": "uzbekistan",
    "Cambodja": "cambodia",
    "Swizerland": "switzerland",
}
NO_STATES = (
    "Hamas",
    "Hezbollah",
    "Houthis",
    "ISIS",
    "Islamic State",
    "Wagner",
    "Taliban",
    "Boko Haram",
    "Al-Qaeda",
    "Fatah",
    "Narnia",
    "Atlantis",
    "Wakanda",
    "Mordor",
    "Texas",
    "Catalonia",
    "Scotland",
    "Wales",
    "California",
    "Quebec",
    "Chechnya",
    "Dagestan",
    "Kurdistan",
    "Mars",
    "Moon",
    "the weather",
    "someone",
    "my country",
    "Kashmir",
    "Sparta",
    "Gondor",
    "PKK",
    "FARC",
    "RSF",
    "M23",
    "the West",
    "the enemy",
    "London",
    "Tokyo",
    "Paris",
)


@each("typo", TYPOS)
def test_a_typing_error_finds_its_state_first(law: Corpus, typo: str) -> None:
    with pytest.raises(UnknownName) as error:
        law.states.resolve(typo)
    first = error.value.suggestions[0]
    assert law.states.resolve(first).id == TYPOS[typo]


@each("word", NO_STATES)
def test_what_is_no_state_is_taken_for_none(law: Corpus, word: str) -> None:
    with pytest.raises(CasusError) as error:
        law.states.resolve(word)
    assert "did you mean" not in str(error.value)


@given(st.text("abcdefg", max_size=8), st.text("abcdefg", max_size=8))
def test_slips_are_a_distance_and_the_cut_only_cuts(one: str, two: str) -> None:
    whole = slips(one, two, 99)
    assert whole == slips(two, one, 99)
    assert (whole == 0) == (one == two)
    assert all(slips(one, two, most) == min(whole, most + 1) for most in range(4))


@given(st.text("abcdefghijklmnop", min_size=4, max_size=20), st.integers(0, 19))
def test_one_letter_left_out_of_a_longer_name_is_forgiven(name: str, at: int) -> None:
    mistyped = name[: at % len(name)] + name[at % len(name) + 1 :]
    if allowed(len(mistyped)):
        assert nearest(mistyped, [name, "zzzzzz"]) == (name,)
