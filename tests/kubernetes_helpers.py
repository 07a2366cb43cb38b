"""The chart as Helm renders it with our values, the hub configuration in it, and pods as KubeSpawner makes them."""

import asyncio
import base64
import json
import os
import re
import sys
import tarfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import helm_python
import kubernetes_validate
import yaml
from jsonschema import Draft202012Validator
from kubernetes_asyncio.client import ApiClient
from kubespawner import KubeSpawner
from traitlets.config import Config, PyFileConfigLoader

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy" / "kubernetes"
CHART = ROOT / "tests" / "kubernetes" / "jupyterhub-chart.tar.gz"
MANIFESTS = sorted([*DEPLOY.glob("manifests/*.yaml"), *DEPLOY.glob("optional/*.yaml")])
WAYS = {"accounts": [], "oauth": ["values-oauth.yaml"], "lti": ["values-lti.yaml"], "region": ["values-region.yaml"]}


def values(way: str) -> dict[str, Any]:
    """Return our values as Helm merges them, for one way of logging in, or a region."""
    merged: dict[str, Any] = {}
    for name in ("values.yaml", *WAYS[way]):
        merged = _merge(merged, yaml.safe_load((DEPLOY / name).read_text("utf-8")))
    return merged


def _merge(below: Any, above: Any) -> Any:
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return below | {name: _merge(below.get(name), value) for name, value in above.items()}


def unpack(folder: Path) -> Path:
    """Unpack the chart, with its schema in the form that its releases have."""
    with tarfile.open(CHART) as archive:
        archive.extractall(folder, filter="data")
    chart = folder / "jupyterhub"
    schema = yaml.safe_load((chart / "values.schema.yaml").read_text("utf-8"))
    (chart / "values.schema.json").write_text(json.dumps(schema), "utf-8")
    return chart


def render(chart: Path, chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the objects that `helm install` would send to a cluster; wrong values raise."""
    with helm_python.Chart.load(str(chart)) as loaded:
        loaded.validate_schema(chosen)
        made = loaded.render(chosen, name="nbparcours", namespace="nbparcours")
    texts = [text for name, text in sorted(made.items()) if name.endswith(".yaml")]
    return [document for text in texts for document in yaml.safe_load_all(text) if document]


@cache
def own() -> list[tuple[str, dict[str, Any]]]:
    """Return the objects of our own manifests, each with its file's name."""
    return [(path.name, one) for path in MANIFESTS for one in yaml.safe_load_all(path.read_text("utf-8")) if one]


@cache
def _definitions() -> dict[str, Any]:
    """Return the definitions of the newest Kubernetes known, closed: a name that it does not know is an error.

    The package's own `validate` reads 2 MB anew for each object.
    """
    schemas = Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema"
    folder = max(schemas.iterdir(), key=lambda path: [int(part) for part in re.findall(r"\d+", path.name)])
    found: dict[str, Any] = json.loads((folder / "_definitions.json").read_text("utf-8"))
    for one in found["$defs"].values():
        if "properties" in one:
            one.setdefault("additionalProperties", False)
    return found


def faults(document: dict[str, Any]) -> list[str]:
    """Return what Kubernetes would refuse in an object."""
    group, _, version = document["apiVersion"].rpartition("/")
    kind = {"group": group, "version": version, "kind": document["kind"]}
    found = _definitions()["$defs"]
    name = next(name for name, one in found.items() if kind in one.get("x-kubernetes-group-version-kind", ()))
    rule = {"$ref": f"#/$defs/{name}", "$defs": found}
    return [
        f"{document['kind']}: {error.json_path}: {error.message[:200]}"
        for error in Draft202012Validator(rule).iter_errors(document)
    ]


def pods(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return every pod template."""
    found = []
    for one in documents:
        spec = one.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "containers" in spec.get("template", {}).get("spec", {}):
            found.append(spec["template"])
    return found


def hub_config(folder: Path, documents: list[dict[str, Any]]) -> Config:
    """Run the chart's own `jupyterhub_config.py`, as its hub pod has it, under the JupyterHub of this project."""
    by_kind = {one["kind"]: one for one in documents if one["metadata"]["name"] == "hub" and "data" in one}
    data, secret = by_kind["ConfigMap"]["data"], by_kind["Secret"]["data"]
    mounted = "/usr/local/etc/jupyterhub"
    (folder / "secret").mkdir(parents=True)
    (folder / "config").mkdir()
    for name, text in data.items():
        where = folder if name.endswith(".py") else folder / "config"
        (where / name).write_text(text.replace(mounted, str(folder)), "utf-8")
    for name, text in secret.items():
        (folder / "secret" / name).write_bytes(base64.b64decode(text))
    (folder / "existing-secret").mkdir()
    (folder / "existing-secret" / "hub.db.password").write_text("kept-out-of-values")
    env = {"HUB_SERVICE_PORT": "8081", "PROXY_API_SERVICE_PORT": "8001", "POD_NAMESPACE": "nbparcours"}
    env |= {"NBPARCOURS_GRADEBOOK": "postgresql+psycopg://gradebook@nbparcours-postgres:5432/gradebook"}
    env |= {"NBPARCOURS_OAUTH_SECRET": "from-the-secret", "NBPARCOURS_FIRST_PASSWORD": "chosen-by-nobody"}
    sys.modules.pop("z2jh", None)  # it remembers the folder that it read
    with mock.patch.dict(os.environ, env), mock.patch("sys.path", sys.path[:]):
        return PyFileConfigLoader("jupyterhub_config.py", path=str(folder)).load_config()


def pod(config: Config, name: str) -> dict[str, Any]:
    """Return the pod that the hub would ask the cluster for, for the server of `name`."""
    return asyncio.run(_pod(config, name))


async def _pod(config: Config, name: str) -> dict[str, Any]:
    user = SimpleNamespace(name=name, escaped_name=name, id=7, url=f"/hub/user/{name}", groups=[])
    hub = SimpleNamespace(public_host="", base_url="/hub/", api_url="http://hub:8081/hub/api")
    gradebook = {"NBPARCOURS_GRADEBOOK": "postgresql+psycopg://gradebook@nbparcours-postgres:5432/gradebook"}
    with mock.patch("kubespawner.spawner.load_config"):  # there is no cluster to be found
        spawner = KubeSpawner(user=user, hub=hub, config=config, _mock=True)
    spawner.port = 8888
    with mock.patch.dict(os.environ, gradebook):
        spawner.pre_spawn_hook(spawner)
    with mock.patch.object(KubeSpawner, "get_env", lambda self: dict(self.environment)):  # the hub's own needs a user
        made = await spawner.get_pod_manifest()
    async with ApiClient() as client:
        found: dict[str, Any] = client.sanitize_for_serialization(made)
        return found
