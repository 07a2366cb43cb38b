"""The server's own configuration, with accounts that are there and a stock JupyterLab for names that begin with it."""

import os
from pathlib import Path

exec(compile((Path(__file__).parents[2] / "deploy/server/jupyterhub_config.py").read_text("utf-8"), "config", "exec"))

names = os.environ["NBPARCOURS_BENCH_NAMES"].split()
c.CourseAuthenticator.ready_made = dict.fromkeys(names, "un-mot-de-passe-long")  # noqa: F821
ours = c.Spawner.pre_spawn_hook  # noqa: F821


def hook(spawner) -> None:
    ours(spawner)
    if spawner.user.name.startswith("stock"):
        spawner.cmd = [c.Spawner.cmd[0], "-m", "jupyterhub.singleuser"]  # noqa: F821
        spawner.args, spawner.default_url = [], "/lab"
        spawner.notebook_dir = f"{os.environ['NBPARCOURS_HOME']}/build/modules"
        spawner.environment = {"JUPYTER_CONFIG_PATH": os.environ["JUPYTER_CONFIG_PATH"]}


c.Spawner.pre_spawn_hook = hook  # noqa: F821
