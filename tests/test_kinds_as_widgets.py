"""Every kind as an ipywidget in a plain JupyterLab without our extension: by keyboard, and Python sees the answer."""

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from activity_helpers import example, names, sample
from learner_helpers import free_port
from looks import SCHEMES, faults
from nbparcours.course.text import LANGUAGES, Lang

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CONTROLS = ":is(button, input, select, textarea, summary, a[href]):not([hidden] *):not([hidden])"
SHOW = """import json, pathlib
from nbparcours.activity.widget import ActivityWidget
made = ActivityWidget(spec=json.loads(pathlib.Path('spec.json').read_text('utf-8')))
made.observe(lambda _: pathlib.Path('seen.json').write_text(json.dumps([made.state, made.score])), 'state')
made"""
EVERY = """from IPython.display import display
for spec in json.loads(pathlib.Path('every.json').read_text('utf-8')):
    display(ActivityWidget(spec=spec))"""


@dataclass
class Plain:
    """A JupyterLab as it comes, and the folder that it serves."""

    page: Page
    folder: Path


@pytest.fixture(scope="module")
def plain(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plain]:
    folder = tmp_path_factory.mktemp("plain")
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "execution_count": None, "outputs": [], "source": SHOW}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [cell]}
    (folder / "one.ipynb").write_text(json.dumps(book), "utf-8")
    (folder / "spec.json").write_text(json.dumps(sample("single", "fr")), "utf-8")
    config = folder / "config" / "labconfig"
    config.mkdir(parents=True)
    (config / "page_config.json").write_text('{"disabledExtensions": {"nbparcours": true}}', "utf-8")
    port, token = free_port(), secrets.token_hex(8)
    options = ["--no-browser", f"--port={port}", f"--IdentityProvider.token={token}", "--allow-root"]
    command = [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={folder}"]
    variables = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / "config"), "HOME": str(folder)}
    log = (folder / "log.txt").open("wb")
    process = subprocess.Popen(command, cwd=folder, env=variables, stdout=log, stderr=log)
    try:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        wait(f"http://127.0.0.1:{port}/api")
        page.goto(f"http://127.0.0.1:{port}/doc/tree/one.ipynb?token={token}")
        page.locator(".jp-CodeCell").wait_for()
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        yield Plain(page, folder)
        page.close()
    finally:
        process.terminate()
        process.wait(timeout=60)
        log.close()


def wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer")


def show(plain: Plain, name: str, lang: Lang) -> None:
    (plain.folder / "seen.json").unlink(missing_ok=True)
    (plain.folder / "spec.json").write_text(json.dumps(sample(name, lang)), "utf-8")
    plain.page.locator(".jp-CodeCell .cm-content").click()
    plain.page.keyboard.press("Control+Enter")
    plain.page.locator(f".nbp-{name}[lang={lang}] {CONTROLS}").first.wait_for()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_a_keyboard_is_enough_and_python_sees_the_answer(plain: Plain, name: str, lang: Lang) -> None:
    show(plain, name, lang)
    page, box = plain.page, plain.page.locator(f".nbp-{name}[lang={lang}]")
    consent = box.locator(".nbp-private input")
    if consent.count():
        consent.focus()
        page.keyboard.press("Tab")
    else:
        box.locator(CONTROLS).first.focus()
    example(name).by_keyboard(page, sample(name, lang))
    expect(page.locator(example(name).DONE).first).to_be_visible()
    assert page.locator(".jp-Cell").count() == 1
    found = Axe().run(page, context={"include": [[".nbp"]]})
    assert found.violations_count == 0, found.generate_report()
    expect(box.locator(".nbp-saved")).not_to_have_text("Enregistrement…")
    state, score = json.loads((plain.folder / "seen.json").read_text("utf-8"))
    assert state["attempts"] >= 1
    if not sample(name, lang)["private"]:
        assert score == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_look(plain: Plain, lang: Lang) -> None:
    page = plain.page
    (plain.folder / "every.json").write_text(json.dumps([sample(name, lang) for name in names()]), "utf-8")
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(SHOW.rsplit("\n", 1)[0] + "\n" + EVERY)
    page.keyboard.press("Control+Enter")
    for name in names():
        page.locator(f".nbp-{name}[lang={lang}] {CONTROLS}").first.wait_for()
    for scheme, options in SCHEMES.items():
        theme(page, "light" if scheme == "light" else "dark")
        page.emulate_media(**{"forced_colors": "none", **options})
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page, ".nbp") == []
    page.emulate_media(forced_colors="none", color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    theme(page, "light")


def theme(page: Page, name: str) -> None:
    """Change Lab's theme as its menu does: by the command palette, with keys."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Shift+C")
    page.keyboard.type(f"Use Theme: JupyterLab {name.title()}")
    page.keyboard.press("Enter")
    page.locator(f"body[data-jp-theme-light={'true' if name == 'light' else 'false'}]").wait_for(state="attached")
