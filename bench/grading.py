"""How much faster the final test is graded than by stock nbgrader, and whether time and memory grow as they should.

    python bench/grading.py [HAND-INS] [LARGEST]      (by default 200 and 5000)

Stock `nbgrader autograde` and `generate_feedback` and our `grade` (which also collects and returns the results) work on
the same hand-ins to the real test in one sitting, each as a process of its own with its start-up. Trust the ratios,
not the seconds. Then ours alone, from HAND-INS to LARGEST, for memory and time a learner.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_STARTED = time.perf_counter()
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
SESSION, NAME = "bench", "final-test-bench"


def prepare(folder: Path, count: int) -> None:
    """Release the real test and let `count` learners hand in: one in three all right, one nothing, one in between."""
    import grading_helpers as small
    from nbparcours.course.load import load_sound
    from nbparcours.course.places import Places
    from nbparcours.grading.nbgrader_adapter import release

    places = Places(home=ROOT, data=folder)
    places.trainer.mkdir(parents=True)
    config = (ROOT / "grading" / "nbgrader_config.py").read_text("utf-8") + small.ONE_USER
    (places.trainer / "nbgrader_config.py").write_text(config, "utf-8")
    course = load_sound(places)
    release(course, places, SESSION)
    ways = (small.right, small.partial, lambda *_: None)
    for number in range(count):
        learner = f"learner-{number:05}"
        drawn = small.drawn(course, SESSION, learner).values()
        values = {item: ways[number % 3](course, item) for item in drawn}
        to = places.exchange / course.settings.id / "inbound" / f"{learner}+{NAME}+2026-11-24 10:00:00 UTC+x"
        to.mkdir()
        said = small.answers(SESSION, {item: value for item, value in values.items() if value is not None})
        (to / "answers.json").write_text(json.dumps(said), "utf-8")
        (to / "timestamp.txt").write_text("2026-11-24 10:00:00.000000 UTC", "utf-8")
        (to / "submission_secret.txt").write_text(f"{number:064}", "utf-8")


def ours(folder: Path, *words: str) -> dict[str, Any]:
    """Grade in a process of its own; return seconds, of which each step, and the peak of memory in MB."""
    env = os.environ | {"NBPARCOURS_HOME": str(ROOT), "NBPARCOURS_DATA": str(folder)}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, __file__, "--grade", *words], env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout) | {"total": time.perf_counter() - start}


def grade_here(jobs: int) -> None:
    """What the process of `ours` does."""
    from nbparcours.course.load import load_sound
    from nbparcours.course.places import Places
    from nbparcours.grading.nbgrader_adapter import grade
    from nbparcours.grading.spread import Spread

    places, at, spent = Places(), time.perf_counter(), {"start": time.perf_counter() - _STARTED}
    course, now = load_sound(places), ""

    def step(name: str, done: int, total: int) -> None:
        nonlocal at, now
        if name != now:
            if now:
                spent[now] = time.perf_counter() - at
            at, now = time.perf_counter(), name

    summary = grade(course, places, SESSION, step, Spread(jobs))
    assert not summary.failed
    spent[now] = time.perf_counter() - at
    print(json.dumps(spent | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def stock(trainer: Path, folder: Path) -> dict[str, float]:
    """Grade copies of the same hand-ins with nbgrader as it comes; return seconds, with start-up, of each command."""
    import grading_helpers as small

    folder.mkdir()
    for step in ("source", "submitted"):
        shutil.copytree(trainer / step, folder / step)
    (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "traite-maroc"\n')
    spent = {}
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        start = time.perf_counter()
        done = small.nbgrader(folder, command, NAME)
        if done.returncode:
            sys.exit(done.stderr[-3000:])
        spent[command] = time.perf_counter() - start
    return spent


def compare(work: Path, count: int) -> None:
    import grading_helpers as small

    folder = work / "ours"
    prepare(folder, count)
    mine = ours(folder)
    theirs = stock(folder / "trainer", work / "stock")
    again = ours(folder)
    same = small.grade_rows(folder / "trainer" / "gradebook.db") == small.grade_rows(work / "stock" / "gradebook.db")
    start = mine["start"]
    print(f"{count} hand-ins, same grades as stock nbgrader: {same}")
    print(f"stock: autograde {theirs['autograde']:.1f} s, feedback {theirs['generate_feedback']:.1f} s")
    print(
        f"ours: {mine['total']:.1f} s for start {start:.1f}, collect {mine['collect']:.1f}, autograde "
        f"{mine['autograde']:.1f}, feedback {mine['feedback']:.1f} s; again, nothing new: {again['total']:.1f} s"
    )
    autograde, feedback = theirs["autograde"], theirs["generate_feedback"]
    print(f"ratio, stock autograde : all of ours              {autograde / mine['total']:.1f}")
    print(f"ratio, stock autograde and feedback : all of ours {(autograde + feedback) / mine['total']:.1f}")
    print(f"ratio, autograde, start-up on both sides          {autograde / (start + mine['autograde']):.1f}")
    print(f"ratio, feedback, start-up on both sides           {feedback / (start + mine['feedback']):.1f}")
    print(f"ratio, feedback, start-up taken off on both sides {(feedback - start) / mine['feedback']:.1f}")


def grow(work: Path, sizes: list[int]) -> None:
    for size in sizes:
        folder = work / f"of-{size}"
        prepare(folder, size)
        spent = ours(folder)
        each = 1000 * (spent["total"] - spent["start"]) / size
        print(f"{size:6} learners: {each:6.1f} ms each, {spent['memory']:5.0f} MB at most, {spent['total']:.1f} s")
        shutil.rmtree(folder)


def main() -> None:
    if "--grade" in sys.argv:
        grade_here(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
        return
    count, largest = [*map(int, sys.argv[1:]), 200, 5000][:2] if len(sys.argv) != 2 else (int(sys.argv[1]), 5000)
    work = Path(tempfile.mkdtemp(prefix="nbparcours-bench-"))
    os.environ["NBPARCOURS_HOME"], os.environ["NBPARCOURS_DATA"] = str(ROOT), str(work / "data")
    grow(work, sorted({min(size, largest) for size in (200, 1000, largest)}))
    if count:
        compare(work, count)
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
