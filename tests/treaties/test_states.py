"""The register of states: resolving names in time, agreement with the published lists, and faults of the file."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import HOME
from tests.support.each import each
from treaties.loading.register import load_states
from treaties.models.corpus import Corpus
from treaties.models.statehood import iso_codes, spellings
from treaties.models.states import Misnamed, NotThen, State, States
from treaties.vocabulary.errors import AmbiguousName, CasusError, DataError, UnknownName
from treaties.vocabulary.names import Span, fold

LISTS = Path(os.environ.get("CASUS_DATA", HOME.parent / "shared" / "data")) / "cow"
STATES = load_states()
LAST = date(2016, 12, 31)
"""The last day of the COW list, which stands for "still a member"."""


def rows(name: str) -> list[dict[str, str]]:
    path = LISTS / name
    if not path.exists():
        pytest.skip(f"no {name}: set CASUS_DATA to a folder that holds cow/{name}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cow_spans(name: str) -> dict[int, list[tuple[date, date]]]:
    spans: dict[int, list[tuple[date, date]]] = {}
    for row in rows(name):
        first, last = (
            date(*(int(row[p + part]) for part in ("year", "month", "day")))
            for p in ("st", "end")
        )
        spans.setdefault(int(row["ccode"]), []).append((first, last))
    return spans


def days(first: date, last: date) -> Iterator[date]:
    yield from {
        first,
        last,
        *(
            d
            for y in range(first.year, last.year + 1)
            if first <= (d := date(y, 7, 1)) <= last
        ),
    }


def some_day(state: State, span: Span) -> date | None:
    """A day on which the state existed inside the span."""
    for life in state.lifetime:
        first = max(life.since or date(1816, 1, 1), span.since or date.min)
        last = min(life.until or date(2026, 1, 1), span.until or date.max)
        if first <= last:
            return last
    return None


@each(
    ("word", "on", "found"),
    [
        ("DPRK", None, "north-korea"),
        ("731", None, "north-korea"),
        (731, date(2024, 6, 19), "north-korea"),
        ("PRK", None, "north-korea"),
        ("Nordkorea", None, "north-korea"),
        ("조선", None, "north-korea"),
        ("조선", date(1880, 1, 1), "korea"),
        ("USSR", None, "russia"),
        ("U.S.S.R.", date(1961, 7, 6), "russia"),
        ("Turkey", date(2024, 1, 1), "turkey"),
        ("Austria", date(1914, 8, 1), "austria-hungary"),
        ("Holland", None, "netherlands"),
        ("the NETHERLANDS", None, "netherlands"),
        ("Persia", date(1900, 1, 1), "iran"),
        ("Siam", date(1900, 1, 1), "thailand"),
        ("turkiye", None, "turkey"),
        ("Ottoman Empire", date(1914, 8, 2), "turkey"),
        ("Prussia", date(1866, 6, 14), "germany"),
        ("Germany", date(1914, 8, 1), "germany"),
        ("Germany", date(1995, 1, 1), "germany"),
        ("germany", date(1960, 1, 1), "germany"),
        ("West Germany", date(1960, 1, 1), "germany"),
        ("Serbia", date(1914, 7, 28), "serbia"),
        ("serbia", date(1950, 1, 1), "serbia"),
        ("Serbia", date(2010, 1, 1), "serbia"),
        (345, date(1914, 7, 28), "serbia"),
        (345, date(1950, 1, 1), "yugoslavia"),
        (345, date(2010, 1, 1), "serbia"),
        (340, date(2010, 1, 1), "serbia"),
        ("Korea", date(1905, 1, 1), "korea"),
        ("Austria", date(1859, 1, 1), "austria-hungary"),
        ("Austria", date(1936, 1, 1), "austria"),
        ("Republic of China", date(1937, 7, 7), "china"),
        ("Republic of China", date(1958, 8, 23), "taiwan"),
        ("ROC", date(1954, 12, 2), "taiwan"),
        ("United Arab Republic", date(1960, 1, 1), "egypt"),
        ("Yemen", date(1930, 1, 1), "north-yemen"),
        ("Yemen", None, "yemen"),
        ("Vietnam", date(1850, 1, 1), "annam"),
        (260, date(1960, 1, 1), "germany"),
        (255, date(2000, 1, 1), "germany"),
        (679, date(2000, 1, 1), "yemen"),
        (678, date(2000, 1, 1), "yemen"),
        (970, date(2010, 1, 1), "nauru"),
        ("002", None, "united-states"),
        ("CS", date(1980, 1, 1), "czechoslovakia"),
        ("CS", date(2004, 1, 1), "yugoslavia"),
        ("NO", None, "norway"),
        ("UK", None, "united-kingdom"),
        ("Britain", date(1373, 6, 16), "united-kingdom"),
    ],
)
def test_words_resolve(word: str | int, on: date | None, found: str) -> None:
    assert STATES.resolve(word, on).id == found


@pytest.mark.parametrize(
    ("word", "on", "candidates"),
    [
        ("Germany", date(1960, 1, 1), ("germany", "east-germany")),
        ("Allemagne", date(1960, 1, 1), ("germany", "east-germany")),
        ("Korea", date(2020, 1, 1), ("north-korea", "south-korea")),
        ("Corée", None, ("north-korea", "south-korea")),
        ("Yemen", date(1975, 1, 1), ("north-yemen", "south-yemen")),
        ("Vietnam", date(1965, 1, 1), ("vietnam", "south-vietnam")),
        ("Congo", None, ("republic-of-the-congo", "democratic-republic-of-the-congo")),
    ],
)
def test_shared_names_are_ambiguous(
    word: str, on: date | None, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousName) as caught:
        STATES.resolve(word, on)
    assert set(caught.value.candidates) == set(candidates)


@each(
    ("word", "on", "called"),
    [
        ("Soviet Union", date(2026, 1, 1), "Russia"),
        ("USSR", date(1914, 8, 1), "Russian Empire"),
        ("Ottoman Empire", date(2026, 1, 1), "Türkiye"),
        ("Prussia", date(2026, 1, 1), "Germany"),
        ("Germany", date(1850, 1, 1), "Prussia"),
        ("Italy", date(1850, 1, 1), "Sardinia"),
        ("Sardinia", date(2026, 1, 1), "Italy"),
        ("New Granada", date(2026, 1, 1), "Colombia"),
        ("Qing", date(2026, 1, 1), "China"),
        ("Persia", date(2026, 1, 1), "Iran"),
        ("French Guinea", date(2026, 1, 1), "Guinea"),
        ("New Hebrides", date(2026, 1, 1), "Vanuatu"),
        ("SU", date(2026, 1, 1), "Russia"),
    ],
)
def test_a_name_of_other_days_is_an_error_with_the_name_of_the_day(
    word: str, on: date, called: str
) -> None:
    with pytest.raises(Misnamed) as caught:
        STATES.resolve(word, on)
    assert caught.value.meant == (called,)
    assert STATES.resolve(called, on).name_on(on) == called


def test_a_name_out_of_its_time_says_when_and_what_instead() -> None:
    with pytest.raises(NotThen) as caught:
        STATES.resolve("Serbia", date(1950, 1, 1))
    said = str(caught.value)
    assert "existed from 1830-11-29 to 1918-11-30 and from 2006-06-05" in said
    assert "`yugoslavia` stood in its place then" in said
    assert "names it on any date" not in said


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Nroth Korea", "North Korea"),
        ("Nordkorrea", "Nordkorea"),
        ("Untied Kingdom", "United Kingdom"),
        ("Deutchland", "Deutschland"),
        ("germny", "Germany"),
        ("Wurtemburg", "Wurtemberg"),
        ("austria-hungery", "Austria-Hungary"),
    ],
)
def test_a_misspelling_is_never_taken_but_suggested(word: str, meant: str) -> None:
    with pytest.raises(UnknownName) as caught:
        STATES.resolve(word)
    assert meant in caught.value.suggestions


@each(
    "word",
    ["", "  ", "Atlantis", "9999", "-1", "9" * 5000, "1.5", "€", "Hong Kong", "\x00"],
)
def test_what_is_no_state_is_refused_in_one_line(word: str) -> None:
    with pytest.raises(UnknownName) as caught:
        STATES.resolve(word)
    assert "\n" not in str(caught.value)


def test_capitals_are_an_iso_code_before_an_alias_and_small_type_after() -> None:
    always = (Span(since=date(1900, 1, 1)),)
    coded = State(id="ruritania", name="Ruritania", iso2="RU", system=always)
    called = State(id="graustark", name="Graustark", aliases=("RU",), system=always)
    two = States([called, coded])
    assert two.resolve("RU") == coded
    assert two.resolve("ru") == called


def test_dates_of_names_and_attributes() -> None:
    russia, germany, china, turkey = (
        STATES[i] for i in ("russia", "germany", "china", "turkey")
    )
    assert [russia.name_on(date(y, 6, 1)) for y in (1890, 1920, 1961, 2024)] == [
        "Russian Empire",
        "Soviet Russia",
        "Soviet Union",
        "Russia",
    ]
    assert [germany.name_on(date(y, 6, 1)) for y in (1870, 1914, 1960, 2024)] == [
        "Prussia",
        "German Empire",
        "West Germany",
        "Germany",
    ]
    assert turkey.name_on(date(2022, 5, 31)) == "Turkey"
    assert turkey.name_on(date(2022, 6, 1)) == turkey.name_on(None) == "Türkiye"
    assert [germany.cow_on(date(y, 6, 1)) for y in (1914, 1960, 2000)] == [
        255,
        260,
        255,
    ]
    assert [germany.gw_on(date(y, 6, 1)) for y in (1914, 1960, 2000)] == [255, 260, 260]
    assert not germany.exists_on(date(1947, 1, 1))
    assert STATES["poland"].exists_on(date(1943, 1, 1))
    assert china.is_communist(date(1949, 10, 1))
    assert not china.is_communist(date(1949, 9, 30))
    assert not STATES["taiwan"].communist
    assert russia.is_communist(date(1961, 1, 1))
    assert not russia.is_communist(date(2024, 1, 1))
    assert china.is_nuclear(date(1964, 10, 16))
    assert not china.is_nuclear(date(1964, 10, 15))
    assert "ndeclared" in STATES["israel"].nuclear[0].note


def test_nuclear_states_of_today() -> None:
    assert {s.id for s in STATES if s.is_nuclear(date(2025, 1, 1))} == {
        *("united-states", "russia", "united-kingdom", "france", "china"),
        *("india", "pakistan", "north-korea", "israel"),
    }


def test_home_territory_of_the_united_states_is_the_mainland() -> None:
    assert STATES["united-states"].regions == ("north-america", "americas")


def test_cow_numbers_and_days_of_membership_agree_with_the_list() -> None:
    listed = cow_spans("cow_states_2016.csv")
    for code, spans in listed.items():
        for first, last in spans:
            for day in days(first, last):
                state = STATES.resolve(code, day)
                assert state.exists_on(day), (code, day)
                assert state.cow_on(day) == code, (code, day)
                assert any(span.covers(day) for span in state.system), (code, day)
    ours: dict[int, list[tuple[date, date]]] = {}
    for state in STATES:
        for span in state.system:
            assert span.since
            number = state.cow_on(span.since)
            assert number is not None
            ours.setdefault(number, []).append((span.since, span.until or LAST))
    # COW 345 is one state without a break in 1918 and 2006; here Serbia and Yugoslavia are two ids that share it.
    assert joined(ours.pop(345)) == listed.pop(345)
    assert {code: sorted(spans) for code, spans in ours.items()} == listed


def joined(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    row: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if row and row[-1][1] + timedelta(1) == first:
            first = row.pop()[0]
        row.append((first, last))
    return row


def test_majors_agree_with_the_list() -> None:
    ours = {
        state.cow[0].code: [
            (span.since, span.until or LAST) for span in state.great_power
        ]
        for state in STATES
        if state.great_power
    }
    assert ours == cow_spans("majors2016.csv")


GW_DIFFERS = {
    205: "the Free State began on 1922-12-06; the list takes the day of the treaty of 1921",
    310: "independent with the republic of 1918-11-16; the list begins two weeks before",
    367: "proclaimed on 1918-11-18; the list begins a week before",
    433: "in the Federation of Mali to 1960-08-20; the list takes an agreement to transfer power",
    70: "independence on 1821-09-27, not the plan of Iguala's summer",
    240: "annexed by Prussia in 1866; the list keeps it to 1871",
    265: "proclaimed on 1949-10-07; the list begins two days before",
    273: "annexed by Prussia in 1866; the list keeps it to 1871",
    305: "annexed from 1938 to 1945; the list keeps it",
    332: "annexed by Sardinia in March 1860; the list ends with the kingdom of Italy in 1861",
    335: "as Modena",
    337: "as Modena",
    339: "annexed by Italy in 1939; the list keeps it",
    517: "independent on 1962-07-01; the list reads the day as the month",
    530: "annexed from 1936 to 1941; the list keeps it",
    563: "recognised on 1852-01-17, annexed 1877 to 1881 and from 1902; the list keeps it to 1910",
    564: "annexed in 1902; the list keeps it to 1910",
    652: "in the United Arab Republic from 1958 to 1961; the list keeps it",
}


def test_gleditsch_ward_numbers_agree_with_the_list_but_where_history_differs() -> None:
    differing = set()
    bearers_of: dict[int, list[State]] = {}
    for state in STATES:
        for code in {dated.code for dated in state.gw}:
            bearers_of.setdefault(code, []).append(state)
    for row in rows("gleditsch_ward_states_2017.csv"):
        code = int(row["gwcode"])
        for day in days(
            date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
        ):
            bearers = [
                state
                for state in bearers_of[code]
                if state.gw_on(day) == code and state.exists_on(day)
            ]
            if len(bearers) != 1:
                assert not bearers, (code, day)
                differing.add(code)
    assert differing == set(GW_DIFFERS)


def test_english_names_of_the_list_resolve() -> None:
    # COW says Yugoslavia for Serbia too, Congo is a shared name, and Württemberg is misspelt there.
    left_out = {345, 484, 271}
    for row in rows("cow_states_2016.csv"):
        day = date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"]))
        if int(row["ccode"]) in left_out:
            continue
        code = STATES.resolve(row["statenme"], day).cow_on(day)
        assert code == int(row["ccode"]), row["statenme"]


WORDS = [
    (word, state.id, day)
    for state in STATES
    for word, span in [*spellings(state), *iso_codes(state)]
    if (day := some_day(state, span))
]


@given(
    st.sampled_from(WORDS),
    st.sampled_from([str, str.upper, str.title, lambda w: f" {w.replace(' ', '-')} "]),
)
def test_every_name_and_code_resolves_to_its_state_when_it_existed(
    entry: tuple[str, str, date], respell: Callable[[str], str]
) -> None:
    word, state_id, day = entry
    respelt = respell(word)
    assert outcome(word, day, state_id)
    if len(fold(word)) > 3:  # short words in capitals may be ISO codes of other states
        assert outcome(respelt, day, state_id)


def outcome(word: str, day: date, state_id: str) -> bool:
    try:
        return STATES.resolve(word, day).id == state_id
    except (
        AmbiguousName
    ) as fault:  # on purpose only: the word is declared in shared_names
        return state_id in fault.candidates and len(fault.candidates) == 2


@given(st.sampled_from(STATES.all), st.integers(-800_000, 800_000))
def test_numbers_are_strict_when_resolved_and_lenient_when_read(
    state: State, offset: int
) -> None:
    for dated in state.cow:
        day = date.fromordinal(
            max(1, min(date(1900, 1, 1).toordinal() + offset, date.max.toordinal()))
        )
        meant = STATES.numbered(dated.code, day)
        assert dated.code in {code.code for code in meant.cow}
        bearers = [
            s
            for s in STATES
            if dated.code in {code.code for code in (*s.cow, *s.gw)}
            and s.exists_on(day)
        ]
        if bearers:
            assert STATES.resolve(dated.code, day) in bearers
        else:
            with pytest.raises(NotThen):
                STATES.resolve(dated.code, day)


@given(st.text(max_size=40), st.none() | st.dates())
def test_any_text_is_a_state_or_a_clean_error(word: str, on: date | None) -> None:
    try:
        state = STATES.resolve(word, on)
    except CasusError:
        return
    assert state.id in STATES


@given(st.sampled_from(STATES.all))
def test_a_state_survives_json(state: State) -> None:
    assert State.model_validate_json(state.model_dump_json()) == state


@given(
    st.permutations(range(12)),
    st.sampled_from(["Korea", "Germany", "Serbia", "Yemen"]),
    st.dates(date(1816, 1, 1)),
)
def test_the_order_of_the_register_is_irrelevant(
    order: list[int], word: str, on: date
) -> None:
    chunks = [STATES.all[k::12] for k in order]
    other = States(state for chunk in chunks for state in chunk)

    def answer(states: States) -> object:
        try:
            return states.resolve(word, on).id
        except AmbiguousName as fault:
            return set(fault.candidates)
        except NotThen as fault:
            return frozenset(fault.candidates)
        except Misnamed as fault:  # Germany in the first days of 1871
            return str(fault)

    assert answer(STATES) == answer(other)


def test_predecessors_and_successors_are_states_of_the_register() -> None:
    for state in STATES:
        assert set(state.predecessors + state.successors) <= set(STATES.ids) - {
            state.id
        }


def test_unknown_id_names_the_near_ones() -> None:
    assert "north-korea" in STATES
    assert "north-koera" not in STATES
    with pytest.raises(UnknownName, match="did you mean `North Korea`"):
        STATES["north-koera"]


BROKEN = """\
shared_names = ["Nowhere"]

