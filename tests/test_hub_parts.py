"""The parts of a class's server that need no hub to be tried."""

import json
import logging
import socket
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from nbparcours.course.places import Places
from nbparcours.hub import install, login, logs, metrics, roles, words
from nbparcours.hub.layout import Layout
from nbparcours.hub.names import DESK, is_name, name_of, unix_name
from nbparcours.hub.settings import Settings, SettingsError, read
from nbparcours.learner import counting

ROOT = Path(__file__).parents[1]
LAYOUT = Layout(Settings(), "traite-maroc")


@pytest.mark.parametrize("name", ["amina", "a1", "abdel-ali-2", "root", "x" * 24])
def test_a_name(name: str) -> None:
    assert is_name(name)
    assert unix_name("nbp-", name) == f"nbp-{name}"
    assert len(unix_name("nbp-", name)) <= 32


@pytest.mark.parametrize(
    "name", ["", "a", "Amina", "../x", "a b", "1a", "-a", "a-", "a" * 25, "a\n", "أمينة", "a.b", "a@b", "root:x", "%2e"]
)
def test_not_a_name(name: str) -> None:
    assert not is_name(name)
    with pytest.raises(ValueError, match="not a name"):
        unix_name("nbp-", name)
    assert is_name(name_of(name))


def test_what_other_services_call_people_never_meets() -> None:
    said = ["a.b", "a-b", "a_b", "A.B", "a.b@x.org", "أمينة", "12", "desk", "0" * 200, "a" * 200, "amina"]
    names = [name_of(identity) for identity in said]
    assert len(set(names)) == len(said)
    assert all(is_name(name) for name in names)
    assert name_of("amina") == "amina"
    assert name_of("desk") != DESK


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("listen = ", "cannot be read"),
        ("colour = 1", "colour: Extra inputs"),
        ('operators = ["Root"]', "operators.0"),
        ('login = "lti"', "needs a section [lti]"),
        ('tls_key = "/x"', "go together"),
        ('memory = "much"', "memory"),
    ],
)
def test_settings_say_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "hub.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said.replace("[", r"\[")):
        read(tmp_path / "hub.toml")
    with pytest.raises(SettingsError, match="is missing"):
        read(tmp_path / "none.toml")


def test_the_settings_that_are_shipped_are_sound() -> None:
    assert read(ROOT / "deploy" / "server" / "hub.toml") == Settings()


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "fr"),
        ("ar-MA,fr;q=0.8", "ar"),
        ("fr;q=0.3,ar;q=0.9", "ar"),
        ("en,de", "fr"),
        ("en,ar;q=0.1", "ar"),
        (";q=x", "fr"),
    ],
)
def test_the_browsers_language(header: str, lang: str) -> None:
    assert words.preferred(header) == lang


def test_every_sentence_stands_in_both_languages() -> None:
    french, arabic = words.words("fr"), words.words("ar")
    assert french.keys() == arabic.keys()
    assert all(french[key] != arabic[key] for key in french)


def test_every_sentence_is_used_and_every_used_one_is_there() -> None:
    import re

    texts = [path.read_text("utf-8") for path in (ROOT / "deploy/server/templates").glob("*.html")]
    used = {key for text in texts for key in re.findall(r"(?:\bt|speak\(static_url\))\.([a-z_0-9]+)", text)}
    known = words.words("fr").keys()
    assert used <= known
    by_code = {"wrong", "blocked", "awaits", "bad_name", "taken", "weak", "different", "too_many", "asked", "changed"}
    assert known - used - by_code - {"old_wrong", "e403", "e404", "e429", "e503"} == set()


def test_the_log_has_no_name_and_no_address() -> None:
    logs.hide("fatima-zahra")
    record = logging.LogRecord("JupyterHub", logging.INFO, "", 0, "%s", ("",), None)
    for line in (
        "200 GET /hub/api/users/fatima-zahra/activity (fatima-zahra@196.200.131.4) 12ms",
        "User logged in: fatima-zahra",
        "Adding user fatima-zahra to proxy /user/fatima-zahra/ => http://127.0.0.1:5000",
        "302 GET /hub/spawn/someone-new?next=%2Fuser%2Ffatima-zahra -> /x (@2001:db8:0:1::4) 1ms",
        "Setting new xsrf cookie for b'None:secret='",
    ):
        record.args = (line,)
        said = json.loads(logs.Formatter().format(record))["said"]
        for word in ("fatima-zahra", "196.200", "2001:db8", "someone-new", "secret"):
            assert word not in said, said
    assert "127.0.0.1:5000" in logs.mask("=> http://127.0.0.1:5000")


