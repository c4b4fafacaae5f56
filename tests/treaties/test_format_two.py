"""The format of the data files: dates with a precision, questions by name, sources of their own, all faults at once."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.world import World
from tests import HOME
from tests.support.each import each
from treaties.loading.assembly import assemble, load_treaty
from treaties.loading.corpus import load_corpus
from treaties.loading.corpus_files import corpus_contents
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on
from treaties.models.treaty import Treaty
from treaties.models.warrant import article_hash, warrant
from treaties.vocabulary.errors import DataError, Problem
from treaties.vocabulary.precision import Vague

HEAD = """\
title = "Treaty of Mutual Help between Iceland and Ireland"
parties = ["iceland", "ireland"]
signed = 1961-09-05
{head}

[[sources]]
id = "reykjavik-text-1961"
title = "Text (invented)"
"""
DUTY = """
[[obligations]]
article = "2"
duty = "assist"
trigger = "armed-attack"
gist = "If one of the two is attacked, the other helps."
{duty}
"""


def written(
    folder: Path, head: str = "in_force = 1961-10-01", duty: str = "", more: str = ""
) -> Path:
    path = folder / "iceland-ireland-1961.toml"
    path.write_text(
        HEAD.format(head=head) + DUTY.format(duty=duty) + more, encoding="utf-8"
    )
    return path


def faults(path: Path, law: Corpus) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_treaty(path, law)
    return [f"{p.path}: {p.message}" for p in caught.value.problems]


@pytest.mark.parametrize(
    ("given", "words", "first", "last"),
    [
        ("1961-09", "a day in September 1961", "1961-09-01", "1961-09-30"),
        ("1960-02", "a day in February 1960", "1960-02-01", "1960-02-29"),
        (1961, "a day in 1961", "1961-01-01", "1961-12-31"),
        ("1961~", "a day in or about 1961", "1960-01-01", "1962-12-31"),
        (
            {"between": ["1961-01-05", "1961-03-01"]},
            "a day between 5 January and 1 March 1961",
            "1961-01-05",
            "1961-03-01",
        ),
    ],
)
def test_a_day_is_as_exact_as_it_is_written(
    given: Any, words: str, first: str, last: str
) -> None:
    for end in (False, True):
        day = Vague.read(given, end=end)
        assert day is not None
        assert (str(day), f"{day}", day.first.isoformat(), day.last.isoformat()) == (
            words,
            words,
            first,
            last,
        )
        assert day == date.fromisoformat(last if end else first)
        assert pickle.loads(pickle.dumps(day)).last == day.last
        assert day + timedelta(1) == date.fromisoformat(
            last if end else first
        ) + timedelta(1)


def test_what_is_no_precision_is_refused(law: Corpus, tmp_path: Path) -> None:
    for head in (
        'in_force = "1961-13"',
        "in_force = { between = [1961-03-01, 1961-01-05] }",
        'in_force = "spring"',
    ):
        (said,) = faults(written(tmp_path, head), law)
        assert said.startswith("in_force: ")
    (said,) = faults(written(tmp_path, 'in_force = "1961-08"'), law)
    assert "before it was signed" in said


def test_a_vague_day_survives_the_compiled_corpus(law: Corpus, tmp_path: Path) -> None:
    made = load_treaty(
        written(tmp_path, 'in_force = "1961-09"\nuntil = "unknown"'), law
    )
    again = Treaty.model_validate_json(
        made.model_dump_json(by_alias=True, exclude_unset=True)
    )
    assert again == made
    assert (str(again.since), str(again.until)) == (
        "a day in September 1961",
        "an unknown day",
    )


@pytest.mark.parametrize(
    ("head", "day", "status", "asked"),
    [
        ('in_force = "1961-09"', "1961-09-03", "no-treaty", False),
        ('in_force = "1961-09"', "1961-09-20", "conditional", True),
        ('in_force = "1961-09"', "1961-10-01", "bound", False),
        ('in_force = "unknown"', "1975-01-01", "conditional", True),
        ('in_force = 1961-10-01\nuntil = "1970~"', "1968-12-31", "bound", False),
        ('in_force = 1961-10-01\nuntil = "1970~"', "1970-05-05", "conditional", True),
        ('in_force = 1961-10-01\nuntil = "1970~"', "1972-01-01", "no-treaty", False),
        ("in_force = 1961-10-01", "1962-01-01", "bound", False),
    ],
)
def test_within_the_span_it_is_open_whether_it_binds(
    law: Corpus, tmp_path: Path, head: str, day: str, status: str, asked: bool
) -> None:
    with_it = law.without(*(t.id for t in law.treaties)).with_treaty(
        load_treaty(written(tmp_path, head), law)
    )
    answer = World(with_it, ()).ask("ireland", by="russia", on=day, background=False)
    assert str(answer["iceland"].status) in {
        status,
        "not-triggered" if status == "no-treaty" else status,
    }
    assert (
        "in-force:iceland-ireland-1961" in {q.id for q in answer.questions}
    ) is asked


def test_a_party_whose_accession_is_vague_is_asked_about(
    law: Corpus, tmp_path: Path
) -> None:
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8").replace(
        '"ireland"]', '{ state = "ireland", since = 1963 }]'
    )
    path.write_text(text, encoding="utf-8")
    pact = load_treaty(path, law)
    for obligor, victim in (("iceland", "ireland"), ("ireland", "iceland")):
        answer = World(law.with_treaty(pact), ()).ask(
            victim, by="russia", on="1963-06-01", background=False
        )
        told = [
            q
            for q in answer.questions
            if q.id == "in-force:iceland-ireland-1961/ireland"
        ]
        assert [q.text.startswith("Was Ireland a party to ") for q in told] == [True], (
            obligor
        )


def test_every_question_says_what_its_answers_mean(law: Corpus) -> None:
    for q in law.questions:
        assert q.claim != q.denial, q.id
        assert not q.claim.endswith(("?", ".")), q.id
        for words in (q.claim, q.denial):
            assert (
                words[0].islower()
                or words[0] in "{"
                or words.split()[0].strip("'s") not in ("The", "A")
            ), q.id


def test_no_answer_tells_a_question_where_it_could_tell_what_is_so() -> None:
    held = [
        *(HOME / "tests" / "snapshot" / "files").rglob("*"),
        *(HOME / "tests" / "forms" / "golden").glob("*.txt"),
    ]
    texts = {
        p: " ".join(p.read_text(encoding="utf-8").split()) for p in held if p.is_file()
    }
    assert len(texts) > 10
    assert [
        p.name
        for p, t in texts.items()
        if "the answer to “" in t or "is answered yes" in t or "is answered no" in t
    ] == []


def test_a_question_is_named_and_an_unknown_one_is_told(
    law: Corpus, tmp_path: Path
) -> None:
    own = """
