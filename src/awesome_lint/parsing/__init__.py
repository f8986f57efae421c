"""Text to blocks and inlines with exact spans; ``markdown.parse`` is the way in."""
