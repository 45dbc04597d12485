"""Platform import (平台导入, C05): each message becomes one case."""
