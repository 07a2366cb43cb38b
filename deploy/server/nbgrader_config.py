"""The trainer's settings for the demonstration hub: there, every account runs as the same Unix user.

That is why the owner of a hand-in cannot be compared with the learner who claims it. Never use this file for a
real class, where each learner has a Unix user and the comparison is what keeps one from handing in as another.
"""

from nbparcours.grading.nbgrader_adapter.config import apply

c = get_config()  # noqa: F821  (nbgrader gives it)
apply(c)
c.CanonicalCollect.check_owner = False
