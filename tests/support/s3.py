"""A server of S3-compatible storage (moto's) that all tests of a run share."""

import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from minio import Minio
from minio.error import MinioException
from urllib3.exceptions import HTTPError

from tests.support.shared import free_port, shared

KEY, SECRET = "guanjia", "made-up/secret+key"
PATIENCE = 60.0


def start(home: Path) -> dict[str, Any]:
    """Start it; it ends with the run."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (home / "log").open("wb") as log:
        subprocess.Popen(command, cwd=home, stdout=log, stderr=log)
    return {"host": f"127.0.0.1:{port}"}


def new_bucket() -> str:
    """The address of an empty bucket."""
    host = shared("s3", start)["host"]
    client = Minio(host, access_key=KEY, secret_key=SECRET, secure=False, region="us-east-1")
    bucket = f"files-{uuid.uuid4().hex[:8]}"
    end = time.monotonic() + PATIENCE
    while True:
        try:
            client.make_bucket(bucket)
        except (MinioException, HTTPError, OSError):
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return f"s3+http://{KEY}:{SECRET.replace('/', '%2F')}@{host}/{bucket}/ours"
