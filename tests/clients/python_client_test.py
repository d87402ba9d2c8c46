"""The Python client: python_client_test.py SOURCE BUILD. Exit status 77: grpcio is not installed."""

import concurrent.futures
import importlib.util
import subprocess
import sys
import tempfile
import threading
import time
import unittest

SOURCE, BUILD = sys.argv.pop(1), sys.argv.pop(1)
CLIENT = f"{SOURCE}/examples/clients/python"
STUBS = tempfile.TemporaryDirectory(prefix="lector-stubs-")
PROTOS = ["document", "annotation", "analysis_service"]

if any(importlib.util.find_spec(name) is None for name in ("grpc", "grpc_status", "grpc_tools")):
    print(f"skipped: {CLIENT}/requirements.txt is not installed; ./dev test installs it into .venv")
    sys.exit(77)

subprocess.run(
    [sys.executable, "-m", "grpc_tools.protoc", f"-I{SOURCE}/protos", f"--python_out={STUBS.name}", f"--grpc_python_out={STUBS.name}"]
    + [f"lector/v1/{name}.proto" for name in PROTOS],
    check=True,
)
sys.path[:0] = [STUBS.name, CLIENT]

import grpc  # noqa: E402
import lector_client  # noqa: E402
from command_cases import CommandCases  # noqa: E402
from daemon import Daemon  # noqa: E402
from lector.v1 import analysis_service_pb2 as pb  # noqa: E402
from lector.v1 import document_pb2  # noqa: E402
from texts import NEWS, TEXTS, WITH_EVERYTHING  # noqa: E402


class Command(CommandCases, unittest.TestCase):
    command = [sys.executable, "-B", f"{CLIENT}/read_news.py"]
    build = BUILD
    env = {"PYTHONPATH": STUBS.name, "PYTHONUTF8": "1"}


def spans_of(annotation):
    """All spans of an annotation but its own."""
    kind = getattr(annotation, annotation.WhichOneof("kind"))
    for field, value in kind.ListFields():
        if field.message_type is document_pb2.Span.DESCRIPTOR:
            yield from value if field.name == "content" else [value]


class Slices(unittest.TestCase):
    """The offsets of an encoding slice the strings of the languages that count so."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon(BUILD))
        cls.client = cls.enterClassContext(lector_client.Client(cls.daemon.address))

    def check(self, answer, covered, expected=None):
        """covered(begin, end) is the native slice; expected: all covered texts, as another encoding gave them."""
        texts = []
        for annotation in answer.annotations:
            self.assertEqual(covered(annotation.span.begin, annotation.span.end), annotation.text)
            texts.append(annotation.text)
            texts += [covered(span.begin, span.end) for span in spans_of(annotation)]
        if expected is not None:
            self.assertEqual(texts, expected)
        return texts

    def test_native_slices_are_the_covered_text(self):
        for name, text in TEXTS.items():
            with self.subTest(name):
                answer = self.client.analyze(text)
                self.assertEqual(answer.offset_encoding, document_pb2.OFFSET_ENCODING_UTF32)
                covered = self.check(answer, lambda begin, end, text=text: text[begin:end])
                self.assertTrue(covered)
                if name in WITH_EVERYTHING:
                    kinds = {annotation.WhichOneof("kind") for annotation in answer.annotations}
                    self.assertEqual(kinds, {"mention", "quote", "figure"})
                    for part in "Иван Петров", "4,1 млрд рублей", "заявил":
                        self.assertIn(part, covered)
                self.check_other_encodings(text, covered)

    def check_other_encodings(self, text, covered):
        utf16 = text.encode("utf-16-le")  # two bytes a unit: the strings of JavaScript, Java and C#
        utf8 = text.encode()  # Go, Rust, C++
        for encoding, cover in [
            (document_pb2.OFFSET_ENCODING_UTF16, lambda begin, end: utf16[2 * begin : 2 * end].decode("utf-16-le")),
            (document_pb2.OFFSET_ENCODING_UTF8, lambda begin, end: utf8[begin:end].decode()),
        ]:
            options = pb.AnalysisOptions(offset_encoding=encoding)
            request = pb.AnalyzeDocumentRequest(document=document_pb2.Document(text=text), options=options)
            answer = self.client._stub.AnalyzeDocument(request, timeout=60)
            self.assertEqual(answer.offset_encoding, encoding)
            self.check(answer, cover, covered)

    def test_a_stream_answers_as_a_call_does(self):
        documents = [(name, text) for name, text in TEXTS.items()]
        results = list(self.client.analyze_all(documents, window=2, ordered=True))
        self.assertEqual([result.id for result in results], list(TEXTS))
        for result in results:
            answer = self.client.analyze(TEXTS[result.id])
            self.assertEqual(list(result.response.annotations), list(answer.annotations))

    def test_a_stream_of_nothing_ends(self):
        self.assertEqual(list(self.client.analyze_all([])), [])

    def test_a_stream_takes_documents_as_results_are_consumed(self):
        taken = 0

        def documents():
            nonlocal taken
            for taken in range(1, 1001):
                yield str(taken), NEWS

        results = self.client.analyze_all(documents(), window=3)
        for consumed in range(1, 21):
            next(results)
            self.assertLessEqual(taken, consumed - 1 + 3)
        results.close()


class Restart(unittest.TestCase):
    def test_calls_do_not_fail_while_the_daemon_restarts(self):
        with Daemon(BUILD, "--log-level", "warning") as daemon, lector_client.Client(daemon.address) as client:
            stop = threading.Event()

            def call_till_told():
                calls = 0
                while not stop.is_set():
                    self.assertTrue(client.analyze(NEWS, timeout=60).annotations)
                    calls += 1
                return calls

            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                callers = [pool.submit(call_till_told) for _ in range(4)]
                try:
                    for _ in range(2):
                        time.sleep(0.5)
                        self.assertEqual(daemon.stop(), 0)
                        time.sleep(0.2)
                        daemon.start()
                    time.sleep(0.5)
                finally:
                    stop.set()
                self.assertTrue(all(caller.result() > 0 for caller in callers))


class Overload(unittest.TestCase):
    def test_refused_calls_come_back_when_they_were_told_to(self):
        with Daemon(BUILD, "--threads", "1", "--queue", "1", "--log-level", "warning") as daemon:
            with lector_client.Client(daemon.address) as client, concurrent.futures.ThreadPoolExecutor(16) as pool:
                text = NEWS * 100
                refused = []
                lector_client_retry_delay = lector_client.retry_delay
                lector_client.retry_delay = lambda status: refused.append(status) or lector_client_retry_delay(status)
                try:
                    answers = list(pool.map(lambda _: client.analyze(text, timeout=120), range(32)))
                finally:
                    lector_client.retry_delay = lector_client_retry_delay
        self.assertEqual(len({answer.SerializeToString(deterministic=True) for answer in answers}), 1)
        self.assertTrue(refused, "the daemon was never overloaded: the test shows nothing")
        explained = lector_client.explain(refused[0])
        self.assertRegex(explained, r"^RESOURCE_EXHAUSTED: .+\n  reason: OVERLOADED \(lector.*\)\n  try again in: 0\.25 s$")

    def test_an_error_is_not_tried_again(self):
        with Daemon(BUILD) as daemon, lector_client.Client(daemon.address) as client:
            with self.assertRaises(grpc.RpcError) as raised:
                client.analyze("")
            self.assertIs(raised.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)


if __name__ == "__main__":
    unittest.main(verbosity=2)
