UPDATE office SET key_hash = $2, key_prefix = $3 WHERE area = $1 RETURNING area;
