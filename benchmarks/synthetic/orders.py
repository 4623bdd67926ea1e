"""Orders: of plans, of sites and their reports, of pairs, and of single instructions."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.synthetic.plans import Plan
from benchmarks.synthetic.register import Named, Record, Register
from benchmarks.synthetic.words import OF_MONTHS, TASKS, THEMES, TITLES

Clause = dict[str, Any]
_FORCE = {"kind": "entry_into_force",
          "text": "Настоящее распоряжение вступает в силу с момента подписания."}  # fmt: skip
_CONTROL = {"kind": "control", "text": "Контроль за исполнением распоряжения оставляю за собой.",
            "by_signatory": True}  # fmt: skip


class Office:
    """Numbers the orders of all institutes."""

    def __init__(self, random: Random, register: Register) -> None:
        self.random, self.register = random, register
        self._count = 0

    def plan(self, plan: Plan) -> Record:
        """The order whose first appendix is the plan, and whose second names the consultants."""
        signed = plan.signed
        year = {"from": str(plan.year.first), "to": str(plan.year.last)}
        clauses: list[Clause] = [
            {"kind": "approve", "text": f"Утвердить {plan.title} (Приложение 1).",
             "subjects": [plan.id], "appendix": "1"},
            {"kind": "appoint", "text": "Назначить научных консультантов районов (Приложение 2).",
             "appendix": "2"},
            *self._instructions(signed, 2),
        ]  # fmt: skip
        rows = [
            {"number": f"{n}.", "person": person.id, "scope": [district.id], "text": district.name}
            for n, (district, person) in enumerate(plan.consultants(), 1)
        ]
        appendices: list[Clause] = [
            {"number": "1", "kind": "roadmap", "title": plan.title, "roadmap": plan.id},
            {"number": "2", "kind": "assignments", "title": "Список научных консультантов районов",
             "role": "consultant", "program": plan.program.id, **year,
             "columns": ["№ п/п", "Район", "Научный консультант"], "assignments": rows},
        ]  # fmt: skip
        return self._order(signed, "О реализации плана мероприятий программы", clauses, appendices)

    def sites(self, sites: list[str], program: Named) -> Record:
        """The order that grants a status to sites and sets the terms of their reports."""
        signed = self._day()
        due = f"ноябрь {signed.year + 1} г.", f"декабрь {signed.year + 2} г."
        return self._order(signed, "О присвоении статуса инновационной площадки", [
            {"kind": "grant", "subjects": sites,
             "text": "Присвоить статус «Региональная инновационная площадка» по перечню тем."},
            {"kind": "set_terms", "subjects": sites, "program": program.id,
             "text": f"Установить сроки результатов: промежуточные – {due[0]}, итоговые – {due[1]}.",
             "terms": [{"report": "interim", "deadline": due[0]},
                       {"report": "final", "deadline": due[1]}]},
            *self._instructions(signed, 1),
        ])  # fmt: skip

    def pairs(self, pairs: list[str], signed: date) -> Record:
        """The order that assigns pairs."""
        return self._order(signed, "О закреплении наставнических пар", [
            {"kind": "assign_pairs", "text": "Закрепить наставнические пары.", "subjects": pairs},
            *self._instructions(signed, 1),
        ])  # fmt: skip

    def instruction(self) -> Record:
        """An order that asks districts and people for something by a day."""
        signed = self._day()
        return self._order(signed, self.random.choice(TITLES), [
            *self._instructions(signed, self.random.randint(2, 4)),
            {"kind": "inform", "text": "Довести распоряжение до сведения руководителей школ."},
        ])  # fmt: skip

    def _day(self) -> date:
        return date(2018, 1, 9) + timedelta(days=self.random.randrange(8 * 365))

    def _instructions(self, signed: date, count: int) -> Iterator[Clause]:
        for _ in range(count):
            due = signed + timedelta(days=self.random.randint(20, 300))
            term = f"до {due.day} {OF_MONTHS[due.month - 1]} {due.year} года"
            yield {"kind": "instruct", "deadline": term, **self._addressed(term)}

    def _addressed(self, term: str) -> Clause:
        task = self.random.choice(TASKS)
        if self.random.random() < 0.5:
            districts = self.random.sample(self.register.districts, 3)
            text = f"Руководителям муниципальных органов управления образованием {term} {task}."
            return {"text": text, "addressees": [{"district": d.id} for d in districts]}
        person = self.random.choice(self.register.people)
        return {"text": f"Ответственному исполнителю {term} {task}.",
                "addressees": [{"person": person.id}]}  # fmt: skip

    def _order(
        self,
        signed: date,
        title: str,
        clauses: list[Clause],
        appendices: list[Clause] | None = None,
    ) -> Record:
        self._count += 1
        at = self._count % len(self.register.institutes)
        numbered = [{"number": f"{n}.", **c} for n, c in enumerate([*clauses, _FORCE, _CONTROL], 1)]
        data: dict[str, Any] = {
            "schema": 1, "issuer": self.register.institutes[at].id, "order_kind": "Распоряжение",
            "number": str(self._count), "date": str(signed), "place": "Областной центр",
            "title": title, "order_word": "ОБЯЗЫВАЮ:",
            "preamble": "В целях развития системы образования региона и на основании решения "
                        "координационного совета по инновационной деятельности",
            "clauses": numbered, **({"appendices": appendices} if appendices else {}),
            "signatory": {"person": self.register.heads[at].id, "post": "Ректор"},
        }  # fmt: skip
        return "orders", f"order-{self._count}", f"Распоряжение от {signed:%d.%m.%Y}", data


def site(random: Random, register: Register, number: int, program: Named) -> Record:
    """A site of one school."""
    school = register.schools[number % len(register.schools)]
    return "sites", f"site-{number}", "Заявка площадки", {
        "schema": 1, "type": "regional", "organisations": [school.id],
        "theme": f"{random.choice(THEMES)}: опыт школы № {number}", "program": program.id,
    }  # fmt: skip


def pair(random: Random, register: Register, number: int, first: date) -> Record:
    """Two teachers, each with a consent; nobody is helped twice at once."""
    teachers = register.teachers
    mentee, mentor = teachers[number % len(teachers)], teachers[(number + 1) % len(teachers)]
    schools = random.choice(register.schools[1::2]), random.choice(register.schools[::2])
    asked = str(first - timedelta(days=14))
    return "pairs", f"pair-{number}", "Соглашение о наставничестве", {
        "schema": 1, "level": "teacher",
        "mentors": [{"school": schools[0].id, "person": mentor.id}],
        "mentees": [{"school": schools[1].id, "person": mentee.id}],
        "program": random.choice(register.programs).id, "form": "учитель-учитель",
        "theme": random.choice(THEMES),
        "from": str(first), "to": str(first + timedelta(days=240)),
        "curator": random.choice(register.people).id,
        "consents": [{"person": p.id, "given": True, "on": asked} for p in (mentor, mentee)],
    }  # fmt: skip
