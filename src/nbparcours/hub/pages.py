"""The hub's pages that JupyterHub has no handler for, or whose words are only English there."""

import hmac
from typing import Any, cast

from jupyterhub.handlers import BaseHandler
from nativeauthenticator.handlers import LoginHandler
from tornado.web import HTTPError, authenticated

#: The one right that accepting people needs; JupyterHub's own for it would also let a trainer delete and impersonate.
APPROVE = "custom:nbparcours:approve"


class Login(LoginHandler):
    """Logging in, with an answer that says what to do."""

    async def post(self) -> None:
        """Try the name and the password."""
        data = {part: self.get_body_argument(part, "", strip=False) for part in ("username", "password")}
        data["username"] = data["username"].strip().lower()
        user = await self.login_user(data)
        if user:
            self._jupyterhub_user = user
            self.redirect(self.get_next_url(user))
            return
        self.finish(await self._render(login_error=self._why(**data), username=data["username"]))

    def _why(self, username: str, password: str) -> str:
        if self.authenticator.is_blocked(username):
            return "blocked"
        info = self.authenticator.get_user(username)
        known = info is not None and info.is_valid_password(password)
        return "awaits" if known and not info.is_authorized else "wrong"


class SignUp(BaseHandler):
    """Asking for an account."""

    def prepare(self) -> Any:
        """Nobody asks where sign-up is closed."""
        if not self.authenticator.enable_signup:
            raise HTTPError(404)
        return super().prepare()

    async def get(self) -> None:
        """Show the form."""
        self.finish(await self.render_template("signup.html", said="", username=""))

    async def post(self) -> None:
        """Enter the demand."""
        name, first, second = (
            self.get_body_argument(part, "", strip=part == "username")
            for part in ("username", "signup_password", "signup_password_confirmation")
        )
        same = hmac.compare_digest(first.encode(), second.encode())
        said = self.authenticator.ask(name, first) if same else "different"
        self.set_status(200 if said == "asked" else 400)
        self.finish(await self.render_template("signup.html", said=said, username=name))


class Approve(BaseHandler):
    """Where a trainer accepts people."""

    def _check(self) -> None:
        if APPROVE not in self.expanded_scopes:
            raise HTTPError(403)

    async def _show(self, **more: str) -> None:
        people = {"waiting": self.authenticator.waiting(), "accepted": self.authenticator.accepted()}
        self.finish(await self.render_template("approve.html", **people, **more))

    @authenticated
    async def get(self) -> None:
        """Show who waits."""
        self._check()
        await self._show()

    @authenticated
    async def post(self) -> None:
        """Do what a button says for one name."""
        self._check()
        name, action = self.get_body_argument("username"), self.get_body_argument("action")
        if action != "accept" and self._is_more_than_a_learner(name):
            raise HTTPError(403)
        if action == "reset":
            await self._show(name=name, password=self.authenticator.new_password(name))
            return
        self.authenticator.settle(name, action == "accept")
        self.redirect(self.hub.base_url + "approve")

    def _is_more_than_a_learner(self, name: str) -> bool:
        """A trainer who could set an operator's password would be an operator."""
        user = self.find_user(name)
        return user is not None and any(role.name != "user" for role in user.roles)


class ChangePassword(BaseHandler):
    """Where people change their own password."""

    @authenticated
    async def get(self) -> None:
        """Show the form."""
        self.finish(await self.render_template("change-password.html", said=""))

    @authenticated
    async def post(self) -> None:
        """Change it."""
        old, new, again = (
            self.get_body_argument(part, "", strip=False)
            for part in ("old_password", "new_password", "new_password_confirmation")
        )
        self.finish(await self.render_template("change-password.html", said=self._try(old, new, again)))

    def _try(self, old: str, new: str, again: str) -> str:
        name = self.current_user.name
        if not self.authenticator.get_user(name).is_valid_password(old):
            return "old_wrong"
        if new != again:
            return "different"
        return "changed" if self.authenticator.change_password(name, new) else "weak"


def accounts() -> list[tuple[str, type]]:
    """Return the handlers of accounts, under the hub's address."""
    own = [("/login", Login), ("/signup", SignUp), ("/approve", Approve), ("/change-password", ChangePassword)]
    return cast("list[tuple[str, type]]", own)
