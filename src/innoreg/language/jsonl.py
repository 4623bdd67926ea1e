"""The JSON Lines protocol of `innoreg decline`: one request to one reply, as plain mappings."""

from collections.abc import Mapping

from innoreg.language.cases import CASES, KINDS, Case, DeclensionError, Gender, PhraseKind
from innoreg.language.declension import decline
from innoreg.language.phrase_kind import likely_kind


def answer_request(request: Mapping[str, object]) -> dict[str, object]:
    """The reply `{"id", "text"}` to a request `{"id", "text", "kind"?, "case", "gender"?}`.

    Raises nothing: a text that cannot be declined without guessing, or a request that is not
    well formed, is answered `{"id", "text": None, "refusal": {"code"}}`.
    """
    try:
        text = _read_text(request)
        declined = decline(
            text, _read_case(request), _read_kind(request, text), gender=_read_gender(request)
        )
    except DeclensionError as error:
        return {"id": request.get("id"), "text": None, "refusal": {"code": error.code}}
    return {"id": request.get("id"), "text": declined.text}


def _read_text(request: Mapping[str, object]) -> str:
    text = request.get("text")
    if not isinstance(text, str):
        raise DeclensionError("bad-request", "text")
    return text


def _read_case(request: Mapping[str, object]) -> Case:
    case = request.get("case")
    if case not in CASES:
        raise DeclensionError("bad-request", "case")
    return case


def _read_kind(request: Mapping[str, object], text: str) -> PhraseKind:
    kind = request.get("kind")
    if kind is None:
        return likely_kind(text)
    if kind not in KINDS:
        raise DeclensionError("bad-request", "kind")
    return kind


def _read_gender(request: Mapping[str, object]) -> Gender | None:
    gender = request.get("gender")
    if gender not in ("m", "f", None):
        raise DeclensionError("bad-request", "gender")
    return gender
