"""The words of clauses: their own text, else one written from the fields by the formula of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.language import DeclensionError, approved_word, decline
from innoreg.model.clause import (
    AcceptResults,
    Amend,
    AmendPairs,
    Appoint,
    Approve,
    AssignPairs,
    Change,
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
from innoreg.model.party import Party
from innoreg.render.declinable_words import Word, lower_first, upper_first
from innoreg.render.document_names import Namer
from innoreg.render.document_text import REPORTS, short_date

_THIS = {"m": "настоящий", "f": "настоящая", "n": "настоящее"}
_COMPLETED = {"m": "завершенным", "f": "завершенной", "n": "завершенным"}
_FIELDS = {
    "text": "текст", "title": "наименование", "deadline": "срок", "responsible": "ответственных",
    "result": "ожидаемый результат", "to": "срок окончания",
}  # fmt: skip


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

    def approve(self, clause: Approve) -> str:
        subjects = self._subjects_text(clause.subjects)
        return f"Утвердить {subjects}{self._appendix_reference(clause)}" if subjects else ""

    def grant(self, clause: Grant) -> str:
        sites = map(self.naming.site, clause.subjects)
        granted = [self._granted_site(clause, site) for site in sites]
        return f"Присвоить статус {'; '.join(granted)}{self._appendix_reference(clause)}"

    def _granted_site(self, clause: Grant, site: Any) -> str:
        naming = self.naming
        holders = naming.join(map(naming.organisation, site.organisations), "dat")
        said = f"«{upper_first(naming.site_kind(site).text)}» {holders} по теме «{site.theme}»"
        if site.program:
            said += f" в рамках {naming.program(site.program).case('gen')}"
        if clause.from_:
            said += f" с {short_date(clause.from_)}"
        return f"{said} по {short_date(clause.to)}" if clause.to else said

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
        if len(clause.subjects) > 1:
            return f"Считать завершенными {self._subjects_text(clause.subjects)}"
        subject = self._subject_of_results(clause.subjects[0])
        return f"Считать {_COMPLETED[_gender(subject)]} {subject.case('acc')}"

    def extend(self, clause: Extend) -> str:
        words = {"site": "действия статуса", "item": "исполнения", "pair": "работы"}
        whose = "; ".join(
            f"срок {self._activity(ref, words, 'реализации')}" for ref in clause.subjects
        )
        until = f" до {short_date(clause.to)}" if clause.to else f" {_deadline_text(clause)}"
        return f"Продлить {whose}{until}" if until.strip() else ""

    def terminate(self, clause: Terminate) -> str:
        words = {"site": "действие статуса", "pair": "работу"}
        what = "; ".join(self._activity(ref, words, "реализацию") for ref in clause.subjects)
        return f"Прекратить {what}"

    def accept_results(self, clause: AcceptResults) -> str:
        kind = f"{REPORTS[clause.report]} " if clause.report else ""
        whose = ", ".join(self._subject_of_results(ref).case("gen") for ref in clause.subjects)
        if not whose and not clause.appendix:
            return ""
        end = f" {whose}" if whose else ""
        return f"Одобрить {kind}итоги реализации{end}{self._appendix_reference(clause)}"

    def return_for_revision(self, clause: ReturnForRevision) -> str:
        whom = self._addressees_text(clause)
        what = ", ".join(self._subject_of_results(ref).case("acc") for ref in clause.subjects)
        if not (whom or what):
            return ""
        term = f" {_deadline_text(clause)}" if clause.deadline else ""
        said = f"{whom} представить{term} скорректированные материалы".strip()
        return f"{upper_first(said)}{': ' + what if what else ''}{self._appendix_reference(clause)}"

    def appoint(self, clause: Appoint) -> str:
        named = "; ".join(map(self._appointment, clause.assignments))
        if named:
            return f"Назначить {named}{self._appendix_reference(clause)}"
        appendix = _appendix_of(self.order, clause)
        if appendix is None or not appendix.role:
            return ""
        role = _role_in_plural_genitive(self.naming.role(appendix.role).text)
        return f"Назначить {role}{self._appendix_reference(clause)}"

    def _appointment(self, row: Any) -> str:
        naming = self.naming
        role = f" {naming.role(row.role).case('ins')}" if row.role else ""
        scope = ", ".join(naming.subject(ref).case("gen") for ref in row.scope)
        within = f" {naming.program(row.program).case('gen')}" if row.program else ""
        return (
            f"{naming.person(row.person).case('acc')}{role}{' ' + scope if scope else ''}{within}"
        )

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
        return f"{upper_first(whom)}:" if whom and clause.clauses else ""

    def amend(self, clause: Amend) -> str:
        if clause.order is None or not clause.changes:
            return ""
        where = self.naming.subject(clause.order).case("acc")
        changes = "; ".join(map(self._amendment, clause.changes))
        return f"Внести в {where} следующие изменения: {changes}"

    def _amendment(self, change: Change) -> str:
        subject = self.naming.subject(change.subject)
        if change.was:
            where = subject.case("loc")
            return f"в {where} слова «{change.was}» заменить словами «{change.now}»"
        if change.field == "text":
            return f"{subject.case('acc')} изложить в следующей редакции: «{change.now}»"
        where = subject.case("gen")
        return f"{_FIELDS[change.field]} {where} изложить в следующей редакции: «{change.now}»"

    def repeal(self, clause: Repeal) -> str:
        return f"Признать утратившим силу {self._subjects_text(clause.subjects)}"

    def entry_into_force(self, clause: EntryIntoForce) -> str:
        since = f"{short_date(clause.on)}" if clause.on else "момента подписания"
        return f"{upper_first(self._this_document().text)} вступает в силу с {since}"

    def control(self, clause: Control) -> str:
        start = f"Контроль за исполнением {self._this_document().case('gen')}"
        if clause.by_signatory:
            return f"{start} оставляю за собой"
        post = self.naming.post(clause.post).case("acc") if clause.post else ""
        person = self.naming.person(clause.person).case("acc") if clause.person else ""
        whom = f"{lower_first(post)} {person}".strip()
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
        return ", ".join(map(self.addressee, clause.addressees))

    def addressee(self, party: Party) -> str:
        """Who is addressed, in the dative; words of the document that do not decline stay."""
        if party.text:
            try:
                declined = decline(party.text, "dat", "position")
            except DeclensionError:
                return party.text
            return declined.text
        return lower_first(self.naming.party(party).case("dat"))

    def _appendix_reference(self, clause: Clause) -> str:
        appendix = _appendix_of(self.order, clause)
        if appendix is None:
            return ""
        several = len(self.order.appendices) > 1 and appendix.number
        return f" (приложение {appendix.number})" if several else " (приложение)"


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
    """Grammatical gender of the head of the phrase: m, f or n.

    The declension gives no gender of a phrase, but it makes «УТВЕРЖДЕН» agree with one.
    """
    try:
        return {"УТВЕРЖДЕН": "m", "УТВЕРЖДЕНА": "f"}.get(approved_word(word.text), "n")
    except DeclensionError:
        return "n"


def _role_in_plural_genitive(role: str) -> str:
    """«научный консультант» -> «научных консультантов»."""
    # The dictionaries decline in the singular; these are the words of all roles there are.
    words = {"научный": "научных", "руководитель": "руководителей", "куратор": "кураторов",
             "консультант": "консультантов", "школы": "школ"}  # fmt: skip
    return " ".join(words.get(word, word) for word in role.split(" "))


def _deadline_text(clause: Clause) -> str:
    return "; ".join(clause.deadline)


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
