"""A new record asked for question by question, on a terminal; nothing is written here."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import typer

from innoreg.cli.command_context import show
from innoreg.cli.error_handler import complain_of
from innoreg.cli.record_values import refuse_hidden_sign
from innoreg.errors import InnoregError, WrongUsage
from innoreg.folding import comparison_key
from innoreg.i18n import T, _
from innoreg.model.base import ID_PATTERN, Record
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.queries.record_names import title_of
from innoreg.store.record_form import empty_paths, key_text
from innoreg.store.record_ids import to_id
from innoreg.store.record_keys import Raw, Resolve, Shape, find_key, part_model, set_keys, shape_of
from innoreg.value_words import value_texts, value_word

Check = Callable[[str], None]
"""Raises an error of innoreg's where an answer will not do."""


class Asker:
    """Asks for what a record still needs: each answer is looked at at once, Enter leaves a key empty."""

    def __init__(self, registry: Registry, model: type[Record], resolve: Resolve) -> None:
        self.registry, self.model, self.resolve = registry, model, resolve

    def fill_in(self, data: Raw) -> Raw:
        """The mapping with the answers to a question for each empty key."""
        show(
            _(
                "Enter leaves a question open, Tab completes, Ctrl-C stops: nothing is written before the end."
            )
        )
        for path in list(empty_paths(data)):
            # A row's number follows from its place.
            if path[-1] == "number" and len(path) > 1:
                continue
            data = self._ask_key(data, path)
        return data

    def _ask_key(self, data: Raw, path: tuple[str | int, ...]) -> Raw:
        key = key_text(path)
        owner, name = part_model(self.model, data, path)
        _key, info = find_key(owner, name)
        shape = shape_of(info)
        about = [_(info.description)] if info.description else []
        if shape.choices:
            about.append(
                _("one of: {expected}", expected=", ".join(value_texts(name, shape.choices)))
            )
        show("\n".join(["", *about]))
        made: list[Raw] = []

        def check(answer: str) -> None:
            refuse_hidden_sign(key, answer)
            new = set_keys(data, self.model, [(key, answer)], self.resolve)
            self._check_value(answer, shape)
            made.append(new)

        label = _(info.title or name)
        answered = ask_line(f"{label} ({key}): ", check, self._offers(name, shape))
        return made[-1] if answered else data

    def _check_value(self, answer: str, shape: Shape) -> None:
        """Refused where a day is none, or a name names nothing."""
        if shape.kinds and set(shape.kinds) <= set(MODELS):
            if self.registry.find(self.resolve(shape.kinds, answer), shape.kinds) is None:
                raise WrongUsage(T("nothing in the register is called “{ref}”", ref=answer))
        elif shape.plain is date and not shape.kinds and not _is_day(answer):
            raise WrongUsage(
                T("not a date: “{words}”", words=answer),
                T("a date is written 2022-03-01 or 01.03.2022"),
            )

    def _offers(self, name: str, shape: Shape) -> list[tuple[str, str]]:
        """What Tab offers: each value with the words it may be begun by."""
        words = [(value_word(name, each), value_word(name, each)) for each in shape.choices]
        models = [MODELS[kind] for kind in shape.kinds if kind in MODELS]
        return words + [(r.id, title_of(r)) for model in models for r in self.registry.all(model)]

    def ask_rows(self, check: Check) -> list[str]:
        """The rows of a plan, until one is left empty."""
        show("\n" + _("The rows of the plan: “what | term | who | result”; Enter ends."))
        rows: list[str] = []
        while answer := ask_line(f"{len(rows) + 1}. ", check, ()):
            rows.append(answer)
        return rows

    def ask_id(self, data: Raw, check: Check) -> str:
        """The id of the record, proposed from its name."""
        words = next((str(data[k]) for k in ("name", "short_name", "title") if data.get(k)), "")
        proposed = to_id(words)[:40].strip("-")
        if proposed in self.registry.by_id:
            proposed = ""
        prompt = _("id, the name of the file") + (f" [{proposed}]: " if proposed else ": ")

        while True:
            answer = ask_line(prompt, check, ()) or proposed
            if re.fullmatch(ID_PATTERN, answer):
                return answer


def ask_line(prompt: str, check: Check, offers: Iterable[tuple[str, str]]) -> str:
    """One answer that passes the check; "" for Enter alone. Raises Abort for Ctrl-C."""
    with_completion(list(offers))
    while True:
        try:
            answer = input(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            # Ctrl-D too: no more answers will come, and half a record is none. The line ends here.
            show("\n")
            raise typer.Abort from None
        if not answer:
            return ""
        try:
            check(answer)
            return answer
        except InnoregError as error:
            complain_of(error)


def with_completion(offers: Sequence[tuple[str, str]]) -> None:
    """Let Tab complete the next answer, where the system has readline."""
    try:
        import readline
    except ImportError:
        return

    def complete(text: str, state: int) -> str | None:
        asked = comparison_key(text)
        found = [
            v
            for v, words in offers
            if v.startswith(text) or comparison_key(words).startswith(asked)
        ]
        return found[state] if state < len(found) else None

    # The whole answer is one word: names have spaces in them.
    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")


def _is_day(words: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}", words, re.ASCII))
