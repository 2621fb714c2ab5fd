"""The notifier's own figures."""

from prometheus_client import Counter

NOTICES = Counter("kohtaanto_notices", "Notices opened, changed and withdrawn", ["change", "role"])
ANSWERS = Counter("kohtaanto_outcomes_given", "Outcomes that offices answered", ["outcome"])
