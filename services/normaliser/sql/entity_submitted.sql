-- All that can be read again, with its state.
SELECT submitted::text, state::text FROM entity WHERE submitted IS NOT NULL ORDER BY id;
