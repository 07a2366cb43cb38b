"""From what a person calls themself to the Unix account that runs their server.

The Unix name always carries a prefix, so that no sign-up, whatever it is called, can be the name of a system account.
"""

import hashlib
import re

#: Short enough that the prefix and the name stay under Unix's 32 characters.
LONGEST = 24
PATTERN = rf"[a-z][a-z0-9-]{{1,{LONGEST - 1}}}"
#: The account whose server is the trainers' desk; nobody signs up or logs in under it.
DESK = "desk"
_OTHER = re.compile(r"[^a-z0-9]+")


def is_name(text: str) -> bool:
    """Say whether `text` may be the name of an account."""
    return re.fullmatch(PATTERN, text) is not None and not text.endswith("-")


def name_of(identity: str) -> str:
    """Return a name for what another service calls a person: the same for the same, never another's.

    What had to be changed is marked with a hash of the whole, or `a.b` and `a-b` would be one account.
    """
    if is_name(identity) and identity != DESK:
        return identity
    mark = hashlib.sha256(identity.encode()).hexdigest()[:8]
    plain = _OTHER.sub("-", identity.lower()).strip("-")
    stem = plain if plain[:1].isalpha() else f"p-{plain}"
    return f"{stem[: LONGEST - 9].rstrip('-')}-{mark}"


def unix_name(prefix: str, name: str) -> str:
    """Return the Unix account of a name; refuse what is not one."""
    if not is_name(name):
        raise ValueError("not a name of an account")
    return prefix + name
