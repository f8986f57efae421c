"""What holds for all tests, and fixtures of more than one module."""

from __future__ import annotations

from action_jobs import job, python, repository
from hypothesis import settings

__all__ = ["job", "python", "repository"]


# No test is timed: a machine with much to do takes longer, and finds the same.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
