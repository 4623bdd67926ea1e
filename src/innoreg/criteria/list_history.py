"""Lists through the years: for how many in a row a school stands on one."""

from datetime import date, timedelta

from innoreg.ledger.school_lists import KnownLists, SchoolList
from innoreg.model.school import SchoolFlag

_YEAR = timedelta(days=366)
_ONE_YEARS = timedelta(days=183)


def years_in_a_row(lists: KnownLists, flag: SchoolFlag, school: str, day: date) -> int:
    """For how many years in a row, up to the list that holds on `day`, the school stands on it.

    0 where it does not stand on it. A list on which it does not stand, or more than a year without
    any, ends the row; lists that begin within half a year are of one year.
    """
    every = [each for each in lists.of_flag(flag) if _start(each) <= day]
    own = [each for each in every if school in each.schools]
    if not any(each.covers(day) for each in own):
        return 0
    years, later = 1, own[-1]
    for earlier in reversed(own[:-1]):
        if _start(later) - _start(earlier) < _ONE_YEARS:
            continue
        if _is_broken(every, earlier, later, school):
            break
        years, later = years + 1, earlier
    return years


def last_held_day(lists: KnownLists, flag: SchoolFlag, day: date) -> date:
    """The day itself where a list holds on it, else the last day of the list before it.

    A list that ended more than a year ago is none to compare with: then the day itself.
    """
    begun = [each for each in lists.of_flag(flag) if _start(each) <= day]
    if not begun or any(each.covers(day) for each in begun):
        return day
    last = max(each.end for each in begun if each.end)
    return last if last + _YEAR >= day else day


def _is_broken(
    every: list[SchoolList], earlier: SchoolList, later: SchoolList, school: str
) -> bool:
    """Whether something stands between two lists of a school."""
    if earlier.end and later.start and later.start > earlier.end + _YEAR:
        return True
    return any(
        school not in each.schools
        and _is_between(each, earlier, later)
        # Lists of other offices that begin about the same time are one list in several records.
        and (each.clause or _is_of_a_year_between(each, earlier, later))
        for each in every
    )


def _is_between(each: SchoolList, earlier: SchoolList, later: SchoolList) -> bool:
    return _start(earlier) < _start(each) < _start(later)


def _is_of_a_year_between(each: SchoolList, earlier: SchoolList, later: SchoolList) -> bool:
    first, last = _start(each) - _start(earlier), _start(later) - _start(each)
    return first >= _ONE_YEARS and last >= _ONE_YEARS


def _start(each: SchoolList) -> date:
    return each.start or date.min
