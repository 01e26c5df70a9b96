"""Values that do not fit a model, said in plain Dutch with file and line."""

from __future__ import annotations

from typing import Any, Dict, List

from pydantic import ValidationError

from bot.content.messages import message
from bot.content.yaml_file import ContentError, Place, YamlFile

BY_FIELD = {
    "url": "wrong_link", "reviewed": "wrong_date", "checked": "wrong_date", "email": "wrong_email",
    "phone": "wrong_phone", "language": "wrong_language", "choices": "wrong_topic_id", "intent": "wrong_topic_id",
}
BY_TYPE = {
    "value_error.extra": "unknown_key", "value_error.missing": "missing_key",
    "type_error.none.not_allowed": "empty_value", "value_error.any_str.min_length": "empty_value",
}
EXPECTED = {
    "type_error.str": "expected_text", "type_error.list": "expected_list", "type_error.dict": "expected_keys",
    "type_error.integer": "expected_number",
}


def misfits(file: YamlFile, error: ValidationError) -> List[ContentError]:
    """An error for each value of ``file`` that did not fit its model."""
    return [_misfit(file, part) for part in error.errors()]


def short(place: Place) -> str:
    """The last two keys of a place, for a reader who also has the line."""
    return ".".join([str(part) for part in place if not isinstance(part, int)][-2:])


def _misfit(file: YamlFile, error: Dict[str, Any]) -> ContentError:
    place: Place = tuple(error["loc"])
    field = next((part for part in reversed(place) if isinstance(part, str)), "")
    key = BY_TYPE.get(error["type"]) or BY_FIELD.get(field, "wrong_value")
    reason = message(EXPECTED.get(error["type"], "expected_other"))
    return file.error(key, *place, place=short(place), reason=reason)
