"""What a file cannot mean is a fault at its line; what an editor should look at again is told with its line."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from engine.catalogue import catalogue
from tests.support.command import casus
from tests.support.each import each
from tests.support.sampling import sampled
from treaties.loading.assembly import all_hints, load_scenario, load_treaty, own_hints
from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import HOME
from treaties.loading.review_questions import ASKED, KINDS
from treaties.vocabulary.errors import DataError
from treaties.vocabulary.precision import Vague
from treaties.vocabulary.terms import Rank

pytestmark = sampled(12, alone="whole")

LAW = load_corpus()
HINTS = cache(partial(all_hints, HOME, LAW))
"""Every point of the corpus to look at again."""
HEAD = """title = "Pact of nowhere"
parties = ["iceland", "ireland"]
signed = 1999-05-04
in_force = 2000-01-01
until = 2010-01-01
sources = ["vclt"]
"""
ARTICLE = """
[[obligations]]
article = "1"
duty = "assist"
trigger = "armed-attack"
gist = "If one is attacked the other helps."
source = "vclt"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "nowhere-1999.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(DataError) as raised:
        load_treaty(written(tmp_path, text), LAW)
    return [(p.line, p.message) for p in raised.value.problems]


NONSENSE = [
    ("a treaty needs two parties", 2, HEAD.replace(', "ireland"', "") + ARTICLE),
    (
        "`iceland` is a party twice",
        2,
        HEAD.replace('"ireland"]', '"ireland", "iceland"]') + ARTICLE,
    ),
    (
        "`iceland` owes this to itself",
        15,
        HEAD + ARTICLE + 'obligors = ["iceland"]\nbeneficiaries = ["iceland"]\n',
    ),
    (
        "`ireland` is bound until 1990-01-01, and only from 2000-01-01",
        2,
        HEAD.replace('"ireland"]', '{ state = "ireland", until = 1990-01-01 }]')
        + ARTICLE,
    ),
    (
        "in force on 1990-01-01, before it was signed",
        4,
        HEAD.replace("in_force = 2000", "in_force = 1990") + ARTICLE,
    ),
    (
        "published on 1999-01-01, before it was signed",
        7,
        HEAD + "published = 1999-01-01\n" + ARTICLE,
    ),
    (
        "published on 1999-01-01, before the signature",
        15,
        HEAD + ARTICLE + "secret = true\npublished = 1999-01-01\n",
    ),
    (
        "ended on 1999-01-01, before it was signed",
        4,
        HEAD.replace("in_force = 2000-01-01\n", "").replace("2010", "1999") + ARTICLE,
    ),
    (
        "the article holds from 2011-01-01, after the end",
        14,
        HEAD + ARTICLE + "since = 2011-01-01\n",
    ),
    (
        "`ireland` is bound until 2011-01-01, after the end",
        2,
        HEAD.replace('"ireland"]', '{ state = "ireland", until = 2011-01-01 }]')
        + ARTICLE,
    ),
    (
        "`iceland` cannot suspend the treaty with itself",
        7,
        HEAD
        + 'suspensions = [{ between = ["iceland", "iceland"], why = "x" }]\n'
        + ARTICLE,
    ),
    (
        "`norway` is no party",
        14,
        HEAD + ARTICLE + 'beneficiaries = ["ireland", "norway"]\n',
    ),
    (
        "suspended outside the days",
        7,
        HEAD
        + 'suspensions = [{ between = ["iceland", "ireland"], why = "x", since = 2011-01-01 }]\n'
        + ARTICLE,
    ),
    (
        "`norway` is not a party",
        7,
        HEAD + 'reservations = [{ state = "norway", gist = "x" }]\n' + ARTICLE,
    ),
    ("the same duty stands here twice", 15, HEAD + ARTICLE + ARTICLE),
    (
        "`russia` is named as an attacker and excluded",
        14,
        HEAD
        + ARTICLE
        + 'conditions = [{ kind = "attacker", among = ["russia"], excluding = ["russia"] }]\n',
    ),
    (
        "`ireland` would have to attack itself",
        15,
        HEAD
        + ARTICLE
        + 'beneficiaries = ["ireland"]\nconditions = [{ kind = "attacker", among = ["ireland"] }]\n',
    ),
    (
        "`ireland` would have to assist itself",
        15,
        HEAD
        + ARTICLE
        + 'beneficiaries = ["ireland"]\nconditions = [{ kind = "assists", state = "ireland" }]\n',
    ),
    (
        "every attacker that the article names is spared",
        14,
        HEAD
        + ARTICLE
        + 'conditions = [{ kind = "attacker", among = ["russia"] }, { kind = "no-war-with", states = ["russia"] }]\n',
    ),
    (
        "it can't happen within one-war and two-war at once",
        14,
        HEAD
        + ARTICLE
        + 'conditions = [{ kind = "in-conflict", conflict = "one-war" }, { kind = "in-conflict", conflict = "two-war" }]\n',
    ),
    (
        "owed to the very states that it is directed against",
        15,
        HEAD + ARTICLE + 'beneficiaries = ["ireland"]\nadversaries = ["ireland"]\n',
    ),
]


