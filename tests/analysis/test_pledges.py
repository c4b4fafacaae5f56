"""What a state owes another without any attack, and which of two articles binds harder."""

from __future__ import annotations

from datetime import date

import pytest

from engine.analysis.pledge_text import SHOWN
from engine.analysis.pledges import CLOSE, owes
from engine.analysis.weighing import weigh
from engine.catalogue.treaty_text import tell
from tests.output.test_bottom_line import pact
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

DAY = date(1960, 1, 1)


def made() -> Corpus:
    """Five pacts: one of help among three, talks, neutrality, one that one side alone owes, and one below a treaty."""
    alone = {"obligors": ["norway"], "beneficiaries": ["iceland"]}
    return of(
        [
            pact("pact-a", "iceland", "norway", "sweden"),
            pact("pact-b", "iceland", "norway", duty="consult"),
            pact("pact-c", "iceland", "sweden", duty="stay-neutral"),
            pact("pact-d", "iceland", "norway", duty="fight", article=alone),
            pact("pact-e", "iceland", "norway", duty="fight", rank="political"),
        ]
    )


def test_the_hardest_duty_comes_first_with_what_the_other_owes_in_return() -> None:
    found = owes(made(), "Norway", "Iceland", on=DAY)
    binding = [p for p in found.owed if p.binding]
    assert [(p.treaty, p.duty) for p in binding] == [
        ("pact-d", "fight"),
        ("pact-a", "assist"),
        ("pact-b", "consult"),
    ]
    assert [p.treaty for p in found.owed if not p.binding] == ["pact-e"]
    back = [(p.treaty, p.duty) for p in found.returned if p.binding]
    assert back == [("pact-a", "assist"), ("pact-b", "consult")]
    assert all(p.toward == ("iceland",) for p in found.owed)
    text = " ".join(str(found).split())
    assert text.startswith("What Norway owes Iceland on 1 January 1960")
    assert text.index("must help militarily") < text.index("In return Iceland owes")
    assert "Promises that are not treaties:" in text


def test_treaties_that_ask_the_same_of_both_are_only_named_in_return() -> None:
    found = owes(made(), "Norway", "Iceland", on=DAY)
    back = " ".join(str(found).split()).partition("In return ")[2]
    assert back.startswith(
        "Iceland owes Norway the same, save under the Pact D, Art. 1."
    )
    alone = " ".join(str(owes(made(), "Iceland", "Norway", on=DAY)).split())
    assert (
        "It also owes: Under the Pact D it must help militarily if Iceland is" in alone
    )


def test_toward_nobody_in_particular_only_help_is_told() -> None:
    found = owes(made(), "Sweden", on=DAY)
    assert {p.treaty for p in found.owed if p.binding} == {"pact-a"}
    assert found.toward is None
    assert found.returned == ()


def test_the_widest_alliance_comes_first_and_no_help_is_left_out() -> None:
    many = [pact(f"pact-{n}", "norway", "iceland", duty="fight") for n in range(SHOWN)]
    wide = pact("wide", "norway", "sweden", "denmark", "finland", duty="act")
    found = owes(of([*many, wide]), "Norway", on=DAY)
    assert found.owed[0].treaty == "wide"
    text = " ".join(str(found).split())
    assert "Norway owes help to four states: " in text
    assert all(one.label in text for one in found.owed)


def test_a_treaty_goes_before_a_declaration_that_leaves_no_more_choice() -> None:
    word = pact("word", "norway", "iceland", duty="fight", rank="undertaking")
    law = of([word, pact("pact-a", "norway", "iceland", duty="assist")])
    found = owes(law, "Norway", "Iceland", on=DAY)
    assert [p.treaty for p in found.owed] == ["pact-a", "word"]


def test_two_treaties_that_never_met_are_weighed_each_as_of_its_own_day() -> None:
    old = pact("old", "iceland", "norway", until=date(1955, 1, 1))
    new = pact("new", "iceland", "norway", in_force=date(1956, 1, 1), duty="act")
    found = weigh(of([old, new]), "Old", "New", on=DAY)
    assert found.harder == "old"
    assert found.days == {"old": date(1954, 12, 31), "new": DAY}
    assert "The Pact D (Art. 1, as of 31 December 1954) binds harder" in str(found)
    back = weigh(of([old, new]), "New", "Old", on=date(1900, 1, 1))
    assert back.days == {"new": date(1956, 1, 1), "old": date(1950, 1, 1)}


