-- The next number, for one change. Whoever takes it holds all others back until it commits: numbers are seen in order.
UPDATE knowledge_head SET number = number + 1 RETURNING number;
