"""Makes the raw record of an order from its frame; clauses are typed by their first words."""

import difflib
import re
from datetime import date

from innoreg.deadlines import parse
from innoreg.folding import comparison_key
from innoreg.importing.drafts import DraftClause, DraftOrder, DraftTable
from innoreg.importing.proposal.party_matching import People
from innoreg.importing.proposal.plan_period import ANY_DAY
from innoreg.importing.proposal.plan_record import Raw
from innoreg.model.authority import Authority
from innoreg.model.district import District
from innoreg.model.registry import Registry

# The words each kind of clause begins with in the published orders; the first that fits is taken.
_FORMULAS: tuple[tuple[str, str], ...] = (
    ("approve", r"утвердить"),
    ("grant", r"присвоить (?:статус|звание)"),
    ("set_terms", r"установить срок"),
    ("complete", r"считать завершенн|признать завершенн"),
    ("accept_results", r"одобрить|принять (?:отчет|результат)"),
    ("appoint", r"назначить"),
    ("take_note", r"принять к сведению"),
    ("inform", r"довести "),
    ("amend", r"внести (?:следующие )?изменени"),
    ("entry_into_force", r"(?:настоящ\w+ )?(?:распоряжение|приказ)\w* вступает в силу"),
    ("control", r"контроль "),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMULAS)
_APPENDIX = re.compile(r"\(?приложени[ея]\s*(?:№\s*)?(\d+)", re.IGNORECASE)


def clause_kind(text: str) -> str:
    """The kind of the clause by its first words; `instruct` where none fits."""
    words = comparison_key(text)
    return next((kind for kind, pattern in _COMPILED if pattern.match(words)), "instruct")


def build_order_record(draft: DraftOrder, registry: Registry, people: People) -> Raw:
    """The raw record of the order; what its words do not decide is left out for the curator."""
    raw: Raw = {
        "schema": 1,
        "issuer": _find_issuer(draft, registry),
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
    raw["clauses"] = _build_clauses(draft.clauses, people, draft)
    signatory = people.find(draft.signatory) if draft.signatory else None
    if signatory and draft.position:
        raw["signatory"] = {"person": signatory, "post": draft.position}
    return raw


def appendix_number(mark: str) -> str:
    """The number in the mark of an appendix; "" where it has none."""
    named = _APPENDIX.match(mark)
    return named[1] if named else ""


def named_appendices(order: Raw) -> set[str]:
    """The numbers of the appendices that the clauses of a raw order name."""
    found: set[str] = set()
    waiting = list(order.get("clauses") or ())
    while waiting:
        clause = waiting.pop()
        waiting.extend(clause.get("clauses") or ())
        if "appendix" in clause:
            found.add(str(clause["appendix"]))
    return found


def read_day(words: str) -> date | None:
    """The date of a document, in any form that a term may have; None if it is not one day."""
    read = parse(words, ANY_DAY) if words else None
    return read.windows[0].end if read and read.kind == "on" and len(read.windows) == 1 else None


def _find_issuer(draft: DraftOrder, registry: Registry) -> str:
    """The id of the authority named in the letterhead, the longest name first; "?" if none."""
    printed = comparison_key(" ".join(draft.issuer))
    names = [
        (len(name), authority.id)
        for authority in registry.all(Authority)
        for name in (authority.name, authority.short_name or "", *authority.aliases)
        if name and comparison_key(name) in printed
    ]
    return max(names)[1] if names else "?"


def _build_clauses(drafts: tuple[DraftClause, ...], people: People, draft: DraftOrder) -> list[Raw]:
    top: list[Raw] = []
    by_number: dict[str, Raw] = {}
    for one in drafts:
        raw = _build_clause(one, people, draft)
        holder = by_number.get(one.parent) if one.parent else None
        (holder.setdefault("clauses", []) if holder is not None else top).append(raw)
        if one.number:
            by_number.setdefault(one.number, raw)
    return top


def _build_clause(one: DraftClause, people: People, draft: DraftOrder) -> Raw:
    kind = "control" if one.control else clause_kind(one.text)
    raw: Raw = {"number": f"{one.number}."} if one.number else {}
    raw |= {"kind": kind, "text": one.text}
    if one.addressee:
        raw["addressees"] = [one.addressee]
    if named := _APPENDIX.search(one.text):
        raw["appendix"] = named[1]
    if kind == "control":
        raw |= _controller_fields(one.text, people, draft)
    if kind == "grant":  # the format wants its sites, and only a person can say which they are
        raw |= {"kind": "instruct", "note": "kind: grant, subjects: ?"}
    return raw


def _controller_fields(text: str, people: People, draft: DraftOrder) -> Raw:
    if "оставляю за собой" in comparison_key(text):
        signatory = people.find(draft.signatory) if draft.signatory else None
        return {"by_signatory": True, **({"person": signatory} if signatory else {})}
    names = re.findall(
        r"[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+", text
    )
    found = [person for name in names if (person := people.find_declined(name))]
    return {"person": found[0]} if len(found) == 1 else {}


def build_consultants(
    table: DraftTable, registry: Registry, people: People
) -> tuple[list[Raw], list[str]]:
    """Raw assignments of a list of consultants, and the rows without a district or a person."""
    rows, lost = [], []
    for row in table.rows:
        district, person = _find_district(row.title, registry), people.find(row.responsible)
        if district is None or person is None:
            lost.append(f"{row.title}: {row.responsible}")
            continue
        raw: Raw = {"number": row.printed or row.number, "person": person, "scope": [district.id]}
        if row.title != district.short_name:
            raw["text"] = row.title
        rows.append(raw)
    return rows, lost


def _find_district(words: str, registry: Registry) -> District | None:
    names = {
        comparison_key(name): district
        for district in registry.all(District)
        for name in (district.short_name, district.name, *district.aliases)
    }
    # 0.9 admits about one wrong letter in ten: «Ломоносвский». Not measured.
    close = difflib.get_close_matches(comparison_key(words), names, 1, 0.9)
    return names[close[0]] if close else None
