"""The words of clauses: their own text, else one written from the fields by the formula of its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from innoreg.errors import Refused
from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.language import Case, DeclensionError, approved_word
from innoreg.model.clause import (
    AcceptResults,
    Amend,
    AmendPairs,
    Appoint,
    Approve,
    AssignPairs,
    Clause,
    Complete,
    Control,
    EntryIntoForce,
    Extend,
    Grant,
    Instruct,
    ListSchools,
    PlacedClause,
    Repeal,
    ReturnForRevision,
    SetTerms,
    Terminate,
)
from innoreg.model.order import Appendix, Order
from innoreg.model.pair import Pair
from innoreg.model.site import Site
from innoreg.render.addressee_words import addressee_text
from innoreg.render.amendment_words import amendment_text
from innoreg.render.appointment_words import appendix_appointment_text, appointment_text
from innoreg.render.declinable_words import Word, lower_first, upper_first
from innoreg.render.document_names import Namer
from innoreg.render.document_text import (
    EARLY_ENDS,
    REPORTS,
    date_range,
    list_text,
    short_date,
    term_words,
)

_THIS = {"m": "настоящий", "f": "настоящая", "n": "настоящее", "p": "настоящие"}
_GENDERS = {"УТВЕРЖДЕН": "m", "УТВЕРЖДЕНА": "f", "УТВЕРЖДЕНО": "n", "УТВЕРЖДЕНЫ": "p"}
_COMPLETED = {"m": "завершенным", "f": "завершенной", "n": "завершенным", "p": "завершенными"}
_REPEALED = {"m": "утратившим", "f": "утратившей", "n": "утратившим", "p": "утратившими"}


@dataclass(frozen=True, slots=True)
class ClauseWriter:
    """Writes the clauses of one order.

    A method for each kind of clause gives its sentence without the sign at its end; it is empty
    where the fields do not suffice.
    """

    order: Order
    naming: Namer

    def text(self, placed: PlacedClause) -> str:
        """The clause word for word, or by its formula; Refused where neither is possible."""
        clause = placed.clause
        if clause.text:
            self._note_unsaid_term(placed)
            return clause.text
        formula = _FORMULAS.get(type(clause))
        said = formula(self, clause) if formula else ""
        if not said:
            raise Refused(
                T("clause {key}: there is neither a text nor fields to write it from",
                  key=placed.key),
                T("give the clause a `text:`"),
            )  # fmt: skip
        return _with_final_sign(said, placed)

    def _note_unsaid_term(self, placed: PlacedClause) -> None:
        """A remark where the words of a clause do not say the term that its fields give."""
        said = comparison_key(placed.clause.text or "")
        for words in placed.clause.deadline:
            if comparison_key(words) not in said:
                self.naming.remarks.add(
                    T("clause {key}: its text does not say the term “{words}”",
                      key=placed.key, words=words)
                )  # fmt: skip

    def approve(self, clause: Approve) -> str:
        subjects = self._subjects_text(clause.subjects)
        return f"Утвердить {subjects}{self._appendix_reference(clause)}" if subjects else ""

    def grant(self, clause: Grant) -> str:
        sites = [self.naming.site(ref) for ref in clause.subjects]
        kinds = dict.fromkeys(upper_first(self.naming.site_kind(site).text) for site in sites)
        status = f"Присвоить статус {', '.join(f'«{kind}»' for kind in kinds)}"
        term = date_range(clause.from_, clause.to)
        if len(sites) > 1 and _appendix_of(self.order, clause):
            # The table of the appendix says to whom, with which theme and until when.
            return f"{status} организациям согласно {self._appendix_name(clause, 'dat')}"
        if len(sites) == 1:
            said = f"{status} {self._holders_text(sites[0])} {term}".rstrip()
            return said + self._appendix_reference(clause)
        if len(kinds) > 1:
            named = [
                f"«{upper_first(self.naming.site_kind(site).text)}» {self._holders_text(site)}"
                for site in sites
            ]
            return list_text(f"Присвоить статус {term}".rstrip(), named)
        return list_text(f"{status} {term}".rstrip(), list(map(self._holders_text, sites)))

    def _holders_text(self, site: Site) -> str:
        """To whom a status is given, for which theme and within which programme."""
        naming = self.naming
        holders = naming.join(map(naming.organisation, site.organisations), "dat")
        within = f" в рамках {naming.program(site.program).case('gen')}" if site.program else ""
        return f"{holders} по теме «{site.theme}»{within}"

    def set_terms(self, clause: SetTerms) -> str:
        sites = [self.naming.site(ref) for ref in clause.subjects]
        whose = ", ".join(self._site_activity(site) for site in sites)
        if clause.program:
            whose = f"выполнения {self.naming.program(clause.program).case('gen')}"
        terms = "; ".join(f"{REPORTS[t.report]}: {'; '.join(t.deadline)}" for t in clause.terms)
        if not terms and not clause.appendix:
            return ""
        end = f": {terms}" if terms else self._appendix_reference(clause)
        return f"Установить сроки представления результатов {whose}".rstrip() + end

    def _site_activity(self, site: Any) -> str:
        holders = self.naming.join(map(self.naming.organisation, site.organisations), "gen")
        return f"деятельности {self.naming.site_kind(site).case('gen')} {holders}"

    def complete(self, clause: Complete) -> str:
        if not clause.subjects:
            return ""
        subjects = [self._subject_of_results(ref) for ref in clause.subjects]
        return list_text(
            f"Считать {_agreeing(_COMPLETED, subjects)}", [one.case("acc") for one in subjects]
        )

    def extend(self, clause: Extend) -> str:
        words = {"site": "действия статуса", "item": "исполнения", "pair": "работы"}
        whose = [f"срок {self._activity(ref, words, 'реализации')}" for ref in clause.subjects]
        until = f"до {short_date(clause.to)}" if clause.to else "; ".join(clause.deadline)
        if not until:
            return ""
        if len(whose) == 1:
            return f"Продлить {whose[0]} {until}"
        return list_text(f"Продлить {until}", whose)

    def terminate(self, clause: Terminate) -> str:
        words = {"site": "действие статуса", "pair": "работу"}
        what = [self._activity(ref, words, "реализацию") for ref in clause.subjects]
        why = clause.words if clause.reason == "other" else EARLY_ENDS.get(clause.reason or "")
        if len(what) == 1:
            return " ".join(filter(None, ["Прекратить", what[0], why]))
        return list_text(" ".join(filter(None, ["Прекратить", why])), what)

    def accept_results(self, clause: AcceptResults) -> str:
        named, report = REPORTS.get(clause.report or ""), clause.report or ""
        kind, year = f"{named} " if named else "", f" за {report} год" if report.isdecimal() else ""
        whose = ", ".join(self._subject_of_results(ref).case("gen") for ref in clause.subjects)
        if not whose and not clause.appendix:
            return ""
        end = f" {whose}" if whose else ""
        return f"Одобрить {kind}итоги реализации{end}{year}{self._appendix_reference(clause)}"

    def return_for_revision(self, clause: ReturnForRevision) -> str:
        whom = self._addressees_text(clause)
        what = ", ".join(self._subject_of_results(ref).case("acc") for ref in clause.subjects)
        if not (whom or what):
            return ""
        term = f" {term_words(clause.deadline)}" if clause.deadline else ""
        said = f"{whom} представить{term} скорректированные материалы".strip()
        return f"{upper_first(said)}{': ' + what if what else ''}{self._appendix_reference(clause)}"

    def appoint(self, clause: Appoint) -> str:
        if clause.assignments:
            return appointment_text(clause.assignments, self.naming)
        appendix = _appendix_of(self.order, clause)
        if appendix is None:
            return ""
        where = f"согласно {self._appendix_name(clause, 'dat')}"
        return appendix_appointment_text(appendix, where, self.naming)

    def assign_pairs(self, clause: AssignPairs) -> str:
        if self._appendix_reference(clause):
            return f"Закрепить наставнические пары{self._appendix_reference(clause)}"
        pairs = [self.naming.registry.get(Pair, ref) for ref in clause.subjects]
        named = "; ".join(self.naming.pair(pair) for pair in pairs if pair)
        return f"Закрепить наставнические пары: {named}" if named else ""

    def amend_pairs(self, clause: AmendPairs) -> str:
        registry = self.naming.registry
        where = self.naming.subject(clause.order).case("dat")
        said = []
        for change in clause.changes:
            pair = registry.get(Pair, change.end or change.add)
            who = f" ({self.naming.pair(pair)})" if pair else ""
            if change.end and change.to:
                gone = short_date(change.to + timedelta(days=1))
                said.append(f"строку {change.row} исключить с {gone}{who}")
            else:
                since = f" с {short_date(pair.from_)}" if pair and pair.from_ else ""
                said.append(f"дополнить строкой {change.row}{since}{who}")
        rows = "; ".join(f"{n}) {words}" for n, words in enumerate(said, 1))
        return f"Внести в приложение к {where} следующие изменения: {rows}"

    def list_schools(self, clause: ListSchools) -> str:
        begins = f" с {short_date(clause.from_)}" if clause.from_ else ""
        ends = f" по {short_date(clause.to)}" if clause.to else ""
        reference = self._appendix_reference(clause)
        return f"Утвердить перечень образовательных организаций{begins}{ends}{reference}"

    def instruct(self, clause: Instruct) -> str:
        whom = self._addressees_text(clause)
        term = f" {term_words(clause.deadline)}" if clause.deadline else ""
        return f"{upper_first(whom)}{term}:" if whom and clause.clauses else ""

    def amend(self, clause: Amend) -> str:
        return amendment_text(clause, self.naming)

    def repeal(self, clause: Repeal) -> str:
        subjects = [self._subject_of_results(ref) for ref in clause.subjects]
        return list_text(
            f"Признать {_agreeing(_REPEALED, subjects)} силу", [one.case("acc") for one in subjects]
        )

    def entry_into_force(self, clause: EntryIntoForce) -> str:
        since = f"{short_date(clause.on)}" if clause.on else "момента подписания"
        document = self._this_document()
        verb = "вступают" if _gender(document) == "p" else "вступает"
        return f"{upper_first(document.text)} {verb} в силу с {since}"

    def control(self, clause: Control) -> str:
        start = f"Контроль за исполнением {self._this_document().case('gen')}"
        if clause.by_signatory:
            return f"{start} оставляю за собой"
        post = self.naming.post(clause.post).inside("acc") if clause.post else ""
        person = self.naming.person(clause.person).case("acc") if clause.person else ""
        whom = f"{post} {person}".strip()
        return f"{start} возложить на {whom}" if whom else ""

    def _this_document(self) -> Word:
        kind = lower_first(self.order.order_kind)
        return self.naming.phrase(f"{_THIS[_gender(self.naming.phrase(kind))]} {kind}")

    def _subject_of_results(self, ref: str) -> Word:
        """What is completed or reported on: of a site or pair its activity, else the thing itself."""
        target = self.naming.registry.find(ref)
        subject = self.naming.subject(ref)
        if target and target.kind == "site":
            return self.naming.phrase(f"деятельность {subject.case('gen')}")
        if target and target.kind == "pair":
            return self.naming.phrase(f"работа {subject.case('gen')}")
        return subject

    def _subjects_text(self, refs: tuple[str, ...]) -> str:
        return "; ".join(self._subject_of_results(ref).case("acc") for ref in refs)

    def _activity(self, ref: str, words: Mapping[str, str], other: str) -> str:
        """What goes on (`words` by kind of subject, else `other`), and of what, in the genitive."""
        target = self.naming.registry.find(ref)
        what = words.get(target.kind if target else "", other)
        if target is None or target.kind != "site":
            return f"{what} {self.naming.subject(ref).case('gen')}"
        site = self.naming.site(ref)
        kind = f"«{upper_first(self.naming.site_kind(site).text)}»"
        holders = self.naming.join(map(self.naming.organisation, site.organisations), "dat")
        return f"{what} {kind}, присвоенного {holders} по теме «{site.theme}»"

    def _addressees_text(self, clause: Clause) -> str:
        return ", ".join(addressee_text(party, self.naming) for party in clause.addressees)

    def _appendix_reference(self, clause: Clause) -> str:
        return (
            f" ({self._appendix_name(clause, 'nom')})" if _appendix_of(self.order, clause) else ""
        )

    def _appendix_name(self, clause: Clause, case: Case) -> str:
        """«приложение 1», or «приложение» alone, in the case; the clause must have one."""
        appendix = _appendix_of(self.order, clause)
        word = self.naming.phrase("приложение").case(case)
        several = appendix and len(self.order.appendices) > 1 and appendix.number
        return f"{word} {appendix.number}" if appendix and several else word


def _appendix_of(order: Order, clause: Clause) -> Appendix | None:
    """The appendix a clause names, or the one that holds what it approves or assigns."""
    for appendix in order.appendices:
        if clause.appendix and appendix.number == clause.appendix:
            return appendix
    if clause.appendix:
        return order.appendices[0] if len(order.appendices) == 1 else None
    subjects = set(getattr(clause, "subjects", ()))
    for appendix in order.appendices:
        held = {appendix.roadmap, *appendix.sites, *appendix.pairs} - {None}
        if subjects and subjects & held:
            return appendix
    return None


def _gender(word: Word) -> str:
    """Grammatical gender of the head of the phrase: m, f or n; p for a plural.

    The declension gives no gender of a phrase, but it makes «УТВЕРЖДЕН» agree with one.
    """
    try:
        return _GENDERS[approved_word(word.text)]
    except DeclensionError:
        return "n"


def _agreeing(words: Mapping[str, str], subjects: Sequence[Word]) -> str:
    return words["p" if len(subjects) > 1 else _gender(subjects[0])]


def _with_final_sign(said: str, placed: PlacedClause) -> str:
    """The sentence with a full stop, or a colon where sub-clauses follow, unless it has its sign."""
    if placed.clause.clauses:
        return said if said.endswith(":") else f"{said}:"
    return said if said.endswith((".", ";")) else f"{said}."


_FORMULAS: Mapping[type[Any], Callable[[ClauseWriter, Any], str]] = {
    Approve: ClauseWriter.approve,
    Grant: ClauseWriter.grant,
    SetTerms: ClauseWriter.set_terms,
    Complete: ClauseWriter.complete,
    Extend: ClauseWriter.extend,
    Terminate: ClauseWriter.terminate,
    AcceptResults: ClauseWriter.accept_results,
    ReturnForRevision: ClauseWriter.return_for_revision,
    Appoint: ClauseWriter.appoint,
    AssignPairs: ClauseWriter.assign_pairs,
    AmendPairs: ClauseWriter.amend_pairs,
    ListSchools: ClauseWriter.list_schools,
    Instruct: ClauseWriter.instruct,
    Amend: ClauseWriter.amend,
    Repeal: ClauseWriter.repeal,
    EntryIntoForce: ClauseWriter.entry_into_force,
    Control: ClauseWriter.control,
}
