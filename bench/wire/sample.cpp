#include "sample.h"

namespace lector::bench {

lector::v1::Document SampleDocument() {
  static const std::string kSentence =
      "Министр сообщил, что товарооборот двух стран вырос на 13,6% и достиг 4,1 миллиарда долларов. ";  // 154 bytes
  lector::v1::Document document;
  while (document.text().size() + kSentence.size() <= 3072) document.mutable_text()->append(kSentence);
  document.set_language("ru");
  return document;
}

void FillAnswer(const lector::v1::Document& document, lector::v1::AnalyzeDocumentResponse* answer) {
  const std::string& text = document.text();
  const uint32_t step = static_cast<uint32_t>(text.size() / kAnnotations) & ~1u;
  for (uint32_t i = 0; i < kAnnotations; ++i) {
    lector::v1::Annotation* annotation = answer->add_annotations();
    uint32_t begin = i * step, end = begin + 50;
    const auto inside = [&](uint32_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u; };
    while (inside(begin)) ++begin;
    while (inside(end)) ++end;
    annotation->set_id(i + 1);
    annotation->mutable_span()->set_begin(begin);
    annotation->mutable_span()->set_end(end);
    annotation->set_text(text.substr(begin, end - begin));
    annotation->set_extractor("bench.null");
    annotation->set_confidence(0.9f);
    lector::v1::EconomicFigure* figure = annotation->mutable_figure();
    figure->set_kind(lector::v1::FIGURE_KIND_MONEY);
    figure->set_value("4100000000");
    figure->set_unit("USD");
    figure->set_role(lector::v1::FIGURE_ROLE_LEVEL);
  }
  auto* report = answer->add_extractor_reports();
  report->set_name("bench.null");
  report->set_version("1.0.0");
  report->mutable_status();
  report->set_record_count(kAnnotations);
  answer->set_language("ru");
  answer->set_offset_encoding(lector::v1::OFFSET_ENCODING_UTF8);
}

}  // namespace lector::bench
