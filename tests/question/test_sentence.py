"""Questions in people's words: what must be understood of each, what is refused, and that nothing is half understood."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine import World, ask
from engine.question.query import Query
from engine.question.sentence import parse_question
from engine.question.spans import WhichDay
from engine.question.topic import Kind, LawAlone
from engine.question.understood import Act, Understood
from engine.question.vocabulary import bare, looks_like_question, phrases, split, words
from tests.support.each import each
from tests.support.sampling import examples
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.scenario import Spot
from treaties.models.states import NotThen, State
from treaties.vocabulary.days import SpokenDay
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import EventKind, PlaceKind

FILE = tomllib.loads(
    Path(__file__).with_name("phrasings.toml").read_text(encoding="utf-8")
)
TODAY: date = FILE["today"]
UNDERSTOOD = {row["text"]: row for row in FILE["understood"]}
REFUSED = {row["text"]: row["says"] for row in FILE["refused"]}
LAW = load_corpus()


def meant(
    law: Corpus, row: dict[str, Any], key: str, apart: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The ids of a row: as listed, or the parties of a treaty that day less those apart."""
    said = row.get(key, ())
    if not isinstance(said, str):
        return tuple(said)
    return tuple(
        s for s in law.treaty(said).parties_on(row.get("on", TODAY)) if s not in apart
    )


def test_there_are_enough_of_both() -> None:
    assert len(UNDERSTOOD) >= 60
    assert len(REFUSED) >= 25


@each("text", UNDERSTOOD)
def test_a_phrasing_is_understood(law: Corpus, text: str) -> None:
    row, found = UNDERSTOOD[text], parse_question(text, law, TODAY)
    first = found.acts[0]
    assert looks_like_question(text)
    assert first.victim == tuple(row["victim"])
    assert first.by == meant(law, row, "by")
    assert first.force == row.get("force", "")
    assert (found.on, first.at, first.kind) == (
        row.get("on"),
        row.get("at"),
        row.get("kind", "armed-attack"),
    )
    assert found.about == meant(law, row, "about", first.victim + first.by)
    assert [
        f"{b}>{v}" for a in found.acts[1:] for b in a.by for v in a.victim
    ] == row.get("also", [])


@each("text", UNDERSTOOD)
def test_what_was_understood_is_understood_again_from_its_plain_form(
    law: Corpus, text: str
) -> None:
    found = parse_question(text, law, TODAY)
    again = parse_question(found.question(law), law, TODAY)
    assert (again.acts, again.on, again.about) == (found.acts, found.on, found.about)
    assert found.wording(law).startswith("understood as: ")


@each("text", REFUSED)
def test_what_is_not_understood_is_refused_with_the_words_that_stand_in_the_way(
    law: Corpus, text: str
) -> None:
    with pytest.raises(CasusError) as error:
        parse_question(text, law, TODAY)
    line = str(error.value)
    assert all(words in line for words in REFUSED[text]), line
    assert "\n" not in line


FRAMES: tuple[tuple[str, str | None], ...] = (
    ("If {v} is attacked by {a}, who is drawn in?", None),
    ("What happens if {a} attacks {v}?", None),
    ("what if {a} invades {v}", None),
    ("Suppose {a} bombs {v}. Who must help?", None),
    ("{v} attacked by {a}", None),
    ("an attack on {v} by {a}", None),
    ("{a}'s attack on {v}", None),
    ("Who would defend {v} against {a}?", None),
    ("Who must help {v} if {a} attacks it?", None),
    ("Is {s} obliged to help {v} if {a} attacks it?", "s"),
    ("If {a} attacks {v}, must {s} help?", "s"),
    ("Does {s} have to fight if {v} is struck by {a}?", "s"),
    ("What must {s} do if {a} attacks {v}?", "s"),
    ("What are {s}'s obligations if {v} is attacked by {a}?", "s"),
)


@st.composite
def three_states(draw: st.DrawFn) -> tuple[date, tuple[State, ...]]:
    """A day, and three states that its names mean on that day."""
    day = draw(st.dates(date(1816, 1, 1), date(2030, 1, 1)))
    living = [
        s
        for s in LAW.states.all
        if s.exists_on(day) and answers(s.name_on(day), day) == s.id
    ]
    return day, tuple(
        draw(
            st.lists(
                st.sampled_from(living),
                min_size=3,
                max_size=3,
                unique_by=lambda s: s.id,
            )
        )
    )


