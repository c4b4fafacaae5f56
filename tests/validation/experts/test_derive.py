from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from casus_docs import codebook_page

from tests.support.worlds import of
from treaties.models.conditions import Judgement
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.outside import atop
from treaties.outside.as_treaties import outside_law
from treaties.outside.disputes import Border
from validation.experts.codebook import RULES
from validation.experts.derive import Derived, Deriver
from validation.experts.experts_key import Arising
from validation.experts.war_files import read_wars
from validation.experts.war_scenarios import Borders
from validation.experts.war_search import war_of_name

Write = Callable[..., Path]
BRAZIL, ARGENTINA, CHILE, PERU = 140, 160, 155, 135
CONDITIONAL = {"conditio": 1, "defcon": 1}


@pytest.fixture
def verdict(law: Corpus, alliances: Write, attacks: Write) -> Callable[..., Derived]:
    """The verdict on one pact of Brazil and Argentina in a war made of attacks."""

    def derive(
        *hits: tuple[int, int, str, int], ident: int = 8001, **columns: Any
    ) -> Derived:
        members = columns.pop("members", [BRAZIL, ARGENTINA])
        path = alliances({"atopid": ident, "members": members, **columns})
        war = read_wars(attacks(*hits), law.states).wars[1]
        return Deriver(outside_law(atop.load(path), law), law)(war, ident)

    return derive


ATTACKED = (CHILE, BRAZIL, "1905-03-04", 0)
ATTACKS = (BRAZIL, CHILE, "1905-03-04", 0)


def test_defence_is_for_the_attacked_and_offence_for_whoever_fights(
    verdict: Callable[..., Derived],
) -> None:
    assert verdict(ATTACKED, defense=1).verdict is Arising.AROSE
    assert verdict(ATTACKS, defense=1).verdict is Arising.DID_NOT
    assert verdict(ATTACKS, offense=1).verdict is Arising.AROSE
    assert verdict(ATTACKS, neutral=1).verdict is Arising.AROSE
    assert (
        verdict(ATTACKS, neutral=1, conditio=1, neucon=1, neucoatt=1).verdict
        is Arising.DID_NOT
    )


def test_the_promise_runs_one_way(verdict: Callable[..., Derived]) -> None:
    owed = {"only": {ARGENTINA: {"defense": 1}}, "asymm": 1}
    assert verdict(ATTACKED, **owed).verdict is Arising.AROSE
    assert (
        verdict((CHILE, ARGENTINA, "1905-03-04", 0), **owed).verdict is Arising.DID_NOT
    )


def test_who_owes_whom_is_asked_where_an_uneven_alliance_has_equal_columns(
    verdict: Callable[..., Derived],
) -> None:
    asked = verdict(ATTACKED, defense=1, asymm=1)
    assert (asked.verdict, asked.questions) == (
        Arising.CONTESTED,
        ("whom-defense:atop-8001",),
    )
    assert verdict(ATTACKED, defense=1).verdict is Arising.AROSE
    assert (
        verdict(ATTACKED, defense=1, asymm=1, only={BRAZIL: {"consul": 1}}).verdict
        is Arising.AROSE
    )


def invented(number: int, **obligation: Any) -> Treaty:
    """A text of Brazil and Argentina for an alliance of the file."""
    article = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    } | obligation
    day = date(1900, 1, 1)
    return Treaty.model_validate(
        {
            "id": "pact",
            "title": "Pact",
            "parties": ("brazil", "argentina"),
            "signed": day,
            "in_force": day,
            "sources": ("design-note",),
            "atop": {"ids": (number,)},
            "obligations": (article,),
        }
    )


@pytest.fixture
def under(law: Corpus, alliances: Write, attacks: Write) -> Callable[..., Derived]:
    """The verdict on alliance 8001 with an invented text, in a war made of attacks."""

    def derive(
        text: Treaty,
        *hits: tuple[int, int, str, int],
        reach: Borders | None = None,
        **flags: int,
    ) -> Derived:
        law_ = of([text]).model_copy(update={"readings": law.readings})
        path = alliances({"atopid": 8001, "members": [BRAZIL, ARGENTINA], **flags})
        war = read_wars(attacks(*hits), law.states).wars[1]
        return Deriver(outside_law(atop.load(path), law_), law_, reach=reach)(war, 8001)

    return derive