[[questions]]
id = "fish"
text = "Is it about fish?"
claim = "it is about fish"
denial = "it is not about fish"
"""
    pact = load_treaty(
        written(
            tmp_path,
            duty='conditions = [{ question = "fish", needs = "no" }]',
            more=own,
        ),
        law,
    )
    (condition,) = pact.obligations[0].conditions
    assert (condition.kind, condition.claim, condition.needs) == (
        "judgement",
        "it is about fish",
        "no",
    )  # type: ignore[union-attr]
    told = faults(
        written(tmp_path, duty='conditions = [{ question = "peace-duty-breeched" }]'),
        law,
    )
    assert told == [
        "obligations.0.conditions.0: no question is called `peace-duty-breeched`; did you mean `peace-duty-breached`?"
    ]
    told = faults(
        written(
            tmp_path,
            duty='conditions = [{ question = "fish" }]',
            more=own.replace("denial", "denail"),
        ),
        law,
    )
    assert [t.partition(":")[0] for t in told] == ["questions.0", "questions.0.denail"]


def test_all_faults_come_at_once(law: Corpus, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'in_force = 1961-10-01\nuntil = 1961-09-20\ncolour = "red"',
        f'phrase = "{"word " * 13}"\nsource = "nowhere"\nadversaries = ["polnad"]\nsize = 3\nobligors = ["norway"]',
    )
    told = faults(path, law)
    assert [t.partition(":")[0] for t in told] == [
        "until",
        "colour",
        "obligations.0.phrase",
        "obligations.0.source",
        "obligations.0.adversaries",
        "obligations.0.size",
        "obligations.0.obligors",
    ]


def test_an_own_source_may_not_take_the_name_of_another(
    law: Corpus, tmp_path: Path
) -> None:
    path = written(tmp_path)
    taken = law.shared_sources[0].id
    path.write_text(
        path.read_text(encoding="utf-8").replace("reykjavik-text-1961", taken),
        encoding="utf-8",
    )
    assert faults(path, law) == [
        f"sources.0: another source is called `{taken}`; one that serves several files is shared"
    ]


LISTS = {
    "known-of.toml": (
        '[[known]]\nid = "anzus-1951"\ntitle = "A pact"\nstates = ["australia", "nowhere"]\nyear = 1951\n'
        '\n[[known]]\nid = "pacific-1951"\ntitle = "A pact"\nstates = ["australia"]\nyear = 1951\natop = [3215]\n',
        [
            "`anzus-1951` has a file: take it out of this list",
            "no state is called `nowhere`",
            "ATOP's 3215 has a file: take it out of this list",
        ],
    ),
    "watch.toml": (
        '[[watched]]\ntreaty = "anzus-1951"\npending = "denounced"\npage = "https://example.org"\nagain = 2020-01-01\n',
        ["the day to look again at `anzus-1951`, 2020-01-01, has passed"],
    ),
    "questions.toml": (
        '[[questions]]\nid = "idle"\ntext = "Is it?"\nclaim = "it is"\ndenial = "it is not"\n',
        ["no article asks `idle`"],
    ),
}


@pytest.fixture(scope="module")
def problems() -> tuple[Problem, ...]:
    """The faults of the shipped law with all that these lists cannot hold."""
    root = HOME / "treaties"
    contents = corpus_contents(root)
    for name, (text, _) in LISTS.items():
        contents[root / name] += b"\n" + text.encode()
    with pytest.raises(DataError) as caught:
        assemble(root, contents, "x")
    return tuple(caught.value.problems)


@each("name", LISTS)
def test_what_a_list_cannot_hold(name: str, problems: tuple[Problem, ...]) -> None:
    told = [p.message for p in problems if p.file == name]
    for words in LISTS[name][1]:
        assert any(words in message for message in told), words


def test_a_look_says_what_was_asked() -> None:
    from treaties.models.watch import Look

    with pytest.raises(ValueError, match="query"):
        Look.model_validate(
            {"day": "2026-07-01", "last": "2026-06-30", "result": "nothing"}
        )
    with pytest.raises(ValueError, match="after the look itself"):
        Look.model_validate(
            {
                "day": "2026-07-01",
                "last": "2026-07-02",
                "query": "x in force",
                "result": "nothing",
            }
        )


def test_what_an_article_rests_on_is_never_said_to_be_seen_of_itself(
    law: Corpus,
) -> None:
    for t in law.treaties:
        for o in t.obligations:
            if str(warrant(t, o)) == "seen":
                assert (o.verified, bool(o.source), t.text_available) == (
                    True,
                    True,
                    True,
                ), (t.id, o.article)
            else:
                assert (str(warrant(t, o)) == "unpublished") is not t.text_available
    assert article_hash("‘A’ – b\u00ad") != article_hash("'A' - c")


def test_the_folder_says_when_it_was_signed() -> None:
    spans = {
        "to-1815": (0, 1815),
        "1816-1913": (1816, 1913),
        "1914-1945": (1914, 1945),
        "1946-1990": (1946, 1990),
    }
    law = load_corpus()
    paths = list((HOME / "treaties" / "data").rglob("*.toml"))
    assert len(paths) == len(law.treaties)
    for path in paths:
        first, last = spans.get(path.parent.name, (1991, 9999))
        assert first <= law.treaty(path.stem).signed.year <= last, path
        assert path.parent.name in (*spans, "1991-")


def test_what_was_invoked_is_told_and_feeds_no_duty(
    law: Corpus, tmp_path: Path
) -> None:
    from engine.catalogue.treaty_text import tell

    invoked = """
