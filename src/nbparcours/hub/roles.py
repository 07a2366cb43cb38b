"""Who may do what on the hub: the smallest rights that each job needs."""

from typing import Any

from nbparcours.hub.names import DESK
from nbparcours.hub.pages import APPROVE
from nbparcours.hub.settings import Settings

#: A learner: their own server, and nothing of the hub's API beyond their own line. No tokens.
LEARNER = ["read:users!user", "users:activity!user", "servers!user", "access:servers!user"]
#: The desk is a server of its own account, which trainers start, enter and stop.
TRAINER = [APPROVE, f"servers!user={DESK}", f"access:servers!user={DESK}"]
#: An operator sees that servers run and may stop or remove them; never enters one.
OPERATOR = [
    APPROVE,
    *("admin-ui", "list:users", "read:users", "read:servers", "read:hub", "read:metrics"),
    *("delete:servers", "delete:users"),
]
CULLER = ["list:users", "read:users:activity", "read:servers", "delete:servers"]


def roles(settings: Settings, monitored: bool) -> list[dict[str, Any]]:
    """Return them in JupyterHub's form."""
    monitor = {"name": "monitor", "description": "Reads figures", "scopes": ["read:metrics"], "services": ["monitor"]}
    return [
        *([monitor] if monitored else []),
        {"name": "user", "description": "A learner", "scopes": LEARNER},
        {
            "name": "trainer",
            "description": "Accepts people, corrects",
            "scopes": TRAINER,
            "users": list(settings.trainers),
        },
        {"name": "desk", "description": "The trainers' common server", "scopes": LEARNER, "users": [DESK]},
        {"name": "operator", "description": "Keeps it running", "scopes": OPERATOR, "users": list(settings.operators)},
        {"name": "culler", "description": "Closes servers that nobody uses", "scopes": CULLER, "services": ["culler"]},
    ]


CUSTOM = {APPROVE: {"description": "Accept and refuse demands for an account"}}
