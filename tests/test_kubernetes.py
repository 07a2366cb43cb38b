"""Kubernetes as far as it goes without a cluster.

Helm renders the chart with our values; the chart's own hub configuration runs under our JupyterHub; KubeSpawner says
which pods it would ask for; everything is held against the schemas of Kubernetes.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from traitlets.config import Config

import kubernetes_helpers as cluster
from kubernetes_helpers import DEPLOY, ROOT

COURSE = yaml.safe_load((ROOT / "modules" / "course.yml").read_text("utf-8"))["id"]


@pytest.fixture(scope="module")
def chart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cluster.unpack(tmp_path_factory.mktemp("chart"))


@pytest.fixture(scope="module")
def rendered(chart: Path) -> list[dict[str, Any]]:
    return cluster.render(chart, cluster.values("accounts"))


@pytest.fixture(scope="module")
def config(chart: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The hub's configuration, with the shared volume in a folder of the test."""
    volume = tmp_path_factory.mktemp("volume")
    for folder in ("homes", f"exchange/{COURSE}/inbound", f"exchange/{COURSE}/feedback"):
        (volume / folder).mkdir(parents=True)
    chosen = cluster.values("accounts")
    chosen["custom"]["nbparcours"]["server"] = {"state": str(volume)}
    chosen["custom"]["nbparcours"]["trainers"] = ["khadija"]
    return cluster.hub_config(tmp_path_factory.mktemp("hub"), cluster.render(chart, chosen))


@pytest.fixture(scope="module")
def pods(config: Config) -> dict[str, dict[str, Any]]:
    return {name: cluster.pod(config, name) for name in ("amina", "youssef", "desk")}


@pytest.mark.parametrize("way", cluster.WAYS)
def test_helm_renders_what_kubernetes_understands(chart: Path, way: str) -> None:
    for document in cluster.render(chart, cluster.values(way)):
        assert cluster.faults(document) == []


def test_values_that_the_chart_does_not_know_are_refused(chart: Path) -> None:
    chosen = cluster.values("accounts")
    chosen["hub"]["concurentSpawnLimit"] = 100
    with pytest.raises(Exception, match="concurentSpawnLimit"):
        cluster.render(chart, chosen)


def test_our_manifests_are_understood() -> None:
    for _, document in cluster.own():
        assert cluster.faults(document) == []
    wrong = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "x", "lables": {}}}
    assert len(cluster.faults(wrong)) == 1


def test_pods_are_understood(pods: dict[str, dict[str, Any]]) -> None:
    for made in pods.values():
        assert cluster.faults(made) == []


