"""One file for each `make bench-...`; the last line each prints is one JSON object."""
