UPDATE shard SET epoch = epoch + 1 WHERE id = ANY($1::smallint[]) RETURNING id, epoch;
