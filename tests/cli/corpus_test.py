#!/usr/bin/env python3
"""`lector corpus` with a real daemon and the extractors of the tests over the wire.

    corpus_test.py LECTOR LECTORD PLUGIN_DIR [unittest arguments]
"""
import fcntl
import gzip
import json
import os
import pty
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

LECTOR = LECTORD = PLUGINS = None
# The same answers: options are no part of them. The daemon has two threads, so that this is slow enough everywhere.
SLOWLY = ("--extractor", "test.words", "--extractor", "test.waits:ms=3")
QUICKLY = ("--extractor", "test.words", "--extractor", "test.waits:ms=0")
TEXT = "Вчера Иван Петров сказал: «Мост готов к %d году». Строили 12 компаний из Москвы и Казани.\n"


def documents(count, begin=0, repeat=1):
    return [{"id": "doc-%d" % i, "text": (TEXT % i) * repeat} for i in range(begin, begin + count)]


def lines(entries):
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition():
        time.sleep(0.01)
    return condition()


class Daemon:
    def __init__(self, address, *args):
        self.address = address
        self.command = [LECTORD, "--listen", address, "--plugin-dir", PLUGINS, "--log-level", "error", "--threads", "2", *args]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command)
        if subprocess.run([LECTOR, "extractors", "--address", self.address], stdout=subprocess.DEVNULL, check=False).returncode:
            raise AssertionError("the daemon did not start")

    def stop(self, number=signal.SIGKILL):
        self.process.send_signal(number)
        self.process.wait(30)


