"""The way to storage that speaks S3. Keys come from where boto3 looks for them: the environment or this machine's profile."""

import http.client
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError, NoCredentialsError

from kammerton.deploy.transfer.storage import kept_headers
from kammerton.domain.diagnostic import M, Message, SetupError
from kammerton.domain.target import Target

_SECONDS, _TRIES, _AT_ONCE, _MOST_DELETIONS = 30, 5, 8, 1000
_PRESENT = ("PreconditionFailed", "ConditionalRequestConflict")
_MISSING = ("NoSuchKey", "404", "NotFound")
_REFUSED = ("AccessDenied", "403", "InvalidAccessKeyId", "SignatureDoesNotMatch", "Forbidden")


class StorageWay:
    """A ``kammerton.app.ports.Way`` to a bucket; an object appears when it is whole, as the service promises."""

    def __init__(self, target: Target, build: Path, moves: Mapping[str, str]) -> None:
        """Take the target, the folder of the site, and by path the complete addresses that empty objects lead on to."""
        self._target, self._build, self._moves = target, build, moves
        self._bucket, self._prefix = target.host, f"{target.folder}/" if target.folder else ""
        config = Config(
            connect_timeout=_SECONDS,
            read_timeout=_SECONDS,
            retries={"max_attempts": _TRIES, "mode": "standard"},
            max_pool_connections=_AT_ONCE * 2,
            request_checksum_calculation="when_required",  # services other than Amazon's do not all know the new check sums
            response_checksum_validation="when_required",
        )
        with self._telling():
            self._client: Any = boto3.client("s3", endpoint_url=target.server, region_name=target.region, config=config)

    def sizes(self, paths: Iterable[str]) -> Mapping[str, int]:
        """The sizes of those objects that are there."""
        wanted = set(paths)
        with self._telling():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
            found = ((entry["Key"].removeprefix(self._prefix), int(entry["Size"])) for page in pages for entry in page.get("Contents", ()))
            return {path: size for path, size in found if path in wanted}

    def read(self, name: str) -> bytes | None:
        """The record or the lock."""
        with self._telling():
            try:
                return bytes(self._client.get_object(Bucket=self._bucket, Key=self._prefix + name)["Body"].read())
            except ClientError as reason:
                if _code(reason) in _MISSING:
                    return None
                raise

    def write(self, name: str, content: bytes) -> None:
        """Write or replace the record or the lock."""
        with self._telling():
            self._client.put_object(Bucket=self._bucket, Key=self._prefix + name, Body=content, CacheControl="no-store")

    def claim(self, name: str, content: bytes) -> bool:
        """Write the lock where there is none; a service that cannot do it in one step is asked first."""
        with self._telling():
            try:
                self._client.put_object(Bucket=self._bucket, Key=self._prefix + name, Body=content, CacheControl="no-store", IfNoneMatch="*")
            except ClientError as reason:
                if _code(reason) in _PRESENT:
                    return False
                if _status(reason) != http.client.NOT_IMPLEMENTED:
                    raise
                if self.read(name) is not None:
                    return False
                self.write(name, content)
            return True

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        """Bring several files there at once."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            running = [pool.submit(self._put, path) for path in paths]
            try:
                for path, done in zip(paths, running, strict=True):
                    with self._telling():
                        done.result()
                    yield path
            finally:
                pool.shutdown(cancel_futures=True)

    def delete(self, paths: Sequence[str]) -> Iterator[str]:
        """Delete objects, a thousand at once of one stage after the other."""
        for start in range(0, len(paths), _MOST_DELETIONS):
            some = paths[start : start + _MOST_DELETIONS]
            with self._telling():
                keys = [{"Key": self._prefix + path} for path in some]
                answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})
            if answer.get("Errors"):
                raise SetupError(M("{host}: Die Datei {file} lässt sich nicht löschen.", host=self._bucket, file=answer["Errors"][0].get("Key", "?")))
            yield from some

    def finish(self) -> None:
        """Nothing: every object is visible by itself."""

    def _put(self, path: str) -> None:
        headers = kept_headers(path)
        kept = {"ContentType": headers["Content-Type"], "CacheControl": headers["Cache-Control"]}
        if path in self._moves:
            self._client.put_object(Bucket=self._bucket, Key=self._prefix + path, Body=b"", WebsiteRedirectLocation=self._moves[path], **kept)
        else:
            self._client.upload_file(str(self._build / path), self._bucket, self._prefix + path, ExtraArgs=kept)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, Boto3Error, ValueError, OSError) as reason:
            raise SetupError(M("{host}: {reason}", host=self._bucket, reason=_told(reason))) from None


def _code(reason: ClientError) -> str:
    return str(reason.response.get("Error", {}).get("Code", ""))


def _status(reason: ClientError) -> int:
    return int(reason.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _told(reason: Exception) -> Message:
    if isinstance(reason, NoCredentialsError):
        return M("Es fehlen die Zugangsschlüssel. Geben Sie sie in der Umgebung mit: AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY.")
    if isinstance(reason, EndpointConnectionError):
        return M("Diesen Server gibt es nicht, oder es besteht keine Verbindung zum Internet.")
    if isinstance(reason, ClientError) and _code(reason) in _REFUSED:
        return M("Der Zugang wurde abgelehnt. Stimmen die Schlüssel, und dürfen sie hier lesen, schreiben und löschen?")
    if isinstance(reason, ClientError) and _code(reason) == "NoSuchBucket":
        return M("Diesen Speicher gibt es nicht. Lassen Sie ihn anlegen, oder berichtigen Sie die Adresse in ZIELE.")
    return M("Der Speicherdienst meldet: {reason}.", reason=str(reason)[:300])
