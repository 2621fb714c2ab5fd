SELECT shard.id
FROM shard JOIN unnest($1::smallint[], $2::bigint[]) AS mine (id, epoch) USING (id)
WHERE shard.epoch = mine.epoch
ORDER BY shard.id
FOR SHARE OF shard;
