"""Asking the network: nothing here is imported unless a run is told to be online."""
