SELECT reference_hash FROM erased WHERE source = $1 AND reference_hash = ANY($2::bytea[]);
