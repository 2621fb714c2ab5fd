SELECT id, shard, applied, state FROM seeker WHERE shard = ANY($1::smallint[]);
