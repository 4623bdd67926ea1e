"""Patterns that rules of the grammar share, by name: alternatives, chains, tails of words."""

from typing import Final

# Patterns that several rules use, or that are too long to be read inside one.
# No possessive quantifiers: Python 3.11.2 matches them wrongly. Where a repetition must take all
# it can, a negative look-ahead behind it forbids one more.
GROUPS: Final = {
    "numeral": "[NUM ORD ROMAN]",
    "number": "[NUM ORD]",
    "ordinal": "[ORD ROMAN]",
    "figures": "[YYYY NUM]",
    "any_month": "[MONTH MONTHGEN]",
    "month_like": "[MONTH MONTHGEN MONTHWORD]",
    "day_word": "[DATEWORD DAYWORD]",
    "until": "[BY TOWARDS]",
    "clock": "(?:TIME HOUR*|number HOUR+)",
    "a_day": "(?:DAY|number any_month)",
    "preposition": "[BY TOWARDS FROM TO]",
    "dash": "[DASH SLASH]",
    "opening": "[COMMA COLON OPEN]",
    "mark": "[DASH COMMA SEMI SLASH AND]",
    "link": "[DASH COMMA SEMI SLASH AND TO BY FROM TOWARDS]{1,3}",
    "also": "(?:COMMA AND?|AND|SEMI|SLASH)",
    "unit": "[DAY ANNO]",
    "parts": "PART (?:link PART)* (?!link PART)",
    "next_day": "mark{0,2} preposition{0,2} DAY",
    "chain": "[BY TOWARDS FROM TO SINCE]{0,2} DAY (?:next_day)* (?!next_day)",
    "every_unit": "[DAYWORD WEEK WEEKS LENGTHWORD DECADE MONTHWORD QUARTER HALFYEAR TERM YEARWORD"
    " ANNO WEEKDAY]",
    "length_unit": "[DAYWORD LENGTHWORD MONTHWORD HOUR]",
    "span_unit": "[DAYWORD LENGTHWORD MONTHWORD HOUR WEEK WEEKS YEARWORD]",
    "numbered_unit": "[WEEK DECADE HALF HALFYEAR QUARTER TERM]",
    "numbered_day": "number (?:OPEN WEEKDAY CLOSE|COMMA WEEKDAY)",
    "counted_word": "[TIMES WEEK WEEKS DECADE HALF HALFYEAR QUARTER TERM WEEKDAY DAYWORD"
    " LENGTHWORD]",
    "lead_in": "[TO ACCORDING FROM IN BY TOWARDS FOR AFTER COURSE]",
    "purpose": "[LEAD RUNNING]",
    "paper_word": "[UNKNOWN LEAD RUNNING PAPER OUTCOME ONDEMAND]",
    # The words of an event: «в течение 10 дней после …».
    # What a period is of: «срока реализации программы», «периода проверок».
    "of_it": "[UNKNOWN LEAD RUNNING PAPER OUTCOME ONDEMAND EVENT SEASONAL EXTRA TERMWORD EDGE]",
    "what_of": "(?:of_it|[ORD ROMAN SCHOOL WORKING NEW REPORTED THIS]{0,2} [SCHOOL DAYWORD WEEK WEEKS DECADE MONTHWORD"
    " YEARWORD ORD ROMAN REPORTED]? (?=of_it))* (?!of_it)",
    "event_tail": "[UNKNOWN LEAD RUNNING OUTCOME EVENT DAYWORD EDGE]*",
}
