"""Accounts that people ask for themselves and that a trainer accepts: NativeAuthenticator, held a little tighter.

Changed from the original: nobody is accepted beforehand (there, whoever signs up first under an administrator's name
is the administrator), names follow `names`, and accepting is a form with a token instead of a link.
"""

import functools
import secrets
from pathlib import Path
from typing import Any

from nativeauthenticator import NativeAuthenticator
from nativeauthenticator.orm import UserInfo
from traitlets import Dict, Integer, Set, Unicode, default

from nbparcours.hub import accounts, logs, pages
from nbparcours.hub.names import is_name, name_of, unix_name


class CourseAuthenticator(NativeAuthenticator):
    """Sign-up, approval, log-in."""

    ready_made = Dict(help="Accounts accepted at start, for a demonstration: name to password.").tag(config=True)
    waiting_at_most = Integer(300, help="How many demands may wait; more are refused.").tag(config=True)
    reserved = Set(help="Names that nobody gets by signing up: the desk's and the operators'.").tag(config=True)
    prefix = Unicode(help="Prefix of the Unix accounts; empty where there are none.").tag(config=True)
    erased = Unicode(help="Where the home of a removed account goes.").tag(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, password in self.ready_made.items():
            if not self.user_exists(name):
                self.ask(name, password)
                UserInfo.find(self.db, name).is_authorized = True
                self.db.commit()

    @default("allow_all")
    def _accepted_is_enough(self) -> bool:
        return True

    def normalize_username(self, username: str) -> str:
        """Keep each name that passes out of the log."""
        name: str = super().normalize_username(username)
        logs.hide(name)
        return name

    def validate_username(self, username: str) -> bool:
        """Accept what can be a Unix account."""
        return bool(username) and is_name(username)

    def add_user(self, user: Any) -> Any:
        """Keep the names that are known at start out of the log."""
        logs.hide(user.name)
        return super().add_user(user)

    def get_authed_users(self) -> set[str]:
        """Accept nobody beforehand."""
        return set()

    def waiting(self) -> list[str]:
        """Return the names that nobody has accepted yet, oldest first."""
        return [info.username for info in self._all() if not info.is_authorized]

    def accepted(self) -> list[str]:
        """Return the names that may log in."""
        return sorted(info.username for info in self._all() if info.is_authorized)

    def _all(self) -> list[Any]:
        return list(self.db.query(UserInfo).order_by(UserInfo.id))

    def ask(self, name: str, password: str) -> str:
        """Enter a demand; return the word of what hinders it, or `asked`."""
        if not self.validate_username(name):
            return "bad_name"
        if name in self.reserved or self.user_exists(name):
            return "taken"
        if not self.is_password_strong(password):
            return "weak"
        if len(self.waiting()) >= self.waiting_at_most:
            return "too_many"
        return "asked" if self.create_user(name, password) else "bad_name"

    def settle(self, name: str, accept: bool) -> None:
        """Accept or suspend an account; refusing one that waits removes it."""
        info = UserInfo.find(self.db, name)
        if info is None:
            return
        if not accept and not info.is_authorized:
            self.db.delete(info)
        else:
            info.is_authorized = accept
        self.db.commit()

    def new_password(self, name: str) -> str:
        """Set and return a password that nobody chose."""
        fresh = "-".join(secrets.token_hex(2) for _ in range(4))
        return fresh if self.change_password(name, fresh) else ""

    def delete_user(self, user: Any) -> Any:
        """Remove the account everywhere; its home waits for the administrator."""
        if self.prefix and is_name(user.name):
            accounts.remove(unix_name(self.prefix, user.name), Path(self.erased))
        return super().delete_user(user)

    def get_handlers(self, app: Any) -> list[Any]:
        """Return our pages; the original's, which accept by a mere link, stay out."""
        return pages.accounts()


def named(kind: type) -> type:
    """Return an authenticator of another service whose names can be Unix accounts."""

    @functools.wraps(kind, updated=())
    class Named(kind):
        def normalize_username(self, username: str) -> str:
            name = name_of(str(username))
            logs.hide(name)
            return name

    return Named
