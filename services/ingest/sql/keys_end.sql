-- The keys before this one go on for a while, so that the source can change over; an earlier end stays.
UPDATE api_key SET expires_at = least(expires_at, now() + $3) WHERE source = $1 AND hash <> $2;
