"""Headings to sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from awesome_lint.document import Section
from awesome_lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_lint.document import Heading


def sections_of(headings: Sequence[Heading], length: int) -> tuple[Section, ...]:
    """Return one section for each heading, after one for what stands above the first."""
    first = headings[0].span.start if headings else length
    sections = [Section(Span(0, first), 0, ())]
    ends, waiting = [length] * len(headings), list[int]()
    above: list[tuple[int, str]] = []
    paths = []
    for index, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].level >= heading.level:
            ends[waiting.pop()] = heading.span.start
        waiting.append(index)
        while above and above[-1][0] >= heading.level:
            above.pop()
        above.append((heading.level, " ".join(heading.content.text.split())))
        paths.append(tuple(title for _, title in above))
    for heading, end, path in zip(headings, ends, paths, strict=True):
        sections.append(Section(Span(heading.span.start, end), heading.level, path, heading))
    return tuple(sections)


class SectionFinder:
    """Finds the innermost section at an offset."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sections
        self.starts = [section.span.start for section in sections]
        self.parents: list[int] = []
        for index, section in enumerate(sections):
            parent = index - 1
            while parent > 0 and sections[parent].level >= section.level:
                parent = self.parents[parent]
            self.parents.append(max(parent, 0))

    def at(self, offset: int) -> Section:
        """Return the section whose heading is the last one at or before *offset*."""
        return self.sections[max(bisect_right(self.starts, offset) - 1, 0)]

    def around(self, heading: int) -> Section:
        """Return the section that the heading at offset *heading* stands in."""
        return self.sections[self.parents[bisect_left(self.starts, heading, 1)]]
