"""A small SFTP server with a password, as municipal web space has it: without OpenSSH's extensions, its users shut into one folder.

python -m tests.e2e.sftp_server FOLDER PORT KEYFILE USER PASSWORD
"""

import os
import socket
import sys
import threading
from pathlib import Path

import paramiko


class _Login(paramiko.ServerInterface):
    def __init__(self, user: str, password: str) -> None:
        self._account = user, password

    def check_auth_password(self, username: str, password: str) -> int:
        return paramiko.AUTH_SUCCESSFUL if (username, password) == self._account else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:  # noqa: ARG002 - paramiko's signature
        return "password"

    def check_channel_request(self, kind: str, chanid: int) -> int:  # noqa: ARG002
        return paramiko.OPEN_SUCCEEDED


class _File(paramiko.SFTPHandle):
    def stat(self) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))


class _Folder(paramiko.SFTPServerInterface):
    def __init__(self, server: paramiko.ServerInterface, root: Path) -> None:
        super().__init__(server)
        self._root = root

    def _at(self, path: str) -> Path:
        return self._root / self.canonicalize(path).lstrip("/")

    def list_folder(self, path: str) -> "list[paramiko.SFTPAttributes] | int":
        try:
            return [paramiko.SFTPAttributes.from_stat(entry.stat(), entry.name) for entry in os.scandir(self._at(path))]
        except OSError as reason:
            return paramiko.SFTPServer.convert_errno(reason.errno)

    def stat(self, path: str) -> "paramiko.SFTPAttributes | int":
        try:
            return paramiko.SFTPAttributes.from_stat(self._at(path).stat())
        except OSError as reason:
            return paramiko.SFTPServer.convert_errno(reason.errno)

    lstat = stat

    def open(self, path: str, flags: int, attr: paramiko.SFTPAttributes) -> "paramiko.SFTPHandle | int":  # noqa: ARG002
        try:
            number = os.open(self._at(path), flags, 0o666)
        except OSError as reason:
            return paramiko.SFTPServer.convert_errno(reason.errno)
        handle = _File(flags)
        handle.readfile = handle.writefile = os.fdopen(number, "rb" if flags & 3 == os.O_RDONLY else "r+b")
        return handle

    def remove(self, path: str) -> int:
        return self._do(lambda: self._at(path).unlink())

    def rename(self, oldpath: str, newpath: str) -> int:
        if self._at(newpath).exists():  # as version 3 of the protocol has it
            return paramiko.SFTP_FAILURE
        return self._do(lambda: self._at(oldpath).rename(self._at(newpath)))

    def mkdir(self, path: str, attr: paramiko.SFTPAttributes) -> int:  # noqa: ARG002
        return self._do(lambda: self._at(path).mkdir())

    def rmdir(self, path: str) -> int:
        return self._do(lambda: self._at(path).rmdir())

    @staticmethod
    def _do(what: "object") -> int:
        try:
            what()  # type: ignore[operator]
        except OSError as reason:
            return paramiko.SFTPServer.convert_errno(reason.errno)
        return paramiko.SFTP_OK


def _serve(connection: socket.socket, root: Path, key: paramiko.PKey, login: _Login) -> None:
    transport = paramiko.Transport(connection)
    transport.add_server_key(key)
    transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Folder, root)
    try:
        transport.start_server(server=login)
    except (paramiko.SSHException, EOFError):
        return
    transport.join()


def main(folder: str, port: str, key_file: str, user: str, password: str) -> None:
    """Serve for ever."""
    key = paramiko.Ed25519Key.from_private_key_file(key_file)
    with socket.create_server(("127.0.0.1", int(port))) as listening:
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_serve, args=(connection, Path(folder), key, _Login(user, password)), daemon=True).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
