"""The command line and the one-machine runner: the only place that knows all four services."""
