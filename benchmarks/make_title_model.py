"""`python -m benchmarks.make_title_model` trains the model of the starter taxonomy that ships with the software."""

from pathlib import Path

from services.normaliser.occupations import title_model
from services.normaliser.occupations.title_training import train
from shared.esco import starter_taxonomy

TO = Path(title_model.__file__).parent / "models" / "starter.model"


def main() -> None:
    """Train and write."""
    raw = train(starter_taxonomy(), print)
    TO.write_bytes(raw)
    print(f"{TO.relative_to(Path.cwd())}: {len(raw) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
