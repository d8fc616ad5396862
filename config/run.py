"""The commands of the Makefile: whatever needs a database gets one, for as long as it needs it.

Usage: python -m config.run serve | dev | health | manage COMMAND [ARGUMENT ...] | backup [FILE] | restore FILE

This process stays small, since it lives as long as the server does: Django is set up only in its children.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.console import Problem, complain, say, step
from config.embedded import InUse, Postgres, end_with_parent, running

BASE = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(BASE / "manage.py")]
READY_SECONDS = 60
STOP_SECONDS = 15
PORT_SECONDS = 2
HANDOVER_SECONDS = 15  # until another command that starts or stops the database must be done
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)  # which name no file


class Stop(BaseException):
    """SIGTERM, SIGHUP or Ctrl-C: everything is to end in good order."""


def main(argv: list[str]) -> int:
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, _stop)
    try:
        return _dispatch(*argv)
    except (Problem, ImproperlyConfigured) as problem:
        return complain(problem)
    except OSError as error:
        if not error.filename and error.errno not in DISK_FULL:
            raise
        return complain(Problem(f"{error.filename or env.home(BASE)} cannot be used: {error.strerror}."))
    except Stop:
        return 0


def _stop(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # impatience must not break the stop
    raise Stop


def _dispatch(command: str = "", *arguments: str) -> int:
    if command == "dev":
        os.environ["ASCENT_DEBUG"] = "1"
    from config import settings  # refuses a wrong environment before anything is started

    match command:
        case "serve":
            return serve(settings.WORKERS, settings.THREADS)
        case "dev":
            host, port = _address()
            _check_port(host, port)
            return with_database([*MANAGE, "runserver", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"])
        case "health":
            return 0 if _answers(*_address()) else 1
        case "manage":
            return with_database([*MANAGE, *arguments])
        case "backup" | "restore":
            from config import backup

            with database():
                return getattr(backup, command)(*arguments)
    raise Problem(f"There is no command {command!r}.")


def _address() -> tuple[str, int]:
    return env.text("HOST", "127.0.0.1"), env.number("PORT", 8000, 1, 65535)


@contextmanager
def database(alone: bool = False) -> Iterator[Postgres | None]:
    """The server of DATABASE_URL, the embedded one that runs already, or one started for this command.

    Yields the server only in the last case, the one in which it ends with us. `alone` refuses the second one.
    """
    if env.text("DATABASE_URL"):
        yield None
        return
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]  # they speak of other servers
    folder = env.home(BASE) / "postgres"
    deadline = time.monotonic() + HANDOVER_SECONDS
    while True:
        found = running(folder)
        if found and not alone:
            os.environ["ASCENT_SOCKET"] = str(found)
            yield None
            return
        server = Postgres(folder)
        try:
            server.start()
            break
        except InUse:
            if found or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    try:
        os.environ["ASCENT_SOCKET"] = str(server.socket)
        yield server
    finally:
        server.stop()


def with_database(command: list[str]) -> int:
    """Runs a command that wants a database with tables in it."""
    with database() as server:
        if server or env.text("DATABASE_URL"):  # else the running Ascent has seen to it
            _prepare()
        return _attend(command)


def _prepare() -> None:
    code = _attend([*MANAGE, "prepare"])
    if code > 128:
        raise Problem(f"Preparing the database was ended by signal {code - 128}; nothing was started.")
    if code:
        sys.exit(code)  # it has said why


def _attend(command: list[str]) -> int:
    """Runs a command in the foreground: Ctrl-C is the command's own affair, SIGTERM is passed on to it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    child = subprocess.Popen(command, preexec_fn=lambda: end_with_parent(signal.SIGTERM))
    try:
        code = child.wait()
    finally:
        _end(child)
        if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
            signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


def _check_port(host: str, port: int) -> None:
    """A server that was killed a moment ago may need another one to let go of the port."""
    deadline = time.monotonic() + PORT_SECONDS
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        while True:
            try:
                return trial.bind((host, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                    time.sleep(0.1)
                    continue
                hint = "HOST" if error.errno in (None, errno.EADDRNOTAVAIL, socket.EAI_NONAME) else "PORT"
                what = f"Port {port} on {host} cannot be used: {error.strerror}."
                raise Problem(f"{what} Set {hint} to another one.") from None


def serve(workers: int, threads: int) -> int:
    host, port = _address()
    _check_port(host, port)
    with database(alone=True) as server:
        _prepare()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
        command += ["--host", host, "--port", str(port), "--workers", str(workers), "--no-ws", "--log-level", "warning"]
        command += ["--blocking-threads", str(threads), "--respawn-failed-workers"]
        # Its own process group: Ctrl-C reaches us alone, and we end it before the database.
        web = subprocess.Popen(command, process_group=0, preexec_fn=lambda: end_with_parent(signal.SIGTERM))
        try:
            with step("Starting the web server"):
                _wait_for(web, host, port)
            say(f"\nAscent is ready: {env.origin(port)}")
            say("To become administrator: make admin (in another terminal). Ctrl-C stops it.")
            while web.poll() is None and (server is None or server.process.poll() is None):
                time.sleep(0.2)
            what = "web server" if web.poll() is not None else "database"
            raise Problem(f"The {what} has ended by itself; start again with make run.")
        except Stop:
            say("\nStopping ...")
            return 0
        finally:
            _end(web)
            with suppress(ProcessLookupError):  # workers whose parent was killed go on serving
                os.killpg(web.pid, signal.SIGKILL)


def _wait_for(web: subprocess.Popen[bytes], host: str, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(host, port):
        if web.poll() is not None:
            raise Problem("The web server did not start; its last lines are above.")
        if time.monotonic() > deadline:
            raise Problem(f"The web server did not answer within {READY_SECONDS} s.")
        time.sleep(0.05)


def _answers(host: str, port: int) -> bool:
    """Whether our server says of itself that it is well. Asked at its door, by the name it has outside."""
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    public = env.origin(port).split("://")[1]
    request = urllib.request.Request(f"http://{near}:{port}/healthz/", headers={"Host": public})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=5):
            return True
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
