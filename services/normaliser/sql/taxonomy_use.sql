INSERT INTO knowledge_head AS head (number, taxonomy, since, starter)
VALUES (1, $1, 1, $2)
ON CONFLICT (only_one) DO UPDATE
SET number = head.number + 1,
    since = head.number + 1,
    taxonomy = excluded.taxonomy,
    -- All is read again: by the newest everyday titles, so that these need not ask for it once more.
    starter = greatest(head.starter, excluded.starter)
RETURNING number;
