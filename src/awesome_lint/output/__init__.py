"""Reports as text and as JSON: pure functions from values to lines."""
