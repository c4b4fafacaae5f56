"""Questions about treaties without an attack, put in many forms, are answered at once."""

from __future__ import annotations

from datetime import date

import pytest

from engine.analysis.pledges import law_answer, owes
from engine.analysis.weighing import weigh
from engine.question.query import Query
from engine.question.sentence import parse_question
from engine.question.topic import Kind, LawAlone
from engine.world import World
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

TODAY = date(2026, 11, 30)
WEIGHED = {
    "Is the Brussels Treaty of 1948 tougher than the Manila Pact of 1954?": (
        "brussels-1948",
        "seato-1954",
    ),
    "Does Article 42.7 of the EU treaty bind harder than Article 5 of NATO's?": (
        "teu-42-7-2007",
        "north-atlantic-1949",
    ),
    "Which is the stronger promise to North Korea: the Russian treaty of 2024 or the Chinese one of 1961?": (
        "russia-dprk-2024",
        "sino-dprk-1961",
    ),
    "Which is the stronger promise to Poland: the French treaty of 1921 or the British one of August 1939?": (
        "franco-polish-1921",
        "anglo-polish-1939",
    ),
    "SADC's mutual defence pact against the ECOWAS defence protocol of 1981: which weighs heavier?": (
        "sadc-2003",
        "ecowas-defence-1981",
    ),
    "Does ANZUS bind harder than the treaty between the United States and Japan?": (
        "anzus-1951",
        "us-japan-1960",
    ),
    "Which of the two binds the United States harder: the treaty with Japan or the treaty with the Philippines?": (
        "us-japan-1960",
        "us-philippines-1951",
    ),
    "Was the Triple Alliance stricter than the Dual Alliance?": (
        "triple-alliance-1882",
        "dual-alliance-1879",
    ),
    "Which bound harder in 1930, the Franco-Polish alliance of 1921 or the Locarno treaty?": (
        "franco-polish-1921",
        "locarno-1925",
    ),
    "Which asks more of its members, the CSTO or NATO?": (
        "cst-1992",
        "north-atlantic-1949",
    ),
    # By the year of each treaty its parties are known, and a treaty without help loses.
    "Is the Franco-Soviet pact of 1935 as strong as the Czechoslovak-Soviet pact of 1935?": (
        "franco-soviet-1935",
        "soviet-czechoslovak-1935",
    ),
    "Which is the stronger promise to Ukraine: the British agreement of 2024 or the Budapest Memorandum?": (
        "uk-ukraine-2024",
        "budapest-1994",
    ),
}
WEIGHED |= {
    "Does Article V of the US-Japan treaty bind harder than Article III of the treaty between the United States and South Korea?": (
        "us-japan-1960",
        "us-rok-1953",
    ),
    "Is the Anglo-Japanese alliance of 1905 tougher than that of 1902?": (
        "anglo-japanese-1905",
        "anglo-japanese-1902",
    ),
}
NOT_WEIGHED = (
    "Which is older, the Rio Treaty or ANZUS?",
    "Which binds harder in the Pacific, the Rio Treaty or ANZUS?",
    "Is the Rio Treaty no tougher than ANZUS?",
    "Does ANZUS bind Australia harder than NATO binds Spain?",
    "Is the Philippine treaty weaker than the Japanese one?",
)
SINCE = {
    "When did Britain stop being bound to defend Iraq?": "Until 23 March 1959 the United Kingdom was bound",
    "From when to when was Japan bound to help China?": "Until 27 January 1921 Japan was bound",
    "In what year did Britain become bound to defend Belgium?": "Since 24 August 1949 the United Kingdom must act",
    "For how long was Hungary obliged to defend the Soviet Union?": "Until 5 December 1991 Hungary was bound",
    "From when to when was Germany bound to fight beside Austria-Hungary?": "Until 2 November 1918 Germany was bound",
    "Since when was France bound to help Poland on 1 June 1930?": "Since 6 February 1922 and until a day between 25 June 1940 and 9 May 1945 France must",
    "When did the Ottoman Empire become bound to help Germany?": "Until 29 October 1918 the Ottoman Empire was bound",
}


