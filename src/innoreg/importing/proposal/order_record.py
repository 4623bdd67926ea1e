"""Makes the raw record of an order from its frame; clauses are typed by their first words."""

import re
from collections.abc import Iterator
from datetime import date

from innoreg.deadlines import parse
from innoreg.folding import comparison_key
from innoreg.importing.drafts import DraftClause, DraftOrder
from innoreg.importing.proposal.new_records import NewRecords
from innoreg.importing.proposal.plan_period import ANY_DAY
from innoreg.importing.proposal.plan_record import Raw
from innoreg.importing.proposal.school_flags import list_flag
from innoreg.model.authority import Authority
from innoreg.model.registry import Registry

# The words each kind of clause begins with in the published orders; the first that fits is taken.
_FORMULAS: tuple[tuple[str, str], ...] = (
    ("grant", r"присвоить (?:статус|звание)"),
    ("set_terms", r"установить срок"),
    ("complete", r"считать завершенн|признать завершенн"),
    ("accept_results", r"одобрить|принять (?:отчет|результат)"),
    ("appoint", r"назначить"),
    ("approve", r"утвердить"),
    ("take_note", r"принять к сведению"),
    ("inform", r"довести "),
    ("amend", r"внести (?:следующие )?изменени"),
    ("entry_into_force", r"(?:настоящ\w+ )?(?:распоряжение|приказ)\w* вступает в силу"),
    ("control", r"контроль "),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMULAS)
_APPENDIX = re.compile(r"\(?приложени[ея]\s*(?:№\s*)?(\d+)", re.IGNORECASE)

# «(приложение)», «согласно приложению.»: there is only one.
_ONLY_APPENDIX = re.compile(r"\(приложени[ея]\)|согласно приложению(?=[.;,:)]|$)", re.IGNORECASE)
_FIXING = re.compile("закрепить|утвердить")


def clause_kind(text: str) -> str:
    """The kind of the clause by its first words; `instruct` where none fits."""
    words = comparison_key(text)
    return next((kind for kind, pattern in _COMPILED if pattern.match(words)), "instruct")


def build_order_record(draft: DraftOrder, records: NewRecords) -> Raw:
    """The raw record of the order; what its words do not decide is left out for the curator.

    The issuer and who signed are new records where the register lacks them.
    """
    raw: Raw = {
        "schema": 1,
        "issuer": find_issuer(draft, records.registry) or records.authority(draft.issuer),
        "order_kind": draft.kind or "?",
    }
    if draft.number:
        raw["number"] = draft.number
    if day := read_day(draft.date):
        raw["date"] = day.isoformat()
    for key, text in (
        ("place", draft.place),
        ("title", draft.title or "?"),
        ("preamble", draft.preamble),
    ):
        if text:
            raw[key] = text
    if draft.order_word:
        raw["order_word"] = draft.order_word
    signatory = records.person(draft.signatory, draft.position) if draft.signatory else ""
    raw["clauses"] = _build_clauses(draft.clauses)
    if signatory and draft.position:
        raw["signatory"] = {"person": signatory, "post": draft.position}
    elif unsigned := " ".join(filter(None, (draft.position, draft.signatory))):
        # The format wants a person and a post; the words are kept where a keeper finds them.
        raw = {"schema": 1, "note": f"Подпись: {unsigned}", **raw}
    return raw


def source_words(draft: DraftOrder, registry: Registry) -> str:
    """The order as the basis of what it says: «Распоряжение ЛОИРО от 01.02.2022 № 18»."""
    issuer = registry.get(Authority, find_issuer(draft, registry) or None)
    name = (issuer.short_name or issuer.name) if issuer else ""
    day = read_day(draft.date)
    parts = (
        draft.kind.capitalize(), name, f"от {day:%d.%m.%Y}" if day else "",
        f"№ {draft.number}" if draft.number else "",
    )  # fmt: skip
    return " ".join(filter(None, parts))


