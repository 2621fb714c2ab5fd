"""How well and how fast titles are read: the part of `make bench-normaliser` that needs no server."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from benchmarks import melo
from benchmarks.peer_titles import PEERS, Scores
from benchmarks.titles import Labelled, imported, measure, read_titles, title_index
from services.normaliser.occupations.titles import TitleIndex
from shared.esco import LANGUAGES, Taxonomy, starter_taxonomy

Figures = dict[str, Any]
_err = Console(stderr=True)


def of_our_titles(esco: Taxonomy | None) -> tuple[Figures, Figures]:
    """Ours and the peers' figures on the measured titles: with the starter and, where it is there, an imported ESCO."""
    ours: Figures = {}
    peers: Figures = {}
    for name, taxonomy in (("own", starter_taxonomy()), ("own_imported", esco)):
        if taxonomy is None:
            continue
        _say(f"titles, {taxonomy.version}")
        index = title_index(taxonomy)
        ours[name] = {language: measure(index, read_titles(language)) for language in LANGUAGES}
        ours[name.replace("own", "fresh")] = {
            language: measure(index, read_titles(language, "fresh")) for language in LANGUAGES
        }
        peers[name] = {
            peer: {language: _peer(taxonomy, read_titles(language), scores) for language in LANGUAGES}
            for peer, scores in PEERS.items()
        }
    return ours, peers


def of_melo(directory: Path, esco: Taxonomy | None) -> tuple[Figures, Figures]:
    """Ours and the peers' figures on the MELO sets in a directory."""
    ours: Figures = {}
    peers: Figures = {peer: {} for peer in PEERS}
    for language in ("sv", "en"):
        found = melo.read_melo(directory, language)
        if found is None:
            _say(f"no melo-{language} in {directory}: not measured")
            continue
        _say(f"melo-{language}: {len(found.queries)} queries, {len(found.labels)} labels")
        index = title_index(melo.with_labels(esco or starter_taxonomy(), found))
        ours[f"melo_{language}"] = melo.figures(melo.our_scores(index, found), found)
        for peer, scores in PEERS.items():
            by_concept = melo.by_concept(scores(found.queries, found.labels), found)
            peers[peer][f"melo_{language}"] = melo.figures(by_concept, found)
    return ours, peers


def of_speed(esco_directory: Path | None) -> Figures:
    """Distinct and repeated titles a second on one core, seconds to start, megabytes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.normaliser_titles", str(esco_directory or "")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_one_core())
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def _measure_speed(esco_directory: str) -> Figures:
    taxonomy = imported([esco_directory])[0] if esco_directory else starter_taxonomy()
    title_index(taxonomy)  # trained, if it has to be, before the clock starts
    starter_taxonomy.cache_clear()
    started = time.perf_counter()
    index = title_index(taxonomy)
    index.classify("sairaanhoitaja", "fi")
    start = time.perf_counter() - started
    titles = [(f"{each.title} {number}", each.language) for number in range(4) for each in _all_titles()]
    for title, language in titles[:200]:
        index.classify(title, language)
    distinct, repeated = _rate(index, titles[200:]), _rate(index, titles[200:] * 5)
    return {
        "taxonomy": taxonomy.version,
        "distinct_per_s": round(distinct),
        "repeated_per_s": round(repeated),
        "start_s": round(start, 2),
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _rate(index: TitleIndex, titles: Sequence[tuple[str, str]]) -> float:
    started = time.perf_counter()
    for title, language in titles:
        index.classify(title, language)
    return len(titles) / (time.perf_counter() - started)


def _peer(
    taxonomy: Taxonomy,
    titles: Sequence[Labelled],
    scores: Callable[[Sequence[str], Sequence[str]], Scores],
) -> Figures:
    """What a peer makes of the same titles, with all that ours is told: labels and everyday titles of the language."""
    language = titles[0].language
    texts = [
        (text, occupation)
        for occupation in taxonomy.occupations
        for text in (
            occupation.labels.get(language, ""),
            *occupation.titles.get(language, ()),
            *occupation.alternatives.get(language, ()),
        )
        if text
    ]
    named = [each for each in titles if each.uris]
    best = scores([each.title for each in named], [text for text, _ in texts]).argmax(axis=1)
    found = [(texts[place][1], each) for place, each in zip(best, named, strict=True)]
    right = [occupation.uri in each.uris for occupation, each in found]
    group = [occupation.isco in each.groups for occupation, each in found]
    return {"occupation_a1": round(float(np.mean(right)), 4), "group_a1": round(float(np.mean(group)), 4)}


def _all_titles() -> list[Labelled]:
    return [each for language in LANGUAGES for each in read_titles(language)]


def _one_core() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _say(sentence: str) -> None:
    _err.print(sentence, highlight=False)


if __name__ == "__main__":
    print(json.dumps(_measure_speed(sys.argv[1])))
