"""The Python side of compare_tagger.py: `peer_natasha.py ner|pipeline TEXTS`, see bench/turns.h."""
import sys

from turns import read_texts, take_turns


def ner():
    """Slovnet over whole texts, in the batches it makes itself."""
    from natasha import NewsEmbedding, NewsNERTagger
    tagger = NewsNERTagger(NewsEmbedding())

    def run(texts):
        for _ in tagger.map(texts):
            pass
    return run


def pipeline():
    """What natasha's README does with a text, up to lemmas."""
    from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter
    segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    morph, syntax, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def run(texts):
        for text in texts:
            doc = Doc(text)
            doc.segment(segmenter)
            doc.tag_morph(morph)
            doc.parse_syntax(syntax)
            doc.tag_ner(names)
            for token in doc.tokens:
                token.lemmatize(vocabulary)
    return run


def main():
    run, texts = {"ner": ner, "pipeline": pipeline}[sys.argv[1]](), read_texts(sys.argv[2])
    take_turns(lambda: run(texts))


if __name__ == "__main__":
    main()
