"""An application in words and as JSON: state, papers, experts, result, ruling."""

from collections.abc import Iterator
from typing import Any

from innoreg.i18n import N_, _, ngettext
from innoreg.ledger.application_life import ApplicationLife, ApplicationState, OutOfWindow
from innoreg.ledger.expert_scores import ExpertTotal, LeftOut, Scores
from innoreg.model.registry import Registry
from innoreg.report import display_texts
from innoreg.report.citations import protocol_citation, reference_title, source_fields
from innoreg.report.fractions_text import number_text, tenths
from innoreg.report.tables import Line

STATE_WORDS: dict[ApplicationState, str] = {
    "absent": N_("not there yet"), "applied": N_("received, not registered"),
    "incomplete": N_("papers are missing"), "registered": N_("registered"),
    "under_review": N_("with the experts"), "reviewed": N_("the experts have a result"),
    "recommended": N_("recommended; an order has yet to decide"),
    "returned": N_("sent back for revision"), "rejected": N_("rejected"),
    "granted": N_("status granted"),
}  # fmt: skip
_LEFT_OUT: dict[LeftOut, str] = {
    "conflict": N_("conflict of interest, does not count"),
    "same_organisation": N_("works for the applicant, does not count"),
    "asked": N_("has not answered yet"),
    "incomplete": N_("points are missing, does not count yet"),
}
OPINION_WORDS = {
    "support": N_("support"), "revise": N_("return for revision"), "reject": N_("reject"),
}  # fmt: skip


def state_text(life: ApplicationLife) -> str:
    """The state in words, with what it waits for."""
    return "; ".join([_(STATE_WORDS[life.state]), *mark_texts(life)])


def mark_texts(life: ApplicationLife) -> Iterator[str]:
    """What keeps it from going on."""
    decided = life.state in ("recommended", "rejected", "granted")
    if life.out_of_window and not life.application.reason and not decided:
        yield window_text(life.out_of_window)
    if life.missing and not decided:
        yield _("missing: {papers}", papers=", ".join(life.missing))
    if life.third_needed:
        yield _("third expert needed")
    if life.state == "returned" and life.ruling and life.ruling.decision.until:
        yield _("until {day}", day=display_texts.day(life.ruling.decision.until))
    if life.state == "reviewed" and life.scores and life.scores.result.mean is not None:
        yield result_text(life, life.scores)


def window_text(found: OutOfWindow) -> str:
    """«вне срока приёма: позже на 2 дня»."""
    if found.early:
        return ngettext(
            "out of the time of applications: {n} day early",
            "out of the time of applications: {n} days early",
            found.days,
        )
    return ngettext(
        "out of the time of applications: {n} day late",
        "out of the time of applications: {n} days late",
        found.days,
    )


def result_text(life: ApplicationLife, scores: Scores) -> str:
    """«36,5 из 35 нужных: может быть рекомендована»."""
    assert scores.result.mean is not None
    mean = number_text(scores.result.mean)
    mark = life.rules.pass_ if life.rules else None
    if mark is None:
        return _("result {mean}", mean=mean)
    said = _("may be recommended") if scores.passes else _("not recommended by points")
    return _("result {mean}, pass mark {mark}: {said}", mean=mean, mark=mark, said=said)


def card(registry: Registry, life: ApplicationLife) -> Iterator[Line]:
    """One application, its state first."""
    one = life.application
    style = {"rejected": "dim", "granted": "dim"}.get(life.state, "cyan")
    yield Line(f"{one.id} · {state_text(life)}", style=style)
    names = "; ".join(reference_title(registry, ref) for ref in one.organisations)
    yield Line(f"{names}: {one.theme}", 2)
    said = [_("received {day}", day=display_texts.day(one.received))]
    if life.registered:
        said.append(_("registered {day}", day=display_texts.day(life.registered)))
    if life.corrected:
        said.append(_("came back corrected {day}", day=display_texts.day(life.corrected)))
    if life.ruling:
        said.append(protocol_citation(registry, life.ruling.protocol))
    if life.site:
        said.append(_("site {ref}", ref=life.site))
    yield Line(" · ".join(said), 2)


def expert_lines(registry: Registry, life: ApplicationLife) -> Iterator[Line]:
    """Each expert with the total, or why there is none that counts, and the result."""
    if life.scores is None or not life.scores.experts:
        return
    for each in life.scores.experts:
        yield Line(f"{reference_title(registry, each.expert)}: {expert_text(each)}", 2)
    # While it waits for the council its state says so already.
    if life.scores.result.mean is not None and life.state != "reviewed":
        yield Line(result_text(life, life.scores), 2)


def opinion_text(opinion: str) -> str:
    """What an expert advises."""
    return _(OPINION_WORDS[opinion])


def expert_text(each: ExpertTotal) -> str:
    """«38 (8+7+9+6+8)», and the opinion."""
    if each.total is None:
        said = _(_LEFT_OUT[each.left_out or "asked"])
        return f"{said}, {display_texts.days_late(each.late)}" if each.late else said
    points = "+".join(str(score.points) for score in each.review.scores)
    said = f"{number_text(each.total, whole=True)} ({points})"
    opinion = each.review.opinion
    return f"{said}, {_(OPINION_WORDS[opinion])}" if opinion else said


def life_fields(registry: Registry, life: ApplicationLife) -> dict[str, Any]:
    """An application as JSON has it."""
    one, scores = life.application, life.scores
    result = scores.result if scores else None
    return {
        "ref": one.id,
        "organisations": list(one.organisations),
        "theme": one.theme,
        "rules": one.rules,
        "state": life.state,
        "received": one.received,
        "registered": life.registered,
        "missing": list(life.missing),
        "out_of_window": (
            {"early": life.out_of_window.early, "days": life.out_of_window.days}
            if life.out_of_window
            else None
        ),
        "reason": one.reason,
        "experts": [_expert_fields(each) for each in (scores.experts if scores else ())],
        "mean_tenths": tenths(result.mean) if result and result.mean is not None else None,
        "spread_tenths": tenths(result.spread) if result and result.spread is not None else None,
        "third_needed": life.third_needed,
        "passes": scores.passes if scores else None,
        "ruling": _ruling_fields(life),
        "corrected": life.corrected,
        "site": life.site,
        "source": source_fields(registry, one),
    }


def _expert_fields(each: ExpertTotal) -> dict[str, Any]:
    total = tenths(each.total) if each.total is not None else None
    return {
        "expert": each.expert,
        "on": each.review.on,
        "total_tenths": total,
        "left_out": each.left_out,
        "late": each.late,
        "opinion": each.review.opinion,
    }


def _ruling_fields(life: ApplicationLife) -> dict[str, Any] | None:
    if life.ruling is None:
        return None
    decision = life.ruling.decision
    return {
        "protocol": life.ruling.protocol.id,
        "on": life.ruling.protocol.on,
        "decision": decision.decision,
        "until": decision.until,
    }
