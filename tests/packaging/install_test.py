#!/usr/bin/env python3
"""Installs the build into a folder, and works with what lies there: install_test.py CMAKE BUILD ARTICLE."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CMAKE, BUILD, ARTICLE = sys.argv[1:4]


def install(prefix):
    subprocess.run([CMAKE, "--install", BUILD, "--component", "runtime", "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="lector-install.")
        cls.prefix = pathlib.Path(cls.folder.name)
        install(cls.prefix)
        cls.config = cls.prefix / "etc/lector/lectord.toml"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_installed(self, name, *arguments):
        return subprocess.run([self.prefix / "bin" / name, *arguments], capture_output=True, text=True)

    def test_configuration_is_right(self):
        done = self.run_installed("lectord", "--config", self.config, "--check-config")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("extractors loaded: 4", done.stdout)
        self.assertIn(f"dirs = [ '{self.prefix}/lib/lector/plugins' ]", self.run_installed("lectord", "--print-config").stdout)

    def test_command_finds_the_daemon_and_the_daemon_its_plugins(self):
        done = self.run_installed("lector", "analyze", ARTICLE)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = {key for annotation in json.loads(done.stdout)["annotations"] for key in annotation}
        self.assertLessEqual({"mention", "quote", "figure"}, found)

    def test_unit_starts_what_was_installed(self):
        unit = self.prefix / "lib/systemd/system/lectord.service"
        self.assertIn(f"ExecStart={self.prefix}/bin/lectord --config {self.config}\n", unit.read_text())
        for line in ("Restart=always", "RestartPreventExitStatus=2", "StartLimitIntervalSec=0"):
            self.assertIn(line + "\n", unit.read_text())
        if shutil.which("systemd-analyze"):
            done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
            self.assertNotIn("lectord.service", done.stdout + done.stderr)

    def test_a_second_installation_keeps_the_configuration(self):
        written = self.config.read_text()
        self.config.write_text("# mine\n")
        install(self.prefix)
        self.assertEqual(self.config.read_text(), "# mine\n")
        self.config.write_text(written)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
