"""The page that verifies, in Debian's Chromium, beside the command: one judgment, whatever is held out."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from certificate_helpers import BOTH, DAY, NAMES, places, settings
from certificate_vectors import FILE
from nbparcours.certificate import Trust, issue, sentence, trusted, verify, withdrawn
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.keys import listed, read_public
from nbparcours.certificate.lifecycle import publish_list
from nbparcours.certificate.public import standalone
from nbparcours.certificate.scan import texts
from nbparcours.certificate.trust import list_file
from nbparcours.course.text import LANGUAGES
from screens_helpers import FLAGS

pytestmark = pytest.mark.browser
VECTORS = json.loads(FILE.read_text("utf-8"))
TODAY = date.fromisoformat(VECTORS["today"])
INVISIBLE = re.compile("[\u2066-\u2069]")
VERDICT = ".nbv-verdict"


@pytest.fixture(scope="module")
def trusts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Trust, Path]]:
    """What each set of vectors goes by: for the command, and as a page saved in one file."""
    folder, made = tmp_path_factory.mktemp("trusts"), {}
    for name, given in VECTORS["trusts"].items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps({"schema": 1, "keys": given["keys"]}), "utf-8")
        keys = read_public(path)
        page = folder / f"{name}.html"
        page.write_text(standalone(keys, "\n".join(given["lists"])), "utf-8")
        made[name] = (Trust(keys, [withdrawn.unseal(line, keys) for line in given["lists"]], TODAY), page)
    return made


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that is watched: it must ask nobody for anything."""
    with browser.new_context(viewport={"width": 900, "height": 900}, locale="fr-MA") as context:
        made = context.new_page()
        made.clock.set_fixed_time(f"{TODAY}T12:00:00")
        made.on("request", lambda request: asked.append(request.url))
        made.on("pageerror", lambda error: asked.append(str(error)))
        asked: list[str] = []
        yield made
        assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


def judged(page: Page, text: str) -> tuple[str, str]:
    """Paste a text; return the verdict's status and its sentences."""
    page.locator(f"{VERDICT}, .nbv-note").evaluate_all("nodes => nodes.forEach((node) => node.remove())")
    page.locator("#nbv-text").fill(text)
    page.locator("button[type=submit]").click()
    return shown(page)


def shown(page: Page) -> tuple[str, str]:
    box = page.locator(VERDICT)
    box.wait_for(timeout=60_000)
    return box.get_attribute("data-status") or "", " ".join(box.locator("p").all_text_contents())


def unmarked(text: str) -> str:
    return INVISIBLE.sub("", text)


def test_the_vectors_are_many_and_the_command_judges_them_as_they_say(trusts: dict[str, tuple[Trust, Path]]) -> None:
    assert len(VECTORS["cases"]) >= 40
    for case in VECTORS["cases"]:
        verdict = verify(case["text"], trusts[case["trust"]][0])
        said = (verdict.status, verdict.demo, verdict.erased)
        assert said == (case["status"], case.get("demo", False), case.get("erased", False)), case["name"]


@pytest.mark.parametrize("crypto", ["browser's own", "fallback"])
def test_the_page_judges_like_the_command(crypto: str, page: Page, trusts: dict[str, tuple[Trust, Path]]) -> None:
    for name, (trust, file) in trusts.items():
        page.goto(file.as_uri())
        if crypto == "fallback":
            page.evaluate("() => { crypto.subtle.importKey = () => Promise.reject(new Error('no such algorithm')) }")
        for lang in LANGUAGES if crypto != "fallback" else LANGUAGES[:1]:
            if lang == "ar":
                page.locator(".nbv-turn").click()
            for case in (case for case in VECTORS["cases"] if case["trust"] == name):
                verdict = verify(case["text"], trust)
                assert judged(page, case["text"]) == (
                    verdict.status,
                    judged_words(verdict, lang),
                ), (case["name"], lang)


