"""The built-in rules, in one tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.rules import (
    badge_date_mismatch,
    conflicting_arxiv_id,
    cross_listed_entry,
    date_before_arxiv,
    duplicate_entry,
    duplicate_heading,
    empty_section,
    final_newline,
    future_date,
    hidden_cell,
    invalid_arxiv_id,
    invalid_date,
    invisible_character,
    malformed_link,
    missing_cell,
    mixed_date_form,
    noncanonical_arxiv_url,
    oversized_file,
    skipped_heading_level,
    stale_contents,
    table_layout,
    tracking_parameter,
    trailing_space,
    unsorted_entry,
    unused_suppression,
)

if TYPE_CHECKING:
    from awesome_lint.rule import Rule

RULES: tuple[Rule, ...] = (
    mixed_date_form.RULE,
    invalid_date.RULE,
    future_date.RULE,
    date_before_arxiv.RULE,
    badge_date_mismatch.RULE,
    unsorted_entry.RULE,
    invalid_arxiv_id.RULE,
    conflicting_arxiv_id.RULE,
    noncanonical_arxiv_url.RULE,
    duplicate_entry.RULE,
    cross_listed_entry.RULE,
    malformed_link.RULE,
    invisible_character.RULE,
    tracking_parameter.RULE,
    hidden_cell.RULE,
    missing_cell.RULE,
    oversized_file.RULE,
    stale_contents.RULE,
    skipped_heading_level.RULE,
    duplicate_heading.RULE,
    empty_section.RULE,
    table_layout.RULE,
    trailing_space.RULE,
    final_newline.RULE,
    unused_suppression.RULE,
)
