"""Fixtures of more than one module."""

from action_jobs import job, python, repository

__all__ = ["job", "python", "repository"]
