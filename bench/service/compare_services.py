"""The whole daemon over gRPC against the service that one would write in Python first: CPU of the service for a document."""
PACKAGES = ("natasha==1.6.0", "setuptools<81", "grpcio==1.85.1", "grpcio-tools==1.85.1")


def comparisons(bench):
    def drive(extractors, *command):
        return [bench.python, "-B", bench.folder / "drive.py", bench.texts, extractors, *command]

    lectord = [bench.build / "bin/lectord", "--listen", "ADDRESS", "--plugin-dir", bench.build / "plugins", "--log-level", "error"]
    python = [bench.python, "-B", bench.folder / "python_service.py", "ADDRESS"]
    return [
        bench.Comparison("entities over gRPC, against natasha's names behind grpcio", floor=15, goal=15,
                         ours=drive("entities", *lectord), theirs=drive("entities", *python, "names", "STUBS")),
        bench.Comparison("all three over gRPC, against natasha and a regex behind grpcio", floor=50, goal=50,
                         ours=drive("quotes,entities,figures", *lectord), theirs=drive("entities", *python, "all", "STUBS")),
    ]
