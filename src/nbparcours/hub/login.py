"""How people come in: accounts of the hub's own, an organisation's single sign-on, or a learning platform."""

from typing import Any

from nbparcours.hub.authenticator import CourseAuthenticator, named
from nbparcours.hub.layout import Layout
from nbparcours.hub.names import DESK, PATTERN


def configure(c: Any, layout: Layout) -> None:
    """Set the way that the settings choose."""
    settings = layout.settings
    c.Authenticator.username_pattern = f"^{PATTERN}$"
    c.Authenticator.allow_all = True  # whom the authenticator lets through; sign-ups wait for a trainer
    {"accounts": _accounts, "oauth": _oauth, "lti": _lti}[settings.login](c, layout)


def _accounts(c: Any, layout: Layout) -> None:
    settings = layout.settings
    c.JupyterHub.authenticator_class = CourseAuthenticator
    c.CourseAuthenticator.enable_signup = settings.sign_up
    c.CourseAuthenticator.waiting_at_most = settings.waiting_at_most
    c.CourseAuthenticator.minimum_password_length = 10
    c.CourseAuthenticator.check_common_password = True
    c.CourseAuthenticator.allowed_failed_logins = 5
    c.CourseAuthenticator.seconds_before_next_try = 300
    c.CourseAuthenticator.reserved = {DESK, *settings.operators}
    c.CourseAuthenticator.erased = str(layout.erased)
    c.CourseAuthenticator.prefix = "" if settings.servers == "demo" else settings.server.prefix


def _oauth(c: Any, layout: Layout) -> None:
    from oauthenticator.generic import GenericOAuthenticator

    chosen = layout.settings.oauth
    assert chosen
    public = layout.settings.public or layout.settings.listen
    c.JupyterHub.authenticator_class = named(GenericOAuthenticator)
    c.GenericOAuthenticator.client_id = chosen.client_id
    c.GenericOAuthenticator.client_secret = chosen.client_secret
    c.GenericOAuthenticator.oauth_callback_url = f"{public}/hub/oauth_callback"
    c.GenericOAuthenticator.authorize_url = str(chosen.authorize_url)
    c.GenericOAuthenticator.token_url = str(chosen.token_url)
    c.GenericOAuthenticator.userdata_url = str(chosen.userdata_url)
    c.GenericOAuthenticator.username_claim = chosen.claim
    c.GenericOAuthenticator.scope = ["openid"]
    c.GenericOAuthenticator.enable_auth_state = False  # the provider's tokens are not kept


def _lti(c: Any, layout: Layout) -> None:
    from nbparcours.hub.lti import PlatformAuthenticator

    chosen = layout.settings.lti
    assert chosen
    c.JupyterHub.authenticator_class = named(PlatformAuthenticator)
    c.LTI13Authenticator.issuer = chosen.issuer
    c.LTI13Authenticator.client_id = set(chosen.client_ids)
    c.LTI13Authenticator.authorize_url = str(chosen.authorize_url)
    c.LTI13Authenticator.jwks_endpoint = str(chosen.keys_url)
    c.LTI13Authenticator.username_key = "sub"  # the platform's own number for the person, not an address
    c.LTI13Authenticator.uri_scheme = "https" if layout.settings.public.startswith("https") else "http"
