"""Ingest: the HTTP door. It keeps what sources push, numbers each state, and answers every row."""