RATIFIED = HEAD.replace("in_force = 2000-01-01", "in_force = 1999-05-04")
SAYS_SO = '\n[[witnesses]]\nsource = "vclt"\nabout = "in-force"\nsays = "It bound."'


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            'notes = ["Ratifications were exchanged at Cork."]' + SAYS_SO,
            "asks for ratification",
        ),
        ('exit = "three years from ratification"' + SAYS_SO, "asks for ratification"),
        (
            'notes = ["The days of ratification were not found."]' + SAYS_SO,
            "asks for ratification",
        ),
        (
            'notes = ["In force on signature (Art. 7); ratifications exchanged in June."]'
            + SAYS_SO,
            "",
        ),
        ('notes = ["In force on signature (Art. 7)."]', "no source says so"),
        ("verified = false", "no source says so"),
        (SAYS_SO, ""),
        ("verified = false" + SAYS_SO, ""),
        (SAYS_SO.replace("in-force", "until"), "no source says so"),
        (
            'rank = "political"\nnotes = ["To be ratified by nobody, and no treaty."]',
            "",
        ),
    ],
)
def test_signature_is_entry_into_force_only_where_a_source_says_so(
    tmp_path: Path, note: str, said: str
) -> None:
    text = RATIFIED + note + "\n" + ARTICLE
    if not said:
        assert load_treaty(written(tmp_path, text), LAW).since
        return
    (line, message), *others = faults(tmp_path, text)
    assert (line, others) == (4, [])
    assert said in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "in_force = 2000-01-01",
            'in_force = 2000-01-01\nnotes = ["The first parade stands for the entry into force."]',
        ),
        (
            "until = 2010-01-01",
            'until = 2010-01-01\nnotes = ["The end is the occupation of Cork."]',
        ),
        (
            "until = 2010-01-01",
            'until = 2010-01-01\nexit = "ended with the annexation of Ireland"',
        ),
        (
            "until = 2010-01-01",
            'until = 2010-01-01\nnotes = ["The last parade stands for the end."]',
        ),
        (
            "until = 2010-01-01",
            'until = 2010-01-01\nnotes = ["The last parade is taken for its end."]',
        ),
    ],
)
def test_a_day_that_is_not_known_is_written_as_a_span(
    tmp_path: Path, old: str, new: str
) -> None:
    (fault,) = faults(tmp_path, HEAD.replace(old, new) + ARTICLE)
    assert "write the span" in fault[1]
    key, day = old.split(" = ")
    vague = new.replace(day, f'"{day[:4]}"')
    assert load_treaty(
        written(tmp_path, HEAD.replace(old, vague) + ARTICLE), LAW
    ).holds_on(date(2005, 1, 1)), key


def test_no_file_takes_signature_for_entry_into_force_without_a_source() -> None:
    unsourced = [
        t.id
        for t in LAW.treaties
        if t.rank is Rank.TREATY
        and t.since == t.signed
        and not isinstance(t.since, Vague)
        and not any(w.about == "in-force" for w in t.witnesses)
    ]
    assert unsourced == []


