"""Drives a service over gRPC, as a side of a comparison (see bench/turns.h): `drive.py TEXTS EXTRACTORS COMMAND...`.

Starts COMMAND, with the words ADDRESS and STUBS in it replaced, and waits until it answers. A turn asks for every text, one after
another; its seconds of CPU are those of the service, all its threads; what the client takes does not count. EXTRACTORS: names
parted by commas."""
import pathlib
import subprocess
import sys
import tempfile
import time

import grpc
from grpc_tools import protoc
from turns import read_texts, take_turns

PROTOS = pathlib.Path(__file__).resolve().parent.parent.parent / "protos"


def stubs(folder):
    protos = [str(path) for path in PROTOS.glob("**/*.proto") if "health" not in path.parts]
    well_known = pathlib.Path(protoc.__file__).parent / "_proto"
    status = protoc.main(["protoc", f"-I{PROTOS}", f"-I{well_known}", f"--python_out={folder}", f"--grpc_python_out={folder}", *protos])
    if status != 0:
        raise SystemExit("drive.py: protoc failed")


def cpu_seconds(pid):
    return time.clock_gettime((~pid << 3) | 2)  # the clock of another process: clock_getcpuclockid(3) on Linux


def main():
    path, extractors, command = sys.argv[1], sys.argv[2].split(","), sys.argv[3:]
    with tempfile.TemporaryDirectory(prefix="lector-bench.") as folder:
        stubs(folder)
        sys.path.insert(0, folder)
        from lector.v1 import analysis_service_pb2 as pb
        from lector.v1 import analysis_service_pb2_grpc as rpc
        address = f"unix:{folder}/socket"
        service = subprocess.Popen([{"ADDRESS": address, "STUBS": folder}.get(word, word) for word in command],
                                   stdout=subprocess.DEVNULL)
        try:
            channel = grpc.insecure_channel(address, [("grpc.max_receive_message_length", -1)])
            analyze = rpc.AnalysisServiceStub(channel).AnalyzeDocument
            requests = []
            for text in read_texts(path):
                request = pb.AnalyzeDocumentRequest()
                request.document.text, request.document.language = text, "ru"
                for name in extractors:
                    request.options.extractors.add(name=name)
                requests.append(request)
            first = analyze.future(requests[0], wait_for_ready=True, timeout=120)
            while not first.done():
                if service.poll() is not None:
                    raise SystemExit("drive.py: the service ended with status %d" % service.returncode)
                time.sleep(0.05)
            first.result()
            take_turns(lambda: [analyze(request) for request in requests], lambda: cpu_seconds(service.pid))
        finally:
            service.terminate()
            service.wait()


if __name__ == "__main__":
    main()
