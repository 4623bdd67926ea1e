"""The grammar as a list: each rule a name, a pattern of class names, its action, an example.

The rules of one stage are tried together, left to right, and the first that fits takes the words;
what its action makes stands in the text for the next stage. So years are read before days, days
before ranges, ranges before «до …».
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from innoreg.deadlines.actions import dates, frequencies, ranges, undated, years
from innoreg.deadlines.tokens import Token, class_set

Action = Callable[[Sequence[Token]], list[Token] | None]


class Rule(NamedTuple):
    """One wording and what it means.

    pattern: a regular expression over tokens: names of classes (`TokenClass`), names of `GROUPS`
    in lower case, signs of regular expressions; spaces only separate.
    action: given the matched tokens, what takes their place, or None to leave them as they are.
    example: a wording that uses the rule.
    """

    name: str
    pattern: str
    action: Action
    example: str


_NOISE = (
    Rule("numbered period", "numeral TERMWORD [COLON DASH]? (?=OPEN? [NUM ORD DAY FROM BY MONTH MONTHGEN YYYY])"
         "|^ ORD DASH (?=FROM)", undated.numbered_period,
         "первый период 24-28 июня"),
    Rule("lead-in", "TERMWORD [UNKNOWN LEAD RUNNING PAPER OUTCOME IN AND NUM]{0,5} COLON",
         undated.drop, "Срок отправки: 1 марта"),
    Rule("document", "OF (?:DAY|NUM any_month YYYY? YEARWORD*) (?=NUMERO)"
         "|NUMERO numeral? YYYY? (?:DASH UNKNOWN)? (?:OF (?:DAY|NUM any_month YYYY? YEARWORD*))?",
         undated.as_word, "по приказу от 12.03.2022 № 45"),
    Rule("time before a year", "(?<=[MONTH MONTHGEN DAY]) [COMMA OPEN]?"
         " (?:[IN FROM TO BY DASH]? (?:number [TO BY DASH])? (?:TIME HOUR*|(?:number HOUR+)+))+"
         " CLOSE? COMMA? (?=YYYY)", undated.drop, "15 марта в 10 часов 2022 года"),
    Rule("weekday before a year", "(?<=[MONTH MONTHGEN DAY]) (?:COMMA? WEEKDAY COMMA?|OPEN WEEKDAY CLOSE)"
         " (?=YYYY)", undated.drop, "15 марта (вторник) 2022 года"),
    Rule("not later", "NOT LATER COMMA?", ranges.as_by, "не позднее 1 марта"),
    Rule("not earlier", "NOT EARLIER COMMA? FROM?", ranges.as_from, "не ранее 1 марта"),
    Rule("not seldom", "NOT SELDOM", undated.drop, "не реже 1 раза в квартал"),
    Rule("preceding year", "(?:YEARWORD COMMA?)? THIS REPORTED YEARWORD?", years.preceding_year,
         "до 1 ноября года, предшествующего планируемому"),
    Rule("following the reported", "(?:EVERY? (?:ORD? MONTHWORD|YEARWORD|QUARTER) COMMA?|COMMA)? THIS FOR REPORTED"
         " [MONTHWORD QUARTER HALFYEAR YEARWORD TERMWORD]? [MONTHWORD YEARWORD]?"
         "|(?<=DATEWORD) (?:EVERY? MONTHWORD COMMA? THIS FOR [QUARTER HALFYEAR]"
         "|COMMA? THIS FOR [QUARTER HALFYEAR] MONTHWORD)",
         frequencies.following_reported,
         "ежеквартально до 10 числа месяца, следующего за отчетным"),
    Rule("month of the next quarter", "ORD MONTHWORD THIS QUARTER", frequencies.month_of_quarter,
         "до 5 числа первого месяца следующего квартала"),
    Rule("next month", "THIS MONTHWORD", frequencies.next_month, "до 5 числа следующего месяца"),
    Rule("month, with the word", "any_month MONTHWORD (?! COMMA? THIS (?![YEARWORD CIVIL SCHOOL]))", dates.month_name,
         "в сентябре месяце"),
    Rule("calendar days", "CIVIL (?! YEARWORD)", undated.drop, "в течение 10 календарных дней"),
    Rule("number in figures and words", "number OPEN NUM? number CLOSE", dates.repeated_number,
         "до 3 (третьего) марта"),
    Rule("number in two words", "NUM ORD", dates.two_word_ordinal, "двадцать пятое мая"),
    Rule("month of a quarter", "EVERY? ORD MONTHWORD EVERY? QUARTER", frequencies.month_of_quarter,
         "до 15 числа последнего месяца квартала"),
)  # fmt: skip
_YEARS = (
    Rule("year of a date", "DAY YEARWORD+", years.date_with_year, "16.02.2022 г."),
    Rule("school years", "figures [DASH SLASH TO] figures YEARWORD* SCHOOL dash? YEARWORD*"
         "|YYYY dash figures (?:also YYYY dash figures)+ SCHOOL dash? YEARWORD*"
         "|YYYY SLASH figures YEARWORD*|SCHOOL YEARWORD* YYYY dash figures YEARWORD*",
         years.school_years, "2022-2023 учебный год"),
    Rule("New Year", "[BY TOWARDS EVE] NEW CIVIL? YEARWORD", years.new_year, "до Нового года"),
    Rule("school year", "[THIS NEW]* SCHOOL dash? YEARWORD+", years.this_school_year,
         "в течение учебного года"),
    # «2024 – 50 %» and «15 января 2024 - 31 января» are no ranges of years.
    Rule("range of years", "YYYY DASH YYYY (?:DASH? YEARWORD+)?|YYYY DASH NUM DASH? YEARWORD+"
         "|(?<![MONTH MONTHGEN DAY]) YYYY DASH NUM (?=$|[COMMA SEMI COLON OPEN CLOSE])",
         years.year_range, "2019-2020 гг."),
    Rule("list of years", "YYYY (?:also YYYY)+ YEARWORD+", years.year_list, "2022, 2023 годы"),
    Rule("years side by side", "(?<![MONTH MONTHGEN DAY QUARTER HALFYEAR SEASON TERM])"
         " YYYY YEARWORD+ (?:YYYY YEARWORD+)+", years.years_side_by_side, "2022 г. 2023 г."),
    Rule("year", "YYYY (?:[DASH CIVIL]? YEARWORD+)?"
         "|(?<=[MONTH MONTHGEN QUARTER HALFYEAR SEASON TERM]) NUM YEARWORD+", years.single_year,
         "2022 г."),
    Rule("civil year", "[THIS REPORTED]* CIVIL YEARWORD", years.civil_year, "до конца календарного года"),
    Rule("reported year", "REPORTED YEARWORD", years.this_year, "до 25 июля отчетного года"),
    Rule("this or next year", "THIS+ YEARWORD+", years.this_year, "до 1 мая следующего года"),
)  # fmt: skip
_OFTEN = (
    Rule("adverb and number of times", "OFTEN COMMA? number? TIMES|number? TIMES OFTEN",
         frequencies.counted_adverb, "ежемесячно, 2 раза"),
    Rule("day of this month", "OFTEN COMMA? (?:IN? TERMWORD)? until? number DATEWORD [THIS REPORTED] MONTHWORD",
         frequencies.day_of_this_month, "ежемесячно до 20 числа текущего месяца"),
    Rule("adverb of frequency", "TO? OFTEN", frequencies.adverb_of_frequency, "ежеквартально"),
    Rule("end of each month", "until EDGE EVERY MONTHWORD"
         "|(?:(?<=OFTEN) COMMA?|(?<=OFTEN COMMA)) until EDGE MONTHWORD",
         frequencies.last_day_of_each_month, "до конца каждого месяца"),
    Rule("N-th of each month", "EVERY number (?:WEEKDAY|WEEK) MONTHWORD",
         frequencies.position_of_each_month, "каждый первый вторник месяца"),
    Rule("day of every month", "EVERY (?:number also)* number DATEWORD MONTHWORD?"
         "|TO (?:number also)* number DATESWORD MONTHWORD?", frequencies.day_of_every_month,
         "каждого 5 числа"),
    Rule("every", "[EDGE AFTER]? EVERY numeral? WORKING? every_unit (?:also WEEKDAY)*"
         " (?:(?<=WEEKDAY) MONTHWORD)?", frequencies.every_unit, "каждые 2 недели"),
    Rule("times in a period", "(?:NUM DASH)? number? TIMES (?:IN COURSE?|SLASH|FOR|(?=EVERY))"
         " EVERY? number? every_unit", frequencies.times_per_period, "2 раза в год"),
    Rule("number of times", "(?:NUM DASH)? number TIMES|^ TIMES (?=[COLON COMMA])", undated.bare_count, "март, 2 раза"),
    Rule("on weekdays", "TO WEEKDAY (?:(?:also|COMMA TO|AND TO) WEEKDAY)*", frequencies.weekdays,
         "по вторникам"),
    Rule("working days", "[IN TO] (?:WORKING DAYWORD|WORKDAYS)", frequencies.working_days, "по рабочим дням"),
    Rule("last day of a quarter", "until? ORD day_word EVERY? QUARTER",
         frequencies.last_day_of_quarter, "ежеквартально, в последний день квартала"),
    Rule("day without its word", "(?:(?<=OFTEN)|(?<=OFTEN COMMA)) until number"
         " (?=$|[COMMA SEMI CLOSE])", frequencies.month_day, "ежемесячно до 25-го"),
    Rule("last day of a month", "until? [ORD NUM] WORKING day_word EVERY? MONTHWORD"
         "|until? ORD WORKING? day_word EVERY? MONTHWORD? (?![MONTH MONTHGEN UNKNOWN LEAD RUNNING])",
         frequencies.last_day_of_each_month, "ежемесячно до последнего дня месяца"),
    Rule("days of each month", "(?<!any_month) (?<!any_month opening) (?<! number [COMMA SEMI AND SLASH])"
         " (?:FROM|until)?"
         " (?:number also)+ number DATEWORD (?!any_month)", frequencies.month_days,
         "ежемесячно 1 и 15 числа"),
    Rule("day of a month", "(?<! number [COMMA SEMI AND SLASH]) (?:FROM number TO|until|TO)?"
         " number DATEWORD (?:MONTHWORD (?=$|[COMMA SEMI CLOSE])|(?!any_month))",
         frequencies.month_day,
         "ежемесячно до 5 числа"),
)  # fmt: skip
_UNDATED = (
    Rule("by an hour", "until (?:TIME HOUR*|number HOUR+ DAYWORD?) (?=[NUM ORD DAY])", ranges.as_by,
         "до 18.00 15 марта"),
    Rule("by the end of a day", "until EDGE WORKING? DAYWORD (?=DAY|number any_month)", ranges.by_end_of_day,
         "до конца рабочего дня 15 марта"),
    Rule("hour before a day", "FROM clock (?=a_day ANNO? [TO BY] clock? a_day)|TO clock (?=a_day)"
         "|(?<![DAY MONTHGEN ANNO]) (?<![DAY MONTHGEN ANNO] [COMMA SEMI AND]) UNKNOWN? FROM clock"
         " (?=(?:WEEKDAY COMMA?)? a_day (?! ANNO? [TO BY DASH]))", ranges.without_hour,
         "с 9.00 1 марта по 18.00 5 марта"),
    Rule("hours of a range", "(?:(?<=DAY)|(?<=number any_month)|(?<=number any_month ANNO)) [COMMA IN]? TIME HOUR*"
         " (?=DASH (?:DAY|number any_month))", undated.drop, "1 марта 9.00 – 5 марта 18.00"),
    Rule("hour after a day", "(?:(?<=DAY)|(?<=MONTHGEN)|(?<=ANNO)) COMMA? (?:until|FROM) number HOUR+ (?=$|[COMMA SEMI CLOSE])",
         undated.as_word, "15 марта до 12 часов"),
    Rule("hour inside a range", "(?:(?<=FROM DAY)|(?<=FROM number any_month)|(?<=FROM number any_month ANNO))"
         " [COMMA OPEN]? [IN FROM]? (?:TIME HOUR*|number HOUR+) [COMMA CLOSE]?"
         " (?=[TO BY] (?:DAY|number any_month))", undated.drop, "с 1 марта с 10:00 по 15 марта"),
    Rule("hour of the start", "EDGE [COLON DASH IN]? (?:TIME HOUR*|number HOUR+) (?=$|[COMMA SEMI CLOSE])",
         undated.as_word, "16.02, начало в 17.00"),
    Rule("start in a month", "EDGE IN any_month", undated.vague_start, "начало в марте"),
    Rule("time of day", "[IN FROM]? TIME (?:[DASH TO BY] TIME)? HOUR*|IN number HOUR+"
         "|FROM number HOUR* [BY TO] number HOUR+", undated.as_word, "16.02 в 15.00"),
    Rule("after lessons", "(?<=[RECUR DAY MONTHGEN WEEKDAY]) COMMA? AFTER UNKNOWN (?=$|[COMMA SEMI CLOSE])",
         undated.after_lessons, "по вторникам после уроков"),
    Rule("part of a day", "numeral? HALF DAYWORD", undated.as_word, "16.02, первая половина дня"),
    Rule("time after a day", "(?<=DAY) COMMA? IN DAY", undated.clock_time, "16.02.2022 в 12.10"),
    Rule("whole period", "(?:[COURSE IN]{0,3} WHOLE TERMWORD|(?:IN? COURSE|IN) TERMWORD (?=RUNNING)"
         "|COURSE TERMWORD (?![FROM SINCE OF DAY YYYY NUM ORD BY TOWARDS ANNO])) what_of",
         undated.whole_period, "в течение всего периода"),
    Rule("always", "IN? ALWAYS", undated.always, "на постоянной основе"),
    Rule("whole year", "IN? COURSE WHOLE? YEARWORD|WHOLE YEARWORD|^ IN? YEARWORD (?=[COMMA SEMI]? $)",
         years.this_year, "в течение года"),
    Rule("end of the period", "until+ EDGE TERMWORD what_of ANNO? (?![FROM OF NUM ORD DAY])", ranges.end_of_period,
         "до конца срока реализации"),
    Rule("holidays", "(?:[SEASON SEASONAL EXTRA] (?:also [SEASON SEASONAL EXTRA])*)? EVENT TERMWORD?",
         undated.event, "осенние каникулы"),
    Rule("seasonal period", "SEASONAL (?:[DASH AND COMMA] SEASONAL)* [TERMWORD MONTHWORD]", dates.seasons,
         "в летний период"),
    Rule("seasonal", "SEASONAL (?!EVENT)", undated.as_words, "октябрь – осенний бал"),
    Rule("by a paper", "lead_in{0,2} paper_word{0,3} PAPER paper_word* (?:IN? ANNO)?",
         undated.unscheduled, "по отдельному плану"),
    Rule("after an outcome", "(?:lead_in{0,3} OUTCOME|TO EDGE) (?:SEASONAL TERMWORD|[UNKNOWN LEAD RUNNING ONDEMAND EVENT EDGE SCHOOL TERMWORD])*"
         " (?:AND? (?:numeral? [HALFYEAR QUARTER TERM MONTHWORD YEARWORD ANNO WEEK]|MONTHGEN))*",
         undated.after_outcome, "по итогам полугодия"),
    Rule("when needed", "lead_in{0,3} ONDEMAND UNKNOWN* TERMWORD?|TERMWORD ONDEMAND",
         undated.when_needed, "при необходимости"),
    Rule("day with its weekday", "^ (?:numbered_day also)* numbered_day (?=$|SEMI|IN? TIME|UNKNOWN)",
         frequencies.days_with_weekdays, "3 (понедельник)"),
    Rule("weekday of a number", "(?<=number) OPEN WEEKDAY CLOSE", undated.drop,
         "с 10 (четверг) по 15 марта"),
    Rule("length in brackets", "OPEN (?:IN? COURSE|UNKNOWN dash?)? NUM [WORKING SCHOOL]?"
         " [DAYWORD LENGTHWORD MONTHWORD WEEKS HOUR] CLOSE", undated.length_in_brackets,
         "с 10 по 15 марта (6 дней)"),
    Rule("reported months", "UNKNOWN{1,4} FOR number? WORKING? span_unit (?=[DASH COMMA]? [BY TOWARDS MONTHDAY])"
         "|FOR number MONTHWORD ANNO", undated.reported_months, "отчет за 9 месяцев до 15 октября"),
    Rule("between so long before", "FROM FOR number? WORKING? span_unit (?:until event_tail)? COMMA? AND?"
         " until FOR number? WORKING? span_unit until event_tail", undated.relative,
         "не ранее чем за 20 дней и не позднее чем за 10 дней до начала выборов"),
    Rule("half of a length before", "until? FOR (?:number COMMA number span_unit|HALFYEAR|HALF span_unit) until"
         " event_tail", undated.relative, "за полгода до начала работ"),
    Rule("so long before", "until? FOR number? WORKING? span_unit (?:until|TO)?",
         undated.length_before, "за месяц до мероприятия"),
    Rule("within so many days", "IN? COURSE? number DASH? ONDEMAND TERMWORD?"
         "|IN? COURSE (?:NUM WORKING? span_unit|WORKING? [DAYWORD LENGTHWORD HOUR WEEK WEEKS]"
         "|WHOLE? MONTHWORD) (?!any_month) [AFTER FROM OF]? event_tail",
         undated.relative, "в течение 10 дней после мероприятия"),
    Rule("every other", "^ AFTER [DAYWORD WEEK MONTHWORD] (?=[COMMA SEMI]? $)", undated.either, "через день"),
    Rule("days after", "until NUM WORKING? length_unit [AFTER FROM OF BY]? event_tail"
         "|until THIS WORKING? DAYWORD [AFTER FROM OF]? event_tail"
         "|until? AFTER number? WORKING? span_unit (?!any_month) [AFTER FROM OF]? event_tail"
         "|AFTER [UNKNOWN LEAD RUNNING EVENT EDGE]+"
         "|[FROM IN] DAYWORD (?! UNKNOWN* EVENT) [UNKNOWN LEAD RUNNING OUTCOME EDGE ONDEMAND]+"
         "|until UNKNOWN? purpose+",
         undated.relative, "через неделю после семинара"),
    Rule("as it stands on a day", "TO? ASOF IN? (?:DAY|number any_month) ANNO?"
         " (?:also IN? (?:DAY|number any_month) ANNO?)*", undated.as_word,
         "по состоянию на 1 октября, до 5 октября"),
    Rule("planned year", "(?<=[MONTH MONTHGEN DAY QUARTER HALFYEAR YEARWORD]) IN (?:ANNO|THIS YEARWORD)"
         "|(?<=[MONTH MONTHGEN DAY QUARTER HALFYEAR ANNO]) OPEN IN (?:ANNO|THIS YEARWORD) CLOSE",
         undated.planned_year, "до 15 декабря на 2023 год"),
    Rule("and so on", "AND (?:THIS UNKNOWN|UNKNOWN)", undated.and_so_on, "15, 22 марта и т.д."),
    Rule("reported period", "FOR (?:numeral link?)*"
         " [HALFYEAR QUARTER TERM MONTH MONTHGEN YEARWORD ANNO MONTHWORD] (?:link any_month)* ANNO?",
         undated.as_word, "отчет за I квартал: до 10 апреля"),
    Rule("length", "NUM [WORKING SCHOOL]? [DAYWORD LENGTHWORD] (?![IN AFTER FROM])"
         "|NUM [WORKING SCHOOL]? [DAYWORD LENGTHWORD WEEKS] (?=FROM (?:DAY|number any_month?) ANNO? [TO DASH]"
         " (?:DAY|number any_month))", undated.length,
         "10-15 марта, 6 дней"),
    Rule("passed over", "IN|COURSE|TERMWORD purpose? COLON?"
         "|WHOLE (?=[ANNO MONTH MONTHGEN SEASON NUM ORD ROMAN])|^ COLON", undated.drop,
         "в срок до 1 марта"),
)  # fmt: skip
_LISTS = (
    Rule("days of a month", "(?:number link)* number DATEWORD? any_month"
         " (?:also MONTHGEN (?!DAY))*", dates.days_of_month, "16, 17 и 20 февраля"),
    Rule("last day of this month", "ORD day_word any_month (?:also MONTHGEN (?!DAY))*", dates.last_day_of_month,
         "последний день марта"),
    Rule("first or last of several", "ORD NUM [WEEKS LENGTHWORD DECADE] (?=month_like)",
         dates.first_or_last_parts, "последние две недели мая"),
    Rule("days before a date", "(?:number link)+ DAY", dates.days_before_date, "16, 17 и 20.02"),
    Rule("by a day after its month", "(?<!any_month [COMMA SEMI AND SLASH]) any_month [COMMA OPEN] until number (?:CLOSE|(?=$|[COMMA SEMI]))",
         dates.until_day_of_month, "март (до 15)"),
    Rule("bracket of days after a month", "any_month OPEN FROM? number [TO DASH] number DATEWORD?"
         " CLOSE (?!any_month)", dates.days_after_month, "май (с 11 по 15)"),
    Rule("days after a month", "any_month [COLON OPEN] number (?:link number)* (?!link number)"
         " (?:DATEWORD|(?!DATEWORD)) (?:CLOSE|(?!CLOSE)) (?!number|counted_word|any_month|of_it|HOUR)"
         "|any_month COMMA? number (?:link number)* DATEWORD",
         dates.days_after_month, "март: 10, 17, 24"),
    Rule("round dates", "number DATESWORD", dates.round_dates, "в последних числах мая"),
    Rule("half of a year", "(?:numeral link)* numeral HALF (?:YEARWORD|(?=ANNO))",
         dates.half_years, "первая половина 2023 года"),
    Rule("length in weeks", "(?:(?<=DAY [DASH TO] DAY DASH)|(?<=MONTHGEN [DASH TO] number MONTHGEN DASH))"
         " NUM WEEK (?=$|[COMMA SEMI CLOSE])", undated.length_in_weeks, "10.01 - 13.02 - 5 нед."),
    Rule("numbered stretches", "(?:numeral link)* numeral numbered_unit"
         "|(?:numeral link)+ numeral WEEKS|ordinal WEEKS|(?<=[BY FROM TOWARDS TO EDGE]) NUM WEEKS"
         "|NUM WEEKS (?=MONTHWORD)", dates.numbered_parts, "вторая и третья недели апреля"),
    Rule("edge of each term", "(?<=EDGE) TERM", dates.each_term, "в конце семестра"),
    Rule("numbered weekday", "(?:number link)* (?:ordinal WEEKDAY|NUM WEEKDAY (?=[MONTHGEN MONTHWORD]))",
         dates.numbered_parts, "последний четверг марта"),
    Rule("edges of a month", "EDGE (?:link EDGE)* (?=month_like)"
         "|(?<=[MONTH MONTHGEN] [COMMA OPEN]) EDGE (?=$|CLOSE)", dates.edges_of_month,
         "начало-середина мая"),
    Rule("seasons", "SEASON", dates.seasons, "весна-лето 2023 г."),
)  # fmt: skip
_PLACED = (
    Rule("part of several months", "parts MONTHWORD? MONTHGEN DASH MONTHGEN", dates.parts_of_several, "конец марта – мая"),
    Rule("part of a month", "parts MONTHWORD? MONTHGEN (?:also MONTHGEN (?! COMMA? PART))*",
         dates.parts_then_month, "3 неделя марта"),
    Rule("month, its part", "any_month [COMMA COLON OPEN DASH]{0,2} preposition? parts MONTHWORD?"
         " CLOSE? (?!any_month)", dates.month_then_parts, "март, первая неделя"),
    Rule("part, month", "parts MONTH", dates.parts_then_month, "3 неделя март"),
    Rule("month before its date", "^ MONTH [COMMA COLON]? DAY", dates.month_with_year,
         "Август 31.08.2022"),
    Rule("month", "any_month", dates.month, "май"),
)  # fmt: skip
_DATED = (
    Rule("part of each month", "RECUR opening{0,2} parts MONTHWORD? CLOSE?|parts COMMA? RECUR"
         "|parts MONTHWORD (?![UNKNOWN LEAD RUNNING])",
         frequencies.part_of_each_month, "3 неделя каждого месяца"),
    Rule("weekday of a day", "WEEKDAY COMMA? DAY|DAY COMMA? WEEKDAY (?! COMMA? DAY|[DASH COMMA TO] WEEKDAY)"
         "|DAY OPEN WEEKDAY CLOSE", ranges.weekday_of_day, "16.02 (среда)"),
)  # fmt: skip
_YEAR_AFTER = (
    Rule("year after", "chain (?:COMMA? ANNO (?:also ANNO (?! COMMA? DAY))*|OPEN ANNO CLOSE)",
         ranges.year_after, "май, июнь 2023 года"),
)  # fmt: skip
_YEAR_BEFORE = (
    Rule("year before", "(?<![BY TOWARDS FROM TO EDGE SINCE OF]) ANNO [DASH COMMA COLON OPEN]{0,2}"
         " chain", ranges.year_before, "2023 год: март, май"),
)  # fmt: skip
_WEEKDAYS = (
    Rule("weekdays of a range", "DAY [DASH TO] DAY [COMMA OPEN]? WEEKDAY [DASH COMMA TO] WEEKDAY CLOSE?",
         ranges.weekdays_of_range, "11-12 марта (пятница-суббота)"),
    Rule("weekday after a year", "DAY COMMA? WEEKDAY (?! COMMA? DAY)|DAY OPEN WEEKDAY CLOSE", ranges.weekday_of_day,
         "15 марта 2022 года, вторник"),
)  # fmt: skip
_STATEMENTS = (
    Rule("days of a period", "(?:SINCE? FROM)? unit (?:TO|DASH) unit DASH DAY", ranges.range_of_period,
         "1 сентября - 27 октября - 1 четверть"),
    Rule("from to", "(?:SINCE? FROM|SINCE|OF) unit (?:[DASH COMMA AND]? [TO BY TOWARDS]|DASH) unit"
         "|unit (?:DASH|TO|DASH TO) unit (?!DASH DAY)", ranges.day_range, "с 10 по 15 марта"),
    Rule("from to the end", "(?:SINCE? FROM|SINCE) unit [BY TO] EDGE (?:unit|YEARWORD)",
         ranges.range_to_edge, "с 15 мая до конца года"),
    Rule("until, since", "until unit [AND COMMA]? FROM unit|BETWEEN unit AND unit",
         ranges.range_of_limits, "не позднее 10 апреля и не ранее 1 апреля"),
    Rule("edge of a year", "[BY TOWARDS TO FROM SINCE EVE]* EDGE (?:DAY (?:also DAY)*|unit|YEARWORD)",
         ranges.edge_of_year, "до конца учебного года"),
    Rule("by the last", "until+ unit DASH unit", ranges.by_last, "к 10-15 марта"),
    Rule("outcome by a date", "UNSCHEDULED TOWARDS unit", ranges.outcome_by,
         "по окончании подготовки к 9 мая"),
    Rule("by each", "until+ DAY (?:also DAY (?![DASH TO]))+", ranges.by_each,
         "до 15 января, 15 июля"),
    Rule("by", "until+ unit", ranges.by_each, "до 1 марта"),
    Rule("through", "TO unit", ranges.through_date, "по 31 мая"),
    Rule("since", "(?:SINCE? FROM|SINCE) unit", ranges.from_date, "с 1 сентября"),
    Rule("after", "AFTER unit", ranges.after_date, "после 10 марта"),
    Rule("counted back", "BEFORE unit (?:also DAY (?![DASH TO]))*", ranges.counted_back, "за 10 дней до 1 сентября"),
    Rule("before an event", "FROM BEFORE [UNKNOWN LEAD RUNNING EVENT EDGE OUTCOME ONDEMAND]+"
         "|BEFORE [UNKNOWN LEAD RUNNING EVENT EDGE OUTCOME ONDEMAND]*"
         "|EVE [UNKNOWN LEAD RUNNING EDGE OUTCOME]+"
         "|until EDGE [UNKNOWN LEAD RUNNING OUTCOME]+", undated.before_event,
         "за 3 дня до начала мероприятия"),
    Rule("eve", "EVE unit (?:also DAY (?![DASH TO]))*", ranges.day_before, "накануне 9 мая"),
    Rule("reference", "(?<![DAY ANNO]) OF unit (?:AND OF? unit)*", undated.as_word, "решение от 11 ноября 2020 года"),
    Rule("point", "unit", ranges.point_in_time, "25 марта 2022 г."),
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
    _WEEKDAYS,
    _STATEMENTS,
)
RULES: Final = tuple(rule for stage in STAGES for rule in stage)
# A text without any of these classes is nothing to the stage; None: any text may be. To make the
# pattern of a stage takes longer than all the rest of reading a term, and few need all of them.
NEEDS: Final[tuple[frozenset[str] | None, ...]] = (
    class_set(
        "ORD CIVIL MONTHWORD LATER SELDOM EARLIER FOR TERMWORD NUMERO TIME HOUR WEEKDAY REPORTED"
        " OPEN"
    ),
    class_set("YYYY YEARWORD SCHOOL"),
    class_set("WEEKDAY DAYWORD DATEWORD DATESWORD TIMES EVERY OFTEN WORKDAYS"),
    class_set(
        "TIME YEARWORD MONTHWORD WEEKS LENGTHWORD SEASONAL WEEKDAY DAYWORD FOR AFTER IN COURSE "
        "TERMWORD EDGE ASOF AND LEAD WHOLE RUNNING HOUR ALWAYS PAPER OUTCOME ONDEMAND EVENT COLON"
    ),
    None,
    None,
    class_set("WEEKDAY PART"),
    class_set("ANNO"),
    class_set("ANNO"),
    class_set("WEEKDAY"),
    None,
)
