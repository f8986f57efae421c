"""What holds for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep results out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWESOME_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
