SELECT kind, what, label, sum(count)::bigint AS count
FROM tally
WHERE source = $1 AND day >= $2
GROUP BY kind, what, label
ORDER BY kind, what, label;
