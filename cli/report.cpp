#include "cli/report.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <vector>

#include "cli/errors.h"
#include "cli/json.h"
#include "cli/offsets.h"
#include "cli/table.h"

namespace lector::cli {
namespace {

constexpr size_t kDefaultWidth = 120;
constexpr std::string_view kExplanation = "lector.v1.Explanation";
constexpr Style kHeading{.bold = true};
constexpr Style kBad{.colour = 31};

// "AT_LEAST" of FIGURE_MODIFIER_AT_LEAST as "at least".
std::string Words(const std::string& name, std::string_view prefix) {
  if (name.size() <= prefix.size()) return {};
  std::string out = name.substr(prefix.size());
  if (out == "UNSPECIFIED") return {};
  for (char& c : out) c = c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// What one answer needs to be put into tables.
class Report {
 public:
  Report(std::string_view text, const v1::AnalyzeDocumentResponse& response, const TextLayout& layout)
      : text_(text),
        response_(response),
        map_(text, response.offset_encoding()),
        colour_(layout.colour),
        width_(layout.width != 0 ? layout.width : kDefaultWidth) {
    int number = 0;
    for (const auto& annotation : response.annotations()) {
      if (annotation.has_quote()) quote_numbers_[annotation.id()] = std::to_string(++number);
    }
    for (const auto& entity : response.entities()) entities_[entity.id()] = &entity;
  }

  std::string Tables() const {
    return Section("Quotes", Quotes()) + Section("Entities", Entities()) + Section("Figures", Figures()) +
           Section("Explanations", Explanations()) + Section("Other records", Customs()) +
           Section("Extractors that failed", Failures()) + Section("Timings", Timings());
  }

 private:
  std::string Section(const std::string& title, const Table& table) const {
    if (table.empty()) return {};
    return "\n" + Paint(title, kHeading, colour_) + "\n" + table.Render(width_, colour_);
  }

  std::string Covered(const v1::Span& span) const {
    const ByteSpan bytes = map_.ToBytes(span);
    return bytes.empty() ? std::string() : std::string(text_.substr(bytes.begin, bytes.end - bytes.begin));
  }

  std::string NumberOf(uint32_t quote_id) const {
    const auto found = quote_numbers_.find(quote_id);
    return found == quote_numbers_.end() ? std::string() : found->second;
  }

  std::string NameOf(uint32_t entity_id) const {
    const auto found = entities_.find(entity_id);
    return found == entities_.end() ? std::string() : found->second->name();
  }

  std::string SpeakerOf(const v1::Quote& quote) const {
    if (!quote.speaker_name().empty()) return quote.speaker_name();
    const std::string name = NameOf(quote.speaker_entity_id());
    return name.empty() ? Covered(quote.speaker()) : name;
  }

  Table Quotes() const {
    Table table({{"#", true}, "speaker", "title", "kind", "polarity", "cue", "words"});
    for (const auto& annotation : response_.annotations()) {
      if (!annotation.has_quote()) continue;
      const v1::Quote& quote = annotation.quote();
      std::string words;
      for (const auto& span : quote.content()) words += (words.empty() ? "" : " … ") + Covered(span);
      table.Add({{NumberOf(annotation.id())},
                 {SpeakerOf(quote), {.bold = true}},
                 {quote.speaker_title()},
                 {Label(quote.kind())},
                 {quote.polarity() == v1::POLARITY_STATES ? std::string() : Label(quote.polarity())},
                 {quote.cue_lemma().empty() ? Covered(quote.cue()) : quote.cue_lemma()},
                 {words, QuoteStyle()}});
    }
    return table;
  }

  Table Entities() const {
    std::map<uint32_t, std::vector<std::string>> forms;  // different ones, in the order of the text
    std::map<uint32_t, int> counts;
    for (const auto& annotation : response_.annotations()) {
      if (!annotation.has_mention()) continue;
      const uint32_t id = annotation.mention().entity_id();
      ++counts[id];
      auto& seen = forms[id];
      const std::string form = Covered(annotation.span());
      if (std::find(seen.begin(), seen.end(), form) == seen.end()) seen.push_back(form);
    }
    Table table({"name", "type", {"mentions", true}, "attributes", "forms in the text"});
    for (const auto& entity : response_.entities()) {
      std::string attributes, listed;
      for (const auto& attribute : entity.attributes())
        attributes += (attributes.empty() ? "" : ", ") + attribute.key() + ": " + attribute.value();
      for (const std::string& form : forms[entity.id()]) listed += (listed.empty() ? "" : ", ") + form;
      table.Add({{entity.name(), MentionStyle(entity.type())},
                 {entity.type()},
                 {std::to_string(counts[entity.id()])},
                 {attributes},
                 {listed}});
    }
    return table;
  }

  Table Figures() const {
    Table table({"text", {"value", true}, "kind", "modifier", "role", "change", "indicator", "whose", "period", {"quote", true}});
    for (const auto& annotation : response_.annotations()) {
      if (!annotation.has_figure()) continue;
      const v1::EconomicFigure& figure = annotation.figure();
      table.Add({{Covered(annotation.span()), FigureStyle()},
                 {FigureValue(figure)},
                 {Label(figure.kind())},
                 {Label(figure.modifier())},
                 {Label(figure.role())},
                 {Label(figure.change())},
                 {figure.indicator()},
                 {NameOf(figure.subject_entity_id())},
                 {figure.period()},
                 {NumberOf(annotation.quote_id())}});
    }
    return table;
  }

  // What `--explain` asked for; tied to what it explains by the span.
  Table Explanations() const {
    Table table({{"#", true}, "text", "of", "rule", "cue", "path"});
    for (const auto& annotation : response_.annotations()) {
      if (!annotation.has_custom() || annotation.custom().type() != kExplanation) continue;
      std::string number;
      for (const auto& other : response_.annotations())
        if (other.has_quote() && other.span().begin() == annotation.span().begin() &&
            other.span().end() == annotation.span().end())
          number = NumberOf(other.id());
      const auto member = [&](const char* key) {
        const auto& fields = annotation.custom().json().fields();
        const auto found = fields.find(key);
        return found == fields.end() ? std::string() : found->second.string_value();
      };
      table.Add({{number}, {Covered(annotation.span())}, {member("of")}, {member("rule")}, {member("cue")}, {member("path")}});
    }
    return table;
  }

  Table Customs() const {
    Table table({"type", "text", "record", "quote"});
    for (const auto& annotation : response_.annotations()) {
      if (!annotation.has_custom() || annotation.custom().type() == kExplanation) continue;
      table.Add({{annotation.custom().type(), CustomStyle()},
                 {Covered(annotation.span())},
                 {CustomContent(annotation.custom())},
                 {NumberOf(annotation.quote_id())}});
    }
    return table;
  }

  Table Failures() const {
    Table table({"extractor", "version", "code", "message"});
    for (const auto& report : response_.extractor_reports()) {
      if (report.status().code() == 0) continue;
      table.Add({{report.name(), kBad}, {report.version()}, {CodeName(report.status().code())}, {report.status().message()}});
    }
    return table;
  }

  Table Timings() const {
    Table table({"extractor", "version", "records", "ms"});
    for (const auto& report : response_.extractor_reports()) {
      if (!report.has_duration()) continue;
      const int64_t micros = google::protobuf::util::TimeUtil::DurationToMicroseconds(report.duration());
      char ms[32];
      std::snprintf(ms, sizeof ms, "%.3f", static_cast<double>(micros) / 1000);
      table.Add({{report.name()}, {report.version()}, {std::to_string(report.record_count())}, {ms}});
    }
    return table;
  }

  const std::string_view text_;
  const v1::AnalyzeDocumentResponse& response_;
  const OffsetMap map_;
  const bool colour_;
  const size_t width_;
  std::map<uint32_t, std::string> quote_numbers_;
  std::map<uint32_t, const v1::Entity*> entities_;
};

template <class Strings>
std::string Join(const Strings& strings) {
  std::string out;
  for (const std::string& string : strings) out += (out.empty() ? "" : ", ") + string;
  return out;
}

}  // namespace

std::string RenderReport(std::string_view text, const v1::AnalyzeDocumentResponse& response, const TextLayout& layout) {
  return RenderLegend(layout.colour) + "\n" + RenderAnnotatedText(text, response, layout) +
         Report(text, response, layout).Tables();
}

std::string RenderExtractors(const v1::ListExtractorsResponse& response, const TextLayout& layout) {
  const size_t width = layout.width != 0 ? layout.width : kDefaultWidth;
  Table extractors({"name", "version", "default", "languages", "provides", "requires", "licence", "description"});
  for (const auto& info : response.extractors()) {
    extractors.Add({{info.name(), kHeading},
                    {info.version()},
                    {info.is_default() ? "yes" : "no"},
                    {Join(info.languages())},
                    {Join(info.provides())},
                    {Join(info.requirements())},
                    {info.license()},
                    {info.description()}});
  }
  std::string out = extractors.empty() ? "No extractors are loaded.\n" : extractors.Render(width, layout.colour);
  // Messages and remedies are for reading: in full, not in columns.
  for (const auto& refused : response.refused_plugins()) {
    out += "\n" + Paint("Refused: " + refused.file(), kBad, layout.colour) + "\n  check    " + refused.check() + "\n  message  " +
           refused.message() + "\n";
    if (!refused.remedy().empty()) out += "  remedy   " + refused.remedy() + "\n";
  }
  for (const auto& missing : response.missing_layers()) {
    out += "\n" + Paint("Missing for '" + missing.language() + "': " + Join(missing.layers()), kBad, layout.colour) + "\n  " +
           missing.message() + "\n";
  }
  return out;
}

std::string Label(v1::QuoteKind kind) { return Words(v1::QuoteKind_Name(kind), "QUOTE_KIND_"); }
std::string Label(v1::MentionForm form) { return Words(v1::MentionForm_Name(form), "MENTION_FORM_"); }
std::string Label(v1::FigureKind kind) { return Words(v1::FigureKind_Name(kind), "FIGURE_KIND_"); }
std::string Label(v1::FigureModifier modifier) { return Words(v1::FigureModifier_Name(modifier), "FIGURE_MODIFIER_"); }
std::string Label(v1::FigureRole role) { return Words(v1::FigureRole_Name(role), "FIGURE_ROLE_"); }
std::string Label(v1::FigureChange change) { return Words(v1::FigureChange_Name(change), "FIGURE_CHANGE_"); }
std::string Label(v1::Polarity polarity) { return Words(v1::Polarity_Name(polarity), "POLARITY_"); }

}  // namespace lector::cli
