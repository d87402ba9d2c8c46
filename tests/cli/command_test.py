#!/usr/bin/env python3
"""The `lector` command as people call it, with a daemon that answers by heart.

    command_test.py LECTOR FAKE_LECTORD [unittest arguments]
"""
import glob
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

LECTOR = FAKE = None


def alive(pid):
    """Whether a process runs (one that ended and was not waited for does not)."""
    try:
        with open("/proc/%d/stat" % pid, encoding="ascii", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def wait_for(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    return condition()


class Command(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="lector-command-test.")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.bin = self.path("bin")
        os.mkdir(self.bin)
        shutil.copy(LECTOR, self.path("bin/lector"))
        shutil.copy(FAKE, self.path("bin/lectord"))
        os.mkdir(self.path("tmp"))
        self.env = dict(os.environ, TMPDIR=self.path("tmp"), XDG_RUNTIME_DIR=self.path("no-runtime"),
                        FAKE_LECTORD_PID=self.path("pid"), TERM="xterm")
        for name in ("LECTOR_ADDRESS", "NO_COLOR", "FAKE_LECTORD"):
            self.env.pop(name, None)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as stream:
            stream.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def lector(self, *args, stdin=b"", **env):
        return subprocess.run([self.path("bin/lector"), *args], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(self.env, **env), timeout=60, check=False)

    def daemon_pid(self):
        try:
            with open(self.path("pid"), encoding="ascii") as stream:
                return int(stream.read() or 0)
        except FileNotFoundError:
            return 0

    def assert_nothing_left(self):
        pid = self.daemon_pid()
        self.assertTrue(pid)
        self.assertTrue(wait_for(lambda: not alive(pid)), "the private daemon still runs")
        self.assertEqual(os.listdir(self.path("tmp")), [])

    def serve(self):
        """A daemon at a socket of its own, until the end of the test."""
        address = "unix:" + self.path("own.sock")
        daemon = subprocess.Popen([self.path("bin/lectord"), "--listen", address], env=self.env, stdout=subprocess.DEVNULL)
        self.addCleanup(daemon.wait)
        self.addCleanup(daemon.kill)
        return address

    def test_piped_json_of_a_private_daemon(self):
        begin = time.monotonic()
        done = self.lector("analyze", self.write("a.txt", "Мир всем"))
        self.assertLess(time.monotonic() - begin, 4, "a channel in backoff costs 5 s")
        self.assertEqual(done.returncode, 0, done.stderr)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["annotations"][0]["span"], {"begin": 0, "end": 6})
        self.assertIn(b"starting a private one", done.stderr)
        self.assert_nothing_left()

    def test_a_reader_that_leaves_leaves_no_daemon(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([self.path("bin/lector"), "analyze", self.write("a.txt", "Мир всем")], stdout=writer,
                              stderr=subprocess.PIPE, env=self.env, timeout=60, check=False)
        os.close(writer)
        self.assertEqual(done.returncode, -signal.SIGPIPE)
        self.assertNotIn(b"error", done.stderr)
        self.assert_nothing_left()

    def test_standard_input(self):
        done = self.lector("analyze", "-", stdin="Мир всем".encode())
        self.assertEqual(json.loads(done.stdout)["language"], "ru")
        done = self.lector("analyze", "--format", "jsonl", stdin="Мир всем".encode())
        self.assertEqual(json.loads(done.stdout)["input"], "-")

    def test_a_folder_with_bad_files(self):
        self.write("texts/a.txt", "Мир всем")
        self.write("texts/b.txt", "ERROR всем")
        self.write("texts/c.txt", "Мир всем".encode("cp1251"))
        self.write("texts/d.txt", "Ещё мир")
        done = self.lector("analyze", self.path("texts"), self.path("missing.txt"), "--address", self.serve())
        self.assertEqual(done.returncode, 1)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(["response" in line for line in lines], [True, False, False, True, False])
        self.assertEqual(lines[1]["error"], {"code": "INVALID_ARGUMENT", "message": "refused, as asked",
                                             "reason": "INVALID_FIELD", "field": "document.text"})
        errors = done.stderr.decode()
        self.assertIn("b.txt: INVALID_ARGUMENT (INVALID_FIELD): refused, as asked\n  field: document.text\n", errors)
        self.assertIn("c.txt: INVALID_ARGUMENT: byte 0 is not UTF-8; the text looks like windows-1251\n"
                      "  next:  convert it: --encoding windows-1251\n", errors)
        self.assertIn("missing.txt: NOT_FOUND: No such file or directory", errors)

    def test_json_of_several_inputs_is_one_array(self):
        first, bad = self.write("a.txt", "Мир всем"), self.write("b.txt", "ERROR всем")
        done = self.lector("analyze", "--format", "json", bad, first, first, "--address", self.serve())
        self.assertEqual(["response" in line for line in json.loads(done.stdout)], [False, True, True])

    def test_tsv(self):
        done = self.lector("analyze", "--format", "tsv", "--title", "Иванов", self.write("a.txt", "Мир всем"))
        header, row = [line.split("\t") for line in done.stdout.decode().splitlines()]
        self.assertEqual(dict(zip(header, row))["name"], "Иванов")

    def test_encoding(self):
        text = self.write("a.txt", "Мир всем".encode("cp1251"))
        done = self.lector("analyze", "--encoding", "windows-1251", text)
        self.assertEqual(json.loads(done.stdout)["annotations"][0]["span"]["end"], 6)
        done = self.lector("analyze", "--encoding", "no-such", text)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"unknown encoding no-such", done.stderr)

    def test_options_without_a_selection_keep_the_default_extractors(self):
        text, address = self.write("a.txt", "Мир всем"), self.serve()

        def ran(*args):
            done = self.lector("analyze", text, "--address", address, *args)
            return sorted(r["name"] for r in json.loads(done.stdout).get("extractor_reports", []))
        self.assertEqual(ran(), [])  # the daemon chooses
        self.assertEqual(ran("--option", "figures.numerals=true"), ["entities", "figures", "quotes"])
        self.assertEqual(ran("--extractor", "figures:numerals=true"), ["figures"])
        # --explain goes to those whose schema has the option, and selects nobody
        self.assertEqual(ran("--explain"), ["entities", "figures", "quotes explains"])
        self.assertEqual(ran("--explain", "--extractor", "figures"), ["figures"])

    def test_no_escapes_when_piped_but_on_a_terminal(self):
        text, address = self.write("a.txt", "Мир всем"), self.serve()
        self.assertNotIn(b"\033", self.lector("analyze", "--format", "text", text, "--address", address).stdout)
        self.assertIn(b"\033", self.lector("analyze", "--format", "text", "--color", "always", text, "--address", address).stdout)
        for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
            main, terminal = pty.openpty()
            done = subprocess.Popen([self.path("bin/lector"), "analyze", text, "--address", address], stdout=terminal,
                                    stderr=subprocess.DEVNULL, env=dict(self.env, **env))
            self.assertEqual(done.wait(30), 0)
            shown = os.read(main, 1 << 16).decode()
            os.close(main)
            os.close(terminal)
            self.assertEqual("\033[" in shown, coloured)
            self.assertIn("Quotes", shown)

    def test_no_daemon_is_exit_code_3(self):
        text = self.write("a.txt", "Мир всем")
        done = self.lector("analyze", text, "--address", "unix:" + self.path("nobody"))
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"no daemon answers at", done.stderr)
        done = self.lector("analyze", text, FAKE_LECTORD="exit")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"ended before it was ready", done.stderr)
        self.assertEqual(os.listdir(self.path("tmp")), [])

    def test_address_from_the_environment_and_the_default_socket(self):
        text, address = self.write("a.txt", "Мир всем"), self.serve()
        self.assertTrue(wait_for(lambda: os.path.exists(self.path("own.sock"))))
        done = self.lector("analyze", text, LECTOR_ADDRESS=address)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        os.makedirs(self.path("runtime/lector"))
        os.symlink(self.path("own.sock"), self.path("runtime/lector/lectord.sock"))
        done = self.lector("analyze", text, XDG_RUNTIME_DIR=self.path("runtime"))
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_usage_is_exit_code_2(self):
        for args in ([], ["analyse"], ["analyze", "--format", "xml", "a"], ["analyze", "--publish-time", "soon", "a"],
                     ["analyze", "--offset-encoding", "utf7", "a"], ["analyze", "--option", "nonsense", "a"]):
            self.assertEqual(self.lector(*args).returncode, 2, args)
        for args in (["--help"], ["analyze", "--help"], ["--version"]):
            self.assertEqual(self.lector(*args).returncode, 0, args)

    def test_a_misspelt_command_is_named(self):
        done = self.lector("analyse", "a.txt")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"there is no command 'analyse', but analyze", done.stderr)
        self.assertNotIn(b"no command", self.lector("corpus").stderr)
        article = self.write("a.txt", "Мир")
        self.assertIn(b"  next:  lector analyze " + str(article).encode(), self.lector(article).stderr)

    def test_usage_errors_say_where_to_look(self):
        done = self.lector("analyze", "--color", "sometimes", "a.txt")
        self.assertEqual(done.stderr, b"lector: --color: sometimes not in {always,auto,never}\n  next:  lector analyze --help\n")

    def test_html_is_analysed_with_a_warning(self):
        done = self.lector("analyze", self.write("a.html", "<html><p>Мир всем</p></html>"))
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"looks like HTML", done.stderr)

    def test_timeout(self):
        done = self.lector("analyze", "--timeout", "0.3", self.write("a.txt", "SLOW"), "--address", self.serve())
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"DEADLINE_EXCEEDED", done.stderr)

    def test_extractors(self):
        done = self.lector("extractors", "--format", "text")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"quotes", done.stdout)
        self.assertEqual(len(json.loads(self.lector("extractors").stdout)["extractors"]), 4)
        self.assertIn(b"explain  boolean", self.lector("extractors", "quotes", "--format", "text").stdout)
        self.assertEqual(json.loads(self.lector("extractors", "quotes").stdout)["name"], "quotes")
        done = self.lector("extractors", "quote")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"extractors: NOT_FOUND", done.stderr)
        self.assert_nothing_left()

    def test_output_that_cannot_be_written_is_exit_code_4(self):
        text, address = self.write("a.txt", "Мир всем"), self.serve()
        commands = [["analyze", text, text, "--format", format] for format in ("text", "json", "jsonl", "tsv", "conllu")]
        for args in commands + [["analyze", text], ["extractors"], ["extractors", "--format", "text"], ["--help"]]:
            if args != ["--help"]:
                args = args + ["--address", address]
            with open("/dev/full", "wb") as full:
                done = subprocess.run([self.path("bin/lector"), *args], stdout=full, stderr=subprocess.PIPE, env=self.env,
                                      timeout=60, check=False)
            self.assertEqual(done.returncode, 4, args)
            self.assertEqual(done.stderr, b"lector: standard output: No space left on device\n", args)

    def test_no_orphan_however_it_ends(self):
        text = self.write("a.txt", "SLOW")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            if os.path.exists(self.path("pid")):
                os.remove(self.path("pid"))
            running = subprocess.Popen([self.path("bin/lector"), "analyze", text], env=self.env, stderr=subprocess.DEVNULL)
            pid = wait_for(self.daemon_pid)
            self.assertTrue(wait_for(lambda: glob.glob(self.path("tmp/*/lectord.sock"))))
            running.send_signal(number)
            self.assertEqual(running.wait(30), -number)
            self.assertTrue(wait_for(lambda: not alive(pid)), "an orphan after signal %d" % number)
            if number != signal.SIGKILL:
                self.assertEqual(os.listdir(self.path("tmp")), [])


if __name__ == "__main__":
    LECTOR, FAKE = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