class Corpus(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.mkdtemp(prefix="lector-corpus-test.")
        cls.daemon = Daemon("unix:%s/lectord.sock" % cls.shared)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        shutil.rmtree(cls.shared, True)

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="lector-corpus-test.")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.out = self.path("out.jsonl")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as stream:
            stream.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def read(self, name):
        with open(self.path(name), "rb") as stream:
            return stream.read()

    def command(self, source, *args, out=None, address=None):
        return [LECTOR, "corpus", source, "-o", out or self.out, "--address", address or self.daemon.address, *args]

    def corpus(self, source, *args, out=None, address=None, **options):
        return subprocess.run(self.command(source, *args, out=out, address=address), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=60, check=False, **options)

    def answers(self, name="out.jsonl"):
        return [json.loads(line) for line in self.read(name).splitlines()]

    def progress(self):
        return json.loads(self.read("out.jsonl.progress"))

    # ---- what is read and written ----

    def test_all_documents_in_order(self):
        done = self.corpus(self.write("in.jsonl", lines(documents(300))))
        self.assertEqual(done.returncode, 0, done.stderr)
        answers = self.answers()
        self.assertEqual([answer["id"] for answer in answers], ["doc-%d" % i for i in range(300)])
        for i, answer in enumerate(answers):
            numbers = [a["text"] for a in answer["response"]["annotations"] if "figure" in a]
            self.assertEqual(numbers, [str(i), "12"])
        self.assertRegex(done.stderr.decode(), r"\Alector: 300 documents, 0 with errors, in [\d.]+ s \([\d.]+/s\)\n\Z")

    def test_same_options_as_analyze(self):
        entry = {"id": "x", "text": "😀 Иван", "language": "ru", "title": "T", "uri": "u", "publish_time": "2025-11-26", "more": [1]}
        source = self.write("in.jsonl", lines([entry]))
        self.assertEqual(self.corpus(source, "--offset-encoding", "utf32", "--min-confidence", "0.1").returncode, 0)
        response = self.answers()[0]["response"]
        self.assertEqual(response["offset_encoding"], "OFFSET_ENCODING_UTF32")
        self.assertIn({"begin": 2, "end": 6}, [a["span"] for a in response["annotations"]])
        done = self.corpus(source, "--extractor", "nosuch", "--restart")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"EXTRACTOR_NOT_FOUND", done.stderr)

    def test_bad_lines_are_errors_beside_the_results(self):
        content = "\ufeff".encode() + lines(documents(1)).encode() + b"{torn\r\n\n[1]\n" + b'{"text": "Anna"}\n'
        content += b'{"id": 7, "text": "Anna"}\r\n{"id": "n", "text": 5}\n' + '{"id": "u", "text": "Иван"}\n'.encode("cp1251")
        content += b'{"id": "e", "text": ""}\n{"id": "t", "text": "Anna", "publish_time": "soon"}\n  \n' + b"x" * (65 << 20) + b"\n"
        content += b'{"id": "last \\u041f\\"", "text": "Anna"}'
        done = self.corpus(self.write("in.jsonl", content))
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"lector: 11 documents, 8 with errors, in", done.stderr)
        answers = self.answers()
        self.assertEqual([(a["id"], a.get("line"), a["error"]["code"] if "error" in a else "") for a in answers], [
            ("doc-0", None, ""), (None, 2, "INVALID_ARGUMENT"), (None, 4, "INVALID_ARGUMENT"), (None, 5, "INVALID_ARGUMENT"),
            ("7", None, ""), ("n", None, "INVALID_ARGUMENT"), (None, 8, "INVALID_ARGUMENT"), ("e", None, "INVALID_ARGUMENT"),
            ("t", None, "INVALID_ARGUMENT"), (None, 12, "INVALID_ARGUMENT"), ('last П"', None, "")])
        messages = [a["error"]["message"] for a in answers if "error" in a]
        for message, part in zip(messages, ["is not JSON: ", "must be a JSON object", 'needs an "id"', '"text" must be a string',
                                            "not UTF-8; it looks like windows-1251", "", '"publish_time" is neither', "64 MiB"]):
            self.assertIn(part, message)
        self.assertEqual((answers[7]["error"]["reason"], answers[7]["error"]["field"]), ("TEXT_MISSING", "document.text"))
        again = self.corpus(self.path("in.jsonl"))
        self.assertEqual(again.returncode, 1)
        self.assertIn(b"is complete: 11 documents, 8 with errors", again.stderr)

    def test_gzip(self):
        content = lines(documents(400)).encode()
        self.corpus(self.write("plain.jsonl", content), out=self.path("plain"))
        done = self.corpus(self.write("in.jsonl.gz", gzip.compress(content[:9000]) + gzip.compress(content[9000:])))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.read("out.jsonl"), self.read("plain"))
        whole = gzip.compress(content)
        done = self.corpus(self.write("cut.jsonl.gz", whole[:len(whole) // 2]), out=self.path("cut"))
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"cut.jsonl.gz: ends in the middle of its compressed data", done.stderr)
        self.assertTrue(self.read("plain").startswith(self.read("cut")))
        done = self.corpus(self.write("cut.jsonl.gz", whole), out=self.path("cut"))
        self.assertEqual((done.returncode, self.read("cut") == self.read("plain")), (0, True), done.stderr)

    def test_folder(self):
        self.write("in/b/z.txt", "Anna")
        self.write("in/a.txt", "Иван")
        self.write("in/c.txt", "Иван".encode("cp1251"))
        self.write("in/d.jsonl.gz", gzip.compress(lines(documents(2)).encode() + b"bad\n"))
        self.write("in/ignored.html", "Anna")
        with open(os.fsencode(self.path("in/")) + b"e\xff.txt", "wb") as stream:
            stream.write(b"Anna")
        done = self.corpus(self.path("in"))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual([(a["id"], "error" in a) for a in self.answers()],
                         [("a.txt", False), ("b/z.txt", False), ("c.txt", True), ("doc-0", False), ("doc-1", False), (None, True),
                          ("e\ufffd.txt", False)])
        self.assertEqual((self.answers()[-2]["file"], self.answers()[-2]["line"]), ("d.jsonl.gz", 3))
        for out in (self.path("in/out.jsonl"), self.path("in/a.txt")):
            done = self.corpus(self.path("in"), "--restart", out=out)
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"may not be a part of the input", done.stderr)
        self.assertEqual(self.read("in/a.txt"), "Иван".encode())
        os.mkdir(self.path("empty"))
        self.assertEqual(self.corpus(self.path("empty"), out=self.path("other")).returncode, 4)

    def test_tsv_is_that_of_analyze(self):
        self.write("in/a.txt", TEXT % 1)
        self.write("in/b.txt", b"\x80")
        self.write("in/c.txt", TEXT % 3)
        done = self.corpus(self.path("in"), "--format", "tsv", out=self.path("out.tsv"))
        self.assertEqual(done.returncode, 1, done.stderr)
        analyzed = subprocess.run([LECTOR, "analyze", "--format", "tsv", "a.txt", "c.txt", "--address", self.daemon.address],
                                  cwd=self.path("in"), stdout=subprocess.PIPE, check=True).stdout
        self.assertEqual(self.read("out.tsv"), analyzed)
        header, row = [line.split("\t") for line in self.read("out.tsv.errors.tsv").decode().splitlines()]
        self.assertEqual(dict(zip(header, row))["id"], "b.txt")
        self.assertEqual(dict(zip(header, row))["message"], "byte 0 is not UTF-8")

    def test_standard_input_answers_as_it_comes_and_cannot_be_resumed(self):
        os.mkfifo(self.path("fifo"))
        reader = os.open(self.path("fifo"), os.O_RDWR)
        self.addCleanup(os.close, reader)
        with subprocess.Popen(self.command("-", out=self.path("fifo")), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
            for entry in documents(3):
                running.stdin.write(lines([entry]).encode())
                running.stdin.flush()
                self.assertEqual(json.loads(os.read(reader, 1 << 16))["id"], entry["id"])
            running.stdin.close()
            self.assertEqual(running.wait(30), 0)
        content = lines(documents(5)).encode()
        self.assertEqual(self.corpus("-", input=content).returncode, 0)
        done = self.corpus("-", input=content)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(self.answers()), 5)

    # ---- resumption ----

    def answered(self, form):
        path = self.path("out.%s.progress" % form)
        return json.loads(self.read(path))["documents"] if os.path.exists(path) else 0

    def wait_for_progress(self, running, form, beyond):
        """Until more than so many documents are done, or it has ended: a kill then falls into the work on any machine."""
        give_up = time.monotonic() + 60
        while self.answered(form) <= beyond and running.poll() is None and time.monotonic() < give_up:
            time.sleep(0.005)

    def test_killed_ten_times_equals_undisturbed(self):
        entries = documents(1500)
        entries[500]["text"] = ""
        source = self.write("in.jsonl", lines(entries[:700]) + "bad\n" + lines(entries[700:]))
        for form, kills in (("jsonl", 10), ("tsv", 3)):
            self.assertEqual(self.corpus(source, *QUICKLY, "--format", form, out=self.path("whole." + form)).returncode, 1)
            counts = []
            for _ in range(kills):
                with subprocess.Popen(self.command(source, *SLOWLY, "--format", form, out=self.path("out." + form)),
                                      stderr=subprocess.DEVNULL) as running:
                    self.wait_for_progress(running, form, counts[-1] if counts else 0)
                    time.sleep(random.uniform(0, 0.1))
                    running.kill()
                counts.append(self.answered(form))
            self.assertEqual(counts, sorted(counts))
            self.assertGreater(len(set(counts)), 1, "none of the kills fell into the work: %s" % counts)
            done = self.corpus(source, *SLOWLY, "--format", form, out=self.path("out." + form))
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn(b"1501 documents", done.stderr)
            self.assertEqual(self.read("out." + form), self.read("whole." + form))
        self.assertEqual(self.read("out.tsv.errors.tsv"), self.read("whole.tsv.errors.tsv"))

    def test_what_the_progress_does_not_speak_of_is_cut_off(self):
        source = self.write("in.jsonl", lines(documents(40)))
        self.corpus(source)
        whole = self.read("out.jsonl")
        self.write("in.jsonl", lines(documents(50)))  # grown: it goes on
        with open(self.out, "ab") as stream:
            stream.write(b'{"id":"doc-40","resp\0\0\0')
        done = self.corpus(source)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"50 documents (40 from before)", done.stderr)
        self.assertTrue(self.read("out.jsonl").startswith(whole))
        self.assertEqual([a["id"] for a in self.answers()], ["doc-%d" % i for i in range(50)])
        before = os.stat(self.out)
        done = self.corpus(source, address="unix:" + self.path("nobody"))  # needs no daemon
        self.assertEqual((done.returncode, os.stat(self.out).st_mtime_ns), (0, before.st_mtime_ns))
        self.assertIn(b"is complete: 50 documents, 0 with errors", done.stderr)

    def test_says_when_other_versions_answer_than_before(self):
        source = self.write("in.jsonl", lines(documents(3)))
        self.assertEqual(self.corpus(source, "--extractor", "test.words").returncode, 0)
        progress = self.progress()
        version = progress["extractors"]["test.words"]
        progress["extractors"]["test.words"] = "0.0.1"
        self.write("out.jsonl.progress", json.dumps(progress))
        self.write("in.jsonl", lines(documents(6)))
        done = self.corpus(source, "--extractor", "test.words")
        self.assertEqual(done.returncode, 0, done.stderr)
        said = "lector: from doc-3 on, other versions answer than before:\n  test.words 0.0.1, now %s\n" % version
        self.assertEqual(done.stderr.decode().count(said), 1, done.stderr)
        self.assertEqual(self.progress()["extractors"], {"test.words": version})
        self.assertEqual(len(self.answers()), 6)

    def test_refuses_what_does_not_fit_together(self):
        source = self.write("in.jsonl", lines(documents(20)))
        self.corpus(source)
        whole = self.read("out.jsonl")

        def refused(part, *args):
            done = self.corpus(source, *args)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(part, done.stderr)
            self.assertEqual(self.read("out.jsonl"), whole)
        refused(b"begun with other options", "--offset-encoding", "utf16")
        refused(b"begun with other options", "--format", "tsv")
        self.write("in.jsonl", lines(documents(20, begin=1)))
        refused(b"does not begin with the documents")
        self.write("in.jsonl", lines(documents(10)))
        refused(b"fewer documents")
        self.write("in.jsonl", lines(documents(20)))
        with open(self.out, "r+b") as locked:
            fcntl.flock(locked, fcntl.LOCK_EX)
            self.assertIn(b"another lector writes to it", self.corpus(source).stderr)
        os.truncate(self.out, 100)
        whole = whole[:100]
        refused(b"is shorter than")
        os.remove(self.out + ".progress")
        refused(b"is there already")
        done = self.corpus(source, "--restart", "--offset-encoding", "utf16")
        self.assertEqual((done.returncode, len(self.answers())), (0, 20), done.stderr)

    # ---- the daemon ----

    def test_daemon_restarted_in_mid_run(self):
        source = self.write("in.jsonl", lines(documents(700)))
        self.corpus(source, *QUICKLY, out=self.path("whole"))
        daemon = Daemon("unix:" + self.path("own.sock"))
        self.addCleanup(lambda: daemon.stop())
        with subprocess.Popen(self.command(source, *SLOWLY, address=daemon.address), stderr=subprocess.PIPE) as running:
            for number, size in ((signal.SIGKILL, 1), (signal.SIGTERM, 1_000_000)):
                self.assertTrue(wait_for(lambda at=size: os.path.exists(self.out) and os.path.getsize(self.out) > at))
                self.assertIsNone(running.poll(), "too fast to be disturbed")
                daemon.stop(number)
                time.sleep(0.1)
                daemon.start()
            errors = running.communicate(timeout=60)[1]
        self.assertEqual(running.returncode, 0, errors)
        self.assertEqual(errors.count(b"the daemon went away"), 2, errors)
        self.assertEqual(self.read("out.jsonl"), self.read("whole"))

    def test_daemon_that_stays_away_and_comes_back_for_the_next_run(self):
        source = self.write("in.jsonl", lines(documents(400)))
        self.corpus(source, *QUICKLY, out=self.path("whole"))
        daemon = Daemon("unix:" + self.path("own.sock"))
        with subprocess.Popen(self.command(source, *SLOWLY, "--reconnect", "0.3", address=daemon.address),
                              stderr=subprocess.PIPE) as running:
            wait_for(lambda: os.path.exists(self.out) and os.path.getsize(self.out) > 0)
            daemon.stop()
            errors = running.communicate(timeout=60)[1]
        self.assertEqual(running.returncode, 3, errors)
        self.assertIn(b"the daemon did not come back; the next document is doc-", errors)
        self.assertEqual(self.corpus(source, *SLOWLY).returncode, 0)
        self.assertEqual(self.read("out.jsonl"), self.read("whole"))

    def test_private_daemon_is_replaced(self):
        source = self.write("in.jsonl", lines(documents(400)))
        self.corpus(source, *QUICKLY, out=self.path("whole"))
        os.mkdir(self.path("tmp"))
        command = [LECTOR, "corpus", source, "-o", self.out, "--plugin-dir", PLUGINS, *SLOWLY]
        with subprocess.Popen(command, env=dict(os.environ, TMPDIR=self.path("tmp")), stderr=subprocess.PIPE) as running:
            self.assertTrue(wait_for(lambda: os.path.exists(self.out) and os.path.getsize(self.out) > 0))
            with open("/proc/%d/task/%d/children" % (running.pid, running.pid), encoding="ascii") as children:
                os.kill(int(children.read().split()[0]), signal.SIGKILL)
            errors = running.communicate(timeout=60)[1]
        self.assertEqual(running.returncode, 0, errors)
        self.assertEqual(self.read("out.jsonl"), self.read("whole"))
        self.assertEqual(os.listdir(self.path("tmp")), [])

    def test_document_that_takes_too_long_is_an_error(self):
        done = self.corpus(self.write("in.jsonl", lines(documents(2))), "--extractor", "test.waits:ms=5000", "--timeout", "0.4")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual([a["error"]["code"] for a in self.answers()], ["DEADLINE_EXCEEDED"] * 2)

    def test_document_over_the_limits_is_an_error(self):
        daemon = Daemon("unix:" + self.path("own.sock"), "--max-text-bytes", "2000")
        self.addCleanup(daemon.stop)
        entries = documents(60)
        entries[20]["text"] = "Anna " * 500      # over the limit of a text
        entries[40]["text"] = "Anna " * 100_000  # over that of a message
        done = self.corpus(self.write("in.jsonl", lines(entries)), address=daemon.address)
        self.assertEqual(done.returncode, 1, done.stderr)
        errors = {a["id"]: a["error"] for a in self.answers() if "error" in a}
        self.assertEqual({name: error["code"] for name, error in errors.items()},
                         {"doc-20": "INVALID_ARGUMENT", "doc-40": "RESOURCE_EXHAUSTED"})
        self.assertEqual([a["id"] for a in self.answers()], ["doc-%d" % i for i in range(60)])

    # ---- the disk, memory, the terminal ----

    def test_full_disk_and_unwritable_output(self):
        source = self.write("in.jsonl", lines(documents(800)))
        done = self.corpus(source, out="/dev/full")
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"lector: /dev/full: No space left on device", done.stderr)
        done = self.corpus(source, out=self.path("no/such/out"))
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"No such file or directory", done.stderr)
        self.assertEqual(self.corpus(self.path("missing.jsonl")).returncode, 4)
        self.assertFalse(os.path.exists(self.out))

        self.corpus(source, out=self.path("whole"))
        limit = len(self.read("whole")) // 2
        done = self.corpus(source, restore_signals=False,  # SIGXFSZ stays ignored, as Python has it: EFBIG
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"out.jsonl: File too large\n  next:  once it can be written, the same command goes on", done.stderr)
        done = self.corpus(source)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.read("out.jsonl"), self.read("whole"))

    def peak(self, source):
        """Of the memory that lector takes, in KiB."""
        with open(os.devnull, "wb") as null:
            process = subprocess.Popen(self.command(source, "--restart"), stderr=null)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return usage.ru_maxrss

    def test_memory_is_flat(self):
        with open(LECTOR, "rb") as binary:
            content = binary.read()
            if any(name in content for name in (b"__asan_init", b"__tsan_init")):
                self.skipTest("sanitizers keep memory that was freed")
        small = self.peak(self.write("small.jsonl", lines(documents(400, repeat=8))))
        large = self.peak(self.write("large.jsonl", lines(documents(4000, repeat=8))))
        self.assertGreater(os.path.getsize(self.out), 60 << 20, "too little to tell")
        self.assertLess(large, small + 8 * 1024)

    def test_back_pressure_from_the_output(self):
        os.mkfifo(self.path("fifo"))
        reader = os.open(self.path("fifo"), os.O_RDWR)
        self.addCleanup(os.close, reader)
        with subprocess.Popen(self.command("-", out=self.path("fifo")), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
            os.set_blocking(running.stdin.fileno(), False)
            content, taken, idle_since = lines(documents(100, repeat=8)).encode(), 0, time.monotonic()
            while time.monotonic() - idle_since < 0.7 and taken < 50 << 20:
                try:
                    taken += os.write(running.stdin.fileno(), content[taken % len(content):])
                    idle_since = time.monotonic()
                except BlockingIOError:
                    time.sleep(0.01)
            running.kill()
        self.assertLess(taken, 8 << 20, "it reads on though nothing is written")

    def test_progress_on_a_terminal(self):
        source = self.write("in.jsonl", lines(documents(400)))
        main, terminal = pty.openpty()
        with subprocess.Popen(self.command(source, *SLOWLY), stderr=terminal) as running:
            os.close(terminal)
            shown = b""
            while True:
                try:
                    shown += os.read(main, 1 << 16)
                except OSError:
                    break
            self.assertEqual(running.wait(30), 0)
        os.close(main)
        self.assertRegex(shown.decode(), r"\r\d+ documents, [\d.]+/s, \d+%, \d+ s left\033\[K")
        self.assertRegex(shown.decode(), r"\r\033\[Klector: 400 documents, 0 with errors, in")


if __name__ == "__main__":
    LECTOR, LECTORD, PLUGINS = sys.argv[1:4]
    os.environ.pop("LECTOR_ADDRESS", None)
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