def test_a_trainer_may_not_do_what_an_operator_does() -> None:
    wanted = roles.roles(Settings(operators=("op",), trainers=("tr",)), monitored=True)
    scopes = {role["name"]: set(role["scopes"]) for role in wanted}
    assert not scopes["trainer"] & {"admin:users", "list:users", "delete:users", "tokens", "admin-ui"}
    assert not [
        scope
        for role in scopes.values()
        for scope in role
        if scope in ("admin:users", "admin:servers", "access:servers", "tokens")
    ]
    assert all(scope.endswith("!user") for scope in scopes["user"])


class Config(dict[str, Any]):
    """As much of traitlets' configuration as setting it needs."""

    def __getattr__(self, name: str) -> Any:
        return self.setdefault(name, SimpleNamespace())


def test_another_service_vouches_for_people() -> None:
    """The classes accept what we set; a log-in with real keys needs a platform."""
    lti = {
        "issuer": "https://m.example",
        "client_ids": ["x"],
        "authorize_url": "https://m.example/a",
        "keys_url": "https://m.example/k",
    }
    oauth = {"client_id": "x", "client_secret": "y"} | dict.fromkeys(
        ("authorize_url", "token_url", "userdata_url"), "https://m.example/o"
    )
    for kind, section in (("lti", lti), ("oauth", oauth)):
        c = Config()
        login.configure(c, Layout(Settings.model_validate({"login": kind, kind: section}), "x"))
        made = c["JupyterHub"].authenticator_class()
        assert is_name(made.normalize_username("Amina@Example.org"))
        assert made.allow_all is False or c["Authenticator"].allow_all


def test_figures_have_no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "count.sock"
    registry = CollectorRegistry()
    known = metrics.counters(registry)
    threading.Thread(target=metrics.listen, args=(path, known), daemon=True).start()
    while not path.exists() or path.stat().st_mode & 0o777 != 0o722:
        time.sleep(0.01)
    monkeypatch.setenv("NBPARCOURS_METRICS", str(path))
    for method, where, status in (
        ("PUT", "/x", 200),
        ("PUT", "/x", 507),
        ("POST", "/x/handin", 200),
        ("GET", "/x", 200),
    ):
        counting.count_request(method, where, status)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.sendto(b"nonsense", str(path))
        out.sendto(b"saved", str(path))
    for _ in range(200):
        if registry.get_sample_value("nbparcours_saved_total") == 2:
            break
        time.sleep(0.01)
    values = [registry.get_sample_value(f"nbparcours_{word}_total") for word in ("saved", "failed", "handed_in")]
    assert values == [2, 1, 1]
    monkeypatch.setenv("NBPARCOURS_METRICS", str(tmp_path / "nobody"))
    counting.count("saved")  # nobody listens: nothing happens


def test_the_queue_counts_who_waits(tmp_path: Path) -> None:
    layout = Layout(Settings.model_validate({"server": {"state": str(tmp_path)}}), "traite-maroc")
    inbound = tmp_path / "exchange" / "traite-maroc" / "inbound"
    for name in ("amina+t+1+x", "amina+t+2+x", "salma+t+1+x", "odd"):
        (inbound / name).mkdir(parents=True)
    (tmp_path / "grader" / "trainer" / "feedback" / "salma" / "t").mkdir(parents=True)
    (found,) = metrics.Queue(layout).collect()
    assert found.samples[0].value == 1


def test_a_release_is_pointed_at_in_one_step_and_old_ones_go(tmp_path: Path) -> None:
    system = install.System(base=tmp_path)
    for name in ("1", "2", "3", "4", "5"):
        (tmp_path / "releases" / name).mkdir(parents=True)
        install.point(system.current, tmp_path / "releases" / name)
    assert system.current.resolve().name == "5"
    list(install.forget_old(system))
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ["3", "4", "5"]


def test_settings_are_written_once(tmp_path: Path) -> None:
    system = install.System(etc=tmp_path / "etc")
    install.write_settings(system, ROOT)
    file, token = tmp_path / "etc" / "hub.toml", (tmp_path / "etc" / "proxy.env").read_text("ascii")
    assert read(file).proxy_started_apart
    file.write_text('public = "https://mine.example"\n', "utf-8")
    install.write_settings(system, ROOT)
    assert read(file).public == "https://mine.example"
    assert (tmp_path / "etc" / "proxy.env").read_text("ascii") == token
    assert file.stat().st_mode & 0o077 == 0


def test_places_of_the_desk() -> None:
    assert LAYOUT.desk(Path("/c")) == Places(home=Path("/c"), data=Path("/var/lib/nbparcours/grader"))
