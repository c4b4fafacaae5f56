"""Sweeps: the same question for every ordered pair of states on many days, with the law compiled once a day.

`reach` computes cascades in which every duty of help counts as unconditional, `immediate` who is bound, conditional or
contested on the attack alone; `runner` divides the work and `store` writes the rows.
"""
