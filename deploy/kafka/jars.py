"""What Kafka runs from here: Java, and the jars that pom.xml names, fetched once by Maven."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LOG_TAIL = 2_000
OLDEST_JAVA = 17
NEEDS = (
    f"make test-kafka needs Java {OLDEST_JAVA} or newer and Maven on PATH, "
    "or a cluster named by KAFKA_BOOTSTRAP_SERVERS."
)


class KafkaUnavailable(RuntimeError):
    """Kafka cannot run here; the message is one sentence that says what is missing."""


def find_java() -> str:
    """The `java` on PATH, if it is new enough."""
    java = shutil.which("java")
    if java is None:
        raise KafkaUnavailable(NEEDS)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise KafkaUnavailable(NEEDS)
    return java


def kafka_jars() -> Path:
    """The directory of the jars; fetched once, and moved in whole, so that half a fetch is never used."""
    jars = ROOT / ".cache" / f"kafka-jars-{kafka_version()}"
    if jars.is_dir():
        return jars
    jars.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jars.parent) as scratch:
        fetched = Path(scratch) / "jars"
        _fetch(fetched)
        try:
            fetched.rename(jars)
        except OSError:  # another process was first: its jars are the same
            if not jars.is_dir():
                raise
    return jars


def _fetch(directory: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise KafkaUnavailable(NEEDS)
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={directory}"]
    done = subprocess.run(
        [maven, "-q", "-B", "-f", str(HERE / "pom.xml"), *goal], capture_output=True, text=True, check=False
    )
    if done.returncode or not any(directory.glob("kafka_*.jar")):
        raise KafkaUnavailable(f"Maven could not fetch Kafka's jars: {(done.stdout + done.stderr)[:LOG_TAIL]}")


def kafka_version() -> str:
    """The version that pom.xml names."""
    version = ElementTree.parse(HERE / "pom.xml").findtext(".//{*}kafka.version")  # noqa: S314 - our own file
    if version is None:
        raise KafkaUnavailable("deploy/kafka/pom.xml names no kafka.version.")
    return version
