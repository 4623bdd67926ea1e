"""JSON Lines in, JSON Lines out: one answer a line, in the order of the questions."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from innoreg.errors import WrongUsage
from innoreg.i18n import T


def answer_lines(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Answer every line of stdin; a line that is no JSON object stops with its number."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            request = json.loads(line)
        except ValueError as error:
            raise WrongUsage(T("line {n} is not JSON: {reason}", n=number, reason=error)) from None
        if not isinstance(request, dict):
            raise WrongUsage(T("line {n} is not a JSON object", n=number))
        sys.stdout.write(json.dumps(answer(request), ensure_ascii=False) + "\n")
