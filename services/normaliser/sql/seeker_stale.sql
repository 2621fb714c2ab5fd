-- How many seekers wait to be read again: for the taxonomy ($1), or for answers above $2.
SELECT (SELECT count(*) FROM seeker WHERE submitted IS NOT NULL AND knowledge < $1)
     + (SELECT count(DISTINCT seeker.id)
        FROM title_answer JOIN seeker ON title_keys @> ARRAY[title_key] AND knowledge < number
        WHERE number > $2 AND submitted IS NOT NULL AND knowledge >= $1);
