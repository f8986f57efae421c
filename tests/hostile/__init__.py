"""A server that misbehaves as the web does, on real sockets of the loopback interface."""
