-- What there is of a title at all, waiting or not: the title as vacancies mostly write it, or as it was answered about.
SELECT (SELECT count(*) FROM vacancy WHERE title_keys @> ARRAY[$1] AND submitted IS NOT NULL) AS vacancies,
       (SELECT count(*) FROM seeker WHERE title_keys @> ARRAY[$1] AND submitted IS NOT NULL) AS seekers,
       (SELECT mode() WITHIN GROUP (ORDER BY submitted->>'title')
        FROM vacancy WHERE title_keys @> ARRAY[$1] AND submitted IS NOT NULL) AS title,
       (SELECT mode() WITHIN GROUP (ORDER BY submitted->>'language')
        FROM vacancy WHERE title_keys @> ARRAY[$1] AND submitted IS NOT NULL) AS language,
       (SELECT title FROM title_answer WHERE title_key = $1 ORDER BY id DESC LIMIT 1) AS answered;
