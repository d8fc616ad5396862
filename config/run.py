"""The commands of the Makefile: whatever needs a database gets one, for as long as it needs it.

Usage: python -m config.run serve | dev | manage COMMAND [ARGUMENT ...] | backup [FILE] | restore FILE
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
from contextlib import contextmanager
from pathlib import Path

from config import env
from config.console import Problem, complain, say, step
from config.embedded import Postgres, end_with_parent, running

BASE = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(BASE / "manage.py")]
READY_SECONDS = 60
STOP_SECONDS = 15


class Stop(BaseException):
    """SIGTERM or Ctrl-C: everything is to end in good order."""


def main(argv: list[str]) -> int:
    command, arguments = argv[0], argv[1:]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    try:
        match command:
            case "serve":
                return serve()
            case "dev":
                return dev()
            case "manage":
                with database():
                    return subprocess.run([*MANAGE, *arguments], check=False).returncode
            case "backup" | "restore":
                from config import backup

                with database(check=command == "backup"):
                    return getattr(backup, command)(*arguments)
        raise Problem(f"There is no command {command!r}.")
    except (Problem, env.WrongEnvironment) as problem:
        return complain(problem)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENOTDIR):
            raise
        return complain(Problem(f"{error.filename or env.home(BASE)} cannot be written: {error.strerror}. Set ASCENT_HOME."))
    except Stop:
        return 0


def _stop(number: int, frame: object) -> None:
    raise Stop


@contextmanager
def database(check: bool = True) -> Iterator[Postgres | None]:
    """The server that DATABASE_URL names, the embedded one that runs already, or one started for this command."""
    if env.text("DATABASE_URL"):
        env.database(env.text("DATABASE_URL"))
        yield None
        return
    home = env.home(BASE)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = running(home / "postgres")
    if found is not None:
        os.environ["ASCENT_SOCKET"] = str(found)
        yield None
        return
    server = Postgres(home / "postgres")
    try:
        server.start()
        os.environ["ASCENT_SOCKET"] = str(server.socket)
        yield server
    finally:
        server.stop()


def _prepare() -> None:
    """In a process of its own, whose memory goes with it."""
    done = subprocess.run([*MANAGE, "prepare"], check=False)
    if done.returncode != 0:
        raise Problem("The database or the static files could not be prepared; nothing was started.")


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Problem(f"Port {port} on {host} cannot be used: {error.strerror}. Set PORT to another one.") from None


def serve() -> int:
    port, host = env.number("PORT", 8000, 1, 65535), env.text("HOST", "127.0.0.1")
    origin = env.origin(port)
    workers, threads = env.number("ASCENT_WORKERS", 2, 1, 64), env.number("ASCENT_THREADS", 4, 1, 64)
    _check_port(host, port)
    with database() as server:
        _prepare()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
        command += ["--host", host, "--port", str(port), "--workers", str(workers), "--no-ws", "--log-level", "warning"]
        command += ["--blocking-threads", str(threads), "--respawn-failed-workers"]
        # Its own process group: Ctrl-C reaches us alone, and we end it before the database.
        web = subprocess.Popen(command, process_group=0, preexec_fn=lambda: end_with_parent(signal.SIGTERM))
        try:
            with step("Starting the web server"):
                _wait_for(web, host, port)
            say(f"\nAscent is ready: {origin}\nTo become administrator: make admin (in another terminal). Ctrl-C stops it.")
            while web.poll() is None and (server is None or server.process.poll() is None):
                time.sleep(0.2)
            what = "web server" if web.poll() is not None else "database"
            raise Problem(f"The {what} has ended by itself; start again with make run.")
        except Stop:
            say("\nStopping ...")
            return 0
        finally:
            _end(web)


def _wait_for(web: subprocess.Popen[bytes], host: str, port: int) -> None:
    near = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104
    request = urllib.request.Request(f"http://{near}:{port}/healthz/", headers={"Host": _public_host(port)})  # noqa: S310
    deadline = time.monotonic() + READY_SECONDS
    while True:
        if web.poll() is not None:
            raise Problem("The web server did not start; its last lines are above.")
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310
                return
        except OSError:
            if time.monotonic() > deadline:
                raise Problem(f"The web server did not answer within {READY_SECONDS} s.") from None
            time.sleep(0.05)


def _public_host(port: int) -> str:
    return env.origin(port).split("://")[1]


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def dev() -> int:
    port = env.number("PORT", 8000, 1, 65535)
    os.environ["ASCENT_DEBUG"] = "1"
    _check_port("127.0.0.1", port)
    with database():
        _prepare()
        server = subprocess.Popen([*MANAGE, "runserver", str(port)], preexec_fn=lambda: end_with_parent(signal.SIGTERM))
        try:
            return server.wait()
        except Stop:
            return 0
        finally:
            _end(server)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
