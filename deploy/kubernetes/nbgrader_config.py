"""The trainers' nbgrader settings on Kubernetes: one folder a learner in the exchange, the gradebook in PostgreSQL."""

import os

from nbparcours.grading.nbgrader_adapter.apart import apart
from nbparcours.grading.nbgrader_adapter.config import apply

c = get_config()  # noqa: F821  (nbgrader gives it)
apply(c)
apart(c)
c.CourseDirectory.db_url = os.environ["NBPARCOURS_GRADEBOOK"]  # the password comes in PGPASSWORD
