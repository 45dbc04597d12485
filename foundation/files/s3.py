"""Files in S3-compatible storage (P09): Amazon's, MinIO, Ceph, Aliyun OSS and the like."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

from foundation.errors import StorageAway
from foundation.files.port import FileLost

SECONDS = 4.0
"""Patience with the storage: a call's caller waits for five."""


class S3Files:
    """The port on a bucket that is there already.

    An address is `s3+https://KEY:SECRET@host:port/bucket/prefix?region=name`; key and secret are
    written as in any URL (`/` as `%2F`).
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        bucket, _, prefix = parts.path.strip("/").partition("/")
        region = parse_qs(parts.query).get("region", ["us-east-1"])[0]
        if not (bucket and parts.hostname and parts.username and parts.password):
            raise ValueError("key, secret, host or bucket is missing")
        self.bucket, self.prefix = bucket, f"{prefix}/" if prefix else ""
        port = f":{parts.port}" if parts.port else ""
        self.client = Minio(
            f"{parts.hostname}{port}",
            access_key=unquote(parts.username),
            secret_key=unquote(parts.password),
            secure=parts.scheme == "s3+https",
            region=region,
            http_client=urllib3.PoolManager(
                timeout=SECONDS, maxsize=10, retries=urllib3.Retry(1, backoff_factor=0.1)
            ),
        )

    def put(self, key: str, content: bytes) -> None:
        """Send it; storage of this kind shows an object whole or not at all."""
        with translated():
            self.client.put_object(self.bucket, self.prefix + key, BytesIO(content), len(content))

    def get(self, key: str) -> bytes:
        """Its content; raise `FileLost`."""
        with translated():
            answer: Any = self.client.get_object(self.bucket, self.prefix + key)
            try:
                return bytes(answer.read())
            finally:
                answer.close()
                answer.release_conn()

    def delete(self, key: str) -> None:
        """Take it away."""
        with translated():
            self.client.remove_object(self.bucket, self.prefix + key)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the storage says into what the port says."""
    try:
        yield
    except S3Error as error:
        if error.code == "NoSuchKey":
            raise FileLost from error
        raise StorageAway from error
    except (MinioException, urllib3.exceptions.HTTPError) as error:
        raise StorageAway from error
