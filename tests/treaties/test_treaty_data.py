"""The treaty files as law: rows of ATOP reproduced or the difference told, quotations with a source that was read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support.each import each
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on
from treaties.models.treaty import Treaty

TYPES = {
    "defense": "defen",
    "offense": "offen",
    "neutral": "neutral",
    "nonagg": "aggression",
    "consul": "consult",
}
"""ATOP's column, and the stem by which a note names it."""


def owed_by(t: Treaty, state: str) -> set[str]:
    return {
        kind
        for o in t.obligations
        if state in (o.obligors or t.states)
        for kind in o.atop_types
    }


@pytest.fixture(scope="module")
def rows(outside: Path) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = {}
    with (outside / "atop" / "atop5_1m.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(int(row["atopid"]), []).append(row)
    return found


def day_of(row: dict[str, str], what: str) -> date | None:
    """The day a row gives; None for 0, which means still in force."""
    year, month, day = (int(row[f"{part}{what}"] or 0) for part in ("yr", "mo", "day"))
    return date(year, max(month, 1), max(day, 1)) if year else None


def compared(
    law: Corpus, rows: dict[int, list[dict[str, str]]]
) -> Iterator[tuple[Treaty, dict[str, set[str]]]]:
    """Each treaty with an ATOP number, and what ATOP says its members promise in the phases of its life."""
    for t in law.treaties:
        promised: dict[str, set[str]] = {}
        for row in (r for ident in t.atop.ids for r in rows.get(ident, [])):
            begins, ends = day_of(row, "ent"), day_of(row, "exit")
            if (
                begins is None
                or (t.until and begins >= t.until)
                or (ends and ends <= t.signed)
            ):
                continue
            if (
                int(row["member"]) > 999
            ):  # a number of ATOP's own, for what Correlates of War does not number
                continue
            member = law.states.numbered(int(row["member"]), begins).id
            promised.setdefault(member, set()).update(k for k in TYPES if row[k] == "1")
        if t.atop.ids:
            yield t, promised


def test_the_atop_number_is_that_of_the_treaty(
    law: Corpus, rows: dict[int, list[dict[str, str]]]
) -> None:
    for t, promised in compared(law, rows):
        shared = set(promised) & set(t.states)
        assert promised, f"{t.id}: ATOP {t.atop.ids} has no phase in its life"
        assert len(shared) * 2 >= len(promised), (
            f"{t.id}: ATOP {t.atop.ids} has {sorted(promised)}"
        )


def test_a_type_that_differs_from_atop_is_named_in_the_note(
    law: Corpus, rows: dict[int, list[dict[str, str]]]
) -> None:
    silent = []
    for t, promised in compared(law, rows):
        note = t.atop.words.casefold()
        for state in set(promised) & set(t.states):
            differing = promised[state] ^ owed_by(t, state)
            silent += [
                f"{t.id}: {state}: {kind}"
                for kind in sorted(differing)
                if TYPES[kind] not in note
            ]
    assert "\n".join(silent) == ""


def test_a_member_that_only_one_side_has_is_told(
    law: Corpus, rows: dict[int, list[dict[str, str]]]
) -> None:
    silent = []
    for t, promised in compared(law, rows):
        told = " ".join(t.remarks).casefold()
        for state in set(promised) ^ set(t.states):
            names = {
                law.states[state].name.casefold(),
                *(n.name.casefold() for n in law.states[state].names),
            }
            if not any(name in told for name in names) and "members" not in told:
                silent.append(f"{t.id}: {state}")
    assert "\n".join(silent) == ""


def test_every_treaty_says_how_it_stands_to_atop(law: Corpus) -> None:
    assert [t.id for t in law.treaties if not (t.atop.words or t.atop.ids)] == []


def test_what_is_quoted_as_verified_was_read(law: Corpus) -> None:
    unseen = {s.id for s in law.sources if not s.seen}
    for t in law.treaties:
        for o in t.obligations:
            if o.phrase and o.verified:
                assert (
                    {o.source or "", *(() if o.source else t.sources)} - unseen - {""}
                ), f"{t.id} {o.article}"


def test_no_article_is_quoted_at_length(law: Corpus) -> None:
    for t in law.treaties:
        quoted: dict[str, set[str]] = {}
        for o in t.obligations:
            quoted.setdefault(o.article, set()).add(o.phrase)
        for article, phrases in quoted.items():
            assert sum(len(p.split()) for p in phrases) <= 20, (
                f"{t.id} {article}: {phrases}"
            )


def test_notes_quote_no_more_than_articles_do(law: Corpus) -> None:
    for t in law.treaties:
        told = [
            *t.notes,
            *(o.gist for o in t.obligations),
            *(o.note for o in t.obligations),
            *(w.says for w in t.witnesses),
        ]
        for quoted in (
            q for words in told for q in re.findall(r"[`\"“]([^`\"”]+)[`\"”]", words)
        ):
            assert len(quoted.split()) <= 12, f"{t.id}: {quoted}"


def test_a_phrase_in_another_script_was_read_in_its_source(law: Corpus) -> None:
    """Words outside the Latin alphabet name the source that they were read in, and it was read."""
    for t in law.treaties:
        for o in (
            o
            for o in t.obligations
            if any(ord(c) > 0x36F and not 0x2000 <= ord(c) < 0x2070 for c in o.phrase)
        ):
            assert o.source, f"{t.id} {o.article}"
            assert law.source(o.source).seen, f"{t.id} {o.article}"


@each(
    ("treaty", "state", "day", "bound"),
    [
        ("teu-42-7-2007", "united-kingdom", "2020-01-31", True),
        ("teu-42-7-2007", "united-kingdom", "2020-02-01", False),
        ("teu-42-7-2007", "croatia", "2013-06-30", False),
        ("rio-1947", "argentina", "1950-08-20", False),
        ("rio-1947", "mexico", "2004-09-06", False),
        ("warsaw-1955", "albania", "1968-09-13", False),
        ("warsaw-1955", "russia", "1991-07-01", False),
        ("sino-soviet-1950", "china", "1980-04-12", False),
        ("us-roc-1954", "united-states", "1979-12-31", True),
        ("nancy-2025", "poland", "2026-01-21", False),
        ("nancy-2025", "poland", "2026-01-22", True),
        ("kensington-2025", "germany", "2026-10-07", False),
        ("kensington-2025", "germany", "2026-10-08", True),
        ("pukpuk-2025", "australia", "2026-07-07", False),
        ("pukpuk-2025", "australia", "2026-07-08", True),
        ("makkah-2026", "turkey", "2026-08-06", False),
        ("locarno-1925", "belgium", "1937-04-24", False),
        ("locarno-1925", "united-kingdom", "1938-03-24", True),
        ("montreux-1936", "japan", "1937-04-18", False),
        ("montreux-1936", "japan", "1952-04-27", True),
        ("france-madagascar-1960", "france", "1973-08-31", True),
        ("us-iran-2026", "iran", "2026-08-17", False),
        ("ocean-of-peace-2026", "fiji", "2026-10-10", False),
        ("france-turkey-1938", "turkey", "1939-06-01", False),
        ("greenland-2026", "denmark", "2026-10-10", False),
        ("russia-armenia-1997", "armenia", "1998-11-04", False),
        ("soviet-mongolian-1946", "mongolia", "1946-02-28", False),
        ("poland-yugoslavia-1946", "poland", "1949-09-29", True),
        ("poland-yugoslavia-1946", "poland", "1949-09-30", False),
        ("dunkirk-1947", "france", "1947-09-07", False),
        ("ussr-gdr-1975", "east-germany", "1990-10-02", True),
        ("ussr-gdr-1975", "russia", "1990-10-03", False),
        ("czechoslovakia-romania-1968", "czechoslovakia", "1993-01-01", False),
        ("uk-transjordan-1948", "united-kingdom", "1957-03-13", True),
        ("malaysia-singapore-1965", "malaysia", "1965-08-08", False),
        ("oujda-1984", "libya", "1986-08-29", False),
        ("senegambia-1981", "gambia", "1982-01-31", False),
        ("panama-canal-1977", "panama", "1999-12-31", False),
        ("secret-alliance-1815", "bavaria", "1815-01-12", False),
        ("france-annam-1874", "annam", "1883-08-24", True),
        ("soviet-mongolian-1936", "mongolia", "1946-03-11", True),
        ("oas-charter-1948", "nicaragua", "2023-11-18", True),
        ("oas-charter-1948", "nicaragua", "2023-11-19", False),
        ("rss-1996", "guyana", "2022-08-31", False),
        ("rss-1996", "guyana", "2022-09-01", True),
        ("panama-neutrality-1977", "united-states", "1979-09-30", False),
        ("free-association-palau-1986", "palau", "1994-10-01", True),
        ("india-bangladesh-1972", "india", "1997-03-18", True),
        ("india-bangladesh-1972", "india", "1997-03-19", False),
        ("seato-1954", "pakistan", "1973-11-08", False),
        ("camp-david-2023", "japan", "2023-08-18", True),
        ("france-djibouti-2011", "france", "2014-04-30", False),
        ("france-djibouti-2011", "france", "2014-05-01", True),
        ("au-pact-2005", "rwanda", "2009-12-17", False),
        ("ecowas-defence-1981", "niger", "2025-01-28", True),
        ("ecowas-defence-1981", "niger", "2025-01-29", False),
        ("drc-rwanda-2025", "rwanda", "2025-06-26", False),
        ("france-comoros-1978", "france", "1982-10-19", False),
        ("kenya-ethiopia-1963", "kenya", "1963-12-11", False),
        ("japan-china-1978", "japan", "1978-10-22", False),
        ("china-india-1996", "india", "1997-08-03", False),
        ("belarus-ukraine-1995", "ukraine", "1997-08-05", False),
        ("dayton-1995", "serbia", "2006-06-04", False),
        ("dayton-1995", "yugoslavia", "2006-06-04", True),
        ("taif-1934", "yemen", "1990-05-21", False),
        ("prespa-2018", "greece", "2019-02-11", False),
        ("el-salvador-honduras-1980", "honduras", "1980-12-09", False),
        ("moldova-russia-2001", "russia", "2002-05-12", False),
        # The Franco-Gabonese letters of May 2019: the treaty of 2010 in force on 1 June 2014, so that the old one held.
        ("france-gabon-1960", "france", "2012-06-01", True),
        ("france-gabon-1960", "france", "2014-06-01", False),
        ("france-gabon-2010", "gabon", "2014-05-31", False),
        ("france-gabon-2010", "gabon", "2014-06-01", True),
        # Art. 20(2) of the treaty of 2012, and Senegal's law of 3 February 2014.
        ("france-senegal-1974", "france", "2013-06-01", True),
        ("france-senegal-2012", "senegal", "2014-03-31", False),
        # The head of the text in the French military bulletin: the exchange of ratifications at Lomé.
        ("france-togo-1963", "france", "1964-02-07", False),
        ("france-togo-1963", "france", "1964-02-08", True),
        # Not known from the signature to the decree that publishes the agreement.
        ("france-cameroon-2009", "cameroon", "2009-05-20", False),
        ("france-comoros-1978", "france", "2012-03-08", True),
        ("france-car-1960", "france", "2010-04-08", True),
        ("france-ivory-coast-2012", "france", "2013-01-01", False),
        # European Pravda, 15 October 2025.
        ("uk-ukraine-2025", "ukraine", "2025-10-14", False),
        ("uk-ukraine-2025", "ukraine", "2025-10-15", True),
        # What is replaced holds until its successor is in force.
        ("kazakhstan-kyrgyzstan-1993", "kazakhstan", "1998-06-01", True),
        ("peru-bolivia-1863", "peru", "1873-03-01", True),
        ("soviet-czechoslovak-1943", "russia", "1970-05-20", True),
        ("us-uae-1994", "united-states", "2019-05-28", True),
        ("us-uae-1994", "united-states", "2019-05-29", False),
        ("us-uae-2017", "united-states", "2017-05-07", False),
        # The ministry at New Delhi, and Iraq's acceptance.
        ("india-pakistan-1988", "india", "1991-01-26", False),
        ("india-pakistan-1988", "india", "1991-01-27", True),
        ("unsc-687-1991", "iraq", "1991-04-05", False),
        # The promise of 1966 was broken on the day that ended it.
        ("tashkent-1966", "pakistan", "1971-12-03", True),
        ("canada-philippines-2025", "canada", "2026-10-10", False),
        ("australia-indonesia-1995", "indonesia", "1999-10-01", False),
        # Its protectorate ended when Sikkim became a state of India.
        ("india-sikkim-1950", "sikkim", "1975-05-15", True),
        ("india-sikkim-1950", "india", "1975-05-16", False),
        ("buenos-aires-1936", "united-states", "1937-08-24", False),
        ("buenos-aires-1936", "united-states", "1937-08-25", True),
        ("russia-bulgaria-1902", "russia", "1902-05-04", False),
        ("russia-bulgaria-1902", "russia", "1902-06-14", True),
        ("poland-soviet-1941", "poland", "1941-07-29", False),
        ("poland-soviet-1941", "poland", "1941-07-30", True),
        ("september-convention-1864", "italy", "1864-09-14", False),
        ("september-convention-1864", "italy", "1864-12-11", True),
        ("paris-1856", "russia", "1856-04-26", False),
        ("paris-1856", "russia", "1856-04-27", True),
        ("london-1852", "spain", "1852-12-04", False),
        ("london-1852", "spain", "1852-12-05", True),
        ("straits-1923", "japan", "1924-08-05", False),
        ("straits-1923", "japan", "1924-08-06", True),
        ("straits-1923", "turkey", "1936-11-09", False),
        ("saavedra-lamas-1933", "united-states", "1935-11-12", False),
        ("saavedra-lamas-1933", "united-states", "1935-11-13", True),
        ("aggression-1933", "poland", "1933-10-15", False),
        ("aggression-1933", "poland", "1933-10-16", True),
        ("aggression-little-entente-1933", "romania", "1933-07-03", False),
        ("aggression-little-entente-1933", "romania", "1934-07-04", True),
        ("soviet-lithuanian-aggression-1933", "lithuania", "1933-07-05", False),
        ("soviet-lithuanian-aggression-1933", "lithuania", "1934-04-16", True),
        ("london-1936", "united-kingdom", "1936-03-18", False),
        ("london-1936", "united-kingdom", "1936-03-19", True),
        ("london-1936", "belgium", "1937-04-24", False),
        ("france-uk-1936", "france", "1936-12-03", False),
        ("france-uk-1936", "france", "1936-12-04", True),
        ("mediterranean-1935", "greece", "1935-12-06", False),
        ("mediterranean-1935", "greece", "1936-07-14", True),
        ("mediterranean-1935", "greece", "1936-07-15", False),
        ("france-monaco-1918", "france", "1918-07-17", False),
        ("france-monaco-1918", "france", "2005-11-30", True),
        ("france-monaco-1918", "france", "2005-12-01", False),
        ("uk-qatar-1916", "united-kingdom", "1916-11-02", False),
        ("uk-qatar-1916", "united-kingdom", "1971-09-02", True),
        ("uk-brunei-1959", "united-kingdom", "1959-09-28", False),
        ("uk-brunei-1959", "united-kingdom", "1983-12-30", True),
        ("uk-maldives-1960", "united-kingdom", "1948-04-23", False),
        ("uk-maldives-1960", "united-kingdom", "1965-07-25", True),
        ("uk-maldives-1960", "united-kingdom", "1965-07-26", False),
        ("soviet-czechoslovak-1941", "russia", "1941-07-17", False),
        ("soviet-czechoslovak-1941", "russia", "1941-08-31", True),
        ("italy-albania-1926", "italy", "1927-01-23", False),
        ("italy-albania-1926", "italy", "1927-01-24", True),
        ("italy-albania-1926", "italy", "1932-01-24", False),
        ("hungary-yugoslavia-1940", "hungary", "1941-01-31", False),
        ("hungary-yugoslavia-1940", "hungary", "1941-04-11", True),
        ("germany-lithuania-1939", "germany", "1939-03-21", False),
        ("germany-lithuania-1939", "germany", "1939-05-15", True),
        ("soviet-turkish-1921", "russia", "1921-09-21", False),
        ("soviet-turkish-1921", "russia", "1921-09-22", True),
        ("aland-1940", "finland", "1940-10-10", False),
        ("aland-1940", "finland", "1948-03-12", False),
        ("aland-1940", "finland", "1948-03-13", True),
        ("arab-republics-1971", "egypt", "1971-12-31", False),
        ("arab-republics-1971", "egypt", "1972-01-01", True),
        ("greece-serbia-1867", "greece", "1867-08-25", False),
        ("serbia-montenegro-1866", "serbia", "1866-10-04", False),
        ("france-djibouti-1977", "france", "1982-10-30", False),
        ("france-djibouti-1977", "france", "1982-10-31", True),
        ("warsaw-1922", "poland", "1922-05-01", False),
        ("us-panama-2025", "panama", "2025-04-08", False),
        ("us-panama-2025", "panama", "2025-04-09", True),
        ("france-kenya-2025", "kenya", "2026-10-10", False),
        ("australia-uk-2024", "australia", "2024-03-20", False),
        ("russia-togo-2025", "togo", "2025-04-02", False),
        ("anglo-french-1940", "france", "1940-03-27", False),
        ("anglo-french-1940", "france", "1940-03-28", True),
        ("bulgaria-yugoslavia-1937", "bulgaria", "1937-01-23", False),
        ("bulgaria-turkey-1941", "bulgaria", "1941-02-16", False),
        ("bulgaria-turkey-1941", "bulgaria", "1941-02-17", True),
        ("russia-japan-1907", "japan", "1907-07-29", False),
        ("russia-japan-1907", "japan", "1907-07-30", True),
        ("france-japan-1907", "france", "1907-06-09", False),
        ("france-japan-1907", "france", "1907-06-10", True),
        ("china-japan-1885", "china", "1885-04-17", False),
        ("china-japan-1885", "china", "1894-07-31", True),
        ("china-japan-1885", "china", "1894-08-01", False),
        ("straits-1841", "turkey", "1841-07-12", False),
        ("straits-1841", "turkey", "1856-04-26", True),
        ("moldova-transnistria-1997", "ukraine", "1997-05-07", False),
        ("moldova-transnistria-1997", "ukraine", "1997-05-08", True),
    ],
)
def test_who_is_bound_on_a_day(
    law: Corpus, treaty: str, state: str, day: str, bound: bool
) -> None:
    assert (state in law.treaty(treaty).parties_on(date.fromisoformat(day))) is bound


def test_the_notes_of_1907_bind_each_of_the_two_to_spain_and_not_to_each_other(
    law: Corpus,
) -> None:
    pairs = {
        (a, b)
        for o in law.treaty("cartagena-1907").obligations
        for a in o.obligors
        for b in o.beneficiaries
    }
    assert pairs == {
        ("united-kingdom", "spain"),
        ("france", "spain"),
        ("spain", "united-kingdom"),
        ("spain", "france"),
    }


def test_an_attack_on_any_american_state_calls_the_parties_of_rio_and_binds_no_other(
    law: Corpus,
) -> None:
    legs = [
        leg
        for leg in legs_on(law.treaty("rio-1947"), date(2026, 11, 1))
        if leg.obligation.article == "3.1"
    ]
    assert {leg.beneficiary for leg in legs} >= {
        "canada",
        "guyana",
        "mexico",
        "venezuela",
        "nicaragua",
        "brazil",
    }
    assert {leg.obligor for leg in legs} & {
        "canada",
        "guyana",
        "mexico",
        "venezuela",
        "nicaragua",
        "cuba",
    } == set()


def test_the_quarrel_over_ships_left_the_duty_to_use_no_force_between_the_two(
    law: Corpus,
) -> None:
    day = date(1987, 1, 1)
    legs = {
        leg.obligation.article
        for leg in legs_on(law.treaty("anzus-1951"), day)
        if {leg.obligor, leg.beneficiary} == {"united-states", "new-zealand"}
    }
    assert legs == {"I"}


def test_the_covenant_asks_each_member_for_itself_and_asks_switzerland_for_no_war(
    law: Corpus,
) -> None:
    """The resolutions of 4 October 1921 (Evening Post, 5 December 1935); Swiss neutrality of 14 May 1938."""
    legs = [
        leg
        for leg in legs_on(law.treaty("league-covenant-1919"), date(1935, 10, 3))
        if leg.beneficiary == "ethiopia"
    ]
    sanctions = {leg.obligor for leg in legs if leg.obligation.article == "10, 16(1)"}
    assert {"united-kingdom", "france", "russia", "germany", "austria"} <= sanctions
    assert not {"switzerland", "japan", "brazil", "united-states"} & sanctions
    swiss = {leg.obligation.duty.value for leg in legs if leg.obligor == "switzerland"}
    assert swiss == {"not-attack", "consult", "not-aid"}
    later = legs_on(law.treaty("league-covenant-1919"), date(1938, 5, 14))
    assert {
        leg.obligation.duty.value for leg in later if leg.obligor == "switzerland"
    } == {"not-attack", "consult"}


def test_each_member_cuts_trade_with_who_breaks_the_covenant(law: Corpus) -> None:
    legs = legs_on(law.treaty("league-covenant-1919"), date(1935, 10, 3))
    cut = {
        leg.obligor
        for leg in legs
        if leg.beneficiary == "ethiopia" and leg.obligation.article == "16(1)"
    }
    assert {"united-kingdom", "france", "russia", "switzerland"} <= cut
    assert not {"japan", "brazil", "united-states"} & cut


def test_moldova_has_no_part_in_what_the_commonwealth_does_in_military_matters(
    law: Corpus,
) -> None:
    """Parliament's reserve of 1994: Art. 12 neither binds it nor is owed to it; Art. 3 does."""
    legs = list(legs_on(law.treaty("cis-charter-1993"), date(2026, 10, 1)))
    assert {
        leg.obligation.article
        for leg in legs
        if "moldova" in (leg.obligor, leg.beneficiary)
    } == {"3"}
    assert {"3", "12"} <= {
        leg.obligation.article for leg in legs if leg.obligor == "belarus"
    }


def test_words_in_another_tongue_have_their_english(law: Corpus) -> None:
    left = [
        f"{t.id} {o.article}: {o.phrase}"
        for t in law.treaties
        for o in t.obligations
        if any(c.isalpha() and not c.isascii() for c in o.phrase) and not o.english
    ]
    assert not left


@pytest.mark.parametrize(
    ("reading", "duty_stays"),
    [
        ("noonan-2008", True),
        ("devine-2008", True),
        ("hable-2022", True),
        ("cox-2008", False),
    ],
)
def test_who_holds_that_neutrals_owe_help_answers_that_the_duty_stays(
    law: Corpus, reading: str, duty_stays: bool
) -> None:
    (answer,) = (
        a.answer
        for r in law.readings
        if r.id == reading
        for a in r.answers
        if a.question.startswith("specific-character")
    )
    assert answer == ("yes" if duty_stays else "no")
