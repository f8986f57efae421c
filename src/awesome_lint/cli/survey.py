"""What the files of a run list, read before they are judged, for rules across files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from awesome_lint.cli.garbage import Garbage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from awesome_lint.across import Catalogue, Elsewhere, Listing
    from awesome_lint.cli.files import Target
    from awesome_lint.cli.job import Job


class Survey:
    """Finds what other files list. Files for which no rule across files runs are neither read nor compared."""

    def __init__(self, targets: Iterable[Target], opened: Callable[[Target], Job | None]) -> None:
        """Read *targets*, the files of the run in their order. *opened* opens one, or passes it over with None."""
        self._numbers: dict[str, int] = {}
        listings: list[Listing] = []
        garbage = Garbage()
        for target in targets:
            if found := _listing(target, opened):
                self._numbers[_key(target)] = len(listings)
                listings.append(found[0])
                garbage.left(found[1])
        self._catalogue = _catalogue(listings)

    def elsewhere(self, target: Target) -> Elsewhere | None:
        """Return what files other than *target* list, or None where there is nothing to compare with."""
        number = self._numbers.get(_key(target))
        return None if self._catalogue is None or number is None else self._catalogue.seen_from(number)


def _key(target: Target) -> str:
    return os.path.realpath(target.path) if target.path else ""


def _catalogue(listings: list[Listing]) -> Catalogue | None:
    from awesome_lint.across import Catalogue  # noqa: PLC0415  (few runs compare files)

    return Catalogue(listings) if len(listings) > 1 else None


def _listing(target: Target, opened: Callable[[Target], Job | None]) -> tuple[Listing, int] | None:
    """Return what a file lists, and how long it is; None where it cannot be read, which judging it will tell."""
    from awesome_lint import across, change  # noqa: PLC0415  (as above)
    from awesome_lint.reading import read  # noqa: PLC0415

    try:
        job = opened(target)
        if job is None:
            return None
        rules = [active.rule for active in job.active if active.rule.across]
        touched = None if job.lines is None else change.Touched(job.source, job.lines)
        return across.listing(read(job.source), rules, touched), len(job.source.text)
    except Exception:  # noqa: BLE001  (a fault of ours too is told where the file is judged)
        return None
