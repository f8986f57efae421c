"""Whether two entries list one work."""

from collections.abc import Callable

from effort import growth

from awesome_lint.reading import read
from awesome_lint.source import Source
from awesome_lint.works import Listed, work_of


def test_many_entries_behind_one_address_are_not_held_against_each_other() -> None:
    def prepared(count: int) -> Callable[[], object]:
        numbers = [*range(count), count - 1]
        rows = "".join(f"- [Word{n} of{n} title{n} number{n} and{n}](https://a.example)\n" for n in numbers)
        entries = read(Source(rows)).entries

        def add() -> None:
            listed = Listed()
            found = [listed.add(work, entry) for entry in entries if (work := work_of(entry))]
            assert [first is not None for first in found] == [False] * count + [True]
            assert found[-1] is entries[-2]

        return add

    assert growth(prepared, 100) < 2.5
