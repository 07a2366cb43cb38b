"""The learner's own server: progress, answers to the final test, and how it is started."""
