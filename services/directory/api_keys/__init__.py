"""API keys (接口密钥): by which others' programs call the API."""