def judged_words(verdict: Any, lang: Any) -> str:
    return sentence(verdict, lang)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Trust, Path, Path]:
    """A certificate issued today by a demonstration key, the trust that goes with it, and the saved page."""
    house = places(tmp_path_factory.mktemp("held"))
    pdf = issue(house, settings(), "s1", "fatima", BOTH, on=DAY).path
    publish_list(house, demo_key(house))
    trust = trusted(house)
    saved = pdf.with_name("verifier.html")
    saved.write_text(standalone(tuple(trust.keys), list_file(house).read_text("utf-8")), "utf-8")
    return Trust(trust.keys, trust.lists, TODAY), pdf, saved


def files(pdf: Path, folder: Path) -> dict[str, Path]:
    """What people hold in their hands: the PDF, scans of it, screenshots, a photograph with two codes, rubbish."""
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-singlefile", "-png", pdf, folder / "page"], check=True)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "-singlefile", "-png", pdf, folder / "fine"], check=True)
    page, fine = Image.open(folder / "page.png"), Image.open(folder / "fine.png")
    scan = page.rotate(2.5, Image.Resampling.BICUBIC, expand=True, fillcolor=255).point(lambda g: 40 + g * 180 // 255)
    scan.save(folder / "scan.jpg", quality=70)
    scan.convert("RGB").save(folder / "scan.pdf", resolution=150)
    page.rotate(183, expand=True, fillcolor=255).save(folder / "upside-down.webp")
    corner = corner_of(fine)
    corner.resize((300, 300), Image.Resampling.LANCZOS).save(folder / "shot.png")
    Image.new("L", (300, 300), 255).save(folder / "blank.png")
    (folder / "code.txt").write_text(texts(pdf)[0] + "\n", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "head.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "binary.bin").write_bytes(bytes(range(256)))
    names = "scan.jpg scan.pdf upside-down.webp shot.png blank.png code.txt empty.txt cut.png head.pdf binary.bin"
    return {"page.pdf": pdf} | {name: folder / name for name in names.split()}


def corner_of(image: Image.Image) -> Image.Image:
    import zxingcpp

    at = zxingcpp.read_barcodes(image)[0].position
    return image.crop((at.top_left.x - 40, at.top_left.y - 40, at.bottom_right.x + 40, at.bottom_right.y + 40))


def test_pdfs_scans_and_pictures_are_judged_alike(page: Page, held: tuple[Trust, Path, Path], tmp_path: Path) -> None:
    trust, pdf, saved = held
    page.goto(saved.as_uri())
    for name, path in files(pdf, tmp_path).items():
        verdict = verify(path, trust)
        assert verdict.status == ("valid" if name[0] in "psu" or name == "code.txt" else "unreadable"), name
        page.locator(f"{VERDICT}, .nbv-note").evaluate_all("nodes => nodes.forEach((node) => node.remove())")
        page.locator("input[type=file]").first.set_input_files(path)
        assert shown(page) == (verdict.status, judged_words(verdict, "fr")), name
    for name in ("scan.jpg", "shot.png"):
        read = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / name], capture_output=True, text=True)
        assert read.stdout.strip() == texts(pdf)[0], name


def test_two_codes_on_one_picture_have_no_verdict(page: Page, held: tuple[Trust, Path, Path], tmp_path: Path) -> None:
    trust, pdf, saved = held
    other = issue(places(tmp_path), settings(), "s1", "aicha", NAMES[0], on=DAY).path
    both = Image.new("L", (1600, 800), 255)
    for at, path in enumerate((pdf, other)):
        subprocess.run(["pdftoppm", "-r", "200", "-gray", "-singlefile", "-png", path, tmp_path / f"{at}"], check=True)
        both.paste(corner_of(Image.open(tmp_path / f"{at}.png")).resize((700, 700)), (40 + 780 * at, 40))
    both.save(tmp_path / "both.png")
    assert verify(tmp_path / "both.png", trust).status == "unreadable"
    page.goto(saved.as_uri())
    page.locator("input[type=file]").first.set_input_files(tmp_path / "both.png")
    assert shown(page)[0] == "unreadable"


