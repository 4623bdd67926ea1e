"""The JSON Lines contract of `decline`: one request in, one reply out, as plain mappings."""

from collections.abc import Mapping

from innoreg.language.cases import CASES, KINDS, Case, DeclensionError, Gender, PhraseKind
from innoreg.language.declension import decline
from innoreg.language.phrase_kind import likely_kind


def answer(request: Mapping[str, object]) -> dict[str, object]:
    """`{"id","text","kind"?,"case","gender"?}` -> `{"id","text"}`.

    A text that cannot be declined without a guess is refused:
    `{"id", "text": None, "refusal": {"code"}}` with a code of DeclensionError.
    """
    try:
        text = _text(request)
        declined = decline(text, _case(request), _kind(request, text), gender=_gender(request))
    except DeclensionError as error:
        return {"id": request.get("id"), "text": None, "refusal": {"code": error.code}}
    return {"id": request.get("id"), "text": declined.text}


def _text(request: Mapping[str, object]) -> str:
    text = request.get("text")
    if not isinstance(text, str):
        raise DeclensionError("bad-request", "text")
    return text


def _case(request: Mapping[str, object]) -> Case:
    case = request.get("case")
    if case not in CASES:
        raise DeclensionError("bad-request", "case")
    return case


def _kind(request: Mapping[str, object], text: str) -> PhraseKind:
    kind = request.get("kind")
    if kind is None:
        return likely_kind(text)
    if kind not in KINDS:
        raise DeclensionError("bad-request", "kind")
    return kind


def _gender(request: Mapping[str, object]) -> Gender | None:
    gender = request.get("gender")
    if gender not in ("m", "f", None):
        raise DeclensionError("bad-request", "gender")
    return gender
