"""docs/asking.md: questions as one may type them, with what was understood and the first lines of the answer.

`python -m casus_docs.asking_page`, in the folder `docs`, asks them and writes the page anew.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from engine.question.sentence import parse_question
from engine.question.topic import Kind
from engine.world import World, shipped
from treaties.vocabulary.errors import CasusError

PLACE = Path(__file__).resolve().parent.parent / "asking.md"
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
"""The kinds of question, in a table."""
HEAD = f"""# What you can type

A question to `casus ask`, to the page and to the assistant's server may be put as people put it. What matters is found in the sentence: who attacks whom, with what, where and when, whom one asks about, and which instrument is named. The title of the answer says what was understood, or a line `understood as` does where the title says less. What was left out as harmless is said (`not read`); what may change the meaning is asked back, with whole questions to choose from. Anything else is refused, never answered as another question.

Many questions go through one call: `casus ask - < questions.txt` reads a question a line, passes over empty lines and lines that start with `#`, and writes a verdict a line, in order. An error stands in the place of its answer (`casus: …`), and the status is then 1. With `--json` each line is an object: the question with its verdict and ruling, or with its error, the remedy and the questions that are offered. Options such as `--on` hold for every question.

Peoples, capitals, cities and nicknames stand for their states; groups such as NATO for their members on the day. A year or a month is taken as its first day where nothing changes within it; where help owed begins or ends within it, the answer says what is owed from span to span, and then answers one day of it, a documented one before others. Who asked whom for help may be said too (*… and it asks its allies for help*), or given apart: `--given "armenia asks csto"`. [How it was measured](reliability.md#questions-in-words) tells how often that works.

Below, what says no day is asked for {DAY.day} January {DAY.year}; of each answer the first lines are shown. The page is made by `python -m casus_docs.asking_page`.

## What may be asked

What a sentence asks can be said in options too: `--kind` is what is asked, `--must STATE` a state or group asked about, `--under TREATY[:ARTICLE]` the only treaty or article that counts, `--side attacker` that the attacker's helpers are meant, `--means` the means of force, `--target` what is hit that is no land, `--without TREATY[:STATE]` a treaty that is taken away, or one party out of it.

{KINDS}

`casus help ask` lists the means and the targets.

## Thirty questions
"""


def section(world: World, question: str) -> str:
    """A question with what was understood and the first lines of its answer."""
    day = None if parse_question(question, world.corpus, DAY).day else DAY
    told = world.ask(question, on=day, rounds=1).text().split("\n\n")
    first = "\n".join(told[1].splitlines()[:4])
    return f"### {question}\n\n```text\n{told[0]}\n\n{first}\n```\n"


def asked_back(world: World, question: str) -> str:
    """A question that is asked back, with what is said and what can be chosen."""
    try:
        world.ask(question, rounds=1)
    except CasusError as error:
        meant = [f"{n}  {q}" for n, q in enumerate(error.meant, 1) if q.endswith("?")]
        return (
            f"### {question}\n\n```text\n" + "\n".join([str(error), *meant]) + "\n```\n"
        )
    raise CasusError(f"`{question}` is answered", remedy="take it out of ASKED_BACK")


def page(world: World) -> str:
    """The whole page."""
    parts = [
        HEAD,
        *(section(world, q) for q in QUESTIONS),
        "## Asked back\n",
        *(asked_back(world, q) for q in ASKED_BACK),
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    PLACE.write_text(page(shipped()), encoding="utf-8")
