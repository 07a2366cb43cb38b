"""See that Debian's Chromium is there for the browser tests; install it when it is not.

Browser tests are never skipped in silence: where Chromium cannot be had, this says so and the run stops.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SPELLING = ("hunspell", "hunspell-fr", "hunspell-ar")
NEEDED = {
    "chromium": "/usr/bin/chromium",
    "poppler-utils": "/usr/bin/pdftoppm",
    "softhsm2": "/usr/bin/softhsm2-util",  # a token for the issuer's keys
    "zbar-tools": "/usr/bin/zbarimg",  # a second opinion on the QR code
}


def spelling() -> None:
    """Install the dictionaries where that is possible; without them the check says that spelling was not checked."""
    if shutil.which("hunspell") and Path("/usr/share/hunspell/ar.dic").exists():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *SPELLING]):
            subprocess.run(command, env=environment, capture_output=True)
    if not shutil.which("hunspell"):
        print("Spelling is not checked: install hunspell, hunspell-fr and hunspell-ar.", file=sys.stderr)


def main() -> None:
    """Install what is missing with apt, through sudo where we are not root."""
    missing = [package for package, program in NEEDED.items() if not Path(program).exists()]
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit(f"The browser tests need {' and '.join(missing)} under /usr/bin: install them, then try again.")
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if sudo and not shutil.which("sudo"):
        sys.exit(f"The browser tests need {' and '.join(missing)}: ask an administrator to install them with apt.")
    print(f"Installing {' and '.join(missing)} for the browser tests…", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *missing]):
        done = subprocess.run([*sudo, *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"apt could not install {' and '.join(missing)}:\n{done.stderr[-800:]}")


if __name__ == "__main__":
    main()
    spelling()
