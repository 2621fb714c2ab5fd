-- Every seeker that can be read again, with the state it has.
SELECT submitted::text, state::text FROM seeker WHERE submitted IS NOT NULL ORDER BY id;
