"""grpcurl finds and calls everything by reflection alone: grpcurl_test.py BUILD. Exit status 77: it cannot be had here."""

import json
import os
import shutil
import subprocess
import sys
import unittest

from daemon import Daemon

BUILD = sys.argv.pop(1)
FOLDER = f"{BUILD}/tests/clients/bin"
GRPCURL = f"{FOLDER}/grpcurl"
PACKAGE = "github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3"
TEXT = "Министр Анна Седова сообщила, что рост составил 13,6%."


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def find_grpcurl():
    global GRPCURL
    if found := shutil.which("grpcurl"):
        GRPCURL = found
    elif not os.path.exists(GRPCURL):
        if shutil.which("go") is None:
            skip("there is neither grpcurl nor a Go toolchain (go) to install it")
        install = subprocess.run(["go", "install", PACKAGE], env={**os.environ, "GOBIN": os.path.abspath(FOLDER)}, capture_output=True, encoding="utf-8")
        if install.returncode != 0:
            skip("grpcurl cannot be installed: " + install.stderr.strip())


class Grpcurl(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon(BUILD))

    def run_it(self, *args, data=None):
        command = [GRPCURL, "-plaintext", *(["-d", data] if data else []), self.daemon.address, *args]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)

    def out(self, *args, data=None):
        done = self.run_it(*args, data=data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def call(self, method, **request):
        return json.loads(self.out(method, data=json.dumps(request) if request else "{}"))

    def test_lists_and_describes_every_service_and_method(self):
        services = self.out("list").split()
        self.assertLessEqual({"lector.v1.AnalysisService", "lector.v1.ExtractorService", "grpc.health.v1.Health"}, set(services))
        for service in services:
            for method in self.out("list", service).split():
                self.assertIn("rpc ", self.out("describe", method))
        # Also what only a detail of an error or a custom record names.
        for message in "lector.v1.Annotation", "lector.v1.CustomRecord", "google.rpc.ErrorInfo", "google.rpc.BadRequest", "google.rpc.RetryInfo":
            self.assertIn("message ", self.out("describe", message))

    def test_calls_every_method(self):
        answer = self.call("lector.v1.AnalysisService/AnalyzeDocument", document={"text": TEXT})
        self.assertEqual(answer["language"], "ru")
        self.assertIn("13.6", [annotation.get("figure", {}).get("value") for annotation in answer["annotations"]])
        extractors = self.call("lector.v1.ExtractorService/ListExtractors")["extractors"]
        self.assertLessEqual({"entities", "figures", "quotes"}, {extractor["name"] for extractor in extractors})
        self.assertEqual(self.call("lector.v1.ExtractorService/GetExtractor", name="quotes")["extractor"]["name"], "quotes")
        self.assertEqual(self.call("grpc.health.v1.Health/Check", service="lector.v1.AnalysisService"), {"status": "SERVING"})

    def test_streams(self):
        messages = [{"setup": {"window": 2}}, {"document": {"id": "a", "document": {"text": TEXT}}}]
        out = self.out("lector.v1.AnalysisService/StreamAnalyzeDocuments", data="\n".join(map(json.dumps, messages)))
        self.assertIn('"ready"', out)
        self.assertIn('"id": "a"', out)

    def test_an_error_shows_its_details(self):
        done = self.run_it("lector.v1.AnalysisService/AnalyzeDocument", data="{}")
        self.assertNotEqual(done.returncode, 0)
        for part in "InvalidArgument", "TEXT_MISSING", "google.rpc.BadRequest", "document":
            self.assertIn(part, done.stderr)


if __name__ == "__main__":
    find_grpcurl()
    unittest.main(verbosity=2)
