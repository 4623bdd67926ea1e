"""Codes of organisations: their length and check digits."""

from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.school import School
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error

# See `inn_check_digit`.
_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def _organisations_with(view: View, key: str) -> Iterator[tuple[Authority | School, str]]:
    records: tuple[Authority | School, ...] = view.all(Authority)
    for record in (*records, *view.all(School)):
        if code := getattr(record, key):
            yield record, code


def _is_figures(code: str, length: int) -> bool:
    return len(code) == length and code.isascii() and code.isdecimal()


@error
def inn_of_person(view: View) -> Iterator[Finding]:
    """An ИНН of 12 digits belongs to a private person and must not be stored.

    Delete it, and give the 10 digits of the organisation.
    """
    for record, code in _organisations_with(view, "inn"):
        if _is_figures(code, 12):
            yield Finding(
                view.place(record, "inn"),
                T("an ИНН of 12 digits belongs to a private person"),
                T("delete it; an organisation's ИНН has 10 digits"),
            )


@error
def inn_check_digit(view: View) -> Iterator[Finding]:
    """An ИНН that is not 10 digits, or whose last digit does not fit the others.

    Compare it with the official register. The rule: the first nine digits times 2, 4, 10, 3, 5, 9,
    4, 6, 8, summed, modulo 11, modulo 10. The tax service names the digit without printing the
    rule; this is the one in common use (Russian Wikipedia, «Контрольное число», ИНН).
    """
    for record, code in _organisations_with(view, "inn"):
        if not _is_figures(code, 10):
            # That of a person is a finding of its own.
            if not _is_figures(code, 12):
                yield _misfit(
                    view, record, "inn", T("an ИНН has 10 digits, not “{code}”", code=code)
                )
        elif _inn_digit(code) != code[9]:
            message = T("the check digit of the ИНН {code} does not fit", code=code)
            yield _misfit(view, record, "inn", message)


def _misfit(view: View, record: Record, key: str, message: T) -> Finding:
    return Finding(view.place(record, key), message, T("compare it with the official register"))


def _inn_digit(code: str) -> str:
    weighed = sum(int(digit) * weight for digit, weight in zip(code, _INN_WEIGHTS, strict=False))
    return str(weighed % 11 % 10)


@error
def ogrn_check_digit(view: View) -> Iterator[Finding]:
    """An ОГРН that is not 13 digits, or whose last digit does not fit the others.

    Compare it with the official register. The rule: the first twelve digits as one number, modulo
    11, modulo 10 (Government resolution of 19.06.2002 № 438, structure of the record number).
    """
    for record, code in _organisations_with(view, "ogrn"):
        if not _is_figures(code, 13):
            yield _misfit(view, record, "ogrn", T("an ОГРН has 13 digits, not “{code}”", code=code))
        elif str(int(code[:12]) % 11 % 10) != code[12]:
            message = T("the check digit of the ОГРН {code} does not fit", code=code)
            yield _misfit(view, record, "ogrn", message)
