SELECT vacancy_id, seeker_id, shard, seeker_area, number, told, score, digest FROM ledger WHERE shard = ANY($1::smallint[]);
