"""The whole way, with real programs: open, answer, come back, change language, take the test, grade, certify, verify.

Everything a person would do with the mouse is done by keyboard here. One test, because it is one story: each
step needs the one before.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from nbparcours.activity.strings import catalogue
from nbparcours.course.item import Item
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES
from nbparcours.publish.notebooks import build_notebooks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COMMAND = Path(sys.executable).with_name("nbparcours")
TOKEN = "journey"
LOCAL = re.compile(r"(http|ws)://127\.0\.0\.1|data:|blob:")
MODULE = "01-comprendre-la-traite"
SAY = {lang: catalogue(lang) for lang in LANGUAGES}
NAME = "Salma Aït Ben · سلمى"


@dataclass
class Running:
    """A running learner's server and the environment that all commands share."""

    address: str
    env: dict[str, str]

    def ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/{path}", data, method=method)
        request.add_header("Authorization", f"token {TOKEN}")
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def command(self, *words: str, ends: int = 0) -> str:
        done = subprocess.run([COMMAND, *words], env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode == ends, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def place(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The real course, built anew, with its demonstration session, served as `make start` serves it."""
    folder = tmp_path_factory.mktemp("journey")
    home = folder / "home"
    home.mkdir()
    for name in ("modules", "assignments", "grading"):
        (home / name).symlink_to(course.places.home / name)
    build_notebooks(course, Places(home=home))
    env = os.environ | {"NBPARCOURS_HOME": str(home), "NBPARCOURS_DATA": str(folder / "data"), "JUPYTER_TOKEN": TOKEN}
    env.pop("NBPARCOURS_EXCHANGE", None)
    port = 9000 + os.getpid() % 900
    words = [COMMAND, "start", "--demo", "--no-browser", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(words, env=env, stdout=log, stderr=log)
    running = Running(f"http://127.0.0.1:{port}", env)
    try:
        _until_it_answers(running, server, folder / "server.log")
        yield running
    finally:
        server.terminate()
        server.wait(30)


def _until_it_answers(running: Running, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            running.ask("api/status")
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(log.read_text("utf-8"))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(40_000)
        yield context.new_page()


def show(page: Page, place: Running, path: str) -> None:
    page.goto(f"{place.address}/doc/tree/{path}.ipynb?token={TOKEN}")


def drawn(page: Page, name: str) -> Locator:
    return page.locator(f"[data-nbp='{name}']:visible")


def press(control: Locator, key: str = "Enter") -> None:
    control.focus()
    control.page.keyboard.press(key)


def answer(box: Locator, item: Item) -> None:
    """Give the right answer to a test item with the keyboard alone."""
    key = item.key()
    for option in key.get("correct", ()):
        press(box.locator(f"input[value='{option}']"), "Space")
    for place_, right in enumerate(key.get("map", {}).values()):
        box.locator("select").nth(place_).select_option(right)
    for place_, step in enumerate(key.get("order", ())):
        row = box.locator(f"[data-step='{step}']")
        while (now := row.evaluate("row => [...row.parentNode.children].indexOf(row)")) > place_:
            press(row.locator("button").first)
            assert row.evaluate("row => [...row.parentNode.children].indexOf(row)") == now - 1


def test_from_the_first_page_to_a_checked_certificate(
    place: Running, page: Page, course: Course, tmp_path: Path
) -> None:
    foreign: list[str] = []
    page.on(
        "request", lambda r: None if re.match(r"(http|ws)://127\.0\.0\.1|data:|blob:", r.url) else foreign.append(r.url)
    )

    # The home page: eight modules, one of them open, the test still closed.
    show(page, place, "fr/00-accueil")
    home = drawn(page, "home")
    home.wait_for()
    expect(home.locator(".nbp-entry.nbp-is-planned")).to_have_count(8 - len(course.contents))
    home.locator(".nbp-tests").get_by_text("Fermé").wait_for()  # nbgrader is asked in a process of its own
    press(home.locator("[data-place=m1]"))

    # Module 1: the first single choice, by keyboard; feedback, and the truth about saving.
    single = next(a for a in course.contents["m1"].activities.values() if a.kind == "single")
    box = drawn(page, single.id)
    press(box.locator(f"input[value='{single.key()['correct'][0]}']"), "Space")
    press(box.get_by_role("button", name=SAY["fr"]["activity.check"]))
    expect(box.get_by_text(SAY["fr"]["activity.all_right"]).first).to_be_visible()
    expect(box.locator(".nbp-saved")).to_have_text(SAY["fr"]["save.saved"])

    # Close, come back: still there. Change language: the same answer, right to left.
    page.reload()
    expect(drawn(page, single.id).locator("input:checked")).to_have_count(1)
    press(page.locator(".nbp-bar-twin:visible"))
    arabic = drawn(page, single.id)
    expect(arabic).to_have_attribute("dir", "rtl")
    expect(arabic.locator("input:checked")).to_have_attribute("value", single.key()["correct"][0])

    # The other required activities, through the same REST door that the page uses.
    for activity in (one for content in course.contents.values() for one in content.activities.values()):
        if activity.required and activity.id != single.id:
            state = {"value": None, "checked": True, "score": 1, "best": 1, "attempts": 1}
            body = {"state": state, "page": MODULE, "lang": "ar"}
            place.ask(f"nbparcours/progress/{activity.id}", "PUT", body)

    # The test: begun in French, switched to Arabic, left and resumed, handed in.
    show(page, place, "fr/00-accueil")
    press(drawn(page, "home").locator("[data-place=final-test-demo]"))
    test = drawn(page, "final-test-demo")
    press(test.get_by_role("button", name=SAY["fr"]["test.begin"]))
    items = list(place.ask("nbparcours/test/final-test-demo")["draw"].values())
    assert len(items) == len(course.settings.blueprint)
    last = len(items) - 1
    for number, item in enumerate(items):
        expect(test.get_by_role("heading", name=re.compile(rf"(Question|السؤال) {number + 1} "))).to_be_visible()
        answer(test.locator(".nbp-test-body"), course.bank[item])
        if number == 1:
            press(test.get_by_role("button", name="العربية"))
            expect(test).to_have_attribute("dir", "rtl")
            expect(test.locator(".nbp-bar-test")).to_contain_text(f"2/{len(items)}")
            page.reload()
            expect(test.get_by_role("heading", name=re.compile("السؤال 2 "))).to_be_visible()
        if number < last:
            press(test.get_by_role("button", name=re.compile("|".join(SAY[lang]["test.next"] for lang in LANGUAGES))))
    press(test.locator(".nbp-way").get_by_role("button", name=SAY["ar"]["test.to_review"]))
    name = test.locator(".nbp-name-field input")
    name.focus()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    press(test.locator(".nbp-way .nbp-main"))
    press(test.locator(".nbp-way .nbp-main"))
    expect(test.get_by_role("heading", name=SAY["ar"]["test.handed_title"])).to_be_visible()
    receipt = place.ask("nbparcours/test/final-test-demo")["answers"]["receipt"]
    expect(test.get_by_text(receipt)).to_be_visible()
    sheet = place.ask("nbparcours/test/final-test-demo")["answers"]
    assert sheet["answers"] == {item: sheet["answers"][item] for item in items}
    assert sheet["language"] == "ar"

    # The trainer's desk.
    told = place.command("grade", "demo")
    assert "1 collected, 1 graded" in told
    assert "0 failed" in told
    again = place.command("grade", "demo")
    assert "1 as before" in again
    file = Path(place.command("certify", "demo").strip().splitlines()[-1])
    assert place.command("certify", "demo").strip().splitlines()[-1] == str(file)
    said = place.command("verify", str(file))
    assert NAME in said

    # One changed letter, and another installation's key: refused.
    stranger = place.env | {"NBPARCOURS_DATA": str(tmp_path / "stranger")}
    other = subprocess.run([COMMAND, "verify", str(file)], env=stranger, capture_output=True, text=True)
    assert other.returncode == 1
    assert NAME not in other.stdout

    # Back on the learner's home page: the result, in their language, without a key.
    show(page, place, "ar/00-accueil")
    expect(drawn(page, "home").locator(".nbp-outcome")).to_contain_text(f"{len(items)}/{len(items)}")

    # And the certificate with it, the same file to the byte.
    expect(drawn(page, "home").get_by_role("link", name=SAY["ar"]["test.certificate_save"])).to_be_visible()
    request = urllib.request.Request(f"{place.address}/nbparcours/test/final-test-demo/certificate")
    request.add_header("Authorization", f"token {TOKEN}")
    with urllib.request.urlopen(request) as sent:
        assert sent.read() == file.read_bytes()

    # Withdrawn, then forgotten: told to whoever checks the page that the learner kept.
    kept = shutil.copy(file, tmp_path / "kept.pdf")
    place.command("revoke", file.stem, "--reason", "an exercise")
    assert "a été retirée" in place.command("verify", str(kept), ends=1)
    place.command("erase", file.stem)
    assert not file.exists()

    assert foreign == []
    assert place.ask("api/kernels") == []
