SELECT count(*) FILTER (WHERE status = 'open') AS open,
       count(*) FILTER (WHERE created_at >= $2) AS new,
       count(*) FILTER (WHERE matches > 0) AS matched,
       coalesce(sum(matches), 0)::bigint AS matches,
       count(first_told_at) AS told,
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM first_told_at - created_at))
           FILTER (WHERE first_told_at >= created_at) AS first_match_s
FROM vacancy LEFT JOIN fate ON vacancy_id = vacancy.id
WHERE source = $1 AND status <> 'deleted' AND (status = 'open' OR changed_at >= $2);
