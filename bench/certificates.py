"""How fast a class is certified, and whether memory grows with it: rates and ratios, no promise in seconds.

.venv/bin/python bench/certificates.py [LEARNERS]     (1000 by default)
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
os.environ["NBPARCOURS_HOME"] = str(ROOT)
NAMES = ("Fatima-Zahra El Idrissi · فاطمة الزهراء الإدريسي", "Aïcha N’Diaye", "عبد الرحمان بن عبد القادر التازي")


def certify(count: int, processes: int) -> None:
    """Run in a process of its own, so that its memory is its own; print seconds and megabytes."""
    from nbparcours.certificate.batch import Job, issue_all
    from nbparcours.certificate.keyring import Keyring
    from nbparcours.certificate.lifecycle import publish_list
    from nbparcours.course.places import Places
    from nbparcours.course.settings import Settings
    from nbparcours.course.text import Text

    settings = Settings.model_validate(yaml.safe_load((ROOT / "modules" / "course.yml").read_text("utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        places = Places(home=ROOT, data=Path(folder))
        ring = Keyring(places)
        ring.new(Text(fr="Association exemple", ar="جمعية المثال"), "une phrase de passe")
        key = ring.unlock("une phrase de passe")
        asked = [(f"learner{number}", NAMES[number % len(NAMES)]) for number in range(count)]
        before = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        started = time.perf_counter()
        done = sum(1 for one in issue_all(Job(places, settings, "bench", key), asked, processes) if one.issued)
        publish_list(places, key)
        spent = time.perf_counter() - started
        assert done == count
        usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        busy = sum(one.ru_utime + one.ru_stime for one in usage) - before
        print(spent, busy, *(one.ru_maxrss // 1024 for one in usage))


def measured(count: int, processes: int) -> list[float]:
    command = [sys.executable, __file__, "--here", str(count), str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    if "--here" in sys.argv:
        certify(int(sys.argv[2]), int(sys.argv[3]))
        return
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{date.today()}, {os.cpu_count()} cores; claim signed, page set, PDF signed, registered")
    rates = {}
    for count, processes in ((largest // 10, 2), (largest, 1), (largest, 2)):
        spent, busy, own, theirs = measured(count, processes)
        rates[count, processes] = count / spent, own + processes * theirs * (processes > 1)
        print(
            f"{count:6} learners, {processes} processes: {count / spent:5.1f} a second on the clock, "
            f"{count / busy:5.1f} a second of one core's work, {own:.0f} MB + {theirs:.0f} MB a process"
        )
    few, many = rates[largest // 10, 2], rates[largest, 2]
    print(f"ratio, two processes : one           {many[0] / rates[largest, 1][0]:.2f}")
    print(f"ratio of memory, ten times as many   {many[1] / few[1]:.2f}")


if __name__ == "__main__":
    main()
