"""The first accounts of a server, which nobody could accept: made on the machine itself, never over the network."""

import secrets

import bcrypt
from nativeauthenticator.orm import UserInfo
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from nbparcours.hub.layout import Layout


def give_password(layout: Layout, name: str) -> str:
    """Set a password that nobody chose, making the account when there is none, and return it."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    engine = create_engine(f"sqlite:///{layout.hub / 'jupyterhub.sqlite'}")
    UserInfo.__table__.create(engine, checkfirst=True)
    with Session(engine) as session:
        info = UserInfo.find(session, name)
        if info is None:
            info = UserInfo(username=name, password=b"")
            session.add(info)
        info.password = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
        info.is_authorized = True
        session.commit()
    engine.dispose()
    return password
