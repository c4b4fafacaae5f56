"""The page of what stays names exactly what the code has: verbs, schema, public names; no id of an edition is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest

from engine import public
from engine.catalogue.law_changes import changes, changes_of_edition, changes_since
from engine.interfaces.commands.grouped_help import HEADINGS
from engine.output.written import SCHEMA
from tests import HOME
from tests.support.each import each
from treaties.loading.corpus import load_corpus
from treaties.loading.editions import (
    edition_entries,
    edition_named,
    edition_text,
    editions,
)
from treaties.vocabulary.errors import CasusError

PAGE = (HOME / "docs" / "stability.md").read_text(encoding="utf-8")


def promised(heading: str) -> set[str]:
    """The names in backticks of the paragraph that a heading in bold begins, after its colon."""
    paragraph = next(p for p in PAGE.split("\n\n") if p.startswith(f"**{heading}.**"))
    return set(re.findall(r"`(\w+)`", paragraph.partition(": `")[2].join("``")))


def test_the_verbs_are_those_that_there_are() -> None:
    assert promised("Verbs") == {v for verbs in HEADINGS.values() for v in verbs}


def test_the_public_names_are_those_that_there_are() -> None:
    assert promised("The library") == set(public.__all__)


def test_the_schema_is_the_one_that_is_printed() -> None:
    assert f"of an answer, the number is {SCHEMA};" in PAGE


@each("number", editions())
def test_no_id_of_an_edition_is_lost(number: str) -> None:
    law = load_corpus()
    known = {t.id for t in law.treaties} | {a for t in law.treaties for a in t.aliases}
    assert set(edition_named(number)) - known == set()


def test_the_law_belongs_to_an_edition_that_is_kept() -> None:
    assert load_corpus().version in editions()


def test_what_an_edition_lacks_or_has_otherwise_is_listed() -> None:
    law = load_corpus()
    number = editions()[-1]
    kept = edition_named(number)
    first, second = sorted(kept)[:2]
    less = law.without(first)
    assert {"id": first, "what": "gone", "name": ""} in changes_of_edition(less, number)
    moved = law.treaty(second).model_copy(update={"until": date(2200, 1, 1)})
    found = changes_of_edition(law.with_treaty(moved), number)
    row = next(r for r in found if r["id"] == second)
    assert "days" in row["what"].split(", ")


def test_the_table_of_an_edition_is_written_as_it_is_read() -> None:
    entries = edition_entries(load_corpus())
    rows = edition_text(entries.values()).splitlines()
    assert rows[0] == "id,days,parties,articles,rest"
    assert len(rows) == len(entries) + 1


def test_changes_of_the_law_are_those_of_its_own_days() -> None:
    rows = changes_since(load_corpus(), date(2023, 4, 1))
    nato = [(r["day"], r["what"]) for r in rows if r["id"] == "north-atlantic-1949"]
    assert nato == [("2023-04-04", "binds Finland"), ("2024-03-07", "binds Sweden")]
    assert [r["day"] for r in rows] == sorted(r["day"] for r in rows)


@pytest.mark.parametrize(("since", "told"), [(None, "--since"), ("1815.01", "2026.11")])
def test_what_is_missing_is_told(since: str | None, told: str) -> None:
    with pytest.raises(CasusError, match=re.escape(told)):
        changes(load_corpus(), since)