[[invoked]]
day = 1970-01-01
by = ["iceland"]
against = ["ireland"]
article = "2"
what = "Iceland asked for help and got none."
source = "reykjavik-text-1961"
"""
    plain, more = (load_treaty(written(tmp_path, more=m), law) for m in ("", invoked))
    told = " ".join(tell(more.id, law.with_treaty(more)).split())
    assert (
        "1970-01-01, by Iceland against Ireland (Art. 2): Iceland asked for help and got none."
        in told
    )
    answers = [
        World(law.with_treaty(t), ()).ask("ireland", by="russia", on="1970-01-01")
        for t in (plain, more)
    ]
    one, other = (a.to_dict()["findings"]["called"] for a in answers)
    assert json.dumps(one) == json.dumps(other)


def test_a_party_for_which_it_rests_owes_and_is_owed_nothing(
    law: Corpus, tmp_path: Path
) -> None:
    path = written(tmp_path)
    resting = '{ state = "ireland", suspended = [{ since = 1970-01-01, until = 1971-01-01, why = "a quarrel" }] }'
    path.write_text(
        path.read_text(encoding="utf-8").replace('"ireland"]', f"{resting}]"),
        encoding="utf-8",
    )
    pact = load_treaty(path, law)
    assert [len(list(legs_on(pact, date(y, 6, 1)))) for y in (1969, 1970, 1971)] == [
        2,
        0,
        2,
    ]
