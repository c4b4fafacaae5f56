"""Members that left, whose leg rests, that made a reserve, or are of a class on some days only: what each owes on its days."""

from __future__ import annotations

from engine import ask
from engine.world import shipped
from tests.support.each import each

GOLDEN = [
    # The United States let its commitment to New Zealand rest on 11 August 1986; the leg with Australia went on.
    (
        "New Zealand",
        "Indonesia",
        "1986-08-01",
        "united-states",
        "anzus-1951",
        "IV",
        "bound",
        "anzus-1986-sun-sentinel",
    ),
    (
        "New Zealand",
        "Indonesia",
        "1987-06-01",
        "united-states",
        "anzus-1951",
        "IV",
        None,
        "anzus-1986-sun-sentinel",
    ),
    (
        "New Zealand",
        "Indonesia",
        "1987-06-01",
        "australia",
        "anzus-1951",
        "IV",
        "bound",
        "anzus-1986-press-nz",
    ),
    # Cuba left the Rio Treaty; toward Cuba after its exclusion from the Organization help is contested.
    (
        "Dominican Republic",
        "Haiti",
        "1961-04-28",
        "cuba",
        "rio-1947",
        "3.1",
        "bound",
        "oas-b-29",
    ),
    (
        "Dominican Republic",
        "Haiti",
        "1963-04-28",
        "cuba",
        "rio-1947",
        "3.1",
        None,
        "oas-b-29",
    ),
    (
        "Cuba",
        "United States",
        "1961-01-01",
        "venezuela",
        "rio-1947",
        "3.1",
        "bound",
        "punta-del-este-1962",
    ),
    (
        "Cuba",
        "United States",
        "1963-01-01",
        "venezuela",
        "rio-1947",
        "3.1",
        "contested",
        "punta-del-este-1962",
    ),
    # Egypt was kept out of the League's organs from 1979 to 1989, and stayed a party to its defence treaty.
    (
        "Iraq",
        "Iran",
        "1982-07-14",
        "egypt",
        "arab-league-1950",
        "2",
        "bound",
        "arab-defence-1950-jvl",
    ),
    # Niger was suspended from the organs of ECOWAS in 2023 and bound until it left in January 2025.
    (
        "Nigeria",
        "Cameroon",
        "2024-06-01",
        "niger",
        "ecowas-defence-1981",
        "6",
        "conditional",
        "ecowas-exit-2025",
    ),
    (
        "Nigeria",
        "Cameroon",
        "2025-06-01",
        "niger",
        "ecowas-defence-1981",
        "6",
        None,
        "ecowas-exit-2025",
    ),
    # Whoever has left is a non-party, so that a clause on attacks from outside the Community comes to mean it.
    (
        "Nigeria",
        "Niger",
        "2024-06-01",
        "ghana",
        "ecowas-defence-1981",
        "3",
        None,
        "ecowas-pmad-africanlii",
    ),
    (
        "Nigeria",
        "Niger",
        "2025-06-01",
        "ghana",
        "ecowas-defence-1981",
        "3",
        "conditional",
        "ecowas-pmad-africanlii",
    ),
    # The neutrals of the Union owe help like all members; what they give need not be military.
    (
        "France",
        "Russia",
        "2016-06-01",
        "ireland",
        "teu-42-7-2007",
        "42.7",
        "bound",
        "eurlex-mutual-defence",
    ),
    (
        "France",
        "Russia",
        "2020-06-01",
        "united-kingdom",
        "teu-42-7-2007",
        "42.7",
        None,
        "eurlex-mutual-defence",
    ),
    # Britain was a member of the Union until 31 January 2020.
    (
        "France",
        "Russia",
        "2020-01-15",
        "united-kingdom",
        "teu-42-7-2007",
        "42.7",
        "bound",
        "eurlex-mutual-defence",
    ),
]


@each(("victim", "by", "on", "state", "treaty", "article", "owed", "source"), GOLDEN)
def test_what_a_member_owes_on_a_day(
    victim: str,
    by: str,
    on: str,
    state: str,
    treaty: str,
    article: str,
    owed: str | None,
    source: str,
) -> None:
    judged = ask(victim, by=by, on=on, rounds=1, background=False)[state].judged
    found = {
        str(j.at_once.status)
        for j in judged
        if (j.ground.treaty, j.ground.article) == (treaty, article)
    }
    assert found - {"not-triggered"} == ({owed} if owed else set())
    assert source in shipped().corpus.treaty(treaty).sources, (
        "each row names where its membership was read"
    )
