"""Apache Kafka for one machine, from its published jars."""
