"""`make hub`: the same hub with three learners and a trainer, all on this machine and for this address only.

It is a demonstration: all servers run as the person who started it, so it must never face a network.
"""

import os
from pathlib import Path

exec(compile((Path(__file__).parent / "jupyterhub_config.py").read_text("utf-8"), "jupyterhub_config.py", "exec"))

c.JupyterHub.cleanup_servers = True  # noqa: F821
c.CourseAuthenticator.ready_made = dict.fromkeys(("amina", "youssef", "salma", "khadija"), "demonstration")  # noqa: F821
if os.geteuid() == 0:
    c.Spawner.args += ["--allow-root"]  # noqa: F821