def test_a_finding_left_to_an_organ_is_a_decision_and_untaken_the_case_did_not_arise(
    under: Callable[..., Derived],
) -> None:
    finds = {
        "kind": "judgement",
        "id": "found",
        "text": "Is it found?",
        "nature": "will",
        "decider": "the Council",
    }
    waits = under(invented(8001, conditions=[finds]), ATTACKED, defense=1)
    assert (waits.verdict, waits.rule) == (Arising.DID_NOT, "decision")
    assert "waits for a decision of the Council" in waits.decided_by
    own = under(
        invented(8001, conditions=[finds | {"decider": "beneficiary"}]),
        ATTACKED,
        defense=1,
    )
    assert own.verdict is Arising.CONTESTED, (
        "a state's own decision may be taken in silence"
    )
    law = under(
        invented(8001, conditions=[finds | {"nature": "law", "decider": "obligor"}]),
        ATTACKED,
        defense=1,
    )
    assert (law.verdict, law.rule) == (Arising.AROSE, "open-judgement")


def test_war_between_guarantors_breaks_no_guarantee_of_a_third_state(
    under: Callable[..., Derived],
) -> None:
    hit = (BRAZIL, ARGENTINA, "1905-03-04", 0)
    guarantee = invented(8001, beneficiaries=("paraguay",))
    assert under(guarantee, hit, offense=1).verdict is Arising.DID_NOT
    assert under(guarantee, hit, offense=1, nonagg=1).rule == "attack-on-ally"
    assert under(invented(8001), hit, offense=1).rule == "attack-on-ally"


def test_a_far_off_minor_power_strikes_a_great_one_abroad(
    law: Corpus, alliances: Write, attacks: Write
) -> None:
    britain, portugal, persia, russia = 200, 235, 630, 365
    always = (date(1816, 1, 1), date(2016, 12, 31))
    borders = [(britain, 220), (persia, russia), (russia, persia)]
    path = alliances(
        {
            "atopid": 8001,
            "members": [britain, portugal],
            "defense": 1,
            "defcoloc": 1,
            **CONDITIONAL,
        }
    )
    outside = outside_law(atop.load(path), law)

    def derive(attacker: int, reach: Borders | None) -> Arising:
        war = read_wars(attacks((attacker, britain, "1905-03-04", 0)), law.states).wars[
            1
        ]
        return Deriver(outside, law, reach=reach)(war, 8001).verdict

    reach = Borders.of(Border(a, b, 1, *always) for a, b in borders)
    assert derive(persia, None) is Arising.AROSE
    assert derive(persia, reach) is not Arising.AROSE, "it can only have met its forces"
    assert derive(russia, reach) is Arising.AROSE, "a great power reaches far"


def test_named_adversary(verdict: Callable[..., Derived]) -> None:
    limit = {"defense": 1, "defcoadv": 1, **CONDITIONAL}
    assert verdict(ATTACKED, statthr1=CHILE, **limit).verdict is Arising.AROSE
    other = verdict(ATTACKED, statthr1=PERU, **limit)
    assert (other.verdict, other.rule) == (Arising.DID_NOT, "attacker")
    assert "Chile" in other.decided_by


def test_who_began_was_not_attacked_without_provocation(
    verdict: Callable[..., Derived],
) -> None:
    hits = ((BRAZIL, PERU, "1905-02-01", 0), (CHILE, BRAZIL, "1905-03-04", 1))
    assert verdict(*hits, defense=1).verdict is Arising.AROSE
    provoked = verdict(*hits, defense=1, defconpr=1, **CONDITIONAL)
    assert (provoked.verdict, provoked.rule) == (Arising.DID_NOT, "unprovoked")


def test_a_joiner_is_struck_abroad(verdict: Callable[..., Derived]) -> None:
    place = {"defense": 1, "defcoloc": 1, **CONDITIONAL}
    hits = (
        (CHILE, PERU, "1905-02-01", 0),
        (BRAZIL, CHILE, "1905-03-04", 1),
        (CHILE, BRAZIL, "1905-04-04", 0),
    )
    assert verdict(*hits, **place).verdict is not Arising.AROSE
    assert verdict(ATTACKED, **place).verdict is Arising.AROSE


def test_allies_that_fight_each_other(verdict: Callable[..., Derived]) -> None:
    hit = (BRAZIL, ARGENTINA, "1905-03-04", 0)
    broken = verdict(hit, nonagg=1)
    assert (broken.verdict, broken.rule) == (Arising.AROSE, "attack-on-ally")
    assert verdict(hit, consul=1).verdict is Arising.CONSULTATION
    assert verdict(ATTACKED, nonagg=1, consul=1).verdict is Arising.NONAGGRESSION
    assert verdict(hit, nonagg=1, until="1905-03-04").verdict is Arising.AROSE, (
        "the attack ended it"
    )
    assert verdict(hit, nonagg=1, until="1905-03-03").verdict is Arising.DID_NOT


