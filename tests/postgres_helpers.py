"""A real PostgreSQL from Debian's packages, on a socket in a folder of its own, without a network port."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the address of an empty database; the server refuses to run as root, so root lends it a user."""
    assert BIN
    folder = Path(tempfile.mkdtemp(prefix="nbparcours-pg-"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, user)

    def run(program: str, *words: str) -> None:
        command = [str(BIN / program), *words]
        lent = {"user": user, "group": pwd.getpwnam(user).pw_gid, "cwd": folder} if os.geteuid() == 0 else {}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **lent)

    data, settings = str(folder / "data"), f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        run("createdb", "-h", str(folder), "-U", user, "gradebook")
        yield f"postgresql+psycopg://{user}@/gradebook?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)
