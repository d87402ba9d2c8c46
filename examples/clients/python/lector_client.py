"""A client of Lector: one call for a document, one stream for many, and errors that a person can read.

Offsets are asked for in code points, which is what Python's strings count: text[span.begin:span.end] is the covered text.
"""

import json
import queue
import random
import time

import grpc
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status
from lector.v1 import analysis_service_pb2 as pb
from lector.v1 import analysis_service_pb2_grpc as rpc
from lector.v1 import document_pb2

# gRPC itself tries again by this policy: only after UNAVAILABLE (the daemon restarts or drains), and after the time that
# the daemon asks for in its trailer (pushback) instead of the back-off where it gives one.
SERVICE_CONFIG = {
    "methodConfig": [
        {
            "name": [{"service": "lector.v1.AnalysisService", "method": "AnalyzeDocument"}],
            "retryPolicy": {
                "maxAttempts": 5,
                "initialBackoff": "0.5s",
                "maxBackoff": "5s",
                "backoffMultiplier": 2,
                "retryableStatusCodes": ["UNAVAILABLE"],
            },
        }
    ]
}
CHANNEL_OPTIONS = [
    ("grpc.service_config", json.dumps(SERVICE_CONFIG)),
    ("grpc.max_receive_message_length", -1),  # an answer may be larger than its text
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.min_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 2000),
    ("grpc.keepalive_time_ms", 60_000),  # notices a daemon that vanished; lectord permits a ping each 20 s
]
STREAM_ATTEMPTS = 5


class Client:
    """Analyses documents. May be used by many threads at once."""

    def __init__(self, address, extractors=()):
        """address: "unix:/path" or "host:port". extractors: names; none: all that are default."""
        self._channel = grpc.insecure_channel(address, CHANNEL_OPTIONS)
        self._stub = rpc.AnalysisServiceStub(self._channel)
        self._options = pb.AnalysisOptions(
            offset_encoding=document_pb2.OFFSET_ENCODING_UTF32,
            extractors=[pb.ExtractorSelection(name=name) for name in extractors],
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._channel.close()

    def analyze(self, text, timeout=10.0):
        """The AnalyzeDocumentResponse; raises grpc.RpcError. The timeout, in seconds, is for all attempts together."""
        request = pb.AnalyzeDocumentRequest(document=document_pb2.Document(text=text), options=self._options)
        deadline = time.monotonic() + timeout
        while True:
            try:
                return self._stub.AnalyzeDocument(request, timeout=deadline - time.monotonic())
            except grpc.RpcError as error:
                # Overloaded daemons say when to come back; a message that is too large gets the same code without that. A
                # daemon that takes longer to restart than gRPC's own attempts last is waited for.
                delay = retry_delay(status_of(error))
                if delay is None and error.code() is grpc.StatusCode.UNAVAILABLE:
                    delay = random.uniform(0.5, 1.5)
                if delay is None or time.monotonic() + delay >= deadline:
                    raise
            time.sleep(delay)

    def analyze_all(self, documents, window=32, ordered=False):
        """Yields a StreamResult for each of documents, pairs of a unique id and a text: findings, or the error of this one.

        At most `window` documents are under way, so memory is bounded: documents are taken as results are consumed. A
        stream that breaks off with UNAVAILABLE is opened again with the documents that were not answered.
        """
        documents = iter(documents)
        waiting = {}  # id -> request, of what was sent and not answered
        setup = pb.StreamSetup(options=self._options, window=window, ordered=ordered)
        failures = 0
        while True:
            requests = queue.SimpleQueue()
            requests.put(pb.StreamAnalyzeDocumentsRequest(setup=setup))
            for request in waiting.values():
                requests.put(request)
            call = self._stub.StreamAnalyzeDocuments(iter(requests.get, None))  # None: half-close
            try:
                for answer in call:
                    if answer.HasField("ready"):
                        window = answer.ready.window  # the daemon may have lowered it
                    else:
                        failures = 0
                        del waiting[answer.result.id]
                        yield answer.result
                    while len(waiting) < window and (document := next(documents, None)) is not None:
                        request = pb.StreamAnalyzeDocumentsRequest(document=pb.StreamDocument(id=document[0]))
                        request.document.document.text = document[1]
                        waiting[document[0]] = request
                        requests.put(request)
                    if not waiting:
                        requests.put(None)
                return
            except grpc.RpcError as error:
                failures += 1
                if error.code() is not grpc.StatusCode.UNAVAILABLE or failures == STREAM_ATTEMPTS:
                    raise
                delay = retry_delay(status_of(error))
            finally:
                requests.put(None)
                call.cancel()
            time.sleep(delay if delay is not None else random.uniform(0.8, 1.2) * 2 ** (failures - 2))


def status_of(error):
    """The google.rpc.Status of a grpc.RpcError."""
    status = rpc_status.from_call(error)
    return status or status_pb2.Status(code=error.code().value[0], message=error.details())


def unpack(status, kind):
    """The detail of this kind (a message class of error_details_pb2), or None."""
    for detail in status.details:
        message = kind()
        if detail.Unpack(message):
            return message
    return None


def retry_delay(status):
    """Seconds after which the daemon wants to be asked again; None: it did not say so."""
    info = unpack(status, error_details_pb2.RetryInfo)
    return info.retry_delay.ToTimedelta().total_seconds() if info else None


def explain(status):
    """A google.rpc.Status in some lines for people: code, message, reason, fields, when to try again."""
    code = next((code.name for code in grpc.StatusCode if code.value[0] == status.code), f"CODE {status.code}")
    lines = [f"{code}: {status.message}"]
    if info := unpack(status, error_details_pb2.ErrorInfo):
        metadata = "".join(f", {key}={value}" for key, value in sorted(info.metadata.items()))
        lines.append(f"reason: {info.reason} ({info.domain}{metadata})")
    if bad := unpack(status, error_details_pb2.BadRequest):
        lines += [f"field: {violation.field}: {violation.description}" for violation in bad.field_violations]
    if (delay := retry_delay(status)) is not None:
        lines.append(f"try again in: {delay:g} s")
    return "\n  ".join(lines)
