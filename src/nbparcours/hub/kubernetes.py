"""The hub on Kubernetes: what the chart of Zero to JupyterHub leaves to its `hub.extraConfig`.

The chart says where things run. Accounts, roles, pages and words are the one server's. All servers are one Unix user
there, so that what a server may reach is decided by what is mounted into it (`mounts`).
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nbparcours.course.places import Places
from nbparcours.hub import common, desk, login, logs
from nbparcours.hub.layout import Layout
from nbparcours.hub.mounts import HOME, SECRETS, VOLUMES, desk_mounts, learner_mounts, own_folders
from nbparcours.hub.names import DESK, is_name
from nbparcours.hub.roles import roles
from nbparcours.hub.settings import Settings, SettingsError

_CLOSED = {
    "readOnlyRootFilesystem": True,
    "runAsNonRoot": True,
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"},
}


def configure(c: Any, chosen: Mapping[str, Any], places: Places | None = None) -> None:
    """Set everything; `chosen` is `custom.nbparcours` of the chart's values, with the names of `hub.toml`."""
    places = places or Places()
    layout = Layout.of(_settings(chosen), places)
    _web(c, layout, places)
    login.configure(c, layout)
    c.CourseAuthenticator.prefix = ""  # no Unix accounts here
    _first_operator(c, layout.settings)
    c.JupyterHub.load_roles += [role for role in roles(layout.settings, False) if role["name"] != "culler"]
    _servers(c, layout, places)


def _settings(chosen: Mapping[str, Any]) -> Settings:
    """Check the values as `hub.toml` is checked; the provider's secret comes from the environment."""
    given = dict(chosen)
    if given.get("oauth"):
        given["oauth"] = {"client_secret": os.environ.get("NBPARCOURS_OAUTH_SECRET", ""), **given["oauth"]}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"custom.nbparcours: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _web(c: Any, layout: Layout, places: Places) -> None:
    common.web(c, places)
    c.JupyterHub.tornado_settings.update(common.headers(layout))  # the chart has some of its own
    c.JupyterHub.last_activity_interval = 300


def _first_operator(c: Any, settings: Settings) -> None:
    """Let the first operator in with the password of the Secret, which they then change."""
    password = os.environ.get("NBPARCOURS_FIRST_PASSWORD")
    if settings.login == "accounts" and settings.operators and password:
        first, *others = settings.operators
        c.CourseAuthenticator.reserved = {DESK, *others}
        c.CourseAuthenticator.ready_made = {first: password}


def _servers(c: Any, layout: Layout, places: Places) -> None:
    c.Spawner.args = [*common.ARGUMENTS]
    c.KubeSpawner.cmd = ["python", "-m", common.LEARNER]
    c.KubeSpawner.volumes = VOLUMES
    c.KubeSpawner.gid = 1000
    c.KubeSpawner.container_security_context = _CLOSED
    c.KubeSpawner.working_dir = "/tmp"
    c.KubeSpawner.pre_spawn_hook = lambda spawner: ready(spawner, layout, places)


def ready(spawner: Any, layout: Layout, places: Places) -> None:
    """Give a server its folders, its mounts and its environment."""
    name = spawner.user.name
    if name == DESK:
        _ready_desk(spawner, layout, places)
        return
    logs.hide(name)
    if not is_name(name):
        raise ValueError("not a name of an account")  # it would become a path
    for folder in own_folders(layout, name):
        folder.mkdir(mode=0o700, exist_ok=True)
    spawner.volume_mounts = learner_mounts(layout, name)
    common.open_course(spawner, Places(home=places.home, data=HOME / "parcours"), layout)
    spawner.environment |= _in_a_pod(layout, HOME)


def _in_a_pod(layout: Layout, home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "NBPARCOURS_EXCHANGE": str(layout.exchange),
        "JUPYTER_RUNTIME_DIR": "/tmp/jupyter",  # sockets and locks do not belong on a network volume
        # Each report is a write in the hub's one database; the culler reads what the proxy saw, every five minutes.
        "JUPYTERHUB_ACTIVITY_INTERVAL": "3600",
    }


def _ready_desk(spawner: Any, layout: Layout, places: Places) -> None:
    spawner.cmd = ["python", "-m", "nbparcours.hub.desk"]
    common.open_desk(spawner)
    spawner.mem_guarantee, spawner.mem_limit = "512M", "2G"
    spawner.volumes = VOLUMES | SECRETS
    spawner.extra_labels = {**spawner.extra_labels, "nbparcours.org/database": "true"}  # see 60-network.yaml
    spawner.volume_mounts = desk_mounts(layout)
    own = desk.environment(layout.desk(places.home), layout)
    own.pop("PATH")  # the image's own is right
    spawner.environment = (
        own
        | _in_a_pod(layout, layout.grader)
        | {
            "NBPARCOURS_BANK": "/etc/nbparcours/bank",
            "NBPARCOURS_GRADEBOOK": os.environ["NBPARCOURS_GRADEBOOK"],
            "PGPASSWORD": {"valueFrom": {"secretKeyRef": {"name": "nbparcours-postgres", "key": "gradebook"}}},
        }
    )
