"""The Go client: go_client_test.py SOURCE BUILD PROTOC. Exit status 77: there is no Go toolchain that can build it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from command_cases import CommandCases
from texts import TEXTS

SOURCE, BUILD, PROTOC = sys.argv.pop(1), sys.argv.pop(1), sys.argv.pop(1)
CLIENT = f"{SOURCE}/examples/clients/go"
COPY = f"{BUILD}/tests/clients/go"  # stubs and binaries are made here
NEEDED = (1, 24)  # by go.mod
ENV = {**os.environ, "PROTOC": PROTOC, "GOFLAGS": "-mod=readonly -buildvcs=false", "GOTOOLCHAIN": "local"}


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def go(*args, env=None):
    return subprocess.run(["go", *args], cwd=COPY, env={**ENV, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def make_client():
    if shutil.which("go") is None:
        skip("there is no Go toolchain (go)")
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(CLIENT, COPY, ignore=shutil.ignore_patterns("gen", "readnews"))
    version = re.search(r"go(\d+)\.(\d+)", go("env", "GOVERSION").stdout)
    if version is None or tuple(map(int, version.groups())) < NEEDED:
        skip(f"Go {'.'.join(map(str, NEEDED))} is needed, here is {version and version[0]}")
    modules = go("mod", "download")
    if modules.returncode != 0:
        if "checksum mismatch" in modules.stdout:
            sys.exit(modules.stdout)
        skip("the modules cannot be downloaded: " + modules.stdout.strip())
    subprocess.run(["./generate.sh", f"{SOURCE}/protos", "gen"], cwd=COPY, env=ENV, check=True)
    build = go("build", "-o", "readnews", ".")
    if build.returncode != 0:
        sys.exit(build.stdout)


class Command(CommandCases, unittest.TestCase):
    command = [f"{COPY}/readnews"]
    build = BUILD

    def seconds(self, number):
        return f"{number}s"

    def test_native_slices_are_the_covered_text(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in TEXTS.items():
                with open(f"{folder}/{name}.txt", "wb") as file:
                    file.write(text.encode())
            tests = go("test", "-count=1", "-v", ".", env={"LECTOR_ADDRESS": self.daemon.address, "LECTOR_TEXTS": folder})
        self.assertEqual(tests.returncode, 0, tests.stdout)
        self.assertEqual(tests.stdout.count("    --- PASS: TestSlicesAreTheCoveredText/"), len(TEXTS), tests.stdout)

    def test_text_that_is_not_utf8_is_an_error(self):
        status, _, err = self.run_client(self.write("latin.txt", "café".encode("latin-1")))
        self.assertEqual(status, 1)
        self.assertIn("UTF-8", err)


if __name__ == "__main__":
    make_client()
    unittest.main(verbosity=2)
