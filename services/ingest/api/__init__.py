"""The door itself: HTTP routes over the store."""
