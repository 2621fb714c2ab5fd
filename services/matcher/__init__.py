"""The matcher: finds who fits what, tells each match once, and withdraws what no longer holds."""
