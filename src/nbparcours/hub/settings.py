"""What an administrator may choose, in one small file (`/etc/nbparcours/hub.toml`), checked as a whole."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AnyHttpUrl, Field, StringConstraints, ValidationError, model_validator

from nbparcours.course.text import Strict
from nbparcours.hub.names import PATTERN

DEFAULT = Path("/etc/nbparcours/hub.toml")
Name = Annotated[str, StringConstraints(pattern=rf"^{PATTERN}$")]
Prefix = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{0,6}-$")]
Size = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*[MG]$")]


class SettingsError(Exception):
    """The file cannot be used; the text says which line and why."""


class Oauth(Strict):
    """Logging in through an OpenID Connect provider, by its three addresses."""

    client_id: str
    client_secret: str
    authorize_url: AnyHttpUrl
    token_url: AnyHttpUrl
    userdata_url: AnyHttpUrl
    claim: str = "sub"
    domain: str = ""  # when given, only addresses that end in @domain come in


class Lti(Strict):
    """Logging in from a learning platform such as Moodle (LTI 1.3)."""

    issuer: str
    client_ids: list[str] = Field(min_length=1)
    authorize_url: AnyHttpUrl
    keys_url: AnyHttpUrl


class Server(Strict):
    """Where things lie on the machine; only tests and unusual machines change it."""

    state: Path = Path("/var/lib/nbparcours")
    logs: Path = Path("/var/log/nbparcours")
    prefix: Prefix = "nbp-"
    grader: str = "nbparcours-grader"
    python: str = ""  # the interpreter of the learners' servers; empty: this one
    metrics: Path = Path("/run/nbparcours/count.sock")


class Settings(Strict):
    """The whole file."""

    listen: str = "http://127.0.0.1:8000"
    public: str = ""
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    port: int = Field(default=8081, ge=1024, le=65000)  # the hub's; the two after it: proxy, metrics
    login: Literal["accounts", "oauth", "lti"] = "accounts"
    oauth: Oauth | None = None
    lti: Lti | None = None
    operators: tuple[Name, ...] = ()
    trainers: tuple[Name, ...] = ()
    sign_up: bool = True
    waiting_at_most: int = Field(default=300, ge=1)
    servers: Literal["auto", "systemd", "process", "demo"] = "auto"
    learners_at_once: int = Field(default=150, ge=1)
    idle_minutes: int = Field(default=60, ge=5)
    memory: Size = "512M"
    cpu: float = Field(default=1.0, gt=0)
    proxy_started_apart: bool = False
    server: Server = Server()

    @model_validator(mode="after")
    def _whole(self) -> "Settings":
        if self.login != "accounts" and not getattr(self, self.login):
            raise ValueError(f'login = "{self.login}" needs a section [{self.login}]')
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("tls_certificate and tls_key go together")
        return self

    @property
    def python(self) -> str:
        """The interpreter of the learners' servers."""
        return self.server.python


def path() -> Path:
    """Return where the settings are."""
    return Path(os.environ.get("NBPARCOURS_SETTINGS") or DEFAULT)


def read(file: Path | None = None) -> Settings:
    """Read the settings, or say in one sentence what is wrong with them."""
    file = file or path()
    try:
        return Settings.model_validate(tomllib.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        raise SettingsError(f"{file} is missing; `nbparcours server install` writes it") from None
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise SettingsError(f"{file}: {where}: {first['msg']}") from None
