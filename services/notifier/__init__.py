"""The notifier: tells each office what concerns its area, and takes its answers."""