@pytest.mark.parametrize("text", WEIGHED)
def test_two_treaties_are_weighed_however_it_is_asked(law: Corpus, text: str) -> None:
    found = parse_question(text, law, TODAY)
    assert (found.kind, found.instruments) == (Kind.WEIGH, WEIGHED[text])


@pytest.mark.parametrize("text", NOT_WEIGHED)
def test_what_says_more_than_a_comparison_is_not_answered(
    law: Corpus, text: str
) -> None:
    with pytest.raises(CasusError):
        parse_question(text, law, TODAY)


def test_treaties_that_are_over_are_weighed_on_a_day_of_both(world: World) -> None:
    asked = "Is the Brussels Treaty of 1948 tougher than the Manila Pact of 1954?"
    with pytest.raises(LawAlone) as alone:
        world.ask(asked)
    assert alone.value.on == date(1955, 2, 19)
    found = law_answer(world.corpus, alone.value.topic, alone.value.on)
    assert found.verdict.startswith(
        "The Brussels Treaty of 1948 (Art. IV) binds harder"
    )


def test_equal_deeds_are_told_apart_by_what_else_differs(law: Corpus) -> None:
    on = date(2026, 1, 1)
    found = weigh(law, "ANZUS", "us-japan-1960", on=on)
    assert found.verdict.startswith("Neither binds harder: by the ANZUS Treaty of 1951")
    assert found.verdict.endswith("They differ in area.")
    freer = weigh(law, "gcc-2000", "russia-dprk-2024", on=on)
    assert freer.verdict.startswith("Neither binds harder: ")
    assert "must help militarily. Only the Gulf" in freer.verdict


def test_a_treaty_without_help_asks_for_less(law: Corpus) -> None:
    on = date(1910, 1, 1)
    found = weigh(law, "franco-russian-1892", "entente-cordiale-1904", on=on)
    assert found.harder == "franco-russian-1892"
    assert found.verdict.endswith("; the Entente Cordiale promises no help.")


@pytest.mark.parametrize(
    ("text", "kind", "victim"),
    [
        (
            "Who could sit out a Chinese attack on Vietnam in February 1979?",
            Kind.WHO_NOT,
            "vietnam",
        ),
        (
            "Could Austria stay out of a Russian attack on Finland?",
            Kind.MUST,
            "finland",
        ),
        (
            "Who has to take Moldova's side if Russia attacks it today?",
            Kind.WHO,
            "moldova",
        ),
        (
            "Russia attacks Svalbard today. Which of Norway's allies need not help?",
            Kind.WHO_NOT,
            "norway",
        ),
        (
            "Why does Article 5 not oblige Turkey to help France if France is attacked in New Caledonia today?",
            Kind.WHY_NOT,
            "france",
        ),
        (
            "Had Italy to go to war if France attacked Germany in 1890?",
            Kind.MUST,
            "germany",
        ),
        (
            "Suppose Venezuela invaded Guyana's Essequibo region today; who would be drawn in?",
            Kind.WHO,
            "guyana",
        ),
        ("Did SEATO protect Laos in 1962?", Kind.COVERS, "laos"),
        (
            "Is Guam inside the area that the North Atlantic Treaty protects?",
            Kind.COVERS,
            "united-states",
        ),
        (
            "Does C-SIPA, the 2023 agreement with Washington, cover an Iranian attack on Bahrain today?",
            Kind.COVERS,
            "bahrain",
        ),
        (
            "Did the 1960 Treaty of Guarantee cover the coup in Nicosia on 15 July 1974?",
            Kind.COVERS,
            "cyprus",
        ),
    ],
)
def test_an_attack_is_asked_about_in_other_words(
    law: Corpus, text: str, kind: Kind, victim: str
) -> None:
    found = parse_question(text, law, TODAY)
    assert found.kind in (kind, Kind.MUST if kind is Kind.WHO else kind)
    assert found.acts[0].victim == (victim,)


def test_what_was_promised_within_a_month_is_told_for_its_last_day(
    world: World,
) -> None:
    with pytest.raises(LawAlone) as alone:
        world.ask("What did Britain owe Poland in August 1939?")
    assert alone.value.on == date(1939, 8, 31)


