"""The instruments of Europe, the Caucasus and Central Asia: what each one calls for, and on which day it did not yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from engine.world import ask, shipped
from tests.support.each import each
from tests.support.sampling import sampled
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Obligation
from treaties.vocabulary.terms import EventKind

pytestmark = sampled(6, alone="whole")

LAW = load_corpus()


def owed(
    victim: str, by: str, on: str, obligor: str, treaty: str, at: str | None = None
) -> set[str]:
    """The duties that one treaty lays on the obligor in the first round, whether settled or waiting for something."""
    answer = ask(victim, by=by, on=on, at=at, rounds=1, background=False)
    return {
        str(g.clause.obligation.duty)
        for g in answer[obligor].grounds
        if g.clause.treaty.id == treaty
    }


def articles(corpus: Corpus, treaty: str, article: str) -> Iterable[Obligation]:
    return [o for o in corpus.treaty(treaty).obligations if o.article == article]


@each(
    ("victim", "by", "on", "obligor", "treaty", "duties"),
    [
        (
            "Cyprus",
            "Greece",
            "1974-07-16",
            "United Kingdom",
            "cyprus-guarantee-1960",
            {"act", "consult", "may-assist"},
        ),
        (
            "Cyprus",
            "Turkey",
            "1974-07-20",
            "Greece",
            "cyprus-guarantee-1960",
            {"act", "consult", "may-assist"},
        ),
        (
            "Austria-Hungary",
            "Russian Empire",
            "1914-08-10",
            "Ottoman Empire",
            "ottoman-german-1914",
            {"fight"},
        ),
        (
            "Germany",
            "Russian Empire",
            "1914-08-10",
            "Ottoman Empire",
            "ottoman-german-1914",
            set(),
        ),
        (
            "Czechoslovakia",
            "Germany",
            "1938-09-20",
            "France",
            "franco-czechoslovak-1925",
            {"assist"},
        ),
        ("Monaco", "Italy", "2005-11-30", "France", "monaco-2002", set()),
        ("Monaco", "Italy", "2005-12-01", "France", "monaco-2002", {"fight"}),
        ("Andorra", "Spain", "2026-11-01", "France", "andorra-1993", {"consult"}),
        (
            "Tajikistan",
            "Afghanistan",
            "1993-09-09",
            "Russia",
            "russia-tajikistan-1993",
            set(),
        ),
        (
            "Tajikistan",
            "Afghanistan",
            "2026-11-01",
            "Russia",
            "russia-tajikistan-1993",
            {"fight", "consult", "not-aid"},
        ),
        (
            "Kazakhstan",
            "China",
            "2026-11-01",
            "Russia",
            "russia-kazakhstan-1992",
            {"fight", "consult"},
        ),
        ("Abkhazia", "Georgia", "2015-03-04", "Russia", "russia-abkhazia-2014", set()),
        (
            "Abkhazia",
            "Georgia",
            "2015-03-05",
            "Russia",
            "russia-abkhazia-2014",
            {"fight", "consult"},
        ),
        ("Poland", "Russia", "2026-11-01", "United Kingdom", "uk-poland-2026", set()),
        (
            "Uzbekistan",
            "Afghanistan",
            "2025-03-30",
            "Tajikistan",
            "uzbekistan-tajikistan-2024",
            set(),
        ),
        (
            "Uzbekistan",
            "Afghanistan",
            "2025-03-31",
            "Tajikistan",
            "uzbekistan-tajikistan-2024",
            {"consult"},
        ),
        ("Italy", "Libya", "2023-01-31", "France", "quirinal-2021", set()),
        ("Italy", "Libya", "2023-02-01", "France", "quirinal-2021", {"assist"}),
        ("Greece", "Turkey", "2021-12-22", "France", "greece-france-2021", set()),
        ("Greece", "Turkey", "2021-12-23", "France", "greece-france-2021", {"fight"}),
        (
            "Iceland",
            "Russia",
            "2026-11-01",
            "United States",
            "iceland-us-1951",
            {"act"},
        ),
        ("Moldova", "Russia", "2026-11-01", "Armenia", "cis-charter-1993", set()),
        (
            "Georgia",
            "Turkey",
            "2009-08-17",
            "Belarus",
            "cis-charter-1993",
            {"consult", "may-assist"},
        ),
        ("Georgia", "Turkey", "2009-08-18", "Belarus", "cis-charter-1993", set()),
        ("Finland", "Russia", "2022-05-15", "Norway", "nordic-assurance-2022", set()),
        (
            "Finland",
            "Russia",
            "2022-05-16",
            "Norway",
            "nordic-assurance-2022",
            {"assist"},
        ),
        ("Finland", "Russia", "2023-04-04", "Norway", "nordic-assurance-2022", set()),
        (
            "Sweden",
            "Russia",
            "2024-03-06",
            "Iceland",
            "nordic-assurance-2022",
            {"assist"},
        ),
        ("Sweden", "Russia", "2024-03-07", "Iceland", "nordic-assurance-2022", set()),
        ("Ukraine", "Russia", "2024-02-15", "Germany", "germany-ukraine-2024", set()),
        (
            "Ukraine",
            "Russia",
            "2024-02-16",
            "Germany",
            "germany-ukraine-2024",
            {"consult"},
        ),
        (
            "Poland",
            "Russia",
            "1992-05-03",
            "Czechoslovakia",
            "czechoslovak-polish-1991",
            set(),
        ),
        (
            "Poland",
            "Russia",
            "1992-05-04",
            "Czechoslovakia",
            "czechoslovak-polish-1991",
            {"consult"},
        ),
        (
            "Poland",
            "Russia",
            "1993-01-01",
            "Slovakia",
            "czechoslovak-polish-1991",
            {"consult"},
        ),
        ("Finland", "Russia", "1939-11-30", "Sweden", "aland-1921", {"assist"}),
        ("Finland", "Russia", "2026-11-01", "Sweden", "aland-1921", set()),
        (
            "Croatia",
            "Russia",
            "2026-11-01",
            "Bosnia and Herzegovina",
            "croatia-bosnia-1992",
            set(),
        ),
        (
            "Estonia",
            "Russia",
            "2026-11-01",
            "Austria",
            "austria-neutrality-1955",
            {"stay-neutral"},
        ),
    ],
)
def test_who_owes_what(
    victim: str, by: str, on: str, obligor: str, treaty: str, duties: set[str]
) -> None:
    assert owed(victim, by, on, obligor, treaty) == duties


@pytest.mark.parametrize("reading", ["rutte-2025-drones", "zas-2021"])
def test_a_word_about_an_incursion_says_nothing_of_an_invasion(reading: str) -> None:
    (word,) = (r for r in LAW.readings if r.id == reading)
    answered = {a.question.split(":")[0] for a in word.answers}
    assert "armed-attack" not in answered or not word.heard_of([EventKind.ARMED_ATTACK])


def test_greenland_has_an_agreement_of_its_own_and_copenhagen_has_not() -> None:
    for place, duties in (("greenland", {"act"}), ("bornholm", set())):
        assert (
            owed(
                "Denmark",
                "Russia",
                "2026-11-01",
                "United States",
                "greenland-1951",
                at=place,
            )
            == duties
        ), place


@pytest.mark.parametrize(
    ("treaty", "state", "day", "bound"),
    [
        ("litvinov-protocol-1929", "poland", "1929-03-29", False),
        ("litvinov-protocol-1929", "poland", "1929-03-30", True),
        ("litvinov-protocol-1929", "romania", "1929-03-29", False),
        ("cst-1992", "uzbekistan", "2012-12-18", True),
        ("cst-1992", "uzbekistan", "2012-12-19", False),
        ("cis-charter-1993", "moldova", "1994-06-26", False),
        ("cis-charter-1993", "moldova", "2026-11-24", True),
        ("sino-russian-2001", "china", "2026-11-24", True),
        ("kazakhstan-kyrgyzstan-2024", "kyrgyzstan", "2026-11-24", False),
    ],
)
def test_who_is_bound_on_a_day(treaty: str, state: str, day: str, bound: bool) -> None:
    assert (state in LAW.treaty(treaty).parties_on(date.fromisoformat(day))) is bound


def test_the_window_of_1866_bounds_the_day_on_which_prussia_begins() -> None:
    def italy(on: str, begun: str) -> str:
        war = Event.model_validate(
            {
                "kind": "armed-attack",
                "by": "germany",
                "against": "austria-hungary",
                "on": begun,
            }
        )
        scenario = Scenario(on=date.fromisoformat(on), events=(war,), background=False)
        row = shipped().ask(scenario, rounds=1)["italy"]
        return ",".join(
            sorted(
                {
                    b.condition
                    for b in row.blocked
                    if b.clause.startswith("prussia-italy-1866:2")
                }
            )
        )

    assert italy("1866-07-20", "1866-06-16") == italy("1866-07-08", "1866-07-08") == ""
    assert (
        italy("1866-07-09", "1866-07-09")
        == italy("1866-07-20", "1866-07-12")
        == "force-began"
    )


def test_the_league_council_gates_only_the_second_paragraph_of_1925() -> None:
    for treaty in ("franco-czechoslovak-1925", "franco-polish-1925"):
        gated = {
            o.article
            for o in LAW.treaty(treaty).obligations
            if any(c.kind == "league-council-finding" for c in o.conditions)
        }
        assert gated == {"1(2)"}, treaty


def test_nobody_owes_against_an_enemy_it_is_not_at_war_with() -> None:
    """The Declaration by United Nations: the Soviet Union and Japan, the United States and Hungary, Brazil and Japan."""
    for obligor, enemy, before, after in (
        ("russia", "japan", "1945-08-08", "1945-08-09"),
        ("united-states", "hungary", "1942-06-04", "1942-06-05"),
        ("brazil", "japan", "1945-06-05", "1945-06-06"),
        ("russia", "bulgaria", "1944-09-04", "1944-09-05"),
    ):
        for day, bound in ((before, False), (after, True)):
            found = [
                o
                for o in articles(LAW, "un-declaration-1942", "1")
                if obligor in o.obligors
                and o.holds_on(date.fromisoformat(day))
                and any(enemy in getattr(c, "among", ()) for c in o.conditions)
            ]
            assert bool(found) is bound, (obligor, enemy, day)


@pytest.mark.parametrize(
    ("treaty", "article", "duty"),
    [
        ("soviet-afghan-1926", "3", "not-lend-territory"),
        ("anti-comintern-1936", "secret II", "not-ally-against"),
        ("quadruple-alliance-1834", "I", "fight"),
        ("quadruple-alliance-1834", "additional 1", "act"),
        ("quadruple-alliance-1834", "additional 2", "assist"),
    ],
)
def test_an_article_that_was_left_out_is_there(
    treaty: str, article: str, duty: str
) -> None:
    assert {str(o.duty) for o in articles(LAW, treaty, article)} == {duty}


def test_what_promises_nothing_says_so() -> None:
    named = (
        "trinity-house-2024",
        "lunna-house-2025",
        "paris-declaration-2026",
        "jef-2014",
    )
    for treaty in (
        *named,
        "albania-croatia-kosovo-2025",
        "montreux-1936",
        "csto-charter-2002",
        "germany-poland-2026",
    ):
        assert LAW.treaty(treaty).no_duty, treaty


@pytest.mark.parametrize(
    ("by", "treaty", "status"),
    [
        ("West Germany", "ussr-bulgaria-1948", "bound"),
        ("Turkey", "ussr-bulgaria-1948", "contested"),
        ("Turkey", "bulgaria-poland-1948", "contested"),
        ("West Germany", "bulgaria-poland-1948", "bound"),
    ],
)
def test_to_be_germanys_ally_is_not_to_have_joined_it_in_aggression(
    by: str, treaty: str, status: str
) -> None:
    told = ask("Bulgaria", by=by, on="1958-06-01", rounds=1).to_dict(full=True)[
        "findings"
    ]
    found = {
        c["verdict"]["status"]
        for i in told["called"]["asked"]
        if i["treaty"] == treaty
        for c in i["calls"]
        if c["duty"] == "fight"
    }
    assert status in found
    assert ("bound" in found) is (status == "bound")


@pytest.mark.parametrize(
    ("by", "group", "place", "status"),
    [
        (None, "terrorists", None, "conditional assist"),
        ("Russia", "terrorists", None, "conditional assist"),
        (None, "terrorists", "Greenland", "contested assist"),
        ("Russia", None, None, "not-triggered"),
    ],
)
def test_the_solidarity_clause_is_for_terrorists_and_waits_for_a_request(
    by: str | None, group: str | None, place: str | None, status: str
) -> None:
    answer = ask("Denmark", by=by, group=group, at=place, on="2016-03-01", rounds=1)
    judged = [
        j
        for j in answer["austria"].judged
        if j.ground.treaty == "tfeu-222-2007" and j.ground.duty == "assist"
    ]
    assert (
        [f"{j.at_once.status} {j.at_once.duty}" for j in judged] or ["not-triggered"]
    ) == [status]


def test_asked_for_help_after_a_terrorist_attack_the_members_must_give_it() -> None:
    told = ask(
        "If terrorists attack Spain and Spain asks for help, who must help Spain?",
        on="2016-03-01",
        rounds=1,
    )
    assert str(told["ireland"].status) == "bound"
    assert "if Spain asks" not in str(told)


@pytest.mark.parametrize(
    ("group", "status"),
    [("terrorists", "conditional"), ("Wagner Group", "contested")],
)
def test_whether_a_group_is_terrorist_is_asked_unless_it_is_named_so(
    group: str, status: str
) -> None:
    answer = ask("Estonia", group=group, on="2024-03-01", rounds=1)
    found = {
        str(j.at_once.status)
        for j in answer["austria"].judged
        if j.ground.treaty == "tfeu-222-2007" and j.ground.duty == "assist"
    }
    assert found == {status}


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("guadeloupe", "bound"),
        ("wallis-and-futuna", "contested"),
        ("mayotte", "bound"),
    ],
)
def test_the_clause_of_the_union_asks_of_what_annex_two_names(
    place: str, status: str
) -> None:
    answer = ask("France", by="Russia", at=place, on="2024-03-01", rounds=1)
    asked = {
        q.id
        for q in answer.questions
        if q.id.startswith("in-area:teu-42-7") or "eu-treaty-territory" in q.id
    }
    assert bool(asked) is (place == "wallis-and-futuna")
    assert str(answer["austria"].status) == status


def test_the_faroes_are_outside_the_clause_of_the_union() -> None:
    answer = ask("Denmark", by="Russia", at="faroes", on="2024-03-01", rounds=1)
    assert not [
        j
        for j in answer["austria"].judged
        if j.ground.treaty == "teu-42-7-2007" and j.ground.duty.drawn_in
    ]
