"""Messaging over RabbitMQ: calls by nameko's protocol, events by quorum queues and confirms."""
