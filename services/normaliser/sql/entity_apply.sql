-- An event, or ($8) the held event read again. A state that says the same, but for the version of the taxonomy it was
-- read by, is no change: the held one stays, with its number. A row of before 0002 takes its event once more.
INSERT INTO entity AS held (id, applied, sequence, state, submitted, title_keys, review, knowledge)
SELECT id, applied, 1, state::jsonb, submitted::jsonb, ARRAY(SELECT jsonb_array_elements_text(title_keys::jsonb)),
       review::jsonb, $7
FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
    AS new (id, applied, state, submitted, title_keys, review)
ON CONFLICT (id) DO UPDATE
SET applied = excluded.applied,
    sequence = held.sequence + (held.state - 'taxonomy' IS DISTINCT FROM excluded.state - 'taxonomy')::int,
    state = CASE WHEN held.state - 'taxonomy' IS DISTINCT FROM excluded.state - 'taxonomy'
                 THEN excluded.state ELSE held.state END,
    submitted = CASE WHEN $8 THEN held.submitted ELSE excluded.submitted END,
    title_keys = excluded.title_keys,
    review = excluded.review,
    knowledge = excluded.knowledge
WHERE held.applied < excluded.applied
   OR ($8::boolean OR held.submitted IS NULL AND held.state IS NOT NULL) AND held.applied = excluded.applied
   OR $9::boolean
RETURNING new.id, new.sequence, old.sequence IS DISTINCT FROM new.sequence AS changed;
