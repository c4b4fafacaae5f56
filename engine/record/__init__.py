"""Record: facts, questions, grounds, verdicts and rows, the values of which an answer is made."""
