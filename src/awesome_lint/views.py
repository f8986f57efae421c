"""What several rules look at: made when the first of them asks, and kept with the document."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_lint.document import Document

T = TypeVar("T")


def view(make: Callable[[Document], T]) -> Callable[[Document], T]:
    """Return *make* as a function that makes its value once for each document; none may change the value."""

    @wraps(make)
    def kept(document: Document) -> T:
        views = document.views
        if make not in views:
            views[make] = make(document)
        return cast("T", views[make])

    return kept
