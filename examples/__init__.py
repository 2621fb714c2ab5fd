"""Sample feeds, and the generator that makes them at any size."""
