"""The learner's side of nbgrader, through its configuration points only."""
