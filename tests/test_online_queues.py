"""When which host is asked: nothing lost, no host pressed, hosts in turn."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.online.queues import Pace, Queues

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def queues(
    worker: Callable[[tuple[str, int]], Awaitable[None]], pace: Callable[[str], Pace], workers: int = 8
) -> Queues[tuple[str, int]]:
    return Queues(worker, pace, workers)


@settings(max_examples=60, deadline=None)
@given(
    items=st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 3)), max_size=40),
    at_once=st.integers(1, 4),
    workers=st.integers(1, 6),
    again=st.sets(st.integers(0, 39)),
)
def test_each_item_is_worked_on_and_no_host_is_pressed(
    items: list[tuple[str, int]], at_once: int, workers: int, again: set[int]
) -> None:
    running: Counter[str] = Counter()
    done: Counter[int] = Counter()

    async def main() -> None:
        async def work(item: tuple[str, int]) -> None:
            host, number = item
            running[host] += 1
            assert running[host] <= at_once
            assert running.total() <= workers
            for _ in range(items[number][1]):
                await asyncio.sleep(0)
            running[host] -= 1
            done[number] += 1
            if number in again and done[number] == 1:
                found.put(host, item, 0.001 if number % 2 else 0.0)

        found = queues(work, lambda _: Pace(at_once), workers)
        for number, (host, _) in enumerate(items):
            found.put(host, (host, number))
        async with asyncio.timeout(20):
            await found.run()
        assert found.waiting() == {}

    asyncio.run(main())
    assert done == {number: 2 if number in again else 1 for number in range(len(items))}


def test_a_gap_is_kept_and_other_hosts_do_not_wait_for_it() -> None:
    began: dict[str, list[float]] = {"slow": [], "fast": []}

    async def main() -> float:
        async def work(item: tuple[str, int]) -> None:
            began[item[0]].append(loop.time())

        loop = asyncio.get_running_loop()
        found = queues(work, lambda host: Pace(4, 0.05 if host == "slow" else 0.0))
        start = loop.time()
        for number in range(4):
            found.put("slow", ("slow", number))
            found.put("fast", ("fast", number))
        await found.run()
        return start

    start = asyncio.run(main())
    steps = [later - earlier for earlier, later in zip(began["slow"], began["slow"][1:], strict=False)]
    assert all(step >= 0.049 for step in steps)
    assert max(began["fast"]) - start < 0.05


def test_hosts_are_asked_in_turn() -> None:
    order: list[str] = []

    async def main() -> None:
        async def work(item: tuple[str, int]) -> None:
            order.append(item[0])
            await asyncio.sleep(0)

        found = queues(work, lambda _: Pace(9), workers=1)
        for host in ("a", "b", "c"):
            for number in range(3):
                found.put(host, (host, number))
        await found.run()

    asyncio.run(main())
    assert order == list("abc" * 3)


def test_a_gate_keeps_a_host_closed_and_a_longer_one_stays() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        at: list[float] = []

        async def work(_: tuple[str, int]) -> None:
            at.append(loop.time())

        found = queues(work, lambda _: Pace(2))
        start = loop.time()
        assert found.close_gate("a", 0.1) == pytest.approx(0.1, abs=0.02)
        assert found.close_gate("a", 0.02) == 0
        found.put("a", ("a", 1))
        assert found.waiting() == {"a": 1}
        await found.run()
        assert at[0] - start >= 0.099

    asyncio.run(main())


def test_a_gate_that_is_closed_anew_while_a_host_waits() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        at: dict[str, float] = {}

        async def work(item: tuple[str, int]) -> None:
            at[item[0]] = loop.time()
            if item[0] == "b":
                found.close_gate("a", 0.15)

        found = queues(work, lambda _: Pace(2))
        start = loop.time()
        found.close_gate("a", 0.05)
        found.put("a", ("a", 1))
        found.put("b", ("b", 1), 0.02)
        await found.run()
        assert at["a"] - start >= 0.165

    asyncio.run(main())


def test_items_that_wait_for_their_time_count_as_waiting() -> None:
    async def main() -> None:
        async def work(_: tuple[str, int]) -> None:
            assert found.waiting() == {"a": 1}

        found = queues(work, lambda _: Pace(1))
        found.put("a", ("a", 1), 0.02)
        assert found.waiting() == {"a": 1}
        await found.run()
        assert found.waiting() == {}

    asyncio.run(main())


def test_a_slower_pace_holds_from_then_on() -> None:
    running = most = 0

    async def main() -> None:
        async def work(_: tuple[str, int]) -> None:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1

        found = queues(work, lambda _: Pace(8))
        found.slow_down("a", Pace(1))
        for number in range(10):
            found.put("a", ("a", number))
        await found.run()

    asyncio.run(main())
    assert most == 1


def test_what_a_worker_raises_ends_the_run() -> None:
    ended: list[int] = []

    async def main() -> None:
        async def work(item: tuple[str, int]) -> None:
            if item[1] == 3:
                message = "a fault of ours"
                raise LookupError(message)
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                ended.append(item[1])
                raise

        found = queues(work, lambda _: Pace(9))
        for number in range(20):
            found.put("a", ("a", number))
        with pytest.raises(LookupError, match="ours"):
            async with asyncio.timeout(5):
                await found.run()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())
    assert sorted(ended) == [0, 1, 2, 4, 5, 6, 7]


def test_a_cancelled_run_ends_its_workers() -> None:
    async def main() -> None:
        async def work(_: tuple[str, int]) -> None:
            await asyncio.sleep(30)

        found = queues(work, lambda _: Pace(9))
        for number in range(20):
            found.put("a", ("a", number))
        task = asyncio.ensure_future(found.run())
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())
    gc.collect()


def test_a_turn_waits_for_the_gate_and_takes_the_gap() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()

        async def work(_: tuple[str, int]) -> None:
            await found.turn("a")

        found = queues(work, lambda _: Pace(4, 0.03))
        start = loop.time()
        for number in range(2):
            found.put("a", ("a", number))
        await found.run()
        assert loop.time() - start >= 0.089

    asyncio.run(main())


def test_thousands_of_items_take_little_time() -> None:
    async def main() -> None:
        done = 0

        async def work(_: tuple[str, int]) -> None:
            nonlocal done
            done += 1

        found = queues(work, lambda _: Pace(6), workers=100)
        for number in range(20_000):
            host = f"h{number % 500}"
            found.put(host, (host, number))
        async with asyncio.timeout(10):
            await found.run()
        assert done == 20_000

    asyncio.run(main())
