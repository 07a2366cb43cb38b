"""The certificate's number: random, so that nobody can guess the next one or count them."""

import secrets

BYTES = 10
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread


def new() -> str:
    """Draw a serial of 80 random bits."""
    return write(secrets.token_bytes(BYTES))


def write(raw: bytes) -> str:
    """Spell ten bytes as four groups of four characters."""
    number = int.from_bytes(raw, "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def read(text: str) -> bytes:
    """Turn a spelled serial back into its ten bytes."""
    number = 0
    for letter in text.replace("-", ""):
        number = number << 5 | ALPHABET.index(letter)
    return number.to_bytes(BYTES, "big")
