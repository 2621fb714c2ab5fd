"""The offices' inbox over HTTP."""