def answers(name: str, day: date) -> str:
    """Who answers to a name on a day; empty where that is not certain."""
    try:
        return LAW.states.resolve(name, day).id
    except CasusError:
        return ""


@examples(100)
@given(st.sampled_from(FRAMES), three_states())
def test_any_state_in_any_frame_is_that_state(
    frame: tuple[str, str | None], drawn: tuple[date, tuple[State, ...]]
) -> None:
    day, (a, v, s) = drawn
    text = frame[0].format(a=a.name_on(day), v=v.name_on(day), s=s.name_on(day))
    found = parse_question(text, LAW, on=day)
    assert found.acts[0] == Act((v.id,), (a.id,))
    assert found.about == ((s.id,) if frame[1] else ())


def test_every_name_and_alias_of_every_state_is_cut_as_one_name(law: Corpus) -> None:
    from engine.question.tokens import cut

    for state in law.states.all:
        for word in (
            state.id,
            state.name,
            *state.aliases,
            *(n.name for n in state.names),
        ):
            if not re.fullmatch(r"[\w' .’&-]+", word) or word.casefold() == "us":
                continue
            pieces = cut(f"If Albania attacks {word}, who must help?", law)
            assert any(
                p.what == "NAME" and p.text in (word, word.removeprefix("the "))
                for p in pieces
            ), word


def test_no_name_of_the_registers_looks_like_a_question(law: Corpus) -> None:
    names = [w for s in law.states.all for w in (s.id, s.name, *s.aliases)]
    assert not [w for w in names if looks_like_question(w)]


WORDS = st.sampled_from(
    [
        *[w for listed in words()["phrases"].values() for w in split(listed)][::5],
        *(
            "Russia",
            "Estonia",
            "Guam",
            "NATO",
            "Hamas",
            "in 2026",
            "attacks",
            "is attacked",
        ),
        *(",", "?", "'s", "not", "never", "cheese", "blue"),
    ]
)


@examples(200)
@given(st.lists(WORDS, max_size=9))
@example(["Russia", "attacks", "Estonia", "not"])
def test_random_words_are_an_error_or_a_question_all_of_whose_words_count(
    words: list[str],
) -> None:
    text = " ".join(words)
    try:
        found = parse_question(text, LAW, TODAY)
    except CasusError:
        return
    assert not {"not", "never"} & set(words)
    left_out = set(" ".join(found.not_read).split())
    assert {"cheese", "blue"} & set(words) <= left_out
    assert "Hamas" not in words or any(a.force == "Hamas" for a in found.acts)
    named = {i for a in found.acts for i in (*a.victim, *a.by)} | set(found.about)
    for word, ident in (
        ("Russia", "russia"),
        ("Estonia", "estonia"),
        ("Guam", "united-states"),
    ):
        assert (word not in words) or ident in named
    assert ("in 2026" in words) == (found.on == date(2026, 1, 1))


@examples(100)
@given(st.text(max_size=60))
def test_any_text_at_all_is_a_question_or_one_line_of_error(text: str) -> None:
    with suppress(CasusError):
        assert isinstance(parse_question(text, LAW, TODAY), Understood)


@examples(60)
@given(
    st.sampled_from(sorted(UNDERSTOOD)),
    st.sampled_from(["not", "never", "unless", "before", "417", "¬"]),
    st.integers(0, 30),
)
def test_one_word_that_may_change_the_meaning_spoils_a_question_wherever_it_stands(
    text: str, word: str, at: int
) -> None:
    words = text.split()
    words.insert(1 + at % len(words), word)
    with pytest.raises(CasusError):
        parse_question(" ".join(words), LAW, TODAY)


def test_every_verb_and_noun_of_an_act_has_its_kind() -> None:
    assert {k["kind"] for k in words()["kinds"]} == {k for k in EventKind if k.does}
    for kind in words()["kinds"]:
        assert EventKind(kind["kind"]).value == kind["kind"]
        for word in [*split(kind["verbs"]), *split(kind["nouns"])]:
            assert phrases()[bare(word)][1] == kind["kind"], word


def test_the_answer_tells_what_was_understood_and_of_whom_was_asked(
    world: World,
) -> None:
    answer = ask(
        "Is Pakistan obliged to help Saudi Arabia if Iran attacks it on 1 January 2026?"
    )
    assert answer.understood is not None
    assert answer.understood.about == ("pakistan",)
    first, _, ruling = str(answer).splitlines()[:3]
    assert first.startswith("Saudi Arabia attacked by Iran on 1 January 2026.")
    assert ruling.startswith("Unknown: what Pakistan owes is unpublished")
    assert world.ask("Saudi Arabia", by="Iran", on="2026-01-01").understood is None