@pytest.mark.parametrize(
    ("old", "in_force", "said"),
    [
        (
            "us-japan-1951",
            "in_force = 1961-01-01",
            "ended on 1960-06-23, and this entered into force on 1961-01-01: it holds until then; mend its `until`",
        ),
        ("us-japan-1951", "", "ended on 1960-06-23, and this is not in force"),
        ("us-japan-1951", "in_force = 1960-06-23", ""),
        (
            "us-japan-1951",
            "in_force = 1960-01-20",
            "ends only on 1960-06-23, and this took its place on 1960-01-20",
        ),
        (
            "us-japan-1960",
            "in_force = 2020-01-01",
            "has no end, and this took its place on 2020-01-01",
        ),
        ("us-japan-1960", "", ""),
        ("north-atlantic-1949", "in_force = 2020-01-01", ""),
        (
            "us-japam-1951",
            "in_force = 1960-06-23",
            "no treaty is called `us-japam-1951`; did you mean `us-japan-1951`?",
        ),
    ],
)
def test_what_is_replaced_holds_until_its_successor_is_in_force(
    tmp_path: Path, old: str, in_force: str, said: str
) -> None:
    head = HEAD.replace('"iceland", "ireland"', '"united-states", "japan"').replace(
        "1999-05-04", "1960-01-19"
    )
    head = head.replace("until = 2010-01-01\n", f'replaces = ["{old}"]\n')
    text = head.replace("in_force = 2000-01-01", in_force) + ARTICLE
    if not said:
        assert load_treaty(written(tmp_path, text), LAW).replaces == (old,)
        return
    (line, message), *others = faults(tmp_path, text)
    assert (line, others) == (5, [])
    assert said in message


@each(("said", "line", "text"), NONSENSE)
def test_what_a_file_cannot_mean_is_a_fault_at_its_line(
    tmp_path: Path, said: str, line: int, text: str
) -> None:
    found = [at for at, message in faults(tmp_path, text) if said in message]
    assert found == [line], faults(tmp_path, text)


def test_a_sound_file_is_without_a_fault(tmp_path: Path) -> None:
    assert load_treaty(written(tmp_path, HEAD + ARTICLE), LAW).id == "nowhere-1999"
    assert own_hints(tmp_path / "nowhere-1999.toml", LAW) == []


HELP = ARTICLE.replace('article = "1"', 'article = "4(2)"')
THIRD = [
    HEAD
    + ARTICLE.replace("If one", "If Norway's soil or that of one")
    + 'beneficiaries = ["norway"]\n',
    HEAD + ARTICLE + 'note = "Norway asked for it."\nbeneficiaries = ["norway"]\n',
    HEAD + ARTICLE + 'party_or_not = true\nbeneficiaries = ["norway"]\n',
    HEAD.replace("\n", '\nrank = "political"\n', 1)
    + ARTICLE.replace("assist", "consult")
    + 'beneficiaries = ["norway"]\n',
]


@pytest.mark.parametrize("text", THIRD)
def test_a_third_state_is_protected_where_the_file_says_so(
    tmp_path: Path, text: str
) -> None:
    assert load_treaty(written(tmp_path, text), LAW).obligations[0].beneficiaries == (
        "norway",
    )


