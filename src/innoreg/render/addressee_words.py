"""Whom a clause addresses, in the dative: posts and names in the words of the document, or records."""

import re

from innoreg.i18n import T
from innoreg.language import DeclensionError, Gender, decline
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.render.document_names import Namer

_WORD = "[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*"
# A post with a name behind it: «методист Иванова А.П.», «методист Иванова Анна Петровна».
_NAME = (
    rf"(?P<name>{_WORD}[\s\xa0]+[А-ЯЁ]\.[\s\xa0]?[А-ЯЁ]\.|"
    rf"[А-ЯЁ]\.[\s\xa0]?[А-ЯЁ]\.[\s\xa0]?{_WORD}|{_WORD} {_WORD} [А-ЯЁ][а-яё]+(?:ич|ыч|вна|чна))"
)
_NAMED = re.compile(rf"(?P<post>\S.*?)(?P<gap>,?[\s\xa0]+){_NAME}")
# The other way round: «Иванова А.П., методист».
_NAME_FIRST = re.compile(rf"{_NAME}(?P<gap>,?[\s\xa0]+)(?P<post>[а-яё].*)")
_MALE = re.compile("(?:[оеё]в|[иы]н|[сц]кий|[сц]кой)$")
_FEMALE = re.compile("(?:[оеё]ва|[иы]на|[сц]кая)$")


def addressee_text(party: Party, naming: Namer) -> str:
    """The addressee in the dative.

    Words that are in the dative already stay; a person whom the words do not name is named after
    them. Where the gender of a name is not known, all of the words stay and a remark says so.
    """
    if not party.text:
        return naming.party(party).inside("dat")
    person = naming.registry.get(Person, party.person)
    if found := _NAMED.fullmatch(party.text):
        return _named_text(found, person, naming)
    if person and (found := _NAME_FIRST.fullmatch(party.text)):
        word = naming.person(person.id)
        if _bare(found["name"]) == _bare(word.text):
            return f"{word.case('dat')}{found['gap']}{_post_text(found['post'])}"
    said = _post_text(party.text)
    if person is None or _surname_stem(person.name) in party.text:
        return said
    return f"{said} {naming.person(person.id).case('dat')}"


def _post_text(text: str) -> str:
    try:
        return decline(text, "dat", "position").text
    except DeclensionError:
        return text


def _surname_stem(name: str) -> str:
    """Enough of a surname to find it in any case: «Орлов» in «Орлову»."""
    return name.split()[0][:-1]


def _named_text(found: re.Match[str], person: Person | None, naming: Namer) -> str:
    post, gap, name = found["post"], found["gap"], found["name"]
    said = _post_text(post)
    if person:
        word = naming.person(person.id)
        dative = word.case("dat")
        written = _bare(name)
        return f"{said}{gap}{dative if written == _bare(word.text) else name}"
    if said == post:
        # The post was in the dative already, so the name is as well.
        return found[0]
    try:
        return f"{said}{gap}{decline(name, 'dat', 'person').text}"
    except DeclensionError:
        gender = _gender_of_ending(name)
    if gender is None:
        naming.remarks.add(
            T("“{text}”: the gender is not known, and the words stay as they are", text=found[0])
        )
        return found[0]
    naming.remarks.add(T("“{text}”: the gender is taken from the surname; check it", text=name))
    return f"{said}{gap}{decline(name, 'dat', 'person', gender=gender).text}"


def _gender_of_ending(name: str) -> Gender | None:
    surname = next(word for word in re.split(r"[\s\xa0.]+", name) if len(word) > 1)
    return "f" if _FEMALE.search(surname) else "m" if _MALE.search(surname) else None


def _bare(name: str) -> str:
    return re.sub(r"[\s\xa0]+", "", name)