def appendix_number(mark: str) -> str:
    """The number in the mark of an appendix; "" where it has none."""
    named = _APPENDIX.match(mark)
    return named[1] if named else ""


def named_appendices(order: Raw) -> set[str]:
    """The numbers of the appendices that the clauses of a raw order name."""
    return {
        str(clause.get("appendix", "1"))
        for clause in _every_clause(order)
        if "appendix" in clause or _ONLY_APPENDIX.search(clause.get("text", ""))
    }


def read_day(words: str) -> date | None:
    """The date of a document, in any form that a term may have; None if it is not one day."""
    read = parse(words, ANY_DAY) if words else None
    return read.windows[0].end if read and read.kind == "on" and len(read.windows) == 1 else None


def find_issuer(draft: DraftOrder, registry: Registry) -> str:
    """The id of the authority named in the letterhead, the longest name first; "" if none."""
    printed = comparison_key(" ".join(draft.issuer))
    names = [
        (len(name), authority.id)
        for authority in registry.all(Authority)
        for name in (authority.name, authority.short_name or "", *authority.aliases)
        if name and comparison_key(name) in printed
    ]
    return max(names)[1] if names else ""


def _build_clauses(drafts: tuple[DraftClause, ...]) -> list[Raw]:
    top: list[Raw] = []
    by_number: dict[str, Raw] = {}
    for one in drafts:
        raw = _build_clause(one)
        holder = by_number.get(one.parent) if one.parent else None
        (holder.setdefault("clauses", []) if holder is not None else top).append(raw)
        if one.number:
            by_number.setdefault(one.number, raw)
    return top


def _build_clause(one: DraftClause) -> Raw:
    kind = "control" if one.control else clause_kind(one.text)
    raw: Raw = {"number": f"{one.number}."} if one.number else {}
    raw |= {"kind": kind, "text": one.text}
    if one.addressee:
        raw["addressees"] = [one.addressee]
    if named := _APPENDIX.search(one.text):
        raw["appendix"] = named[1]
    return raw


def _controller_fields(text: str, records: NewRecords, signatory: str) -> Raw:
    if "оставляю за собой" in comparison_key(text):
        return {"by_signatory": True, **({"person": signatory} if signatory else {})}
    names = re.findall(
        r"[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+", text
    )
    found = [records.people.find_declined(name) for name in names]
    records.unsure += [name for name, person in zip(names, found, strict=True) if not person]
    return {"person": found[0]} if len(found) == 1 and found[0] else {}


def settle_clauses(order: Raw, records: NewRecords) -> None:
    """Give the clauses what their appendices hold, and control its person, once all else is read.

    What the format wants and no appendix names is left to a person: the clause then is a duty.
    """
    held = {str(one.get("number", "")): one for one in order.get("appendices") or ()}
    signatory = (order.get("signatory") or {}).get("person", "")
    for clause in _every_clause(order):
        text = clause.get("text", "")
        if clause["kind"] == "control":
            clause |= _controller_fields(text, records, signatory)
        if len(held) == 1 and "appendix" not in clause and _ONLY_APPENDIX.search(text):
            clause["appendix"] = next(iter(held))
        appendix = held.get(str(clause.get("appendix", ""))) or {}
        flag = list_flag(f"{text} {appendix.get('title', '')}")
        match clause["kind"], appendix.get("kind"):
            case "grant", "sites":
                clause["subjects"] = list(appendix["sites"])
            case "grant", _:
                clause |= {"kind": "instruct", "note": "kind: grant, subjects: ?"}
            case "approve", "roadmap":
                clause["subjects"] = [appendix["roadmap"]]
            case "approve" | "instruct", "pairs" if _FIXING.match(comparison_key(text)):
                clause["kind"] = "assign_pairs"
            case "approve", "schools" if flag:
                clause |= {"kind": "list", "flag": flag}


def _every_clause(order: Raw) -> Iterator[Raw]:
    waiting = list(order.get("clauses") or ())
    while waiting:
        clause = waiting.pop()
        waiting.extend(clause.get("clauses") or ())
        yield clause