def test_before_it_was_in_force_nothing_is_owed() -> None:
    found = owes(made(), "Norway", "Iceland", on=date(1949, 12, 31))
    assert found.owed == found.returned == ()
    assert found.verdict == "Norway owes Iceland no help by treaty."


def test_of_two_articles_the_one_of_the_harder_deed_asks_for_more() -> None:
    waits = {"conditions": ["request"]}
    law = of(
        [
            pact("pact-a", "iceland", "norway", duty="fight", article=waits),
            pact("pact-b", "iceland", "norway", duty="act"),
        ]
    )
    found = weigh(law, "Pact A", "Pact B", on=DAY)
    assert found.harder == "pact-a"
    assert found.verdict.startswith(
        "The Pact A (Art. 1) binds harder when it applies, but on more conditions: "
        "by it each of Iceland and Norway must help militarily; "
    )
    assert [h.harder for h in found.heads][:1] == ["pact-a"]
    assert "Only the Pact A waits for a request or vote." in str(found)


def test_a_treaty_of_another_day_is_refused_with_a_day_on_which_it_binds() -> None:
    law = of([pact("pact-a", "iceland", "norway"), pact("pact-b", "iceland", "norway")])
    with pytest.raises(CasusError, match="binds nobody on 1940-01-01") as refused:
        weigh(law, "Pact A", "Pact B", on=date(1940, 1, 1))
    day = str(refused.value.remedy).split("`")[1].removeprefix("--on ")
    assert weigh(law, "Pact A", "Pact B", on=date.fromisoformat(day)).heads


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [("Norway", "Norway", "itself"), ("Atlantis", "Iceland", "Atlantis")],
)
def test_what_makes_no_pair_is_refused(one: str, other: str, said: str) -> None:
    with pytest.raises(CasusError, match=said):
        owes(made(), one, other, on=DAY)


def test_against_whom_a_duty_runs_belongs_to_its_trigger() -> None:
    found = weigh(
        load_corpus(), "dual-alliance:I", "triple-alliance-1882:II", on=date(1914, 7, 1)
    )
    trigger = next(head for head in found.heads if head.name == "trigger")
    assert trigger.first == "if the other is attacked by the Russian Empire"
    assert trigger.second == "if Italy is attacked without provocation by France"


def test_what_the_attack_and_the_attacked_must_be_is_told_with_the_attack() -> None:
    waits = {"conditions": ["self-defence", "on-territory", "request"]}
    law = of([pact("pact-a", "iceland", "norway", article=waits)])
    assert (
        "if Iceland is attacked on its own territory, defends itself lawfully and asks (Pact A"
        in (owes(law, "Norway", "Iceland", on=DAY).owed[0].line)
    )


def test_of_many_the_attacked_one_is_the_victim_in_what_follows() -> None:
    asks = "Does {obligor} hold that {beneficiary} was wronged?"
    claim = "{obligor} holds that {beneficiary} was wronged"
    judged = {"kind": "judgement", "id": "wronged", "text": asks, "claim": claim}
    judged |= {"decider": "each", "nature": "fact"}
    parties = ("iceland", "norway", "sweden", "denmark", "finland")
    law = of([pact("pact-a", *parties, article={"conditions": [judged]})])
    line = owes(law, "Norway", on=DAY).owed[0].line
    assert "if one of the four other parties to the Pact A is attacked" in line
    assert "only if Norway holds that the victim was wronged" in line


def test_what_is_asked_of_outsiders_alone_is_not_told_of_parties() -> None:
    asks = "Does the article protect {beneficiary}?"
    judged = {"kind": "judgement", "id": "outside", "text": asks, "outsiders": True}
    judged |= {"decider": "each", "nature": "law"}
    article = {"conditions": [judged], "beneficiaries": ["iceland", "sweden"]}
    law = of(
        [pact("pact-a", "iceland", "norway", article=article | {"party_or_not": True})]
    )
    inside, outside = owes(law, "Norway", on=DAY).owed
    assert (inside.toward, inside.conditions) == (("iceland",), ())
    assert outside.toward == ("sweden",)
    assert len(outside.conditions) == 1


