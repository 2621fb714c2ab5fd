-- Those whose title was answered about (numbers above $1, up to $2) after they were read.
SELECT entity.id, applied, submitted::text
FROM title_answer JOIN entity ON title_keys @> ARRAY[title_key] AND knowledge < number
WHERE number > $1 AND number <= $2 AND submitted IS NOT NULL
LIMIT $3
FOR UPDATE OF entity SKIP LOCKED;
