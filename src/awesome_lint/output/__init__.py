"""Reports as text and as data: pure functions from values to lines or bytes."""
