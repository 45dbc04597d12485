"""Calls and events between services, over RabbitMQ or inside one process."""
