"""From the place as a source writes it to municipalities, coordinates and areas. Pure."""