def test_the_kind_of_act_is_that_of_the_sentence() -> None:
    events = ask(
        "If China blockades Taiwan and Russia attacks Estonia on 2026-01-01"
    ).scenario.events
    assert [(e.kind, e.by, e.against) for e in events if not e.background] == [
        (EventKind.BLOCKADE, ("china",), ("taiwan",)),
        (EventKind.ARMED_ATTACK, ("russia",), ("estonia",)),
    ]


def test_arguments_add_what_the_sentence_leaves_out_and_may_not_repeat_it(
    world: World,
) -> None:
    asked = world.ask(
        "If Estonia is attacked, who helps?", by="Russia", on="January 2026"
    )
    assert (asked.scenario.on, asked.scenario.events[0].by) == (
        date(2026, 1, 1),
        ("russia",),
    )
    for text, more in (
        ("If Estonia is attacked in 2026", {"on": "2025-01-01"}),
        ("Russia attacks Estonia", {"by": "Belarus"}),
    ):
        with pytest.raises(CasusError, match="the sentence already says"):
            world.ask(text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Will Turkey help if Armenia attacks Azerbaijan?",
            "Obliged: Türkiye must help militarily (Azerbaijan–Türkiye Agreement",
        ),
        (
            "Is Turkey obliged to help if Armenia attacks Azerbaijan?",
            "Yes: Türkiye must help militarily (Azerbaijan–Türkiye Agreement",
        ),
        (
            "Would the US fight if Russia attacks Estonia?",
            "Not bound to fight, but bound to help: the United States must act (North",
        ),
        (
            "Must the US fight if Russia attacks Estonia?",
            "Not bound to fight, but bound to help: the United States must act (North",
        ),
        (
            "Does Brazil help if Russia attacks Estonia?",
            "Not obliged. Brazil has no treaty of help with Estonia.",
        ),
        (
            "Must the US consult if Egypt attacks Israel?",
            "Only if the United States is satisfied that the Treaty of Peace",
        ),
    ],
)
def test_the_first_words_answer_what_was_asked(text: str, words: str) -> None:
    told = " ".join(ask(text, on="2026-01-01", rounds=1).text().split())
    assert f" {words}" in told


def test_a_time_within_which_the_answer_changes_is_asked_back_with_its_days_by_what_needs_one(
    world: World,
) -> None:
    with pytest.raises(
        WhichDay,
        match=r"`1939` is not one day.* 1 September 1939, 1 January 1939, 31 March 1939 or 6 April 1939",
    ):
        world.answer(Query.of(victim="Poland", by="Germany", on="1939"))
    with pytest.raises(WhichDay) as error:
        world.answer(
            Query.of(victim="If Germany attacks Poland in 1939, who must help?")
        )
    first = parse_question(error.value.meant[0], LAW)
    assert (first.on, first.acts) == (
        date(1939, 9, 1),
        (Act(("poland",), ("germany",)),),
    )
    # A war of that year is asked about on its first day.
    assert world.ask(
        "If France attacks Prussia in 1870, who must help?", rounds=1
    ).scenario.on == date(1870, 7, 19)


@pytest.mark.parametrize(
    ("given", "heir"),
    [
        ({"victim": "east-germany", "on": "2026-01-01"}, "stood in its place"),
        (
            {"victim": "egypt", "by": "south-yemen", "on": "2026-01-01"},
            "`yemen` stood in its place",
        ),
        (
            {"victim": "Germany", "also": "czechoslovakia>austria", "on": "2026-01-01"},
            "`slovakia` stood in its place",
        ),
        (
            {"victim": "Must czechoslovakia help if Poland is attacked on 2026-01-01?"},
            "stood in its place",
        ),
    ],
)
def test_a_state_that_there_was_not_on_the_day_is_an_error_with_what_stood_there(
    world: World, given: dict[str, str], heir: str
) -> None:
    with pytest.raises(NotThen, match=heir):
        world.ask(**given)  # type: ignore[arg-type]


