"""JupyterHub's configuration file: everything is set from `/etc/nbparcours/hub.toml`.

To change what that file does not offer, set it below the call, in a copy whose path you give to `jupyterhub --config`.
"""

from nbparcours.course.places import Places
from nbparcours.hub.config import configure
from nbparcours.hub.layout import Layout
from nbparcours.hub.settings import read

c = get_config()  # noqa: F821  (JupyterHub gives it)
places = Places()
layout = Layout.of(read(), places)
configure(c, layout, places)
