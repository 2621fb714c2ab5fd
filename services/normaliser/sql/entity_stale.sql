-- How many wait to be read again: for the taxonomy ($1), or for answers above $2.
SELECT (SELECT count(*) FROM entity WHERE submitted IS NOT NULL AND knowledge < $1)
     + (SELECT count(DISTINCT entity.id)
        FROM title_answer JOIN entity ON title_keys @> ARRAY[title_key] AND knowledge < number
        WHERE number > $2 AND submitted IS NOT NULL AND knowledge >= $1);
