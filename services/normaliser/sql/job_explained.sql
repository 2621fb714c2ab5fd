-- Every pair that an advert of this vacancy's job makes, with others of the job or not, and who has set it apart.
WITH member AS (
    SELECT vacancy_id
    FROM likeness
    WHERE vacancy_id = $1 OR job_id = (SELECT job_id FROM likeness WHERE vacancy_id = $1)
)
SELECT a, b, score, because, by_whom
FROM same_job
LEFT JOIN (SELECT a, b, by_whom FROM apart_by_hand WHERE taken_back_at IS NULL) AS apart USING (a, b)
WHERE (a IN (SELECT * FROM member) OR b IN (SELECT * FROM member)) AND NOT gone
ORDER BY score DESC, a, b;