def test_an_article_that_goes_on_in_other_words_has_no_end() -> None:
    one = pact("pact-a", "iceland", "norway", article={"until": date(1970, 1, 1)})
    assert owes(of([one]), "Norway", "Iceland", on=DAY).owed[0].until == "1970-01-01"
    again = pact("pact-a", "iceland", "norway", article={"since": date(1970, 1, 1)})
    both = (*one.obligations, *again.obligations)
    law = of([one.model_copy(update={"obligations": both})])
    assert owes(law, "Norway", "Iceland", on=DAY).owed[0].until is None


def test_an_article_overtaken_by_the_law_of_all_has_no_end() -> None:
    found = owes(load_corpus(), "USA", "Japan", on=date(1935, 1, 1)).owed
    assert [p.until for p in found if p.treaty == "pact-of-paris-1928"] == [None]
    assert "when the law of all states overtook it" in tell("pact-of-paris-1928")


def test_the_day_on_which_a_party_leaves_ends_its_pledge() -> None:
    leaving = {"state": "iceland", "until": date(1965, 1, 1)}
    parties = {"parties": [leaving, "norway", "sweden"]}
    law = of([pact("pact-a", **parties)])  # type: ignore[arg-type]
    assert owes(law, "Norway", "Iceland", on=DAY).owed[0].until == "1965-01-01"
    assert owes(law, "Norway", "Sweden", on=DAY).owed[0].until is None


def test_the_lesser_duties_that_are_left_out_are_counted() -> None:
    found = owes(made(), "Norway", on=DAY)
    assert found.lesser == {"consult": 1}
    assert "must consult (one)" in " ".join(str(found).split())
    assert owes(made(), "Norway", "Iceland", on=DAY).lesser == {}


def test_force_against_a_state_is_what_does_not_ask() -> None:
    waits = {"conditions": ["request"], "trigger": "force"}
    law = of([pact("pact-a", "iceland", "norway", article=waits)])
    (found,) = owes(law, "Norway", "Iceland", on=DAY).owed
    assert "if force is used against Iceland, only if Iceland asks" in found.line


def test_the_last_day_is_told_and_not_the_day_after() -> None:
    law = of([pact("pact-a", "iceland", "norway", until=date(1970, 1, 1))])
    (found,) = owes(law, "Norway", "Iceland", on=DAY).owed
    assert found.line.endswith("until 31 December 1969.")
    assert found.until == "1970-01-01"


def test_of_many_parties_the_day_of_the_last_to_join_is_told(law: Corpus) -> None:
    found = owes(law, "USA", on=date(2026, 1, 1))
    (nato,) = [p.line for p in found.owed if p.label == "North Atlantic Treaty, Art. 5"]
    days = "since 24 August 1949, toward the last of them since 7 March 2024"
    assert days in nato


def test_duties_that_read_alike_are_told_once() -> None:
    one = pact("pact-a", "iceland", "norway")
    (first,) = one.obligations
    second = first.model_copy(update={"gist": "The same again."})
    twice = one.model_copy(update={"obligations": (first, second)})
    found = owes(of([twice]), "Norway", "Iceland", on=DAY)
    assert len(found.owed) == 2
    assert str(found).count("(Pact A, Art. 1)") == 1


def test_which_power_has_to_join_the_attacker_is_told() -> None:
    found = owes(load_corpus(), "Germany", "Austria-Hungary", on=date(1880, 1, 1))
    text = " ".join(found.text(all=True).split())
    assert "the Russian Empire joins the attacker (Dual Alliance, Art. II.2)" in text
    assert "backs the attacker by military measures that menace Austria-Hungary" in text
    assert "another power" not in text


def test_the_first_line_is_what_is_owed_and_the_next_on_what_it_depends() -> None:
    asks = "Does {obligor} hold that {beneficiary} was wronged?"
    claim = "{obligor} holds that {beneficiary} was wronged"
    judged = {"kind": "judgement", "id": "wronged", "text": asks, "claim": claim}
    judged |= {"decider": "each", "nature": "fact"}
    conditions = {"conditions": ["self-defence", judged]}
    law = of([pact("pact-a", "iceland", "norway", article=conditions)])
    found = owes(law, "Norway", "Iceland", on=DAY)
    title, _, first, *_ = str(found).splitlines()
    assert title == "What Norway owes Iceland on 1 January 1960."
    needs = "if Iceland is attacked and Norway holds that Iceland was wronged"
    assert first == f"Norway must help {needs} (Pact A, Art. 1)."
    assert found.verdict == first
    long = judged | {"claim": f"{claim} {'and so on ' * 9}".strip()}
    law = of([pact("pact-a", "iceland", "norway", article={"conditions": [long]})])
    told = owes(law, "Norway", "Iceland", on=DAY).verdict
    assert told.startswith("Norway must help if Iceland is attacked (Pact A, Art. 1).")
    assert "This holds only if Norway holds that Iceland was wronged" in told


