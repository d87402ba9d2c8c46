#include "cli/tsv.h"

#include <array>
#include <cstdio>

#include "cli/json.h"
#include "cli/report.h"

namespace lector::cli {
namespace {

// Columns, in their order.
struct Row {
  std::string input, record, id, begin, end, text, type, name, value, unit, entity_id, quote_id, extractor, confidence, details;
};

std::string Line(const Row& row) {
  const std::array<const std::string*, 15> columns{&row.input,     &row.record,   &row.id,        &row.begin,      &row.end,
                                                   &row.text,      &row.type,     &row.name,      &row.value,      &row.unit,
                                                   &row.entity_id, &row.quote_id, &row.extractor, &row.confidence, &row.details};
  std::string out;
  for (const std::string* column : columns) {
    if (column != columns.front()) out += '\t';
    out += EscapeTsv(*column);
  }
  return out + '\n';
}

std::string Number(uint32_t id) { return id == 0 ? std::string() : std::to_string(id); }

std::string Confidence(float confidence) {
  if (confidence == 0) return {};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.4g", static_cast<double>(confidence));
  return buffer;
}

// "key=value; key=value" of the values that are not empty.
class Details {
 public:
  Details& Add(std::string_view key, std::string_view value) {
    if (value.empty()) return *this;
    if (!out_.empty()) out_ += "; ";
    out_.append(key).append("=").append(value);
    return *this;
  }
  Details& Add(std::string_view key, const v1::Span& span) {
    if (span.end() == 0) return *this;
    return Add(key, std::to_string(span.begin()) + "-" + std::to_string(span.end()));
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

void FillMention(const v1::EntityMention& mention, Row* row) {
  row->record = "mention";
  row->type = Label(mention.form());
  row->name = mention.normal_form();
  row->entity_id = Number(mention.entity_id());
  row->details = Details().Add("name_span", mention.name_span()).Add("metonym_of", Number(mention.metonym_of())).Take();
}

void FillQuote(const v1::Quote& quote, Row* row) {
  row->record = "quote";
  row->type = Label(quote.kind());
  row->name = quote.speaker_name();
  row->entity_id = Number(quote.speaker_entity_id());
  Details details;
  details.Add("title", quote.speaker_title()).Add("speaker", quote.speaker()).Add("cue", quote.cue());
  details.Add("cue_lemma", quote.cue_lemma()).Add("polarity", Label(quote.polarity()));
  for (const auto& span : quote.content()) details.Add("content", span);
  row->details = details.Take();
}

void FillFigure(const v1::EconomicFigure& figure, Row* row) {
  row->record = "figure";
  row->type = Label(figure.kind());
  row->name = figure.indicator();
  row->value = figure.value().empty() ? figure.min() + ".." + figure.max() : figure.value();
  row->unit = figure.unit();
  row->entity_id = Number(figure.subject_entity_id());
  Details details;
  details.Add("modifier", Label(figure.modifier())).Add("role", Label(figure.role())).Add("change", Label(figure.change()));
  details.Add("period", figure.period()).Add("from", figure.period_start()).Add("to", figure.period_end());
  details.Add("indicator", figure.indicator_span()).Add("related", Number(figure.related_id()));
  if (figure.economic() != v1::ECONOMIC_RELEVANCE_UNSPECIFIED)
    details.Add("economic", figure.economic() == v1::ECONOMIC_RELEVANCE_YES ? "yes" : "no");
  row->details = details.Take();
}

void FillCustom(const v1::CustomRecord& record, Row* row) {
  row->record = "custom";
  row->type = record.type();
  row->details = CustomContent(record);
}

}  // namespace

const char kTsvColumns[] =
    "  input       the path as given\n"
    "  record      entity, mention, quote, figure, custom\n"
    "  id          of the record, unique in its input\n"
    "  begin end   offsets; empty for an entity\n"
    "  text        the covered text\n"
    "  type        of the entity; form of the mention; kind of the quote or figure; type of the custom record\n"
    "  name        of the entity; normal form of the mention; name of the speaker; indicator of the figure\n"
    "  value unit  of the figure; a range is min..max\n"
    "  entity_id   the mention's entity, the quote's speaker, the figure's subject\n"
    "  quote_id    the quote that it stands in\n"
    "  extractor   that found it\n"
    "  confidence  in (0, 1]; empty: not given\n"
    "  details     the rest as key=value; key=value (spans as begin-end); the JSON of a custom record\n"
    "  Tab, line feed, carriage return and backslash in a value are written \\t \\n \\r \\\\.\n";

std::string EscapeTsv(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (const char c : value) {
    switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string TsvHeader() {
  return "input\trecord\tid\tbegin\tend\ttext\ttype\tname\tvalue\tunit\tentity_id\tquote_id\textractor\tconfidence\tdetails\n";
}

std::string ToTsv(std::string_view input, const v1::AnalyzeDocumentResponse& response) {
  std::string out;
  for (const auto& entity : response.entities()) {
    Details details;
    for (const auto& attribute : entity.attributes()) details.Add(attribute.key(), attribute.value());
    out += Line({.input = std::string(input),
                 .record = "entity",
                 .id = Number(entity.id()),
                 .type = entity.type(),
                 .name = entity.name(),
                 .entity_id = Number(entity.id()),
                 .extractor = entity.extractor(),
                 .confidence = Confidence(entity.confidence()),
                 .details = details.Take()});
  }
  for (const auto& annotation : response.annotations()) {
    Row row{.input = std::string(input),
            .id = Number(annotation.id()),
            .begin = std::to_string(annotation.span().begin()),
            .end = std::to_string(annotation.span().end()),
            .text = annotation.text(),
            .quote_id = Number(annotation.quote_id()),
            .extractor = annotation.extractor(),
            .confidence = Confidence(annotation.confidence())};
    if (annotation.has_mention()) FillMention(annotation.mention(), &row);
    if (annotation.has_quote()) FillQuote(annotation.quote(), &row);
    if (annotation.has_figure()) FillFigure(annotation.figure(), &row);
    if (annotation.has_custom()) FillCustom(annotation.custom(), &row);
    out += Line(row);
  }
  return out;
}

}  // namespace lector::cli
