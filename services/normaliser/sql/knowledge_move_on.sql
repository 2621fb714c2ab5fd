-- Newer software brings newer everyday titles (and, where none was imported, a newer taxonomy): all is read again.
UPDATE knowledge_head
SET number = number + 1,
    since = number + 1,
    starter = $2,
    taxonomy = CASE WHEN taxonomy LIKE 'starter-%' THEN $1 ELSE taxonomy END
WHERE starter < $2;
