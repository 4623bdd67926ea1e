"""A command line carried out and judged: its code, its words, its JSON, its CSV."""

import csv
import io
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from fuzzing.isolation import SECONDS, Found
from innoreg.cli import main
from innoreg.hidden_signs import HIDDEN

os.environ |= {"INNOREG_NO_CACHE": "1", "INNOREG_LANG": "en", "INNOREG_TODAY": "2026-06-01"}


class Answer(NamedTuple):
    """What a command said."""

    code: int
    out: str
    err: str


def call(words: Sequence[str]) -> Answer:
    """Carry out one command line in this process; Found where a user would be served badly."""
    line = " ".join(words)
    began = time.process_time()
    answer = _listen(words)
    used = time.process_time() - began
    if used > SECONDS:
        raise Found(f"{line}: {used:.1f} seconds")
    if (
        answer.code not in range(4)
        or "mistake in innoreg" in answer.err
        or "Traceback" in answer.err
    ):
        raise Found(f"{line}: {answer.code}: {answer.err[-600:]}")
    if answer.code > 1 and not answer.err:
        raise Found(f"{line}: {answer.code} without a word")
    if sign := HIDDEN.search(answer.out + answer.err):
        raise Found(f"{line}: prints {sign[0]!r}")
    _judge_form(line, answer.out)
    return answer


def _judge_form(line: str, out: str) -> None:
    if not out:
        return
    if "json" in line or "sarif" in line:
        try:
            json.loads(out, parse_constant=_refuse_constant)
        except ValueError as error:
            raise Found(f"{line}: no JSON: {error}: {out[:300]}") from None
    elif "--format csv" in line:
        rows = list(csv.reader(io.StringIO(out), strict=True))
        if len({len(row) for row in rows}) > 1:
            raise Found(f"{line}: rows of several lengths")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _listen(words: Sequence[str]) -> Answer:
    kept = io.BytesIO(), io.BytesIO()
    before = sys.stdout, sys.stderr, sys.stdin
    out, err = (io.TextIOWrapper(each, "utf-8") for each in kept)
    sys.stdout, sys.stderr, sys.stdin = out, err, io.TextIOWrapper(io.BytesIO(), "utf-8")
    try:
        code = main(words)
        out.flush()
        err.flush()
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
    return Answer(code, kept[0].getvalue().decode(), kept[1].getvalue().decode())