@pytest.mark.parametrize("text", SINCE)
def test_the_days_of_a_duty_are_told_for_states_of_any_time(
    world: World, text: str
) -> None:
    answer = world.ask(text, rounds=1)
    assert SINCE[text] in str(answer.document()).replace("\n", " ").replace("  ", " ")


def test_the_days_of_a_member_are_those_of_its_treaty(law: Corpus) -> None:
    text = (
        "Until what date did Albania remain bound to defend its Warsaw Pact partners?"
    )
    found = parse_question(text, law, TODAY)
    assert (found.kind, found.about) == (Kind.WHEN, ("albania",))
    assert found.instruments == ("warsaw-1955",)


def test_what_is_owed_under_one_treaty_is_that_of_this_treaty(law: Corpus) -> None:
    text = "What is Russia's debt to Armenia under the treaty of 1997?"
    found = parse_question(text, law, TODAY)
    assert (found.kind, found.instruments) == (Kind.OWES, ("russia-armenia-1997",))
    owed = owes(law, "russia", "armenia", on=TODAY, under="russia-armenia-1997:3")
    assert {p.article for p in owed.owed} == {"3"}
    asked = Query.of(kind="owes", must=["russia", "armenia"], under="NATO", on=TODAY)
    with pytest.raises(LawAlone) as alone:
        World.of(law).over_time(asked)
    assert not law_answer(law, alone.value.topic, TODAY).to_dict()["owed"]


@pytest.mark.parametrize(
    ("text", "kind", "about", "treaties"),
    [
        (
            "Since what day has Finland been protected by NATO?",
            Kind.WHEN,
            ("finland",),
            ("north-atlantic-1949",),
        ),
        (
            "When did Cuba cease to be bound by the Rio Treaty?",
            Kind.WHEN,
            ("cuba",),
            ("rio-1947",),
        ),
        (
            "When does the treaty between Russia and North Korea expire?",
            Kind.WHEN,
            (),
            ("russia-dprk-2024",),
        ),
        ("Whom must Pakistan help by treaty today?", Kind.OWES, ("pakistan",), ()),
        ("Has Spain any commitment left to Portugal?", Kind.OWES, ("spain",), ()),
        ("What is owed by Spain to Portugal today?", Kind.OWES, ("spain",), ()),
    ],
)
def test_days_and_duties_are_asked_of_one_treaty_or_state(
    law: Corpus,
    text: str,
    kind: Kind,
    about: tuple[str, ...],
    treaties: tuple[str, ...],
) -> None:
    found = parse_question(text, law, TODAY)
    assert (found.kind, found.about, found.instruments) == (kind, about, treaties)


def test_an_alliance_that_may_be_one_of_several_is_asked_back(law: Corpus) -> None:
    with pytest.raises(CasusError):
        parse_question("When did the alliance between Portugal and England begin?", law)


def test_a_treaty_of_a_city_is_none_of_the_state_whose_city_it_is(law: Corpus) -> None:
    asked = "Would the Treaty of Tashkent cover a Kyrgyz attack on Tajikistan today?"
    assert parse_question(asked, law).instruments == ("cst-1992",)
    with pytest.raises(CasusError, match="no instrument is called"):
        parse_question("Does the Treaty of Baku cover an attack on Georgia?", law)


def test_the_articles_that_a_comparison_names_are_the_articles_compared(
    world: World,
) -> None:
    with pytest.raises(LawAlone) as alone:
        world.ask("Which is stricter, Article 5 of NATO or Article 4 of the CSTO?")
    assert alone.value.topic.articles == ("5", "4")


def test_the_days_of_a_treaty_that_is_over_are_those_of_both_its_parties(
    law: Corpus,
) -> None:
    asked = (
        "From when to when was Portugal bound to defend Spain under the Iberian Pact?"
    )
    found = parse_question(asked, law, TODAY)
    assert (found.instruments, found.acts) == (("iberian-pact-1939",), ())
    assert found.about == ("portugal", "spain")
    asked = "Since when must France help Poland under the North Atlantic Treaty?"
    assert parse_question(asked, law, TODAY).acts[0].victim == ("poland",)


