"""What holds for all tests, and fixtures of more than one module."""

from __future__ import annotations

import gc
import os

from action_jobs import job, python, quick_python, repository
from command import ENVIRONMENT
from hypothesis import settings

__all__ = ["job", "python", "quick_python", "repository"]

# No test is timed: a machine with much to do takes longer, and finds the same.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
settings.register_profile("thorough", settings.get_profile("untimed"), max_examples=3_000)


def pytest_xdist_auto_num_workers() -> int:
    """Have one worker more than there are cores: some tests wait for a server that is slow on purpose."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + 1


def pytest_configure() -> None:
    """Keep results out of the user's cache, before modules of tests look at the environment."""
    os.environ["AWESOME_LINT_CACHE_DIR"] = ENVIRONMENT["AWESOME_LINT_CACHE_DIR"]


def pytest_collection_finish() -> None:
    """Keep what is loaded by now out of all collections of garbage to come."""
    gc.collect()
    gc.freeze()
