import pytest

from awesome_lint import pages
from awesome_lint.rule import Rule
from awesome_lint.rules import RULES
from awesome_lint.testing import check_page


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_page(rule: Rule) -> None:
    check_page(pages.text_of(rule.name), rule)


def test_every_page_has_a_rule_and_the_reverse() -> None:
    assert pages.names() == sorted(rule.name for rule in RULES)
