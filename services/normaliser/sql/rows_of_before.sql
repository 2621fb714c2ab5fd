-- What came in before that was kept: it can be read again once ingest has republished it.
SELECT (SELECT count(*) FROM vacancy WHERE submitted IS NULL AND state IS NOT NULL)
     + (SELECT count(*) FROM seeker WHERE submitted IS NULL AND state IS NOT NULL);