LOOKED_AT = [
    (
        "dead-state",
        2,
        HEAD.replace("iceland", "estonia")
        .replace("1999", "1935")
        .replace("2000", "1936")
        + ARTICLE,
    ),
    ("dead-state", 2, HEAD.replace("iceland", "austria-hungary") + ARTICLE),
    (
        "own-means",
        8,
        HEAD + ARTICLE + ARTICLE.replace('"1"', '"2"').replace("assist", "consult"),
    ),
    (
        "window",
        8,
        HEAD + ARTICLE.replace("attacked the", "attacked within three months the"),
    ),
    (
        "request",
        8,
        HEAD + ARTICLE.replace("attacked the", "attacked, at its request the"),
    ),
    (
        "request",
        8,
        HEAD + ARTICLE.replace("attacked the", "attacked and if that one asks, the"),
    ),
    (
        "gate",
        8,
        HEAD
        + HELP
        + ARTICLE.replace('"1"', '"4(3)"')
        + 'conditions = ["league-council-finding"]\n',
    ),
    (
        "gate",
        8,
        HEAD + ARTICLE.replace("attacked the", "attacked and the League agrees the"),
    ),
    ("no-source", 8, HEAD + ARTICLE.replace('source = "vclt"\n', "")),
    ("unsearched", 7, HEAD.replace("until = 2010-01-01\n", "") + ARTICLE),
    (
        "unsearched",
        7,
        HEAD.replace("until = 2010-01-01\n", "")
        + ARTICLE
        + 'searches = ["by its title", "by its words"]\n',
    ),
    (
        "unlisted",
        2,
        HEAD.replace('"ireland"]', '{ state = "ireland", verified = false }]')
        + ARTICLE,
    ),
    (
        "one-party",
        3,
        'rank = "political"\n'
        + HEAD.replace('"iceland", ', "")
        + ARTICLE.replace("assist", "consult"),
    ),
    (
        "to-come",
        3,
        HEAD.partition("signed")[0]
        + 'signed = 2199-05-04\nsources = ["vclt"]\n'
        + ARTICLE,
    ),
    (
        "to-come",
        7,
        HEAD + "secret = true\npublished = 2199-05-04\n".partition("\n")[2] + ARTICLE,
    ),
    ("to-come", 15, HEAD + ARTICLE + "secret = true\npublished = 2199-05-04\n"),
    (
        "to-come",
        17,
        HEAD
        + ARTICLE
        + '\n[[invoked]]\nby = ["iceland"]\nday = 2199-05-04\nwhat = "It called."\nsource = "vclt"\n',
    ),
    (
        "never-owed",
        8,
        HEAD
        + ARTICLE
        + "since = 2010-01-01\n".replace("2010-01-01", "1999-06-01")
        + "until = 2000-01-01\n",
    ),
]


@each(
    ("kind", "line", "text"),
    LOOKED_AT,
)
def test_what_an_editor_should_look_at_again(
    tmp_path: Path, kind: str, line: int, text: str
) -> None:
    path = written(tmp_path, text)
    if kind == "never-owed":
        text = (
            text.replace("since = 1999-06-01\nuntil = 2000-01-01\n", "")
            + 'obligors = ["iceland"]\nbeneficiaries = ["norway"]\n'
        )
        text = text.replace(
            'parties = ["iceland", "ireland"]',
            'parties = [{ state = "iceland", since = 2009-01-01 }, "ireland", { state = "norway", until = 2005-01-01 }]',
        )
        path = written(tmp_path, text)
    load_treaty(path, LAW)
    found = {(k, p.line) for k, p in own_hints(path, LAW)}
    assert (kind, line) in found
    assert {k for k, _ in found} <= {
        kind,
        *({"never-owed"} if kind == "one-party" else ()),
    }
    assert f"{path}:{line}: " in catalogue.check([path])
    with pytest.raises(DataError):
        catalogue.check([path], strict=True)


def test_the_words_of_help_in_force_were_seen_or_looked_for_three_times() -> None:
    assert [p.message for k, p in HINTS() if k == "unsearched"] == []


def test_a_search_is_told_once_and_of_words_that_were_not_seen(tmp_path: Path) -> None:
    text = HEAD + ARTICLE + 'searches = ["by its title", "by its title"]\n'
    (fault,) = faults(tmp_path, text)
    assert "twice" in fault[1]
    (fault,) = faults(
        tmp_path, text.replace('", "by its title', "") + 'warrant = "seen"\n'
    )
    assert "need no `searches`" in fault[1]


def test_every_kind_of_hint_is_shown_here_or_found_in_the_corpus() -> None:
    shown = {k for k, _, _ in LOOKED_AT} | {k for k, _ in HINTS()}
    assert shown == set(ASKED)
    assert set(KINDS) <= set(ASKED)


def test_an_event_that_its_scenario_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "story.toml"
    path.write_text(
        'on = 1951-01-01\n\n[[events]]\nkind = "armed-attack"\nby = "poland"\nagainst = "estonia"\n',
        encoding="utf-8",
    )
    assert own_hints(path, LAW) == []
    with pytest.raises(
        DataError,
        match=r"story.toml:6: .*no state called `estonia` existed on 1951-01-01.*`russia`",
    ):
        load_scenario(path, LAW)


