"""Whether two entries list one work."""

import time

from awesome_lint.reading import read
from awesome_lint.source import Source
from awesome_lint.works import Listed, work_of


def test_many_entries_behind_one_address_take_no_time_of_their_own() -> None:
    rows = "".join(f"- [Word{n} of{n} title{n} number{n} and{n}](https://a.example)\n" for n in [*range(4000), 3999])
    entries = read(Source(rows)).entries
    listed = Listed()
    start = time.process_time()
    found = [listed.add(work, entry) for entry in entries if (work := work_of(entry))]
    assert time.process_time() - start < 5  # every one with every other one took minutes
    assert [first is not None for first in found] == [False] * 4000 + [True]
    assert found[-1] is entries[-2]
