"""An option that takes one value is given once: of two values the last would count, without a word."""

from __future__ import annotations

from collections import Counter
from typing import Any

from typer.core import TyperCommand

from treaties.vocabulary.errors import CasusError


class Once(TyperCommand):
    """A verb that refuses a second value where one is taken."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of the verb; raises `CasusError` for an option of one value that is given twice."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(list(args))
            for parameter, count in Counter(given).items():
                single = not getattr(parameter, "multiple", False) and not getattr(parameter, "is_flag", False)
                if count > 1 and single and parameter.nargs == 1:
                    raise CasusError(f"`{parameter.opts[0]}` is given {count} times", remedy="it takes one value")
        return super().parse_args(ctx, args)
