"""JupyterHub's configuration from the settings: what `jupyterhub_config.py` calls.

The hub alone is root, because it starts servers as other Unix users. Everything it starts is somebody else: each
learner's server its learner, the desk its own user; the proxy runs apart, so that restarting the hub disturbs nobody.
"""

import sys
from pathlib import Path
from typing import Any

from nbparcours.course.places import Places
from nbparcours.hub import accounts, common, desk, login, logs, proxy
from nbparcours.hub.layout import Layout
from nbparcours.hub.names import DESK, unix_name
from nbparcours.hub.roles import roles
from nbparcours.hub.spawner import UnixSpawner

PYTHON_IS_SLOW = 180  # seconds that a learner's server may take to start on a machine that is busy


def configure(c: Any, layout: Layout, places: Places) -> None:
    """Set everything."""
    _hub(c, layout, places)
    _proxy(c, layout, places)
    login.configure(c, layout)
    _servers(c, layout, places)
    _services(c, layout)


def _hub(c: Any, layout: Layout, places: Places) -> None:
    settings = layout.settings
    common.web(c, places)
    c.JupyterHub.tornado_settings = common.headers(layout)
    c.JupyterHub.hub_port = settings.port
    c.JupyterHub.upgrade_db = True  # JupyterHub copies an SQLite file before it changes it
    c.JupyterHub.db_url = f"sqlite:///{layout.hub / 'jupyterhub.sqlite'}"
    c.JupyterHub.cookie_secret_file = str(layout.hub / "cookie_secret")
    c.JupyterHub.pid_file = str(layout.hub / "hub.pid")
    c.JupyterHub.cleanup_servers = False  # a hub that restarts or is upgraded finds every learner's server again
    c.JupyterHub.cleanup_proxy = not settings.proxy_started_apart
    c.JupyterHub.active_server_limit = settings.learners_at_once
    c.JupyterHub.concurrent_spawn_limit = 20
    c.JupyterHub.load_roles = roles(settings, layout.monitor_token.is_file())


def _proxy(c: Any, layout: Layout, places: Places) -> None:
    settings = layout.settings
    c.JupyterHub.bind_url = settings.listen
    if settings.tls_key and settings.tls_certificate:
        c.JupyterHub.ssl_key, c.JupyterHub.ssl_cert = str(settings.tls_key), str(settings.tls_certificate)
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{settings.port + 1}"
    c.JupyterHub.last_activity_interval = 10  # also how soon a proxy that was restarted has its table back (else 300)
    c.ConfigurableHTTPProxy.should_start = not settings.proxy_started_apart
    c.ConfigurableHTTPProxy.command = proxy.program(places)
    c.ConfigurableHTTPProxy.log_level = "warn"
    c.ConfigurableHTTPProxy.pid_file = str(layout.hub / "proxy.pid")


def _servers(c: Any, layout: Layout, places: Places) -> None:
    settings, prefix = layout.settings, layout.settings.server.prefix
    kind = kind_of_servers(settings.servers)
    c.Spawner.cmd = [settings.python or sys.executable, "-m", common.LEARNER]
    c.Spawner.args = [*common.ARGUMENTS]
    c.Spawner.http_timeout = c.Spawner.start_timeout = PYTHON_IS_SLOW
    c.Spawner.consecutive_failure_limit = 0
    c.Spawner.pre_spawn_hook = lambda spawner: ready(spawner, layout, places)
    if kind == "demo":
        c.JupyterHub.spawner_class = "simple"
        c.SimpleLocalProcessSpawner.home_dir_template = str(layout.homes / "{username}")
    elif kind == "systemd":
        c.JupyterHub.spawner_class = "systemd"
        c.SystemdSpawner.username_template = prefix + "{USERNAME}"
        c.SystemdSpawner.unit_name_template = "nbparcours-learner-{USERNAME}"
        c.SystemdSpawner.mem_limit, c.SystemdSpawner.cpu_limit = settings.memory, settings.cpu
        c.SystemdSpawner.isolate_tmp = c.SystemdSpawner.isolate_devices = c.SystemdSpawner.disable_user_sudo = True
        c.SystemdSpawner.unit_extra_properties = {"UMask": "0077", "LimitFSIZE": "64M", "TasksMax": "256"}
    else:
        c.JupyterHub.spawner_class = UnixSpawner
        c.UnixSpawner.prefix, c.UnixSpawner.log_folder = prefix, str(layout.learner_logs)
        c.UnixSpawner.grader = settings.server.grader


def kind_of_servers(chosen: str) -> str:
    """Return what runs learners' servers; systemd where it runs the machine."""
    if chosen != "auto":
        return chosen
    return "systemd" if Path("/run/systemd/system").is_dir() else "process"


def ready(spawner: Any, layout: Layout, places: Places) -> None:
    """Give a learner's server its account, its folders and the first page's language."""
    name = spawner.user.name
    if name == DESK:
        _ready_desk(spawner, layout, places)
        return
    logs.hide(name)
    own = layout.homes / name
    if layout.settings.servers != "demo":
        unix = unix_name(layout.settings.server.prefix, name)
        own = layout.homes / unix
        accounts.ensure(unix, own)
    common.open_course(spawner, Places(home=places.home, data=own / "parcours"), layout)
    spawner.environment |= {"NBPARCOURS_METRICS": str(layout.settings.server.metrics)}


def _ready_desk(spawner: Any, layout: Layout, places: Places) -> None:
    spawner.cmd = [layout.settings.python or sys.executable, "-m", "nbparcours.hub.desk"]
    common.open_desk(spawner)
    spawner.environment = desk.environment(layout.desk(places.home), layout)
    if kind_of_servers(layout.settings.servers) == "systemd":
        spawner.username_template = layout.settings.server.grader


def _services(c: Any, layout: Layout) -> None:
    settings, c.JupyterHub.services = layout.settings, []
    idle = [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={settings.idle_minutes * 60}"]
    c.JupyterHub.services.append({"name": "culler", "command": [*idle, "--cull-every=300"]})
    if layout.monitor_token.is_file():
        token = layout.monitor_token.read_text("ascii").strip()
        c.JupyterHub.services.append({"name": "monitor", "api_token": token})
