"""The occupation taxonomy: ESCO facts, and everyday titles, skills and licences of our own."""

from shared.esco.taxonomy import LANGUAGES, Labels, Occupation, Taxonomy, starter_taxonomy

__all__ = ["LANGUAGES", "Labels", "Occupation", "Taxonomy", "starter_taxonomy"]
