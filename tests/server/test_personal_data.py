"""What is masked in a message or comment never reaches the database file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests
from database import bytes_of, events_of

if TYPE_CHECKING:
    from conftest import Server


@pytest.mark.parametrize(
    "written, secret, mask",
    [
        ("06-23456781", "23456781", "[telefoonnummer]"),
        ("06 - 23 45 67 82", "23 45 67 82", "[telefoonnummer]"),
        ("+31 (0)53 234 56 83", "234 56 83", "[telefoonnummer]"),
        ("geertje.wolbers@voorbeeld.nl", "wolbers", "[e-mail]"),
        ("111222333", "111222333", "[burgerservicenummer]"),
        ("1112.22.333", "22.333", "[burgerservicenummer]"),
        ("NL91ABNA0417164300", "0417164300", "[rekeningnummer]"),
        ("de89 3704 0044 0532 0130 00", "0532 0130", "[rekeningnummer]"),
    ],
)
def test_personal_data_is_not_in_the_database(server: Server, written: str, secret: str, mask: str) -> None:
    talk = server.talk()
    reply = talk.say(f"Mijn gegevens zijn {written}, wie kan mij helpen met een subsidie?")[0]
    rating = {"conversation": talk.token, "reply": reply["id"], "rating": "up", "comment": f"Bereik mij via {written}"}
    assert requests.post(f"{server.url}/api/feedback", json=rating, timeout=15).status_code == 204
    stored = bytes_of(server.database)
    assert b"Bereik mij via " + mask.encode() in stored
    assert any(mask in str(event.get("text")) for event in events_of(server.database, talk.token))
    assert secret.encode() not in stored
