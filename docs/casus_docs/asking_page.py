"""The page of thirty questions, made at build time: what was understood of each, and the first lines of its answer."""

from __future__ import annotations

from datetime import date

from engine.question.sentence import parse_question
from engine.question.topic import Kind
from engine.world import World
from treaties.vocabulary.errors import CasusError

DAY = date(2026, 1, 1)
"""The day on which everything without a day of its own is asked."""
QUESTIONS = (
    "If Russia attacks Estonia, who must help?",
    "Who would have to defend the Finns if Moscow invaded?",
    "Enumerate the countries that have to help Kuwait if Iraq attacks.",
    "Thought experiment: Canada is invaded by the United States. Who has to help?",
    "Would the Dutch have to fight if Russia bombed Gdansk?",
    "Is Tokyo obliged to help Washington if Pyongyang strikes Guam?",
    "Will Turkey help if Armenia attacks Azerbaijan?",
    "Russia threatens Lithuania: German duties?",
    "Chinese blockade of Taiwan - who is bound?",
    "What happens if Iran fires missiles at the UAE?",
    "If a Russian missile hits a Polish village, does Article 5 apply?",
    "Does Article 5 cover Hawaii?",
    "Does the Rio Treaty apply if Venezuela attacks Guyana?",
    "Under Article 42.7, who must help Sweden if Russia attacks?",
    "Would AUKUS oblige the UK to fight if China attacks Australia?",
    "If Russia sinks a Danish corvette in the Baltic Sea, who must act?",
    "If Syria shoots down a Turkish jet, must Germany fight?",
    "If Iran attacks US troops in Iraq, is Britain bound?",
    "If Argentina attacks the Falklands, does Brazil have to help?",
    "If Morocco attacks Ceuta, does France have to help Spain?",
    "What if Russia hacks Estonia's power grid?",
    "If the Houthis attack Saudi Arabia, is Pakistan bound to help?",
    "Who must help if the Baltic states are attacked by Belarus?",
    "If Azerbaijan and Turkey attack Armenia, does the CSTO have to act?",
    "I'm a New Zealander. If China attacks us, who comes?",
    "When Germany invaded Belgium on 4 August 1914, was Britain bound to help?",
    "If Germany attacked Poland in 1939, did Britain have to help?",
    "In late 1956, who was obliged to help Hungary against the Soviets?",
    "Which states were bound to help Siam if France attacked it in 1893?",
    "If North Korea shells Seoul on 1 May 2026, must Japan consult?",
)
ASKED_BACK = (
    "If Korea is attacked by China, who must help?",
    "If China attacks Taiwan or Japan, who helps?",
    "If Russia does not attack Latvia, who must help?",
    "If NATO is attacked by Russia, who must help?",
    "If Russai attacks Estnoia, who helps?",
    "If Greece is attacked on 4/5/1941, who must help?",
    "Iran vs Saudi Arabia: who helps?",
    "Who benefits if Russia attacks Estonia?",
)
KINDS = "\n".join(
    [
        "| `--kind` | what is asked | for example |",
        "|---|---|---|",
        *(
            f"| `{k}` | {k.text} | {f'`{k.example}`' if k.example else ''} |"
            for k in Kind
        ),
    ]
)
"""The kinds of question, as docs/asking.md has them."""
HEAD = f"""# Thirty questions, and what was understood

Below, what says no day is asked for {DAY.day} January {DAY.year}; of each answer the first lines are shown. What a sentence may say is on [the page of questions](asking.md).
"""


def section(world: World, question: str) -> str:
    """A question with what was understood and the first lines of its answer."""
    day = None if parse_question(question, world.corpus, DAY).day else DAY
    told = world.ask(question, on=day, rounds=1).text().split("\n\n")
    first = "\n".join(told[1].splitlines()[:4])
    return f"## {question}\n\n```text\n{told[0]}\n\n{first}\n```\n"


def asked_back(world: World, question: str) -> str:
    """Write a question that is asked back, with the message and the choices."""
    try:
        world.ask(question, rounds=1)
    except CasusError as error:
        meant = [f"{n}  {q}" for n, q in enumerate(error.meant, 1) if q.endswith("?")]
        return (
            f"### {question}\n\n```text\n" + "\n".join([str(error), *meant]) + "\n```\n"
        )
    raise CasusError(f"`{question}` is answered", remedy="take it out of ASKED_BACK")


def pages(world: World) -> dict[str, str]:
    """Ask every question and make the page, by its place."""
    parts = [
        HEAD,
        *(section(world, q) for q in QUESTIONS),
        "## Asked back\n",
        *(asked_back(world, q) for q in ASKED_BACK),
    ]
    return {"asked.md": "\n".join(parts)}
