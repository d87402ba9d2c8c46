"""What every client's command must do, whatever language it is written in."""

import os
import subprocess
import tempfile
import threading
import time

from daemon import Daemon
from texts import NEWS, TEXTS


class CommandCases:
    """Mixed into a TestCase that has `command` (a list), `build` and may have `env`."""

    command = build = env = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.daemon = cls.enterClassContext(Daemon(cls.build, "--max-text-bytes", "4000000", "--log-level", "warning"))
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def start(self, *args, address=None, **options):
        command = [*self.command, "-address" if self.command[0].endswith("readnews") else "--address"]
        command += [address or self.daemon.address, *args]
        options = {"stdin": subprocess.DEVNULL, **options}
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env={**os.environ, **(self.env or {})}, **options
        )

    def run_client(self, *args, **options):
        """Exit status, standard output, standard error."""
        with self.start(*args, **options) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def test_says_who_said_what_who_is_named_and_which_numbers_were_given(self):
        status, out, err = self.run_client(self.write("news.txt", NEWS))
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"news\.txt \(ru\)\n  who said what\n    Иван Петров.*: Мост готов\n")
        self.assertRegex(out, r"\n  who and what is named\n(    .*\n)*    PERSON.* Иван Петров: Иван Петров\n")
        self.assertRegex(out, r"\n  figures\n(    .*\n)*    12,5% = 12\.5 %")
        self.assertRegex(out, r"\n    4,1 млрд рублей = 4100000000 RUB")

    def test_reads_standard_input(self):
        with open(self.write("stdin.txt", TEXTS["all"]), encoding="utf-8", newline="") as file:
            status, out, err = self.run_client(stdin=file)
        self.assertEqual((status, err), (0, ""))
        self.assertIn("Мост 🌉 готов", out)
        self.assertIn("12,5% = 12.5 %", out)

    def test_invalid_argument_names_reason_and_field(self):
        status, out, err = self.run_client(self.write("empty.txt", ""))
        self.assertEqual((status, out), (1, ""))
        self.assertRegex(err, r"INVALID_ARGUMENT: .+\n  reason: TEXT_MISSING \(lector.*\)\n  field: document\.text: .+")

    def test_text_too_large_tells_the_limit(self):
        status, _, err = self.run_client(self.write("large.txt", "а" * 2_000_001))
        self.assertEqual(status, 1)
        self.assertRegex(err, r"INVALID_ARGUMENT: .+\n  reason: TEXT_TOO_LARGE \(lector, .*4000000.*\)")

    def test_unknown_extractor_gets_the_nearest_names(self):
        status, _, err = self.run_client("--extractor", "quote", self.write("news.txt", NEWS))
        self.assertEqual(status, 1)
        self.assertRegex(err, r"NOT_FOUND: .*'quotes'.*\n  reason: EXTRACTOR_NOT_FOUND")

    def test_extractors_are_chosen(self):
        status, out, err = self.run_client("--extractor", "figures", self.write("news.txt", NEWS))
        self.assertEqual((status, err), (0, ""))
        self.assertNotIn("who said what", out)
        self.assertIn("12,5% = 12.5 %", out)

    def test_deadline_ends_a_long_call(self):
        path = self.write("long.txt", f"{NEWS}\n" * 20_000)
        begin = time.monotonic()
        status, _, err = self.run_client("--timeout", self.seconds(0.2), path)
        self.assertEqual(status, 1)
        self.assertIn("DEADLINE_EXCEEDED", err)
        self.assertLess(time.monotonic() - begin, 20)

    def test_one_bad_document_does_not_end_the_stream(self):
        good = [self.write(f"good{i}.txt", NEWS) for i in range(100)]
        bad = self.write("bad.txt", "")
        status, out, err = self.run_client("--window", "4", *good[:50], bad, *good[50:])
        self.assertEqual(status, 1)
        self.assertRegex(err, r"^\S+bad\.txt: INVALID_ARGUMENT: .+\n  reason: TEXT_MISSING \(lector.*\)\n  field: document\.text")
        for path in good:
            self.assertEqual(out.count(f"{path} (ru)\n"), 1)

    def test_waits_for_a_daemon_that_starts(self):
        path = self.write("news.txt", NEWS)
        for paths in [path], [path, self.write("more.txt", NEWS)]:
            with self.subTest(documents=len(paths)), Daemon(self.build, started=False) as daemon:
                with self.start("--timeout", self.seconds(60), *paths, address=daemon.address) as client:
                    time.sleep(0.3)
                    self.assertIsNone(client.poll())
                    daemon.start()
                    out, err = client.communicate(timeout=120)
                self.assertEqual((client.returncode, err), (0, ""))
                self.assertEqual(out.count("Мост готов"), len(paths))

    def test_stream_survives_restarts_of_the_daemon(self):
        paths = [self.write(f"news{i}.txt", NEWS * (1 + i % 7)) for i in range(400)]
        with Daemon(self.build) as daemon:
            seen = []

            with self.start("--window", "8", *paths, address=daemon.address) as client:
                errors = []
                reader = threading.Thread(target=lambda: errors.append(client.stderr.read()))
                reader.start()
                for line in client.stdout:
                    if line.endswith(" (ru)\n"):
                        seen.append(line.removesuffix(" (ru)\n"))
                        if len(seen) in (50, 150):
                            self.assertEqual(daemon.stop(), 0)
                            daemon.start()
                reader.join()
            self.assertEqual((client.returncode, errors), (0, [""]))
            self.assertEqual(sorted(seen), sorted(paths))  # each once

    def test_says_that_there_is_no_daemon(self):
        status, _, err = self.run_client("--timeout", self.seconds(0.5), self.write("news.txt", NEWS), address="unix:/nowhere/lectord.sock")
        self.assertEqual(status, 1)
        self.assertRegex(err, "UNAVAILABLE|DEADLINE_EXCEEDED")

    def seconds(self, number):
        return str(number)
