-- All is read again.
UPDATE knowledge_head SET number = number + 1, since = number + 1 RETURNING number;