def test_an_address_carries_the_text_behind_its_sign(page: Page, held: tuple[Trust, Path, Path]) -> None:
    _, pdf, saved = held
    page.goto("about:blank")
    page.goto(f"{saved.as_uri()}#{texts(pdf)[0]}")
    assert shown(page)[0] == "valid"
    assert (page.locator(".nbv-name").text_content() or "").split() == BOTH.split()
    assert "Spécimen" in page.locator(f"{VERDICT} h2").inner_text()


def test_the_camera_reads_and_goes_off(browser: Browser, held: tuple[Trust, Path, Path], tmp_path: Path) -> None:
    _, pdf, saved = held
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "-singlefile", "-png", pdf, tmp_path / "page"], check=True)
    frame = Image.new("L", (1280, 720), 200)
    frame.paste(corner_of(Image.open(tmp_path / "page.png")).resize((600, 600)), (340, 60))
    film = io.BytesIO(b"")
    film.write(b"YUV4MPEG2 W1280 H720 F10:1 Ip A1:1 C420jpeg\n")
    for _ in range(5):
        film.write(b"FRAME\n" + frame.tobytes() + bytes([128]) * (1280 * 720 // 2))
    (tmp_path / "film.y4m").write_bytes(film.getvalue())
    fake = [f"--use-file-for-fake-video-capture={tmp_path / 'film.y4m'}"]
    fake += ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    chromium = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, *fake])
    try:
        page = chromium.new_page()
        page.goto(saved.as_uri())
        page.locator(".nbv-ways button").first.click()
        assert shown(page)[0] in ("valid", "list too old")
        expect(page.locator(".nbv-camera")).to_be_hidden()
    finally:
        chromium.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_for_everyone(lang: str, scheme: Any, browser: Browser, held: tuple[Trust, Path, Path]) -> None:
    _, pdf, saved = held
    with browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{saved.as_uri()}#{texts(pdf)[0]}")
        if lang == "ar":
            page.locator(".nbv-turn").click()
        page.locator(VERDICT).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert (page.locator("html").get_attribute("lang"), page.locator(".nbv").get_attribute("dir")) == (
            lang,
            {"fr": "ltr", "ar": "rtl"}[lang],
        )
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response
        assert [fault["id"] for fault in found["violations"]] == []
        small = "nodes => nodes.filter((node) => node.getBoundingClientRect().height < 43.9).length"
        assert page.locator(".nbv-button:visible").evaluate_all(small) == 0


def test_a_newer_list_and_keys_can_be_opened(
    page: Page, held: tuple[Trust, Path, Path], trusts: dict[str, tuple[Trust, Path]], tmp_path: Path
) -> None:
    trust, pdf, _ = held
    empty = trusts["nobody"][1]
    page.goto(empty.as_uri())
    assert judged(page, texts(pdf)[0])[0] == "unknown issuer"
    (tmp_path / "keys.json").write_text(json.dumps(listed(trust.keys)), "utf-8")
    house = pdf.parents[1]
    opener = page.locator(".nbv-known input[type=file]")
    opener.set_input_files(tmp_path / "keys.json")
    expect(page.locator(".nbv-known li")).to_have_count(1)
    assert judged(page, texts(pdf)[0])[0] == "list too old"
    page.locator(".nbv-known input[type=file]").set_input_files(house / "withdrawn.txt")
    expect(page.locator(".nbv-warning")).to_have_count(0)
    assert judged(page, texts(pdf)[0])[0] == "valid"


def test_the_command_itself_says_the_same(held: tuple[Trust, Path, Path]) -> None:
    _, pdf, _ = held
    house = pdf.parents[1]
    words = [Path(sys.executable).with_name("nbparcours"), "verify", pdf, "--keys", house / "public-keys.json"]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert BOTH in unmarked(done.stdout)


def test_both_scripts_stay_light() -> None:
    import gzip

    static = Path(__file__).parents[1] / "src" / "nbparcours" / "certificate" / "static"
    before_use = sum(len(gzip.compress((static / name).read_bytes(), 6)) for name in ("verify.js", "verify.css"))
    assert before_use < 25_000
    assert before_use + len(gzip.compress((static / "decode.js").read_bytes(), 6)) < 60_000
