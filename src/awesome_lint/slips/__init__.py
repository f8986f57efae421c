"""Addresses and links as they are written, and what slips in them."""
