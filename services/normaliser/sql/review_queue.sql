-- Titles that wait for a person, commonest first: of vacancies, and of seekers where three or more share the title.
-- $1 language, $2 reason, $3 part of the title, $4 only this title, $5 titles whose answer no longer means anything,
-- $6 how many, $7 after how many. Each row also says how many titles and vacancies there are in all.
WITH waiting AS (
    SELECT id, true AS of_vacancy, key, title, reason, language, source, employer
    FROM vacancy, jsonb_to_recordset(review)
        AS each (key text, title text, reason text, language text, source text, employer text)
    WHERE review IS NOT NULL
    UNION ALL
    SELECT id, false, key, title, reason, NULL, NULL, NULL
    FROM seeker, jsonb_to_recordset(review) AS each (key text, title text, reason text)
    WHERE review IS NOT NULL
), spelt AS (
    SELECT key, title, count(DISTINCT id) AS seekers FROM waiting WHERE NOT of_vacancy GROUP BY key, title
), shared AS (
    -- A spelling that one seeker alone uses may say more than the occupation.
    SELECT DISTINCT ON (key) key, title FROM spelt WHERE seekers >= 3 ORDER BY key, seekers DESC, title
), grouped AS (
    SELECT key,
           count(DISTINCT id) FILTER (WHERE of_vacancy) AS vacancies,
           count(DISTINCT id) FILTER (WHERE NOT of_vacancy) AS seekers,
           mode() WITHIN GROUP (ORDER BY title) FILTER (WHERE of_vacancy) AS title,
           mode() WITHIN GROUP (ORDER BY language) AS language,
           array_agg(DISTINCT language) FILTER (WHERE language IS NOT NULL) AS languages,
           count(*) FILTER (WHERE reason = 'unknown') AS unknown,
           count(*) FILTER (WHERE reason = 'unsure') AS unsure,
           count(*) FILTER (WHERE reason = 'contested') AS contested,
           array_agg(DISTINCT source) FILTER (WHERE source IS NOT NULL) AS sources,
           count(DISTINCT employer) AS employers,
           bool_or(title ILIKE $3) FILTER (WHERE of_vacancy) AS named
    FROM waiting
    WHERE ($4::text IS NULL OR key = $4)
    GROUP BY key
)
SELECT key, coalesce(grouped.title, shared.title, key) AS title, vacancies, seekers, language,
       coalesce(languages, '{}') AS languages, unknown, unsure, contested, coalesce(sources, '{}') AS sources, employers,
       count(*) OVER () AS titles_in_all, sum(vacancies) OVER () AS vacancies_in_all
FROM grouped LEFT JOIN shared USING (key)
WHERE (vacancies > 0 OR seekers >= 3)
  AND ($1::text IS NULL OR $1 = ANY(languages))
  AND ($2::text IS NULL OR CASE $2 WHEN 'unknown' THEN unknown WHEN 'unsure' THEN unsure ELSE contested END > 0)
  AND ($3::text IS NULL OR named OR key ILIKE $3)
  AND (key = ANY($5::text[])
       OR NOT EXISTS (SELECT FROM title_answer WHERE title_key = key AND undone_at IS NULL))
ORDER BY vacancies + seekers DESC, key
LIMIT $6 OFFSET $7;
