"""What holds for all tests."""

from hypothesis import settings

# No test is timed: a machine with much to do takes longer, and finds the same.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
