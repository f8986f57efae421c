"""Expressions that are compiled late: all are sound, and behave as if compiled at once."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import re
from typing import TYPE_CHECKING, Any

import pytest

import awesome_lint
from awesome_lint.regex import LazyPattern, regex

if TYPE_CHECKING:
    from collections.abc import Callable


def expressions() -> dict[str, LazyPattern]:
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(awesome_lint.__path__, "awesome_lint.")
        if not found.name.endswith(("__main__", "mdformat_plugin"))
    ]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, LazyPattern)
    }


def test_every_expression_of_the_package_compiles() -> None:
    found = expressions()
    assert len(found) > 200
    for name, expression in found.items():
        try:
            re.compile(expression.pattern, expression.flags)
        except re.error as error:
            pytest.fail(f"{name}: {error}")


def test_the_first_and_the_second_use_say_the_same_as_a_compiled_expression() -> None:
    late, compiled = regex("(a)B", re.IGNORECASE), re.compile("(a)B", re.IGNORECASE)
    for _ in range(2):
        assert late.findall("ab AB b") == compiled.findall("ab AB b")
        assert (found := late.search("xab")) is not None
        assert found.span(1) == (1, 2)
        assert late.sub("-", "abc") == "-c"
        assert (late.groups, late.pattern) == (compiled.groups, compiled.pattern)


def _sent(late: object) -> object:
    return pickle.loads(pickle.dumps(late))  # noqa: S301  (our own)


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, _sent])
def test_an_expression_can_be_copied_and_sent_elsewhere(copied: Callable[[object], Any], *, used: bool) -> None:
    late = regex("(a)B", re.IGNORECASE)
    if used:
        late.search("")
    assert copied(late).findall("ab") == ["a"]


def test_a_faulty_expression_is_told_with_its_first_use() -> None:
    faulty = regex("(")
    with pytest.raises(re.error):
        faulty.search("a")
