"""The grammar as a list: each rule a name, a pattern over word classes, its maker, an example.

The rules of one stage are tried together, left to right, and the first that fits takes the words;
what it makes stands in the string for the next stage. So years are read before days, days before
ranges, ranges before «до …».
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from innoreg.deadlines import frequencies, parts, statements, undated, years
from innoreg.deadlines.classes import classes as letters_of
from innoreg.deadlines.tokens import Token

Maker = Callable[[Sequence[Token]], list[Token] | None]


class Rule(NamedTuple):
    """pattern: names of classes, names of groups (lower case), signs of regular expressions.

    make: what takes the place of the matched tokens, or None to leave them as they are.
    example: a wording that uses the rule.
    """

    name: str
    pattern: str
    make: Maker
    example: str


# Where a list must be taken whole, a look ahead says so: `*+` is not used (store/canonical.py).
GROUPS: Final = {
    "numeral": "[nor]",
    "number": "[no]",
    "anymonth": "[MG]",
    "link": "[-,;/&pbck]{1,3}",
    "alsolist": "(?:,&?|&|;|/)",
    "everyunit": "[dWωλKmQPCg@w]",
    "lengthunit": "[dλmη]",
    "relative": "[dλmηWωg]",
    "parts": "Π(?:[-,;/&pbck]{1,3}Π)*(?![-,;/&pbck]{1,3}Π)",
    "unit": "[D@]",
    "chain": "(?:[bkcpf]{0,2}D(?:[-,;/&]{0,2}[bkcp]{0,2}D)*(?![-,;/&]{0,2}[bkcp]{0,2}D))",
    "until": "[bk]",
    "leads": "[pπcvbkzqi]",
    "words": "[xℓρUOI]",
}

_NOISE = (
    Rule("lead-in", "TERMWORD [xℓρUOv&n]{0,5} COLON", undated.dropped,
         "Срок отправки: 1 марта"),
    Rule("document", "OF (?:DAY|NUM anymonth YYYY? YEARWORD*) (?=NUMERO)"
         "|NUMERO numeral? YYYY? (?:DASH UNKNOWN)? (?:OF (?:DAY|NUM anymonth YYYY? YEARWORD*))?",
         undated.unknown, "по приказу от 12.03.2022 № 45"),
    Rule("not later", "NOT LATER COMMA?", statements.as_by, "не позднее 1 марта"),
    Rule("not earlier", "NOT EARLIER", statements.as_from, "не ранее 1 марта"),
    Rule("not seldom", "NOT SELDOM", undated.dropped, "не реже 1 раза в квартал"),
    Rule("following the reported", "(?:[mgQ] COMMA?|COMMA)? THIS FOR REPORTED [mQPgs]? [mg]?",
         frequencies.following,
         "ежеквартально до 10 числа месяца, следующего за отчетным"),
    Rule("next month", "THIS MONTHWORD", frequencies.next_month, "до 5 числа следующего месяца"),
    Rule("month, with the word", "anymonth MONTHWORD (?!,?e)", parts.month_name,
         "в сентябре месяце"),
    Rule("calendar days", "CIVIL (?!g)", undated.dropped, "в течение 10 календарных дней"),
    Rule("number in two words", "NUM ORD", parts.in_two_words, "двадцать пятое мая"),
    Rule("month of a quarter", "EVERY? ORD MONTHWORD EVERY? QUARTER", frequencies.month_of_quarter,
         "до 15 числа последнего месяца квартала"),
)  # fmt: skip
_YEARS = (
    Rule("year of a date", "DAY YEARWORD+", years.of_date, "16.02.2022 г."),
    Rule("school years", "(?:YYYY|NUM) [-/p] (?:YYYY|NUM) YEARWORD* SCHOOL [-/]? YEARWORD*"
         "|YYYY [-/] (?:YYYY|NUM) (?:alsolist YYYY [-/] (?:YYYY|NUM))+ SCHOOL [-/]? YEARWORD*"
         "|YYYY SLASH (?:YYYY|NUM) YEARWORD*|SCHOOL YEARWORD* YYYY [-/] (?:YYYY|NUM) YEARWORD*",
         years.school_years, "2022-2023 учебный год"),
    Rule("school year", "THIS* SCHOOL [-/]? YEARWORD+", years.this_school_year,
         "в течение учебного года"),
    Rule("range of years", "YYYY DASH (?:YYYY|NUM) (?:DASH? YEARWORD+)?", years.span,
         "2019-2020 гг."),
    Rule("list of years", "YYYY (?:alsolist YYYY)+ YEARWORD+", years.several, "2022, 2023 годы"),
    Rule("year", "YYYY (?:[-κ]? YEARWORD+)?|(?<=[MGQPSC]) NUM YEARWORD+", years.one, "2022 г."),
    Rule("civil year", "THIS? CIVIL YEARWORD", years.civil, "до конца календарного года"),
    Rule("this or next year", "THIS+ YEARWORD+", years.this_year, "до 1 мая следующего года"),
)  # fmt: skip
_OFTEN = (
    Rule("adverb of frequency", "OFTEN", frequencies.often, "ежеквартально"),
    Rule("end of each month", "until EDGE EVERY MONTHWORD"
         "|(?:(?<=F) COMMA?|(?<=F,)) until EDGE MONTHWORD", frequencies.last_day,
         "до конца каждого месяца"),
    Rule("N-th of each month", "EVERY number (?:WEEKDAY|WEEK) MONTHWORD",
         frequencies.position_of_each_month, "каждый первый вторник месяца"),
    Rule("every", "EDGE? EVERY numeral? WORKING? everyunit (?:alsolist WEEKDAY)*"
         " (?:(?<=w) MONTHWORD)?", frequencies.every, "каждые 2 недели"),
    Rule("times in a period", "(?:NUM DASH)? number? TIMES (?:IN COURSE?|SLASH|FOR|(?=E)) "
         "EVERY? number? everyunit", frequencies.times, "2 раза в год"),
    Rule("number of times", "(?:NUM DASH)? number TIMES", undated.times, "март, 2 раза"),
    Rule("on weekdays", "TO WEEKDAY (?:(?:alsolist|,p|&p) WEEKDAY)*", frequencies.weekdays,
         "по вторникам"),
    Rule("working days", "[vp] WORKING DAYWORD", frequencies.working_days, "по рабочим дням"),
    Rule("last day of a quarter", "until? ORD [ld] EVERY? QUARTER", frequencies.last_of_quarter,
         "ежеквартально, в последний день квартала"),
    Rule("day without its word", "(?:(?<=F)|(?<=F,)) until number (?=$|[,;)])",
         frequencies.month_day, "ежемесячно до 25-го"),
    Rule("last day of a month", "until? ORD WORKING? [ld] EVERY? MONTHWORD?(?!anymonth)",
         frequencies.last_day, "ежемесячно до последнего дня месяца"),
    Rule("days of each month", "(?<![MG])(?<![MG][,:(]) (?:FROM|until)? (?:number alsolist)+ number"
         " DATEWORD (?!anymonth)", undated.unknown, "ежемесячно 1 и 15 числа"),
    Rule("day of a month", "(?<![no][,;&/]) (?:FROM number TO|until|TO)? (?:number alsolist)* "
         "number DATEWORD (?!anymonth)", frequencies.month_day, "ежемесячно до 5 числа"),
)  # fmt: skip
_UNDATED = (
    Rule("by an hour", "until (?:TIME HOUR*|number HOUR+) (?=[noD])", statements.as_by,
         "до 18.00 15 марта"),
    Rule("time of day", "[vc]? TIME (?:[-pb] TIME)? HOUR*|IN number HOUR+"
         "|FROM number HOUR* [bp] number HOUR+", undated.unknown, "16.02 в 15.00"),
    Rule("part of a day", "numeral? HALF DAYWORD", undated.unknown, "16.02, первая половина дня"),
    Rule("time after a day", "(?<=D) COMMA? IN DAY", undated.clock, "16.02.2022 в 12.10"),
    Rule("whole period", "[iv]{0,3} WHOLE TERMWORD [ρℓ]?|(?:IN? COURSE|IN) TERMWORD RUNNING"
         "|COURSE TERMWORD (?![cfaDYnobk@])", undated.always, "в течение всего периода"),
    Rule("always", "IN? ALWAYS", undated.always, "на постоянной основе"),
    Rule("whole year", "IN? COURSE WHOLE? YEARWORD|WHOLE YEARWORD|^IN? YEARWORD$", years.this_year,
         "в течение года"),
    Rule("end of the period", "until EDGE TERMWORD RUNNING?", statements.end_of_period,
         "до конца срока реализации"),
    Rule("seasonal period", "SEASONAL (?:DASH SEASONAL)* TERMWORD", parts.seasons,
         "в летний период"),
    Rule("seasonal", "SEASONAL (?!ε)", undated.as_word, "октябрь – осенний бал"),
    Rule("holidays", "[Sσ]? EVENT TERMWORD?", undated.event, "осенние каникулы"),
    Rule("by a paper", "leads{0,2} words{0,3} PAPER words* (?:IN? ANNO)?", undated.unscheduled,
         "по отдельному плану"),
    Rule("after an outcome", "leads{0,3} OUTCOME [xℓρIεB]* "
         "(?:numeral? [PQCmgG@W])*", undated.unscheduled, "по итогам полугодия"),
    Rule("when needed", "leads{0,3} ONDEMAND x* TERMWORD?|TERMWORD ONDEMAND", undated.unscheduled,
         "при необходимости"),
    Rule("weekday of a number", "(?<=[no]) OPEN WEEKDAY CLOSE", undated.dropped,
         "с 10 (четверг) по 15 марта"),
    Rule("length in brackets", "OPEN (?:IN? COURSE)? NUM WORKING? [dλmωη] CLOSE", undated.length,
         "с 10 по 15 марта (6 дней)"),
    Rule("so long before", "until? FOR number? WORKING? relative (?:until|TO)?", undated.before,
         "за месяц до мероприятия"),
    Rule("within so many days", "IN? COURSE? number DASH? ONDEMAND TERMWORD?"
         "|IN? COURSE (?:NUM WORKING? relative|WORKING? [dληWω]|WHOLE? MONTHWORD) (?!anymonth)"
         " [qca]? [xℓρOεdB]*", undated.relative, "в течение 10 дней после мероприятия"),
    Rule("days after", "until NUM WORKING? lengthunit [qcab]? [xℓρOεdB]*"
         "|AFTER number? WORKING? relative (?!anymonth) [qca]? [xℓρOεdB]*|AFTER [xℓρεB]+"
         "|[cv] DAYWORD [xℓρOB]+|until x? [ℓρ]+", undated.relative, "через неделю после семинара"),
    Rule("reported period", "FOR (?:numeral link?)* [PQCMGg@m] (?:link anymonth)* ANNO?",
         undated.unknown, "отчет за I квартал: до 10 апреля"),
    Rule("length", "NUM WORKING? [dλ](?![vqc])", undated.length, "10-15 марта, 6 дней"),
    Rule("passed over", "IN|COURSE|TERMWORD [ρℓ]? COLON?|WHOLE(?=[@MGSnor])|^COLON", undated.dropped,
         "в срок до 1 марта"),
)  # fmt: skip
_LISTS = (
    Rule("days of a month", "(?:number link)* number DATEWORD? anymonth "
         "(?:alsolist MONTHGEN (?!D))*", parts.days_of_month, "16, 17 и 20 февраля"),
    Rule("last day of this month", "ORD [ld] anymonth", parts.last_day, "последний день марта"),
    Rule("first or last of several", "ORD NUM [ωλK] (?=[MGm])", parts.several_at_an_end,
         "последние две недели мая"),
    Rule("days before a date", "(?:number link)+ DAY", parts.days_before_date, "16, 17 и 20.02"),
    Rule("days after a month", "anymonth [:(] number (?:link number)* (?!link number) "
         "(?:DATEWORD|(?!DATEWORD)) (?:CLOSE|(?!CLOSE)) (?![nojWωKHPQCwdλGM])|anymonth COMMA? number (?:link number)* DATEWORD",
         parts.days_after_month, "март: 10, 17, 24"),
    Rule("round dates", "number DATESWORD", parts.round_dates, "в последних числах мая"),
    Rule("half of a year", "(?:numeral link)* numeral HALF (?:YEARWORD|(?=@))",
         parts.halves_of_year, "первая половина 2023 года"),
    Rule("numbered stretches", "(?:numeral link)* numeral [WKHPQC]"
         "|(?:numeral link)+ numeral WEEKS|[or] WEEKS|(?<=[bckpB]) NUM WEEKS"
         "|NUM WEEKS(?=m)", parts.indexed, "вторая и третья недели апреля"),
    Rule("numbered weekday", "(?:number link)* (?:[or] WEEKDAY|NUM WEEKDAY (?=[Gm]))",
         parts.indexed, "последний четверг марта"),
    Rule("edges of a month", "EDGE (?:link EDGE)* (?=[MGm])", parts.edges, "начало-середина мая"),
    Rule("seasons", "SEASON", parts.seasons, "весна-лето 2023 г."),
)  # fmt: skip
_PLACED = (
    Rule("part of a month", "parts MONTHWORD? MONTHGEN (?:alsolist MONTHGEN (?!,?Π))*",
         parts.parts_then_month, "3 неделя марта"),
    Rule("month, its part", "anymonth [,:(-]{0,2} [bkcp]? parts MONTHWORD? CLOSE? "
         "(?![GM])", parts.month_then_parts, "март, первая неделя"),
    Rule("part, month", "parts MONTH", parts.parts_then_month, "3 неделя март"),
    Rule("month", "anymonth", parts.month, "май"),
)  # fmt: skip
_DATED = (
    Rule("part of each month", "RECUR [,:(]{0,2} parts CLOSE?|parts COMMA? RECUR|parts MONTHWORD",
         frequencies.part_of_each_month, "3 неделя каждого месяца"),
    Rule("weekday of a day", "WEEKDAY COMMA? DAY|DAY COMMA? WEEKDAY(?!,?D)|DAY OPEN WEEKDAY CLOSE",
         statements.weekday_of_day, "16.02 (среда)"),
)  # fmt: skip
_YEAR_AFTER = (
    Rule("year after", "chain (?:COMMA? ANNO (?:alsolist ANNO(?!,?D))*|OPEN ANNO CLOSE)",
         statements.year_after, "май, июнь 2023 года"),
)  # fmt: skip
_YEAR_BEFORE = (
    Rule("year before", "(?<![bkcpBfa]) ANNO [-,:(]{0,2} chain", statements.year_before,
         "2023 год: март, май"),
)  # fmt: skip
_STATEMENTS = (
    Rule("from to", "(?:SINCE? FROM|SINCE|OF) unit (?:[-,&]?[pbk]|-) unit|unit (?:-|p|-p) unit"
         "(?!-D)", statements.between, "с 10 по 15 марта"),
    Rule("until, since", "until unit AND? FROM unit|BETWEEN unit AND unit",
         statements.between_given, "не позднее 10 апреля и не ранее 1 апреля"),
    Rule("edge of a year", "[bkpcf]* EDGE (?:unit|YEARWORD)", statements.edge,
         "до конца учебного года"),
    Rule("by the last", "[bk]+ unit DASH unit", statements.until_last, "к 10-15 марта"),
    Rule("by each", "[bk]+ DAY (?:alsolist DAY(?![-p]))+", statements.until,
         "до 15 января, 15 июля"),
    Rule("by", "[bk]+ unit", statements.until, "до 1 марта"),
    Rule("through", "TO unit", statements.through, "по 31 мая"),
    Rule("since", "(?:SINCE? FROM|SINCE) unit", statements.since, "с 1 сентября"),
    Rule("after", "AFTER unit", statements.after, "после 10 марта"),
    Rule("counted back", "BEFORE unit", statements.counted_back, "за 10 дней до 1 сентября"),
    Rule("before an event", "BEFORE [xℓρεBOI]*|until EDGE [xℓρO]+", undated.before_event,
         "за 3 дня до начала мероприятия"),
    Rule("reference", "OF unit", undated.unknown, "решение от 11 ноября 2020 года"),
    Rule("point", "unit", statements.point, "25 марта 2022 г."),
)  # fmt: skip

STAGES: Final[tuple[tuple[Rule, ...], ...]] = (
    _NOISE,
    _YEARS,
    _OFTEN,
    _UNDATED,
    _LISTS,
    _PLACED,
    _DATED,
    _YEAR_AFTER,
    _YEAR_BEFORE,
    _STATEMENTS,
)
RULES: Final = tuple(rule for stage in STAGES for rule in stage)
# A text without any of these classes is nothing to the stage; None: any text may be. To make the
# pattern of a stage takes longer than all the rest of reading a term, and few need all of them.
NEEDS: Final[tuple[frozenset[str] | None, ...]] = (
    letters_of("ORD CIVIL MONTHWORD LATER SELDOM EARLIER FOR TERMWORD NUMERO"),
    letters_of("YYYY YEARWORD SCHOOL"),
    letters_of("WEEKDAY DAYWORD DATEWORD TIMES EVERY OFTEN"),
    letters_of(
        "TIME YEARWORD MONTHWORD WEEKS WEEKSLONG SEASONAL WEEKDAY DAYWORD FOR AFTER IN COURSE "
        "TERMWORD LEAD WHOLE RUNNING HOUR ALWAYS PAPER OUTCOME ONDEMAND EVENT COLON"
    ),
    None,
    None,
    letters_of("WEEKDAY PART"),
    letters_of("ANNO"),
    letters_of("ANNO"),
    None,
)
