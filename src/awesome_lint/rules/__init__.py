"""The built-in rules, in one tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.rules import (
    bare_url,
    broken_table,
    column_outlier,
    conflicting_arxiv_id,
    cross_listed_entry,
    date_before_arxiv,
    duplicate_entry,
    empty_link,
    entry_off_template,
    final_newline,
    future_date,
    hidden_cell,
    insecure_link,
    invalid_arxiv_id,
    invalid_date,
    invisible_character,
    malformed_link,
    missing_anchor,
    missing_cell,
    missing_file,
    missing_link,
    mixed_date_form,
    noncanonical_arxiv_url,
    swallowed_punctuation,
    table_layout,
    text_joined_to_table,
    tracking_parameter,
    trailing_space,
    unbalanced_bracket,
    unused_suppression,
)

if TYPE_CHECKING:
    from awesome_lint.rule import Rule

RULES: tuple[Rule, ...] = (
    mixed_date_form.RULE,
    invalid_date.RULE,
    future_date.RULE,
    date_before_arxiv.RULE,
    invalid_arxiv_id.RULE,
    noncanonical_arxiv_url.RULE,
    conflicting_arxiv_id.RULE,
    duplicate_entry.RULE,
    cross_listed_entry.RULE,
    malformed_link.RULE,
    missing_anchor.RULE,
    missing_file.RULE,
    swallowed_punctuation.RULE,
    invisible_character.RULE,
    tracking_parameter.RULE,
    insecure_link.RULE,
    empty_link.RULE,
    bare_url.RULE,
    hidden_cell.RULE,
    missing_cell.RULE,
    broken_table.RULE,
    text_joined_to_table.RULE,
    column_outlier.RULE,
    entry_off_template.RULE,
    missing_link.RULE,
    unbalanced_bracket.RULE,
    table_layout.RULE,
    trailing_space.RULE,
    final_newline.RULE,
    unused_suppression.RULE,
)