def test_an_article_behind_which_its_treaty_stands_is_no_treaty_itself(
    law: Corpus,
) -> None:
    asked = "Does Article V of the US-Japan treaty bind harder than Article III of the US-Korean one?"
    with pytest.raises(CasusError) as refused:
        parse_question(asked, law, TODAY)
    assert "north-atlantic-1949" not in str(refused.value)


def test_two_who_are_helped_are_never_taken_for_one(law: Corpus) -> None:
    text = (
        "From when to when was Japan bound to fight beside Britain in defence of India?"
    )
    with pytest.raises(CasusError):
        parse_question(text, law, TODAY)


@pytest.mark.parametrize(
    ("text", "treaties"),
    [
        (
            "Was the 1925 Franco-Czechoslovak treaty more binding than the Soviet-Czechoslovak one of 1935?",
            ("franco-czechoslovak-1925", "soviet-czechoslovak-1935"),
        ),
        (
            "Weigh the American treaty with Manila of 1951 against the one with Seoul of 1953.",
            ("us-philippines-1951", "us-rok-1953"),
        ),
        (
            "Does the Baghdad Pact of 1955 weigh less than the Balkan Pact of 1954?",
            ("baghdad-pact-1955", "balkan-pact-1954"),
        ),
    ],
)
def test_a_treaty_of_a_year_is_that_of_the_year(
    law: Corpus, text: str, treaties: tuple[str, str]
) -> None:
    found = parse_question(text, law)
    assert (found.kind, found.instruments) == (Kind.WEIGH, treaties)


def test_this_year_is_today_and_partners_are_states(law: Corpus) -> None:
    asked = "Say the Philippines attacks Malaysia in Sabah this year. Is the United Kingdom obliged to help Malaysia?"
    day = parse_question(asked, law).day
    assert day is not None
    assert day.relative
    partners = "If New Zealand is attacked today, which of its partners are under no obligation to help?"
    assert parse_question(partners, law).kind is Kind.WHO_NOT


def test_what_is_owed_under_the_treaties_of_two_is_one_question(world: World) -> None:
    for asked in (
        "What does the United States owe Bahrain under their treaties in 2026?",
        "What did Britain owe Greece under the treaties in 1850?",
    ):
        with pytest.raises(LawAlone) as alone:
            world.ask(asked)
        assert alone.value.topic.kind is Kind.OWES
        assert len(alone.value.topic.states) == 2


def test_what_one_party_owes_under_a_treaty_is_asked_of_that_treaty(
    law: Corpus,
) -> None:
    asked = "What did Germany owe under the Reinsurance Treaty in 1888?"
    of_two = parse_question(asked, law)
    assert [act.victim for act in of_two.acts] == [("russia",)]
    assert of_two.instruments == ("reinsurance-1887",)
    of_many = parse_question(
        "What does Germany owe under Art. 5 of the North Atlantic Treaty?", law
    )
    assert (of_many.acts, of_many.article) == ((), "5")
    whom = parse_question(
        "Whom must Turkey help in 1940 under the Ankara Treaty of 1939?", law
    )
    assert whom.instruments == ("ankara-1939",)
    for one in (of_two, of_many, whom):
        again = parse_question(one.question(law), law)
        assert (again.acts, again.about) == (one.acts, one.about)
        assert (again.kind, again.topic.cited) == (one.kind, one.topic.cited)


def test_the_attacked_member_is_none_of_those_asked_of_two_alliances(
    law: Corpus,
) -> None:
    found = parse_question("If Russia attacks Estonia, must NATO and the EU help?", law)
    assert {"austria", "united-states"} <= set(found.about)
    assert "estonia" not in found.about


def test_an_attacker_whom_nobody_names_keeps_its_helpers(law: Corpus) -> None:
    asked = "If Czechoslovakia is attacked in 1968, must Romania help the attacker?"
    assert parse_question(asked, law).question(law) == asked
