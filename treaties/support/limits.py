"""What a file, a question and a search may come to: one table, from which reading, checking, deriving and analysis take.

Everything is counted in what is given or looked at, never in time, so that a question has one answer on every machine.
The page on reliability says what lies beyond each; `tests/docs/test_bounds.py` holds the two equal.
"""

FILE, FOLDER, NESTED, ENTRIES, LAST_YEAR = 1 << 20, 5 << 20, 64, 250, 2999
"""Of a file of law, a scenario, a case, a reading or priors: bytes, bytes of all files of a corpus folder, how deep it is nested, entries of a list (and events
of one question), the last year that it may speak of. The largest shipped file has a sixth, the longest list 60."""
TABLE, CELLS, COLUMNS, LEGS = 64 << 20, 4_000_000, 1000, 200_000
"""Of a table of outside data: bytes, unpacked, cells and columns; the largest that is read has 2.2 million cells, the
widest some 200 columns. And the duties of one state to another in one instrument."""
LINE, WORDS, LISTED, QUESTION, CLAIMS = 300, 100, 100, 800, 20_000
"""Characters of a line of a message, and of the user's own words in it; faults of one file that are told; characters of
a question in words, and of a text of claims."""
WORK = 7_000_000
"""The one account of a question: looks of about a microsecond, from which all draw that is done for it."""
ASKED, BYTE, STEP, CANDIDATE, READ, RULE, SET, HIT, EXPANSION = (
    150_000,
    2,
    20,
    10,
    9,
    15,
    12,
    4,
    15,
)
"""What it costs, in looks: a question set out with the law of its day, a byte of a file that it names, a step of a derivation, a candidate of its labels, a step read into a program, a rule of a program that is searched, a
set of answers made, a look for what hits all supports, a set gone through in expanding odds."""
STRIKES, NEAR, STEPS, WHOLE, WHOLE_STEPS = 500, 3, 80_000, 1_500, 100_000
"""Of a derivation: strikes beyond the near ones, the open answers up to which every strike is taken up, steps, written
or waiting, after which a layer is left unfinished; and strikes and steps where the whole derivation is asked for."""
LABEL, HORIZON, BUDGET, PATIENCE, LAST = 24, 6, 60_000, 2, 4
"""Of the labels of an answer: supports of one fact, open answers beyond which none is looked for, candidates looked at
before labels are cut, and budgets after which a fact is given its first support alone, and after which the search ends."""
ROOM, NEAREST, SIMPLEST, FIREBREAK_SETS = 48 << 20, 60_000, 20_000, 400
"""Of a search for supports: bytes for those that wait; candidates made for the nearest alone, and to see whether they
are few; and firebreaks looked for."""
CHANCE, CAUSES, PATTERNS, CORNERS = 50, 12, 500, 10
"""Characters of a probability; common causes, each of which doubles the work, and patterns of a file of priors; questions
asked for both ways whose intervals are tried end by end."""
ODDS_SETS, EXPANDED = 150_000, 120_000
"""Of odds: candidates of supports, sets gone through in expanding them."""
NODES, EXACT, EVALUATED = 100_000, 20_000, 20_000_000
"""Of odds too: nodes up to which cases are parted, nodes up to which the odds are an exact fraction, nodes evaluated
over all states of the causes and ends of intervals."""