def test_an_article_that_asks_something_of_both_is_not_saved_from_the_same() -> None:
    found = owes(load_corpus(), "Egypt", "Kuwait", on=date(2026, 1, 1))
    back = " ".join(str(found).split()).partition("In return ")[2]
    assert back.startswith("Kuwait owes Egypt")
    assert "the same, save" not in back


def test_it_is_named_who_is_bound_and_whom_each_treaty_protects() -> None:
    found = weigh(
        load_corpus(),
        "franco-polish-1921",
        "germany-slovakia-1939",
        on=date(1939, 9, 1),
    )
    text = " ".join(str(found).split())
    assert "each of France and Poland must help if the other is the victim" in text
    assert "Germany must help if force is used against Slovakia" in text
    assert "a party" not in text


def test_help_that_is_military_alone_is_harder_in_form_alone() -> None:
    law = of(
        [
            pact("pact-a", "iceland", "norway", duty="fight"),
            pact("pact-b", "iceland", "norway", duty="assist"),
        ]
    )
    found = weigh(law, "Pact A", "Pact B", on=DAY)
    assert found.harder == "pact-a"
    assert "binds harder, but as to the form of help alone: by it" in found.verdict


def test_a_treaty_between_a_few_comes_before_one_of_many() -> None:
    law = of(
        [
            pact("wide", "iceland", "norway", "sweden", "denmark", duty="fight"),
            pact("close", "iceland", "norway", duty="assist"),
        ]
    )
    found = owes(law, "Norway", "Iceland", on=DAY)
    assert [p.treaty for p in found.owed] == ["wide", "close"]
    of_few = owes(load_corpus(), "France", "Greece", on=date(2026, 1, 1)).owed
    assert of_few[0].treaty == "greece-france-2021"
    assert len(load_corpus().treaty(of_few[1].treaty).states) > CLOSE


def test_all_of_it_has_every_day_and_condition() -> None:
    law = load_corpus()
    found = owes(law, "France", "Greece", on=date(2026, 1, 1))
    short, whole = str(found), found.text(all=True)
    assert "since 24 August" not in short
    assert "since 18 February 1952" in whole
    assert len(short.splitlines()) <= 25
    assert all(" ".join(p.line.split()) in " ".join(whole.split()) for p in found.owed)
    assert f"--on {found.on} --all`" in " ".join(short.split())


def test_what_must_be_found_before_help_is_due_belongs_to_the_trigger() -> None:
    judged = {
        "kind": "judgement",
        "id": "wronged",
        "text": "Was {beneficiary} wronged?",
    }
    judged |= {"claim": "{beneficiary} was wronged", "decider": "each", "nature": "law"}
    article = {"conditions": [judged, "unprovoked", "request"]}
    law = of(
        [
            pact("pact-a", "iceland", "norway", article=article),
            pact("pact-b", "iceland", "norway"),
        ]
    )
    trigger, asking = weigh(law, "Pact A", "Pact B", on=DAY).heads[1:3]
    assert trigger.first == (
        "if the other is attacked without provocation, only if the victim was wronged"
    )
    assert asking.first == "the victim asks"
    told = weigh(law, "Pact A", "Pact B", on=DAY).verdict
    assert "They differ in what calls them. Only the Pact A waits" in told


def test_help_against_any_attacker_goes_before_help_against_a_named_one() -> None:
    found = owes(load_corpus(), "United Kingdom", "Japan", on=date(1914, 8, 4))
    first, *others = [p for p in found.owed if p.helps]
    assert not first.words.against
    assert "against the United States" in {p.words.against.strip() for p in others}
    assert "by the United States" not in found.verdict


def test_an_article_of_several_cases_opens_with_what_they_have_in_common() -> None:
    found = owes(load_corpus(), "Serbia", "Greece", on=date(1914, 8, 4))
    assert found.verdict == (
        "Serbia must help militarily if Greece is attacked without provocation, on conditions that differ by case"
        " (Greco-Serbian Alliance, Art. 1°)."
    )
    told = " ".join(found.text().split())
    assert "only if the attacker is not a Balkan state" in told
    assert "only if the attacker is a Balkan state" in told
