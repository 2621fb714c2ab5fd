"""What at least two services need: events, the spine, the taxonomy, the areas."""