[[states]]
id = "ruritania"
name = "Ruritania"
cow = [{ code = 999 }]
system = [{ since = 1900-01-01, until = 1899-01-01 }]
regions = ["europa"]
successors = ["graustrak"]

[[states]]
id = "graustark"
name = "Graustark"
cow = [{ code = 999, since = 1890-01-01 }]
system = [{ since = 1890-01-01 }]
aliases = ["Ruritania"]
nukes = true

[[states]]
id = "ruritania"
name = "Ruritania Again"
system = [{ since = 1900-01-01 }]
aliases = [
    "Graustark",
]

[[states]]
id = "Strelsau"
name = "Strelsau"
iso2 = 5
"""


def faults_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_states(path)
    return str(caught.value).splitlines()


def test_every_fault_is_reported_at_once_with_its_line(tmp_path: Path) -> None:
    said = faults_of(tmp_path, BROKEN)
    for expected in (
        "broken.toml:1: shared_names: `Nowhere` is not borne by two states at once",
        "broken.toml:7: system.0: begins 1900-01-01, after its end 1899-01-01",
        "broken.toml:8: regions.0: no region is called `europa`; did you mean `europe`",
        "broken.toml:9: successors.0: no state is called `graustrak`; did you mean `graustark`",
        "broken.toml:17: nukes: unknown key `nukes`",
        "broken.toml:20: id: `ruritania` stands already on line 4",
        "broken.toml:30: iso2: input should be a valid string, got `5`",
    ):
        assert any(line.startswith(expected) for line in said), (expected, said)
    assert len(said) == 7


def test_names_and_numbers_held_by_two_states_at_once_are_faults(
    tmp_path: Path,
) -> None:
    text = BROKEN.replace("nukes = true\n", "").replace(
        "until = 1899-01-01", "until = 1950-01-01"
    )
    said = faults_of(tmp_path, text)
    assert any(
        "aliases: `ruritania` names `graustark` and `ruritania` at once" in line
        for line in said
    )
    assert any(
        "cow: `999` names `graustark` and `ruritania` at once" in line for line in said
    )
    declared = text.replace('["Nowhere"]', '["Ruritania", "Graustark"]')
    assert not any(
        "names `graustark`" in line and "aliases" in line
        for line in faults_of(tmp_path, declared)
    )
    dated = text.replace("1890-01-01", "1960-01-01")
    assert not any("cow: `999`" in line for line in faults_of(tmp_path, dated))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[states]]\nid = \n", "broken.toml:2: syntax"),
        ("", "broken.toml:1: states: the file holds no `[[states]]`"),
        ("states = 3\n", "broken.toml:1: states"),
        ("states = [3]\n", "broken.toml:1: states.0: is not a table"),
        ('[[states]]\nname = "X"\n', "`id` is missing"),
        ("shared_names = [1]\n", "shared_names: is not a list of names"),
        ("other = 1\n", "broken.toml:1: other: is not a key of this file"),
    ],
)
def test_malformed_files(tmp_path: Path, text: str, expected: str) -> None:
    assert any(expected in line for line in faults_of(tmp_path, text))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_states(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("exists", "began", "wrong"),
    [
        ("1950-01-01", "", False),
        ("1949-11-01", "", True),
        ("1949-11-01", 'began = "the king was crowned"', False),
        ("1920-01-01", "", False),
    ],
)
def test_a_first_day_near_that_of_the_state_system_says_what_it_is(
    tmp_path: Path, exists: str, began: str, wrong: bool
) -> None:
    text = (
        '[[states]]\nid = "ruritania"\nname = "Ruritania"\nregions = ["europe"]\n'
        f"system = [{{ since = 1950-01-01 }}]\nexists = [{{ since = {exists} }}]\n{began}\n"
    )
    (tmp_path / "states.toml").write_text(text, encoding="utf-8")
    if not wrong:
        assert load_states(tmp_path / "states.toml")["ruritania"]
        return
    with pytest.raises(DataError, match="the state system counts it from 1950-01-01"):
        load_states(tmp_path / "states.toml")


@pytest.mark.parametrize(
    ("name", "on", "meant"),
    [
        ("austria", date(1914, 7, 1), "austria-hungary"),
        ("Austria", date(1914, 7, 1), "austria-hungary"),
        ("austria", date(1930, 1, 1), "austria"),
        ("austria", date(1939, 9, 1), "austria"),
        ("yemen", date(1955, 6, 1), "north-yemen"),
    ],
)
def test_an_id_is_the_name_of_another_state_while_its_own_does_not_exist(
    law: Corpus, name: str, on: date, meant: str
) -> None:
    assert law.states.resolve(name, on).id == meant
