"""What the hub of one server and the hub of a cluster set alike: its web pages, and what a server opens on."""

from typing import Any

from tornado.web import StaticFileHandler

from nbparcours.course.places import HOME_PAGE, Places
from nbparcours.hub import logs
from nbparcours.hub.layout import Layout
from nbparcours.hub.roles import CUSTOM
from nbparcours.hub.words import for_templates, language
from nbparcours.learner.start import environment

LEARNER = "nbparcours.hub.single"
#: No learner's server can run code: the course needs no kernel, and what cannot run cannot read.
NO_KERNEL = "--ServerApp.kernel_manager_class=nbparcours.learner.no_kernels.NoKernels"
ARGUMENTS = (NO_KERNEL, "--ServerApp.log_level=WARN")


def web(c: Any, places: Places) -> None:
    """Set the pages, their words, the log and what is counted."""
    here = places.home / "deploy" / "server"
    c.JupyterHub.template_paths = [str(here / "templates")]
    c.JupyterHub.template_vars = {"speak": for_templates}
    c.JupyterHub.extra_handlers = [(r"/parcours/(.*)", StaticFileHandler, {"path": str(here / "static")})]
    c.JupyterHub.cookie_max_age_days = 1
    c.JupyterHub.activity_resolution = 300  # figures about activity need no more, and each costs a write
    c.JupyterHub.custom_scopes = CUSTOM
    c.JupyterHub.logging_config = logs.configuration("INFO")


def headers(layout: Layout) -> dict[str, Any]:
    """Return what each answer of the hub tells the browser, as settings of its web framework."""
    https = layout.settings.public.startswith("https") or layout.settings.tls_key is not None
    return {
        "cookie_options": {"samesite": "Lax", **({"secure": True} if https else {})},
        "headers": {
            "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
            "default-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self' https:",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            **({"Strict-Transport-Security": "max-age=15552000"} if https else {}),
        },
    }


def open_course(spawner: Any, mine: Places, layout: Layout) -> None:
    """Let a learner's server open the home page, in the language of the browser that asked for it."""
    lang = language(spawner.handler.request) if spawner.handler else "fr"
    spawner.default_url = f"/doc/tree/{lang}/{HOME_PAGE}.ipynb"
    spawner.notebook_dir = str(mine.learner)
    spawner.environment = environment(mine) | {"NBPARCOURS_EXCHANGE": str(layout.exchange)}


def open_desk(spawner: Any) -> None:
    """Let the desk's server open formgrader; its dashboard is a notebook, so it has kernels."""
    spawner.args = [argument for argument in spawner.args if argument != NO_KERNEL]
    spawner.default_url = "/formgrader"