def test_the_corpus_is_counted_and_named_on_request() -> None:
    counted = casus("check").stdout
    assert "no fault" in counted
    assert "To look at again" in counted
    named = casus("check", "--hints").stdout
    told = [x for x in named.splitlines() if x.startswith("hint: ")]
    assert len(told) == len(HINTS())


def test_a_mistyped_key_of_an_article_is_offered_the_one_meant(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + ARTICLE.replace("gist", "gists")) == [
        (8, "`gist` is missing"),
        (12, "unknown key `gists`; did you mean `gist`?"),
    ]


BOOK = """
[[sources]]
id = "scan-of-nowhere"
title = "Collected treaties of nowhere"
kind = "text"
quality = "B"
url = "https://example.org/nowhere"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "text"', 'kind = "treaty"', "`treaty` is not one of text, official"),
        ('quality = "B"', 'quality = "D"', "`D` is not one of A, B, C"),
        (
            'quality = "B"',
            'quality = "B"\nseen = "no"',
            "input should be a valid boolean",
        ),
        ("example.org/nowhere", "fr.scribd.com/document/1", "the address of a scan"),
        (
            "example.org/nowhere",
            "wikimili.com/en/Nowhere",
            "write it as `read_at`, and the work's own address",
        ),
        (
            'url = "https://example.org/nowhere"',
            'read_at = "https://factually.co/nowhere"',
            'what a program gathered is of `quality = "C"`',
        ),
        ('url = "https://example.org', 'read_at = "https://fr.scribd.com', ""),
    ],
)
def test_a_source_is_the_work_and_not_its_copy(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = HEAD.replace('sources = ["vclt"]\n', "") + BOOK.replace(old, new) + ARTICLE
    if said:
        (fault,) = faults(tmp_path, text)
        assert said in fault[1]
    else:
        (source,) = load_treaty(written(tmp_path, text), LAW).own_sources
        assert source.address.startswith("https://fr.scribd.com")


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("text", 'warrant = "seen"', ""),
        ("wiki", 'warrant = "not-seen"', ""),
        ("wiki", 'warrant = "seen"', "an encyclopaedia tells what an article says"),
        ("wiki", 'phrase = "shall help"', "an encyclopaedia tells what an article"),
        (
            "text",
            'warrant = "seen"\nverified = false',
            "needs the `source` whose words were opened, and `verified`",
        ),
    ],
)
def test_words_are_seen_in_a_text_that_somebody_checked(
    tmp_path: Path, kind: str, more: str, said: str
) -> None:
    book = BOOK.replace('kind = "text"', f'kind = "{kind}"')
    article = ARTICLE.replace('source = "vclt"', f'source = "scan-of-nowhere"\n{more}')
    text = HEAD.replace('sources = ["vclt"]\n', "") + book + article
    if said:
        (fault,) = faults(tmp_path, text)
        assert said in fault[1]
    else:
        assert load_treaty(written(tmp_path, text), LAW)


@pytest.mark.parametrize(
    ("folder", "wrong"),
    [("1991-", False), ("1946-1990", True), ("to-1815", True), ("mine", False)],
)
def test_a_file_lies_in_the_folder_of_its_period(
    tmp_path: Path, folder: str, wrong: bool
) -> None:
    (tmp_path / folder).mkdir()
    if not wrong:
        assert load_treaty(written(tmp_path / folder, HEAD + ARTICLE), LAW)
        return
    assert faults(tmp_path / folder, HEAD + ARTICLE) == [
        (3, "signed in 1999, so that the file belongs into `1991-`")
    ]


def test_a_phrase_that_is_too_long_is_told_beside_all_other_faults(
    tmp_path: Path,
) -> None:
    long = " ".join(["word"] * 20)
    article = ARTICLE.replace('duty = "assist"', f'duty = "defend"\nphrase = "{long}"')
    told = [message for _, message in faults(tmp_path, HEAD + article + "extra = 1\n")]
    assert "the phrase has 20 words; at most 12 are quoted" in told
    assert any("`defend` is not one of" in message for message in told)
    assert any("unknown key `extra`" in message for message in told)
