"""A real lectord on a temporary socket."""

import os
import signal
import socket
import subprocess
import tempfile
import time


class Daemon:
    """Starts at `with`, or later with start(); stopped and started again it listens on the same socket."""

    def __init__(self, build, *args, started=True):
        self._folder = tempfile.TemporaryDirectory(prefix="lector-clients-")
        self.socket = f"{self._folder.name}/lectord.sock"
        self.address = f"unix:{self.socket}"
        self._command = [f"{build}/bin/lectord", "--listen", self.address, "--plugin-dir", f"{build}/plugins", *args]
        self._started = started
        self._process = None

    def __enter__(self):
        if self._started:
            self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self._folder.cleanup()

    def start(self):
        with open(f"{self._folder.name}/log", "a", encoding="utf-8") as log:
            env = {**os.environ, "XDG_CACHE_HOME": self._folder.name}
            self._process = subprocess.Popen(self._command, env=env, stderr=log)
        deadline = time.monotonic() + 60
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("lectord did not start: " + self.log())
            time.sleep(0.02)

    def stop(self):
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGTERM)
        try:
            status = self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._process = None
        return status

    def log(self):
        with open(f"{self._folder.name}/log", encoding="utf-8") as log:
            return log.read()

    def _listens(self):
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(self.socket) == 0
