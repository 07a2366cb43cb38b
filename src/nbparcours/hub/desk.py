"""The trainers' desk: formgrader and the dashboard, on a server of its own account and its own Unix user.

Trainers start and enter it by the hub's rights; nobody has a password for it. A service that the hub manages would
run all day, and a hub waits for its services before it opens: one that starts slowly kept everybody out.
"""

import os
import pwd
import sys
from pathlib import Path

from nbparcours.course.places import Places
from nbparcours.hub.layout import Layout

_SETTINGS = """from nbparcours.grading.nbgrader_adapter.config import apply

c = get_config()
apply(c)
c.CanonicalCollect.owner_prefix = "{prefix}"
"""
CONFIG = Path(__file__).with_name("desk_config")


def environment(places: Places, layout: Layout) -> dict[str, str]:
    """Return the variables that make a process the desk's."""
    programs = Path(layout.settings.python or sys.executable).parent  # nbgrader calls alembic by name
    return {
        "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(places.data),
        "NBPARCOURS_HOME": str(places.home),
        "NBPARCOURS_DATA": str(places.data),
        "NBPARCOURS_EXCHANGE": str(layout.exchange),
        "JUPYTER_CONFIG_DIR": str(places.data / "jupyter"),
        "JUPYTER_CONFIG_PATH": str(CONFIG),
    }


def become(layout: Layout, places: Places) -> dict[str, str]:
    """Turn this process, if it is root, into the desk, and return the variables that belong to it."""
    own = layout.desk(places.home)
    if os.geteuid() == 0:
        account = pwd.getpwnam(layout.settings.server.grader)
        os.umask(0o077)
        os.initgroups(account.pw_name, account.pw_gid)
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        os.chdir("/")
    settle(own, layout)
    return environment(own, layout)


def settle(own: Places, layout: Layout) -> None:
    """Write the desk's nbgrader settings once: a hand-in belongs to the Unix account of its learner."""
    file = own.trainer / "nbgrader_config.py"
    own.trainer.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        file.write_text(_SETTINGS.format(prefix=layout.settings.server.prefix), "utf-8")


def main() -> None:
    """Serve the desk, in the trainer's course folder."""
    os.umask(0o077)
    trainer = Places().trainer
    trainer.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.chdir(trainer)
    from jupyterhub.singleuser import main as serve

    serve()


if __name__ == "__main__":
    main()
