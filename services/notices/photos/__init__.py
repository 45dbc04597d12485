"""Photos (张贴照片) of notices hanging in the buildings."""
