"""Coming in from a learning platform (LTI 1.3), which is another site in the same browser."""

from typing import Any

from ltiauthenticator.lti13.auth import LTI13Authenticator
from ltiauthenticator.lti13.handlers import LTI13LoginInitHandler


class FromAnotherSite(LTI13LoginInitHandler):
    """Begins a log-in whose end the platform sends as a form.

    A browser brings no `SameSite=Lax` cookie along with another site's form, and all of this hub's are Lax: these two,
    which only prove that the log-in began in this browser, have to be `None`, and so `Secure`.
    """

    def _set_oauth_cookie(self, key: str, value: str) -> None:
        self._set_cookie(key, value, expires_days=1, httponly=True, encrypted=True, samesite="None", secure=True)


class PlatformAuthenticator(LTI13Authenticator):
    """The original, with cookies that come back."""

    login_handler: Any = FromAnotherSite
