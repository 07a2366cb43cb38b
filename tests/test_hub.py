"""The demonstration hub: two learners, each with a server of their own, hand in; one grading takes both."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.publish.notebooks import build_notebooks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COMMAND = Path(sys.executable).with_name("nbparcours")
KEEP = """async ([learner, ids]) => {
  const xsrf = document.cookie.match(/_xsrf=([^;]+)/)[1];
  const headers = { "X-XSRFToken": xsrf, "Content-Type": "application/json" };
  const body = JSON.stringify({ state: { checked: true, attempts: 1 }, page: "01-comprendre-la-traite", lang: "fr" });
  const put = (id) => fetch(`/user/${learner}/nbparcours/progress/${id}`, { method: "PUT", headers, body });
  return (await Promise.all(ids.map(put))).map((answer) => answer.status);
}"""


def free_ports(count: int) -> int:
    """Return the first of `count` free ports in a row."""
    for port in range(18000 + os.getpid() % 1000 * 10, 60000, 10):
        sockets = [socket.socket() for _ in range(count)]
        try:
            for offset, probe in enumerate(sockets):
                probe.bind(("127.0.0.1", port + offset))
        except OSError:
            continue
        else:
            return port
        finally:
            for probe in sockets:
                probe.close()
    raise RuntimeError("no free ports")


@pytest.fixture(scope="module")
def env(course: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("hub")
    home = folder / "home"
    home.mkdir()
    for name in ("modules", "assignments", "grading", "deploy"):
        (home / name).symlink_to(course.places.home / name)
    build_notebooks(course, Places(home=home))
    port = free_ports(5)
    address = {"NBPARCOURS_HUB_URL": f"http://127.0.0.1:{port}", "NBPARCOURS_HUB_PORT": str(port + 1)}
    return os.environ | address | {"NBPARCOURS_HOME": str(home), "NBPARCOURS_DATA": str(folder / "data")}


@pytest.fixture(scope="module")
def hub(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("log") / "hub.log"
    with log.open("w") as out:
        process = subprocess.Popen([COMMAND, "hub"], env=env, stdout=out, stderr=out, start_new_session=True)
    try:
        _until_it_answers(process, env["NBPARCOURS_HUB_URL"], log)
        yield env["NBPARCOURS_HUB_URL"]
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(180)  # it ends the servers of everyone first


def _until_it_answers(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(240):
        assert process.poll() is None, log.read_text("utf-8")
        try:
            urllib.request.urlopen(f"{address}/hub/login").close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(log.read_text("utf-8"))


def enter(browser: Browser, hub: str, learner: str) -> Page:
    context = browser.new_context()
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(f"{hub}/hub/login")
    page.fill("#username_input", learner)
    page.fill("#password_input", "demonstration")
    page.click("#login_submit")
    page.locator("[data-nbp=home]:visible").wait_for()
    return page


def test_two_learners_hand_in_and_are_graded(browser: Browser, hub: str, env: dict[str, str], course: Course) -> None:
    every = [activity for content in course.contents.values() for activity in content.activities.values()]
    required = [activity.id for activity in every if activity.required]
    for learner in ("amina", "salma"):
        page = enter(browser, hub, learner)
        expect(page.locator("[data-nbp=home]:visible .nbp-tests")).to_contain_text("Fermé")  # nobody else's progress
        assert set(page.evaluate(KEEP, [learner, required])) == {200}
        page.reload()
        page.locator("[data-nbp=home]:visible [data-place=final-test-demo]").click()
        test = page.locator("[data-nbp='final-test-demo']:visible")
        test.get_by_role("button", name="Commencer le test").click()
        for _ in course.settings.blueprint[1:]:
            test.get_by_role("button", name="Suivante").click()
        test.get_by_role("button", name="Relire et remettre").click()
        test.locator(".nbp-way .nbp-main").click()
        test.locator(".nbp-way .nbp-main").click()
        expect(test.locator(".nbp-receipt")).to_have_text(re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$"))
    desk = env | {
        "NBPARCOURS_DATA": f"{env['NBPARCOURS_DATA']}/hub/grader",
        "NBPARCOURS_EXCHANGE": f"{env['NBPARCOURS_DATA']}/hub/exchange",
    }
    done = subprocess.run([COMMAND, "grade", "demo"], env=desk, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "2 collected, 2 graded" in done.stdout
    assert "0 rejected" in done.stdout


def test_nobody_else_comes_in(browser: Browser, hub: str) -> None:
    page = browser.new_page()
    page.goto(f"{hub}/hub/login")
    page.fill("#username_input", "mallory")
    page.fill("#password_input", "demonstration")
    page.click("#login_submit")
    expect(page.locator("#username_input")).to_be_visible()
    answer = page.goto(f"{hub}/user/amina/nbparcours/progress")
    assert answer
    assert answer.status == 403
