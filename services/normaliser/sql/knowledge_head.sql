SELECT number, taxonomy, since, starter FROM knowledge_head;
