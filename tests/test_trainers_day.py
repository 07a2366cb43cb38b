"""A trainer's day with real programs: release, hand-ins, dashboard, formgrader, a wrong key, the report, feedback.

One test, because it is one story. What a trainer clicks is clicked in Chromium, in JupyterLab and in formgrader.
"""

import io
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
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

import grading_helpers as small
from nbparcours.course.load import Course, load
from nbparcours.course.places import Places
from nbparcours.grading.nbgrader_adapter import results
from nbparcours.grading.report import embedded

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog"),
]
COMMAND = Path(sys.executable).with_name("nbparcours")
TOKEN = "trainer"
LOCAL = re.compile(r"(http|ws)://127\.0\.0\.1|data:|blob:")
#: A learner's open answer, with what must be shown and never interpreted.
ANSWER = "Première mesure : écouter. <img src=x onerror=\"document.title='pwned'\"> $x^2$ **gras**\n\nPuis orienter."
#: Screenshots for the trainer's guide go here when it is named.
PICTURES = os.environ.get("NBPARCOURS_PICTURES")


@dataclass
class Desk:
    """The installation, and the running server of its trainer."""

    places: Places
    env: dict[str, str]
    address: str

    def command(self, *words: str) -> str:
        done = subprocess.run([COMMAND, *words], env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def desk(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The real course with a bank of its own, a trainer's folder, and the trainer's server."""
    folder = tmp_path_factory.mktemp("day")
    home = folder / "home"
    home.mkdir()
    for name in ("modules", "grading"):
        (home / name).symlink_to(course.places.home / name)
    shutil.copytree(course.places.home / "assignments", home / "assignments")
    places = Places(home=home, data=folder / "data")
    places.trainer.mkdir(parents=True)
    config = (home / "grading" / "nbgrader_config.py").read_text("utf-8") + small.ONE_USER
    (places.trainer / "nbgrader_config.py").write_text(config, "utf-8")
    env = os.environ | {"NBPARCOURS_HOME": str(home), "NBPARCOURS_DATA": str(places.data), "JUPYTER_TOKEN": TOKEN}
    port = 10_000 + os.getpid() % 900
    with (folder / "server.log").open("w") as log:
        words = [COMMAND, "dashboard", "--no-browser", "--port", str(port)]
        server = subprocess.Popen(words, env=env, stdout=log, stderr=log)
    try:
        _until_it_answers(f"http://127.0.0.1:{port}/api/status?token={TOKEN}", server, folder / "server.log")
        yield Desk(places, env, f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(30)


def _until_it_answers(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            urllib.request.urlopen(address)
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(log.read_text("utf-8"))


def _picture(seen: Page | Locator, name: str) -> None:
    """Keep what the guide shows, in few colours: it is read on telephones."""
    if PICTURES:
        from PIL import Image

        shot = Image.open(io.BytesIO(seen.screenshot())).convert("RGB").quantize(48, dither=Image.Dither.NONE)
        shot.save(Path(PICTURES) / f"{name}.png", optimize=True)


def _formgrader(page: Page, answer: Locator) -> None:
    """Picture the marking of an answer; the guide shows one that a reader would expect."""
    if PICTURES:
        answer.evaluate("node => node.textContent = 'Proposer un lieu calme, dire les limites, puis écouter.'")
        page.set_viewport_size({"width": 1000, "height": 760})
        _picture(page, "formgrader")


def _all_right(course: Course, session: str, name: str) -> dict[str, Any]:
    return {item: small.right(course, item) for item in small.drawn(course, session, name).values()}


def _wrong_key(bank: Path, name: str) -> None:
    """Make another option of a single choice the right one, as an author would in the bank."""
    for path in bank.glob("*.yml"):
        items = yaml.safe_load(path.read_text("utf-8"))
        for item in items:
            if item["id"] == name:
                options = item["options"]
                right = next(place for place, option in enumerate(options) if option.get("correct"))
                options[right]["correct"], options[right - 1]["correct"] = False, True
                path.write_text(yaml.safe_dump(items, allow_unicode=True), "utf-8")
                return
    pytest.fail(name)


def test_a_trainers_day(desk: Desk, browser: Browser) -> None:
    places, course = desk.places, load(desk.places)

    # Morning: two sessions are opened, the test and a case study.
    desk.command("release", "rabat", "--closes", "2099-12-31")
    desk.command("release", "rabat", "--case-study")
    assert desk.command("extra-time", "rabat", "chadia", "30").startswith("30-")

    # Three learners hand in the test, one of them in Arabic; one hands in the case study.
    for name, lang in (("amina", "ar"), ("brahim", "fr"), ("chadia", "fr")):
        values = _all_right(course, "rabat", name) if name != "chadia" else {}
        small.Learner(places, course, name, "rabat").hand_in(values, lang, name=f"Nom de {name}")
    case = small.Learner(places, course, "amina", "rabat", "case-study")
    case.fetch()
    case.write(small.answers("rabat", {"cas-1": ANSWER}) | {"assignment": case.assignment})
    case.submit()

    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(40_000)
    # formgrader's own pages name a foreign script; our server forbids the browser to fetch it
    foreign: dict[str, str | None] = {}
    context.on("request", lambda r: foreign.update({} if LOCAL.match(r.url) else {r.url: None}))
    context.on("requestfailed", lambda r: foreign.update({r.url: r.failure} if r.url in foreign else {}))

    # The dashboard: one click runs it, one click collects, grades and returns.
    page.goto(f"{desk.address}/lab/tree/dashboard.ipynb?token={TOKEN}")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.locator("[data-command='notebook:restart-run-all'], jp-button[title*='run all']").first.click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    dashboard = page.locator(".nbp-desk").first
    dashboard.locator("select").first.select_option("rabat")
    dashboard.get_by_role("button", name="Ramasser et corriger").click()
    expect(dashboard.get_by_role("status")).to_contain_text("3 corrigées, 0 inchangées, 0 refusées, 0 en échec")
    dashboard.get_by_role("tab", name="À accompagner").click()
    expect(dashboard.get_by_role("row", name=re.compile("chadia"))).to_be_visible()
    _picture(dashboard, "suivi-fr")
    dashboard.get_by_role("tab", name="À savoir").click()
    expect(dashboard.get_by_role("row", name=re.compile("amina Étude de cas"))).to_be_visible()
    dashboard.get_by_role("tab", name="Étude de cas").click()
    expect(dashboard.get_by_role("row", name="amina à noter 0 / 10 à noter")).to_be_visible()
    _picture(dashboard, "cas-fr")

    # The case study waits for a person; its answer is shown in formgrader, and not interpreted.
    told = desk.command("grade", "rabat")
    assert "waiting: 1 for a mark by hand" in told
    assert "to know: amina: the receipt is not that of these answers" in told
    assert results(places, "rabat", "case-study") == []
    desk_tab = context.new_page()
    desk_tab.goto(f"{desk.address}/formgrader/gradebook/case-study-rabat/test")
    desk_tab.get_by_role("link", name=re.compile("Submission #1")).click()
    answer = desk_tab.get_by_text("Première mesure : écouter.")
    expect(answer).to_contain_text("onerror")
    expect(answer).to_contain_text("$x^2$ **gras**")
    assert desk_tab.title() != "pwned"
    for words in ("Les limites dites avant le récit", "السلامة أولا"):  # the criteria stand beside the answer
        expect(desk_tab.get_by_text(words)).to_be_visible()
    desk_tab.wait_for_load_state("networkidle")
    score = desk_tab.locator("input.score")
    waiting = score.first
    with desk_tab.expect_response(lambda r: "/api/grade/" in r.url and r.request.method == "PUT"):
        waiting.fill("4")
        waiting.press("Tab")
    _formgrader(desk_tab, answer)
    desk_tab.close()
    told = desk.command("grade", "rabat")
    assert "waiting" not in told
    (marked,) = results(places, "rabat", "case-study")
    assert (marked.learner, marked.points, marked.out_of) == ("amina", 4, 20)

    # A wrong key is corrected in the bank; the trainer sees who is concerned, then decides.
    drawn = small.drawn(course, "rabat", "amina")
    item = next(name for name in drawn.values() if course.bank[name].kind == "single")
    _wrong_key(places.home / "assignments" / "bank", item)
    dashboard.get_by_role("tab", name="Corriger une clé").click()
    dashboard.get_by_role("button", name="Voir ce qui changerait").click()
    before_after = f"{len(drawn)} ✓{len(drawn) - 1} ✓"
    expect(dashboard.get_by_role("row", name=re.compile("amina"))).to_contain_text(before_after)
    dashboard.get_by_role("button", name="Appliquer et rendre les résultats").click()
    expect(dashboard.get_by_role("status")).to_contain_text("Fait.")
    expect(dashboard.get_by_role("row", name=re.compile(item)).last).to_be_visible()
    _picture(dashboard, "cle-fr")

    assert "nothing to change" in desk.command("regrade", "rabat", "--yes")
    assert json.loads(desk.command("grade", "rabat", "--json"))["unchanged"] == 3

    # The whole desk in Arabic; the report is written and read.
    dashboard.get_by_role("radio", name="العربية").or_(dashboard.get_by_role("button", name="العربية")).first.click()
    dashboard.locator("select").first.select_option("rabat")
    for tab, name, row in (("من يحتاج إلى مواكبة", "suivi-ar", "chadia"), ("تصحيح مفتاح جواب", "cle-ar", item)):
        dashboard.get_by_role("tab", name=tab).click()
        expect(dashboard.get_by_role("row", name=re.compile(row)).last).to_be_visible()
        _picture(dashboard, name)
    dashboard.get_by_role("tab", name="دراسة الحالة").click()
    expect(dashboard.get_by_role("row", name="amina 4 / 10 0 / 10 4 / 20")).to_be_visible()
    _picture(dashboard, "cas-ar")
    dashboard.get_by_role("tab", name="الشهادات").click()  # the three did no activity
    expect(dashboard.get_by_role("row", name=re.compile("brahim الأنشطة المطلوبة المنجزة: 0"))).to_be_visible()
    _picture(dashboard, "attestations-ar")
    dashboard.get_by_role("tab", name="التصدير").click()
    dashboard.get_by_role("button", name="كتابة الحصيلة والجداول").click()
    expect(dashboard.get_by_text("session.xlsx")).to_be_visible()
    report = browser.new_page()
    report.goto((places.trainer / "reports" / "rabat" / "report.html").as_uri())
    expect(report.locator("section[lang=ar] h1")).to_contain_text("rabat")
    report.close()

    # Back with the learner: her own result, in Arabic, corrected, without a key.
    amina = small.Learner(places, course, "amina", "rabat")
    (newest,) = amina.fetch_feedback()
    assert (embedded(newest) or {})["points"] == len(drawn) - 1
    read = browser.new_page()
    read.goto(newest.as_uri())
    expect(read.locator("html")).to_have_attribute("lang", "ar")
    expect(read.get_by_role("heading", level=1)).to_contain_text("نتيجتكم")
    read.close()
    assert set(foreign.values()) <= {"csp"}
    context.close()