@each(
    ("text", "victim", "at"),
    [
        (
            "If Germany attacks Angola on 1 October 1914, who must help?",
            "portugal",
            "portuguese-angola",
        ),
        ("Morocco attacks Algeria on 1 March 2026", "algeria", None),
        ("Morocco attacks Algeria on 1 March 1960", "france", "algerian-departments"),
        ("Sweden attacks Algeria on 20 February 1817", "algeria", None),
        ("Baden attacks Libya on 14 July 1832", "libya", None),
        ("France attacks Libya on 1 June 1900", "turkey", "libya-italian"),
        (
            "If Argentina attacks the Falklands on 2 April 1982, who must help?",
            "united-kingdom",
            "falklands",
        ),
        ("If China attacks the Senkakus, who must help?", "japan", "senkaku"),
        ("If Turkey attacks Kos, who must help?", "greece", "dodecanese"),
        ("If Egypt attacks Crete on 1 January 1880, who must help?", "turkey", "crete"),
        ("If Comoros attacks Mayotte, who must help?", "france", "mayotte"),
        (
            "If the United States attacks the Isthmus of Panama on 1 November 1903",
            "colombia",
            "panama-isthmus",
        ),
        (
            "If Germany attacks Danzig on 1 September 1939, who must help?",
            "poland",
            "danzig",
        ),
        (
            "If Japan attacks Manchuria on 18 September 1931, who must help?",
            "china",
            "manchuria",
        ),
        ("If Bolivia attacks Arica on 1 March 2026, who must help?", "chile", "arica"),
    ],
)
def test_a_place_is_its_holders_on_the_day(
    law: Corpus, text: str, victim: str, at: str
) -> None:
    act = parse_question(text, law, TODAY).acts[0]
    assert (act.victim, act.at) == ((victim,), at)


def test_a_place_of_several_claimants_is_asked_back_and_an_unknown_one_with_near_names(
    law: Corpus,
) -> None:
    with pytest.raises(
        CasusError, match="is claimed by the Philippines, Taiwan and Vietnam; say whose"
    ):
        parse_question("If China attacks Whitsun Reef, who must help?", law)
    with pytest.raises(CasusError, match="did you mean `Scarborough Shoal`"):
        parse_question(
            "If China attacks a Philippine ship at Scarborogh Shoal, who must help?",
            law,
        )


def test_a_ship_or_an_aircraft_at_a_place_is_hit_as_such(world: World) -> None:
    for thing, kind in (("ship", "vessel"), ("plane", "aircraft")):
        answer = world.ask(
            f"If China attacks a Philippine {thing} at Scarborough Shoal on 2026-01-01",
            rounds=1,
        )
        assert answer.scenario.events[0].at == Spot(
            place="scarborough-shoal", kind=PlaceKind(kind)
        )
        assert str(answer["United States"].status) == "bound"
        assert answer.understood is not None
        assert (
            parse_question(answer.understood.question(world.corpus), world.corpus).acts
            == answer.understood.acts
        )
    land = world.ask(
        "Philippines", by="China", at="Scarborough Shoal", on="2026-01-01", rounds=1
    )
    assert str(land["United States"].status) == "contested"


def test_a_text_that_is_too_long_is_refused_at_once() -> None:
    before = perf_counter()
    with pytest.raises(CasusError, match="is too long"):
        ask("Russia attacks Estonia and " * 4000)
    assert perf_counter() - before < 1


def test_a_day_of_its_own_is_said_where_it_was_taken(law: Corpus) -> None:
    asked = Understood(
        (Act(("serbia",)),), SpokenDay(date(1914, 7, 1), "July 1914", within=True)
    )
    assert (
        asked.wording(law)
        == "understood as: Serbia attacked, on 1 July 1914 (for `July 1914`)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Which states have to help India if it is attacked by Myanmar (Burma) and China?",
        "Who must help India if it is attacked by China and Myanmar (Burma)?",
    ],
)
def test_a_name_ends_with_its_bracket(law: Corpus, text: str) -> None:
    found = parse_question(text, law)
    assert ({*found.acts[0].by}, found.about) == ({"myanmar", "china"}, ())


@pytest.mark.parametrize("between", [";", " -", " (a neighbour)", " and,"])
def test_an_attacker_after_a_stop_is_not_whom_one_asks_about(
    law: Corpus, between: str
) -> None:
    with pytest.raises(CasusError, match="it is not clear what"):
        parse_question(
            f"Who must help India if it is attacked by Pakistan{between} and China?",
            law,
        )
    with pytest.raises(CasusError, match="it is not clear what"):
        parse_question("If Russia attacks Poland, who must help? And Germany?", law)


