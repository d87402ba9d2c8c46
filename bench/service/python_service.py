"""The service that one would write in Python first: `python_service.py ADDRESS names|all STUBS` answers AnalyzeDocument of
lector.v1 on ADDRESS with grpcio. names: the names that natasha's tagger finds. all: sums of money by natasha's MoneyExtractor and
quotations by a regular expression, too. STUBS is the folder of the generated code."""
import concurrent.futures
import re
import sys

import grpc
from natasha import Doc, MoneyExtractor, MorphVocab, NewsEmbedding, NewsNERTagger, Segmenter

sys.path.insert(0, sys.argv[3])
from lector.v1 import analysis_service_pb2 as pb  # noqa: E402 (found by the path above)
from lector.v1 import analysis_service_pb2_grpc as rpc  # noqa: E402

QUOTE = re.compile(r"[«\"“]([^«»\"“”]{2,1000})[»\"”]\s*,?\s*[—–-]?\s*(\w+(?:ил|ал|ила|ала|ает|или|али))\b", re.UNICODE)


class Service(rpc.AnalysisServiceServicer):
    def __init__(self, everything):
        self.segmenter, self.tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
        self.money = MoneyExtractor(MorphVocab()) if everything else None

    def AnalyzeDocument(self, request, context):
        text, response = request.document.text, pb.AnalyzeDocumentResponse()
        doc = Doc(text)
        doc.segment(self.segmenter)
        doc.tag_ner(self.tagger)
        for span in doc.spans:
            entity = response.entities.add(id=len(response.entities) + 1, type=span.type, name=span.text)
            self.add(response, text, span.start, span.stop).mention.entity_id = entity.id
        if self.money:
            for match in self.money(text):
                money = self.add(response, text, match.start, match.stop).figure
                money.value, money.unit = str(match.fact.amount), match.fact.currency or ""
            for match in QUOTE.finditer(text):
                quote = self.add(response, text, match.start(1), match.end(1)).quote
                quote.content.add(begin=match.start(1), end=match.end(1))
                quote.cue.begin, quote.cue.end = match.span(2)
        return response

    @staticmethod
    def add(response, text, begin, end):
        annotation = response.annotations.add(id=len(response.annotations) + 1, text=text[begin:end])
        annotation.span.begin, annotation.span.end = begin, end
        return annotation


def main():
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=2))
    rpc.add_AnalysisServiceServicer_to_server(Service(sys.argv[2] == "all"), server)
    server.add_insecure_port(sys.argv[1])
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
