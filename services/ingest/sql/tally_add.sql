INSERT INTO tally AS held (source, day, kind, what, label, count)
SELECT $1, current_date, $2, what, label, count FROM unnest($3::text[], $4::text[], $5::bigint[]) AS new (what, label, count)
ORDER BY what, label
ON CONFLICT (source, day, kind, what, label) DO UPDATE SET count = held.count + excluded.count;