def test_an_alliance_made_during_the_war(verdict: Callable[..., Derived]) -> None:
    assert verdict(ATTACKED, defense=1, since="1905-06-01").verdict is Arising.AROSE
    assert verdict(ATTACKED, defense=1, since="1906-06-01").verdict is Arising.DID_NOT
    limit = {"defense": 1, "defcocon": 1, **CONDITIONAL}
    assert verdict(ATTACKED, since="1905-06-01", **limit).verdict is Arising.AROSE
    assert verdict(ATTACKED, since="1901-06-01", **limit).verdict is not Arising.AROSE
    assert verdict(ATTACKS, since="1905-06-01", **limit).verdict is Arising.AROSE, (
        "made for that very war"
    )


def test_a_number_of_adversaries(verdict: Callable[..., Derived]) -> None:
    limit = {"defense": 1, "defconum": 1, **CONDITIONAL}
    assert verdict(ATTACKED, **limit).verdict is not Arising.AROSE
    assert (
        verdict(ATTACKED, (PERU, BRAZIL, "1905-04-04", 1), **limit).verdict
        is Arising.AROSE
    )


def test_the_number_of_an_alliance_decides_nothing(
    verdict: Callable[..., Derived],
) -> None:
    limit = {"defense": 1, "defcoadv": 1, "statthr1": CHILE, **CONDITIONAL}
    verdicts = {verdict(ATTACKED, ident=n, **limit).verdict for n in (8001, 8500, 9999)}
    assert verdicts == {Arising.AROSE}


def test_a_war_read_off_its_name(law: Corpus) -> None:
    war = war_of_name(90, "Chile-Peru1905", law.states)
    assert war is not None
    assert (war.hits[0].attacker, war.hits[0].victim, war.by_year) == (
        CHILE,
        PERU,
        True,
    )
    unknown = war_of_name(90, "Chile-Ruritania_1905", law.states)
    assert unknown is not None
    assert unknown.hits[0].victim == 0
    assert war_of_name(90, "Ruritania-Chile1905", law.states) is None
    assert war_of_name(90, "Great War", law.states) is None


@pytest.mark.parametrize(
    ("name", "attacker", "victim"),
    [
        ("Chilean-Peruvian1905", CHILE, PERU),
        ("Peru-Chile1905", PERU, CHILE),
        ("CostaRica-Colombia1921", 94, 100),
    ],
)
def test_a_war_read_off_adjectives_and_names_run_together(
    law: Corpus, name: str, attacker: int, victim: int
) -> None:
    war = war_of_name(90, name, law.states)
    assert war is not None
    assert (war.hits[0].attacker, war.hits[0].victim) == (attacker, victim)


def test_part_of_a_states_own_lands(
    law: Corpus, alliances: Write, attacks: Write
) -> None:
    """Modena helps Austria in Italy; no file says where in its lands Austria was struck."""
    austria, sardinia = 300, 325
    path = alliances(
        {
            "atopid": 1125,
            "members": [austria, 332],
            "defense": 1,
            "since": "1847-12-24",
            "until": "1859-06-11",
        }
    )
    derive = Deriver(outside_law(atop.load(path), law), law)
    at_home = derive(
        read_wars(attacks((sardinia, austria, "1848-03-24", 0)), law.states).wars[1],
        1125,
    )
    assert at_home.verdict is Arising.AROSE
    begun = derive(
        read_wars(attacks((austria, sardinia, "1848-03-24", 0)), law.states).wars[1],
        1125,
    )
    assert begun.verdict is Arising.DID_NOT


def test_what_the_corpus_leaves_to_an_organ_is_a_decision(law: Corpus) -> None:
    """Facts that lie open and unpublished words are nobody's to decide; what bars performance is asked of law."""
    asked = [
        c
        for t in law.treaties
        for o in t.obligations
        for c in o.conditions
        if isinstance(c, Judgement)
    ]
    organs = [
        c
        for c in asked
        if c.decider.startswith("the ")
        and not c.decider.startswith(("the facts", "the words"))
    ]
    assert len(organs) > 5
    assert {c.id for c in organs if not c.nature.event} == {
        c.id for c in organs if c.bars
    }


def test_each_rule_of_the_codebook_names_its_words_and_its_authority() -> None:
    page = codebook_page.pages()["backtest-rules.md"]
    for name, rule in RULES.items():
        assert tuple(rule) == ("says", "text", "authority", "rests", "opened"), name
        assert rule["rests"] in ("the words", "deduced", "presumed"), name
        assert f"| {' | '.join((name, *rule.values()))} |" in page, name