@pytest.mark.parametrize(
    "text",
    [
        "If foreign forces in Estonia are attacked by Russia, must Germany help?",
        "If troops of another country in Estonia are attacked by Russia, must Germany help?",
        "Suppose Armed forces of another state in the United Arab Emirates comes under attack from Qatar. Must Zimbabwe help?",
    ],
)
def test_somebody_s_forces_in_a_state_are_not_that_state(
    law: Corpus, text: str
) -> None:
    with pytest.raises(CasusError, match=r"it is not clear what|says whence"):
        parse_question(text, law)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Russian drones over Poland: is Article 5 triggered?", "limited-force"),
        ("Does Article 5 apply if Russian drones fly over Poland?", "limited-force"),
        ("If Russia sends drones into Poland, who must help?", "limited-force"),
        ("If Russian drones enter Polish airspace, who must help?", "limited-force"),
        ("If Russian drones hit Poland, who must help?", "armed-attack"),
        ("If Poland is attacked by Russian drones, who must help?", "armed-attack"),
        ("If a Russian drone strike hits Poland, who must help?", "armed-attack"),
    ],
)
def test_what_flies_over_a_state_attacks_it_only_where_it_is_said_to(
    words: str, kind: str
) -> None:
    meant = parse_question(words, load_corpus())
    assert [(a.victim, a.by, a.kind.value) for a in meant.acts] == [
        (("poland",), ("russia",), kind)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "states", "treaty"),
    [
        ("Does Germany owe Israel anything?", Kind.OWES, ("germany", "israel"), ""),
        ("Does the US owe Japan help?", Kind.OWES, ("united-states", "japan"), ""),
        (
            "Does the United States owe Israel military help by treaty?",
            *(Kind.OWES, ("united-states", "israel"), ""),
        ),
        (
            "How long has Turkey been covered by NATO?",
            *(Kind.WHEN, ("turkey",), "north-atlantic-1949"),
        ),
        (
            "Since when is Finland covered by Article 5?",
            *(Kind.WHEN, ("finland",), "north-atlantic-1949"),
        ),
        (
            "Since when has Sweden been covered by NATO?",
            *(Kind.WHEN, ("sweden",), "north-atlantic-1949"),
        ),
    ],
)
def test_what_is_asked_of_the_law_alone_is_answered_without_an_attack(
    text: str, kind: Kind, states: tuple[str, ...], treaty: str
) -> None:
    with pytest.raises(LawAlone) as asked:
        ask(text)
    topic = asked.value.topic
    assert (topic.kind, topic.states, topic.treaty) == (kind, states, treaty)


def test_what_is_owed_in_a_case_is_what_a_state_must_do(law: Corpus) -> None:
    found = parse_question("Does Germany owe Israel anything if Iran attacks?", law)
    assert (found.kind, found.about) == (Kind.MUST, ("germany",))
    assert [(a.by, a.victim) for a in found.acts] == [(("iran",), ("israel",))]


def test_how_many_of_a_group_are_counted_among_its_members(law: Corpus) -> None:
    text = "How many EU members must help if Russia attacks Estonia?"
    found = parse_question(text, law)
    assert (found.kind, found.group) == (Kind.HOW_MANY, "EU")
    assert "france" in found.about
    assert "united-states" not in found.about


def test_a_text_longer_than_any_name_is_a_sentence() -> None:
    text = "Compare the Anglo-Japanese Alliance of 1902 with that of 1905."
    assert looks_like_question(text)
    assert not looks_like_question("Saint Vincent and the Grenadines")


def test_which_of_two_treaties_bound_harder_is_read_as_which_binds_harder(
    law: Corpus,
) -> None:
    text = "Which bound harder on 1 July 1914, the Triple Alliance or the Franco-Russian convention?"
    found = parse_question(text, law)
    assert found.kind is Kind.WEIGH
    assert found.instruments == ("triple-alliance-1882", "franco-russian-1892")


def test_the_days_of_a_duty_to_a_state_that_is_no_more_are_those_of_its_last_day() -> (
    None
):
    answer = ask("Since when was France bound to defend Czechoslovakia?")
    assert answer.setting.on == date(1992, 12, 31)
    assert "since 14 September 1926" in " ".join(str(answer).split())


def test_who_entered_a_state_attacked_it_and_is_not_left_out(law: Corpus) -> None:
    text = "France entered Luxembourg on 10 September 1870. Who had to help Luxembourg?"
    found = parse_question(text, law)
    assert [(a.by, a.victim) for a in found.acts] == [(("france",), ("luxembourg",))]
    assert found.day
    assert found.day.day == date(1870, 9, 10)
