"""What a file costs to check: work that grows with the file and no faster, and lists that are measured beforehand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from engine.catalogue.catalogue import check
from tests.support.each import each
from treaties.loading.assembly import load_scenario, load_treaty
from treaties.loading.checks import check_corpus
from treaties.loading.corpus import load_corpus
from treaties.loading.review_questions import hints
from treaties.loading.toml_lines import Text
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.support.limits import ENTRIES, LEGS
from treaties.vocabulary.errors import CasusError, DataError

LAW = load_corpus()
DAY = date(1999, 5, 4)
STATES = LAW.states.ids


def article(number: int = 1, **other: Any) -> dict[str, Any]:
    said = {
        "article": str(number),
        "duty": "assist",
        "trigger": "armed-attack",
        "gist": "Each helps the other.",
    }
    return said | other


def pact(**other: Any) -> Treaty:
    head = {
        "id": "x-1999",
        "title": "Pact",
        "signed": DAY,
        "in_force": DAY,
        "parties": ["iceland", "ireland"],
    }
    return Treaty.model_validate(
        {**head, "sources": ["vclt"], "obligations": [article()], **other}
    )


def spell(n: int, state: str = "iceland") -> dict[str, Any]:
    return {
        "state": state,
        "since": DAY + timedelta(n),
        "until": DAY + timedelta(n + 1),
    }


def rest(n: int) -> dict[str, Any]:
    days = {"since": DAY + timedelta(n), "until": DAY + timedelta(n + 1)}
    return {"between": ("iceland", "ireland"), "why": "a quarrel", **days}


GROWING: dict[str, Callable[[int], Treaty]] = {
    "one party over and over": lambda n: pact(parties=["ireland", *["iceland"] * n]),
    "spells of one party": lambda n: pact(parties=["ireland", *map(spell, range(n))]),
    "unknown parties": lambda n: pact(parties=[f"nowhere-{i}" for i in range(n)]),
    "articles": lambda n: pact(obligations=[article(i) for i in range(n)]),
    "articles of help and of talks": lambda n: pact(
        obligations=[
            article(i, duty="consult" if i % 2 else "assist") for i in range(n)
        ]
    ),
    "one article over and over": lambda n: pact(obligations=[article()] * n),
    "strangers": lambda n: pact(
        obligations=[article(i, beneficiaries=["poland"]) for i in range(n)]
    ),
    "notes beside strangers": lambda n: pact(
        notes=["words " * 5] * n,
        obligations=[article(i, beneficiaries=["poland"]) for i in range(9)],
    ),
    "beneficiaries": lambda n: pact(
        obligations=[article(beneficiaries=["poland"] * n)]
    ),
    "conditions": lambda n: pact(obligations=[article(conditions=["request"] * n)]),
    "spared attackers": lambda n: pact(
        obligations=[
            article(conditions=[{"kind": "attacker", "among": ["poland"]}] * n)
        ]
    ),
    "suspensions": lambda n: pact(suspensions=[rest(i) for i in range(n)]),
    "reservations": lambda n: pact(
        reservations=[{"state": "italy", "gist": "It excludes war."}] * n
    ),
}


def steps(treaty: Treaty) -> int:
    """The lines of `treaties` that run when an instrument is checked and looked at by an editor."""
    law = LAW.model_copy(update={"treaties": (treaty,)})
    text = Text("x-1999.toml", "")
    count = 0

    def line(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def called(frame: FrameType, _: str, __: Any) -> Any:
        return line if "/treaties/" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        faults = list(check_corpus(law, {("data", treaty.id): text}))
        if not any("no state is called" in f.message for f in faults):
            hints(law, lambda folder, _: text if folder == "data" else None)
    finally:
        sys.settrace(before)
    return count


@each("shape", GROWING)
def test_work_grows_with_the_file(shape: str) -> None:
    steps(GROWING[shape](1))  # what is worked out once for a law is no part of it
    once, twice, fourfold = (steps(GROWING[shape](n)) for n in (60, 120, 240))
    assert fourfold - twice < 2.4 * (twice - once) + 50, (once, twice, fourfold)


HEAD = 'title = "Pact"\nparties = ["iceland", "ireland"]\nsigned = 1999-05-04\nsources = ["vclt"]\n'
EVENT = '[[events]]\nkind = "armed-attack"\nby = "russia"\nagainst = "poland"\n'


def fault(
    tmp_path: Path, text: str, load: Callable[[Path, Corpus], object] = load_treaty
) -> str:
    path = tmp_path / "pact-1999.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load(path, LAW)
    return str(raised.value)


def test_a_list_is_measured_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parties = ", ".join(['"iceland"'] * (ENTRIES + 1))
    monkeypatch.setattr(
        "treaties.loading.assembly.build",
        lambda *_: pytest.fail("the entries were read"),
    )
    said = fault(tmp_path, HEAD.replace('"iceland", "ireland"', parties))
    assert said.endswith(":2: parties: has 251 entries, more than 250")
    assert "events: has 251 entries" in fault(
        tmp_path, "on = 2026-01-01\n" + EVENT * (ENTRIES + 1), load_scenario
    )


def test_an_instrument_has_a_most_of_duties_between_states(tmp_path: Path) -> None:
    text = HEAD.replace(
        '"iceland", "ireland"', ", ".join(f'"{s}"' for s in STATES[:100])
    )
    text += "".join(
        f'[[obligations]]\narticle = "{i}"\nduty = "assist"\ntrigger = "armed-attack"\ngist = "Each helps the other."\n'
        for i in range(LEGS // 10_000 + 1)
    )
    assert (
        "obligations: 210,000 duties of one state to another, more than 200,000"
        in fault(tmp_path, text)
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("signed = 1999-05-04T10:00:00", ":3: signed: `1999-05-04 10:00:00` is a time"),
        ("signed = 9999-12-31", ":3: signed: `9999-12-31` is too far off"),
        (
            "atop = { ids = [-5] }\nsigned = 1999-05-04",
            ":3: atop.ids.0: input should be greater than 0",
        ),
        (
            "published = 00:00:00\nsigned = 1999-05-04",
            ":3: published: `00:00:00` is a time",
        ),
    ],
)
def test_what_no_file_can_mean(given: str, words: str, tmp_path: Path) -> None:
    assert words in fault(tmp_path, HEAD.replace("signed = 1999-05-04", given))


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "pact-1999.toml"
    path.write_text(HEAD, encoding="utf-8-sig")
    assert load_treaty(path, LAW).title == "Pact"


def test_an_event_comes_no_later_than_the_question(tmp_path: Path) -> None:
    said = fault(
        tmp_path,
        "on = 2026-01-01\n" + EVENT + EVENT + "on = 2026-02-01\n",
        load_scenario,
    )
    assert (
        ":6: events.1: it happens on 2026-02-01, after the day of the question, 2026-01-01"
        in said
    )


@pytest.mark.parametrize("mark", ["", "unprovoked = true\n", 'note = "again"\n'])
def test_an_event_that_stands_twice_is_a_fault_and_never_passed_over(
    tmp_path: Path, mark: str
) -> None:
    text = "on = 2026-01-01\n" + EVENT + EVENT + mark
    assert ":6: events.1: the same event stands here twice" in fault(
        tmp_path, text, load_scenario
    )


def test_one_attack_is_not_both_provoked_and_unprovoked(tmp_path: Path) -> None:
    text = (
        "on = 2026-01-01\n"
        + EVENT
        + "unprovoked = true\n"
        + EVENT
        + "unprovoked = false\n"
    )
    assert "events.1: the same attack is called unprovoked and provoked" in fault(
        tmp_path, text, load_scenario
    )


def test_a_folder_is_checked_file_by_file(tmp_path: Path) -> None:
    with pytest.raises(CasusError, match="holds no TOML file; name a file"):
        check([tmp_path])
    inner = tmp_path / "more"
    inner.mkdir()
    (tmp_path / "pact-1999.toml").write_text(HEAD, encoding="utf-8")
    (inner / "story.toml").write_text("on = 2026-01-01\n" + EVENT, encoding="utf-8")
    assert check([tmp_path]).startswith("2 files without a fault")
    (inner / "story.toml").write_text(
        "on = 2026-01-01\n" + EVENT.replace("poland", "polnad"), encoding="utf-8"
    )
    with pytest.raises(
        DataError,
        match=r"more.story\.toml:5: events\.0\.against: no state is called `polnad`; did you",
    ):
        check([tmp_path])
    (tmp_path / "data").mkdir()
    with pytest.raises(
        CasusError, match="is a corpus folder; check it with `casus check --corpus"
    ):
        check([tmp_path])
