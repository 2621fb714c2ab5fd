SELECT taxonomy FROM knowledge_head;
