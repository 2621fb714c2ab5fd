"""The review queue and the classifier over HTTP."""
