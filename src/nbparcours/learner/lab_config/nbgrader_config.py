"""Where nbgrader finds the exchange and the learner's folder; the page names the course with each request."""

import os

from nbparcours.course.places import Places

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - given by traitlets
places = Places()
c.Exchange.root = str(places.exchange)
c.Exchange.cache = str(places.data / "submitted")
c.Exchange.assignment_dir = str(places.learner)
if learner := os.environ.get("JUPYTERHUB_USER"):
    c.CourseDirectory.student_id = learner  # nbgrader itself asks the hub only for a Unix user named jovyan
c.ExchangeFactory.submit = "nbparcours.learner.nbgrader_adapter.submit.PrivateSubmit"
