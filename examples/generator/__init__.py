"""Feeds at any size, with the skew of real life; the same seed gives the same bytes."""

from examples.generator.feeds import write_feeds
from examples.generator.seekers import seeker_rows
from examples.generator.vacancies import Labelled, vacancy_rows

__all__ = ["Labelled", "seeker_rows", "vacancy_rows", "write_feeds"]