def _strings(found: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield from _strings(value, f"{path}.{name}")
    elif isinstance(found, list):
        for value in found:
            yield from _strings(value, path)
    elif isinstance(found, str):
        yield path, found


def test_no_secret_stands_in_a_file() -> None:
    given = [*(cluster.values(way) for way in cluster.WAYS), *(one for _, one in cluster.own())]
    secret = re.compile(r"(password|secret|token|cookie|key)$", re.IGNORECASE)
    allowed = re.compile(r"secretKeyRef|secretName|existingSecret|keys_url|matchExpressions\.key")
    found = [(path, text) for one in given for path, text in _strings(one) if secret.search(path)]
    assert [pair for pair in found if not allowed.search(pair[0])] == []
    assert not any(one["kind"] == "Secret" for _, one in cluster.own())


def test_one_image_and_the_proxy_of_the_one_server(rendered: list[dict[str, Any]], pods: dict[str, Any]) -> None:
    ours = {text for path, text in _strings([one for _, one in cluster.own()]) if path.endswith(".image")}
    ours |= {made["spec"]["containers"][0]["image"] for made in pods.values()}
    hub = next(one for one in rendered if (one["kind"], one["metadata"]["name"]) == ("Deployment", "hub"))
    ours |= {hub["spec"]["template"]["spec"]["containers"][0]["image"]}
    assert {image for image in ours if "nbparcours" in image} == {"registry.example.org/nbparcours:0.1.0"}
    assert not any(image.endswith(":latest") or ":" not in image for image in ours)
    package = json.loads((ROOT / "deploy" / "server" / "package.json").read_text("utf-8"))
    proxy = cluster.values("accounts")["proxy"]["chp"]["image"]["tag"]
    assert proxy == package["dependencies"]["configurable-http-proxy"]
    assert int(proxy.split(".")[0]) >= 5


def _mounts(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {mount.get("subPath", mount["name"]): mount for mount in made["spec"]["containers"][0]["volumeMounts"]}


def test_a_learners_server_has_nothing_of_another(pods: dict[str, dict[str, Any]]) -> None:
    amina, youssef = _mounts(pods["amina"]), _mounts(pods["youssef"])
    shared = {path for path in amina if path in youssef and "/" in path}
    assert shared == {f"exchange/{COURSE}/outbound"}
    assert amina[shared.pop()]["readOnly"]
    assert set(amina) - set(youssef) == {
        "homes/amina",
        f"exchange/{COURSE}/inbound/amina",
        f"exchange/{COURSE}/feedback/amina",
    }
    assert amina[f"exchange/{COURSE}/feedback/amina"]["readOnly"]
    assert all("secret" not in volume and "hostPath" not in volume for volume in pods["amina"]["spec"]["volumes"])
    assert not any("valueFrom" in one for one in pods["amina"]["spec"]["containers"][0]["env"])


def test_the_desk_has_gradebook_and_questions_and_no_learners_home(pods: dict[str, dict[str, Any]]) -> None:
    desk = _mounts(pods["desk"])
    assert set(desk) == {"scratch", "grader", "exchange", "bank"}
    env = {one["name"]: one for one in pods["desk"]["spec"]["containers"][0]["env"]}
    assert env["PGPASSWORD"]["valueFrom"]["secretKeyRef"]["key"] == "gradebook"
    assert "@nbparcours-postgres" in env["NBPARCOURS_GRADEBOOK"]["value"]
    assert pods["desk"]["metadata"]["labels"]["nbparcours.org/database"] == "true"


def test_every_pod_is_closed(pods: dict[str, dict[str, Any]], rendered: list[dict[str, Any]]) -> None:
    made = [*pods.values(), *cluster.pods([one for _, one in cluster.own()])]
    for one in made:
        spec = one["spec"]
        assert spec["automountServiceAccountToken"] is False
        for container in [*spec.get("initContainers", []), *spec["containers"]]:
            about = spec.get("securityContext", {}) | container["securityContext"]
            assert about["allowPrivilegeEscalation"] is False
            assert about["capabilities"]["drop"] == ["ALL"]
            assert about["seccompProfile"] == {"type": "RuntimeDefault"}
            assert container["name"] in ("prepare",) or about["runAsUser"] > 0
            assert container["name"] in ("prepare", "postgres") or about["readOnlyRootFilesystem"]
    hub = next(one for one in rendered if (one["kind"], one["metadata"]["name"]) == ("Deployment", "hub"))
    assert hub["spec"]["template"]["spec"]["containers"][0]["securityContext"]["runAsUser"] == 1000


def test_a_learners_server_cannot_call_the_network(rendered: list[dict[str, Any]], pods: dict[str, Any]) -> None:
    policies = [one["spec"] for one in rendered if one["kind"] == "NetworkPolicy"]
    policies += [one["spec"] for _, one in cluster.own() if one["kind"] == "NetworkPolicy"]
    calls = [policy for policy in policies if "Egress" in policy["policyTypes"] and _selects(policy, pods["amina"])]
    assert len(calls) == 1
    for rule in calls[0]["egress"]:
        assert rule.get("ports"), rule
        ports = {port["port"] for port in rule["ports"]}
        blocks = [peer for peer in rule.get("to", []) if "ipBlock" in peer]
        assert ports <= {53, 8000, 8080, 8081, 8443}, rule  # names, hub and proxy
        assert not blocks or ports == {53}, rule


def test_only_who_needs_the_database_reaches_it(rendered: list[dict[str, Any]], pods: dict[str, Any]) -> None:
    policies = {one["metadata"]["name"]: one["spec"] for _, one in cluster.own() if one["kind"] == "NetworkPolicy"}
    peers = [peer["podSelector"]["matchLabels"] for peer in policies["nbparcours-postgres"]["ingress"][0]["from"]]
    hub = next(one for one in rendered if (one["kind"], one["metadata"]["name"]) == ("Deployment", "hub"))

    def let_in(made: dict[str, Any]) -> bool:
        labels = made["metadata"].get("labels", {})
        return any(peer.items() <= labels.items() for peer in peers)

    assert let_in(hub["spec"]["template"])
    assert let_in(pods["desk"])
    assert not let_in(pods["amina"])
    jobs = {name for name, one in cluster.own() if one["kind"] in ("Job", "CronJob") and let_in(cluster.pods([one])[0])}
    assert jobs == {"40-grade.yaml", "50-backup.yaml", "restore.yaml"}


def _selects(policy: dict[str, Any], made: dict[str, Any]) -> bool:
    labels, selector = made["metadata"]["labels"], policy["podSelector"]
    keys = {one["key"] for one in selector.get("matchExpressions", [])}
    return selector.get("matchLabels", {}).items() <= labels.items() and keys <= labels.keys()


def test_roles_pages_and_log_are_those_of_the_one_server(config: Config) -> None:
    from nbparcours.hub.authenticator import CourseAuthenticator
    from nbparcours.hub.roles import LEARNER, TRAINER

    hub = config.JupyterHub
    roles = {role["name"]: role for role in hub.load_roles}
    assert roles["user"]["scopes"] == LEARNER
    assert roles["trainer"]["scopes"] == TRAINER
    assert roles["trainer"]["users"] == ["khadija"]
    assert "culler" not in roles
    assert roles["jupyterhub-idle-culler"]["services"] == ["jupyterhub-idle-culler"]
    assert hub.authenticator_class is CourseAuthenticator
    assert hub.admin_access is False
    assert Path(hub.template_paths[0], "approve.html").is_file()
    assert "speak" in hub.template_vars
    assert hub.tornado_settings["cookie_options"]["secure"] is True
    assert "frame-ancestors 'none'" in hub.tornado_settings["headers"]["Content-Security-Policy"]
    assert hub.logging_config["formatters"]["line"]["()"] == "nbparcours.hub.logs.Formatter"
    assert hub.db_url.startswith("postgresql+psycopg://hub@")
    assert "operateur" not in config.CourseAuthenticator.reserved
    assert not config.CourseAuthenticator.prefix


@pytest.mark.parametrize("way", ["oauth", "lti"])
def test_other_ways_to_log_in(chart: Path, tmp_path: Path, way: str) -> None:
    found = cluster.hub_config(tmp_path / "hub", cluster.render(chart, cluster.values(way)))
    made = found.JupyterHub.authenticator_class()
    assert made.normalize_username("Amina.B@example.org").startswith("amina-b-example")
    if way == "oauth":
        assert found.GenericOAuthenticator.client_secret == "from-the-secret"
    else:
        assert found.LTI13Authenticator.issuer == "https://moodle.example.org"


def test_a_wrong_setting_is_one_sentence(chart: Path, tmp_path: Path) -> None:
    chosen = cluster.values("accounts")
    chosen["custom"]["nbparcours"]["login"] = "carrier-pigeon"
    with pytest.raises(Exception, match=r"custom\.nbparcours: login: "):
        cluster.hub_config(tmp_path / "hub", cluster.render(chart, chosen))


def test_the_course_and_the_folders_agree() -> None:
    text = "".join(path.read_text("utf-8") for path in (DEPLOY / "values.yaml", DEPLOY / "prepare"))
    assert set(re.findall(r"exchange/([a-z-]+)/", text)) | set(re.findall(r"^course=(\S+)", text, re.M)) == {COURSE}


def test_the_recipe_is_sound() -> None:
    recipe = DEPLOY / "Containerfile"
    linter = shutil.which("hadolint", path=Path(sys.executable).parent)
    if linter:  # packaged for Linux on x86-64 alone
        subprocess.run([linter, "--ignore", "DL3008", str(recipe)], check=True)
    text = recipe.read_text("utf-8")
    stages = re.findall(r"^FROM \$\{BASE\}( AS \w+)?$", text, re.M)
    assert len(stages) == 2, "what builds must not be what runs"
    last = text.rpartition("FROM ")[2]
    assert re.search(r"^USER 1000:1000$", last, re.M)
    assert not re.search(r"^(ADD|ENV .*(KEY|TOKEN|PASSWORD))", text, re.M)
    assert f"python:{sys.version_info.major}.{sys.version_info.minor}." in text, "the tests ran another Python"
    assert "--require-hashes" in (DEPLOY / "install").read_text("utf-8")


def test_no_question_gets_into_a_layer() -> None:
    kept = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
    assert kept[1] == "*"
    assert "!assignments/final-test" in kept
    assert not any(line.startswith("!assignments/bank") or line == "!assignments" for line in kept)
    assert "bank" not in re.sub(r"^#.*$", "", (DEPLOY / "install").read_text("utf-8"), flags=re.M)


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: it gives folders to another user")
def test_files_come_back_whole_or_nothing_changes(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert _run(DEPLOY / "prepare", state).returncode == 0
    inbound = state / "exchange" / COURSE / "inbound"
    assert (inbound.stat().st_uid, inbound.stat().st_mode & 0o777) == (1000, 0o700)
    answer = state / "homes" / "amina" / "answers.json"
    answer.parent.mkdir()
    answer.write_text("{}")
    archive = state / "backups" / "night.tar.gz"
    for name in ("hub.dump", "gradebook.dump"):
        (state / "hub" / name).write_text("dump")
    assert _run("tar", "-czf", archive, "-C", state, "hub", "homes", "grader", "exchange").returncode == 0
    answer.write_text('{"later": 1}')
    (state / "backups" / "half.tar.gz").write_bytes(archive.read_bytes()[:200])
    assert _run(DEPLOY / "put-back", state, "half.tar.gz").returncode != 0
    assert answer.read_text() == '{"later": 1}'
    assert _run("tar", "-czf", state / "backups" / "thin.tar.gz", "-C", state, "homes").returncode == 0
    refused = _run(DEPLOY / "put-back", state, "thin.tar.gz")
    assert "nothing was changed" in refused.stderr
    assert answer.read_text() == '{"later": 1}'
    assert _run(DEPLOY / "put-back", state, "night.tar.gz").returncode == 0
    assert answer.read_text() == "{}"
    aside = next(state.glob("before-restore-*"))
    assert (aside / "homes" / "amina" / "answers.json").read_text() == '{"later": 1}'
