"""What holds for all tests, and fixtures of more than one module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from action_jobs import job, python, repository
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["job", "python", "repository"]

# No test is timed: a machine with much to do takes longer, and finds the same.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep results out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWESOME_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
