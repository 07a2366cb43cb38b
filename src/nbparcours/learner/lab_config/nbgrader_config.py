"""Where nbgrader finds the exchange and the learner's folder; the page names the course with each request."""

from nbparcours.course.places import Places

c = get_config()  # noqa: F821 - given by traitlets
places = Places()
c.Exchange.root = str(places.exchange)
c.Exchange.cache = str(places.data / "submitted")
c.Exchange.assignment_dir = str(places.learner)
