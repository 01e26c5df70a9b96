"""Personal data in what a visitor types is masked, and other numbers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.privacy import mask

MAIL, ACCOUNT, CITIZEN, PHONE = "[e-mail]", "[rekeningnummer]", "[burgerservicenummer]", "[telefoonnummer]"
PHONES = [
    "0612345678", "06-12345678", "06 12345678", "06 - 12345678", "06 - 12 34 56 78", "06.12.34.56.78", "06/12345678",
    "06–12345678", "06\u00a012345678", "06\u2011123\u201145678", "0 6 1 2 3 4 5 6 7 8", "+31612345678",
    "+31 6 1234 5678", "+31 (0)6-12345678", "0031 6 12345678", "053 489 99 99", "053-4899999", "(0541) 12 34 56",
    "0800-1234567", "+49 2561 123456", "0049 (0) 2561 / 12 34 56", "٠٦١٢٣٤٥٦٧٨",
]
MAILS = [
    "jan@voorbeeld.nl", "jan.de.vries+bot@mail.voorbeeld.co.uk", "JAN@VOORBEELD.NL", "jan_de-vries@voorbeeld.amsterdam",
    "o'brien@voorbeeld.ie", "jürgen@müller.de", f"{'a' * 70}@voorbeeld.nl",
]
ACCOUNTS = [
    "NL91ABNA0417164300", "nl91abna0417164300", "NL91 ABNA 0417 1643 00", "NL91-ABNA-0417-1643-00",
    "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "BE68 5390 0754 7034", "GB29 NWBK 6016 1331 9268 19",
]
CITIZENS = ["111222333", "111.222.333", "111 222 333", "1112.22.333", "123456782"]
WRITTEN = [
    *[(text, PHONE) for text in PHONES], *[(text, MAIL) for text in MAILS], *[(text, ACCOUNT) for text in ACCOUNTS],
    *[(text, CITIZEN) for text in CITIZENS],
]


@pytest.mark.parametrize("text, masked", WRITTEN)
@pytest.mark.parametrize("before, after", [("", ""), ("mijn gegevens: ", ", dank u"), ("Bel ", "."), ("<", ">")])
def test_personal_data_is_masked_in_any_place(text: str, masked: str, before: str, after: str) -> None:
    assert mask(f"{before}{text}{after}").replace("(" + PHONE, PHONE) == f"{before}{masked}{after}"


@pytest.mark.parametrize("text", [*PHONES, *CITIZENS])
def test_a_number_that_is_glued_to_a_word_is_masked(text: str) -> None:
    assert not any(character.isdigit() for character in mask(f"tel{text}ofzo"))


@pytest.mark.parametrize("first", [*PHONES, *MAILS, *ACCOUNTS, *CITIZENS])
@pytest.mark.parametrize("second", ["0687654321", "jan@voorbeeld.nl", "NL91ABNA0417164300", "123456782"])
def test_nothing_is_left_of_two_in_a_row(first: str, second: str) -> None:
    left = mask(f"{first} {second}")
    assert not any(character.isdigit() or character == "@" for character in left)


@pytest.mark.parametrize(
    "text",
    [
        "Wat staat er in de strategie 2020-2025?", "2020-2025, 2026-2030", "€ 1.000.000", "01-01-2020",
        "Twente heeft 630.000 inwoners", "12-12-2025 om 12:30", "7514 AE Enschede, Hengelosestraat 500",
        "de 14 gemeenten", "3D-printen", "bezoek https://twenteboard.nl/plan-2025", "@twenteboard", "a@b", "112",
        "ISO 9001 en CO2", "0900-8844", "1, 2, 3, 4, 5, 6, 7, 8, 9",
    ],
)
def test_other_numbers_and_signs_stay(text: str) -> None:
    assert mask(text) == text


@given(st.text(alphabet="0123456789 -.()/+@aNL\u00a0–", max_size=80))
def test_nine_digits_in_a_row_never_stay(text: str) -> None:
    assert mask(mask(text)) == mask(text)
    run = 0
    for character in mask(text):
        run = run + 1 if character.isdigit() else 0
        assert run < 9
