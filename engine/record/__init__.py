"""Record: facts, questions, grounds, verdicts and rows, the values that an answer is written in."""
