#include "daemon/service/response.h"

#include <google/protobuf/duration.pb.h>

#include <algorithm>
#include <string>
#include <vector>

#include "daemon/service/error.h"
#include "daemon/service/period.h"
#include "daemon/service/struct_json.h"
#include "daemon/telemetry/log.h"

namespace lector::service {
namespace {

std::string String(lector_str s) { return s.size == 0 ? std::string() : std::string(s.data, s.size); }

bool Given(lector_span span) { return span.end != 0; }

// A number of the ABI as a value of a proto enum; what the proto does not have becomes "not given". Enumerators are the same.
template <class E>
E Enum(uint32_t value, bool (*is_valid)(int)) {
  return is_valid(static_cast<int>(value)) ? static_cast<E>(value) : static_cast<E>(0);
}

class Filler {
 public:
  Filler(const engine::Analysis& analysis, const CheckedOptions& options)
      : analysis_(analysis), options_(options), text_(analysis.document->text()), offsets_(text_, options.encoding) {
    for (const engine::Finding& finding : analysis.annotations)
      if (!Reported(finding)) left_out_.push_back(finding.id);
    std::sort(left_out_.begin(), left_out_.end());
  }

  void Fill(v1::AnalyzeDocumentResponse& out) const {
    out.mutable_entities()->Reserve(static_cast<int>(analysis_.entities.size()));
    out.mutable_annotations()->Reserve(static_cast<int>(analysis_.annotations.size()));
    for (const engine::Finding& finding : analysis_.entities) Entity(finding, *out.add_entities());
    for (const engine::Finding& finding : analysis_.annotations)
      if (Reported(finding)) Annotation(finding, *out.add_annotations());
    for (const engine::Report& report : analysis_.reports) Report(report, *out.add_extractor_reports());
    const std::string_view language = analysis_.document->language();
    out.set_language(language.empty() ? "und" : std::string(language));
    out.set_offset_encoding(static_cast<v1::OffsetEncoding>(options_.encoding));
  }

 private:
  bool Reported(const engine::Finding& finding) const {
    return finding.record->confidence == 0 || finding.record->confidence >= options_.min_confidence;
  }

  // The id in the answer of what a record links to; 0 where that was left out.
  uint32_t Shown(uint32_t answer_id) const {
    return std::binary_search(left_out_.begin(), left_out_.end(), answer_id) ? 0 : answer_id;
  }
  uint32_t Link(lector_id id) const { return Shown(analysis_.Id(id)); }

  void Span(lector_span span, v1::Span& out) const {
    out.set_begin(offsets_.FromByte(span.begin));
    out.set_end(offsets_.FromByte(span.end));
  }

  static void Entity(const engine::Finding& finding, v1::Entity& out) {
    const auto& record = *reinterpret_cast<const lector_entity*>(finding.record);
    out.set_id(finding.id);
    out.set_type(String(record.type));
    out.set_name(String(record.name));
    std::vector<const lector_attribute*> sorted;
    for (uint32_t i = 0; i < record.attribute_count; ++i) sorted.push_back(&record.attributes[i]);
    std::stable_sort(sorted.begin(), sorted.end(), [](const lector_attribute* a, const lector_attribute* b) {
      return std::string_view(a->key.data, a->key.size) < std::string_view(b->key.data, b->key.size);
    });
    for (const lector_attribute* attribute : sorted) {
      v1::EntityAttribute& to = *out.add_attributes();
      to.set_key(String(attribute->key));
      to.set_value(String(attribute->value));
    }
    out.set_extractor(finding.extractor->id);
    out.set_confidence(record.head.confidence);
  }

  void Annotation(const engine::Finding& finding, v1::Annotation& out) const {
    const lector_span span = finding.record->span;
    out.set_id(finding.id);
    Span(span, *out.mutable_span());
    out.set_text(std::string(text_.substr(span.begin, span.end - span.begin)));
    out.set_extractor(finding.extractor->id);
    out.set_confidence(finding.record->confidence);
    out.set_quote_id(Shown(finding.quote_id));
    switch (finding.record->kind) {
      case LECTOR_MENTION:
        return Mention(*reinterpret_cast<const lector_mention*>(finding.record), *out.mutable_mention());
      case LECTOR_QUOTE:
        return Quote(*reinterpret_cast<const lector_quote*>(finding.record), *out.mutable_quote());
      case LECTOR_FIGURE:
        return Figure(*reinterpret_cast<const lector_figure*>(finding.record), *out.mutable_figure());
      default:
        return Custom(finding, *reinterpret_cast<const lector_custom*>(finding.record), *out.mutable_custom());
    }
  }

  void Mention(const lector_mention& record, v1::EntityMention& out) const {
    out.set_entity_id(Link(record.entity));
    out.set_form(Enum<v1::MentionForm>(record.form, v1::MentionForm_IsValid));
    if (Given(record.name_span)) Span(record.name_span, *out.mutable_name_span());
    out.set_normal_form(String(record.normal_form));
    out.set_metonym_of(Link(record.metonym_of));
  }

  void Quote(const lector_quote& record, v1::Quote& out) const {
    out.set_kind(Enum<v1::QuoteKind>(record.kind, v1::QuoteKind_IsValid));
    for (uint32_t i = 0; i < record.content_count; ++i) Span(record.content[i], *out.add_content());
    if (Given(record.speaker)) Span(record.speaker, *out.mutable_speaker());
    out.set_speaker_entity_id(Link(record.speaker_entity));
    out.set_speaker_name(String(record.speaker_name));
    out.set_speaker_title(String(record.speaker_title));
    if (Given(record.cue)) Span(record.cue, *out.mutable_cue());
    out.set_cue_lemma(String(record.cue_lemma));
    out.set_polarity(Enum<v1::Polarity>(record.polarity, v1::Polarity_IsValid));
  }

  void Figure(const lector_figure& record, v1::EconomicFigure& out) const {
    out.set_kind(Enum<v1::FigureKind>(record.kind, v1::FigureKind_IsValid));
    out.set_value(String(record.value));
    out.set_min(String(record.min));
    out.set_max(String(record.max));
    out.set_unit(String(record.unit));
    out.set_modifier(Enum<v1::FigureModifier>(record.modifier, v1::FigureModifier_IsValid));
    out.set_role(Enum<v1::FigureRole>(record.role, v1::FigureRole_IsValid));
    out.set_change(Enum<v1::FigureChange>(record.change, v1::FigureChange_IsValid));
    out.set_indicator(String(record.indicator));
    if (Given(record.indicator_span)) Span(record.indicator_span, *out.mutable_indicator_span());
    out.set_subject_entity_id(Link(record.subject));
    out.set_period(String(record.period));
    if (const std::optional<Days> days = DaysOf(out.period())) {
      out.set_period_start(days->first);
      out.set_period_end(days->last);
    }
    out.set_related_id(Link(record.related));
    out.set_economic(Enum<v1::EconomicRelevance>(record.economic, v1::EconomicRelevance_IsValid));
  }

  static void Custom(const engine::Finding& finding, const lector_custom& record, v1::CustomRecord& out) {
    out.set_type(String(record.type));
    if (record.data.size != 0) {
      out.set_data(String(record.data));
    } else if (record.json.size != 0) {
      if (Status status = FromJson({record.json.data, record.json.size}, *out.mutable_json()); !status.ok())
        log::Warning("extractor '" + finding.extractor->id + "' emitted a " + out.type() + " that is " + status.message());
    }
  }

  void Report(const engine::Report& report, v1::ExtractorReport& out) const {
    out.set_name(report.extractor->id);
    out.set_version(report.extractor->version);
    *out.mutable_status() = ToRpcStatus(report.status);
    out.set_record_count(report.record_count);
    if (!options_.include_timings) return;
    out.mutable_duration()->set_seconds(static_cast<int64_t>(report.duration_ns / 1'000'000'000u));
    out.mutable_duration()->set_nanos(static_cast<int32_t>(report.duration_ns % 1'000'000'000u));
  }

  const engine::Analysis& analysis_;
  const CheckedOptions& options_;
  const std::string_view text_;
  const text::OffsetMap offsets_;
  std::vector<uint32_t> left_out_;  // ids of annotations below min_confidence, sorted
};

}  // namespace

void FillResponse(const engine::Analysis& analysis, const CheckedOptions& options, v1::AnalyzeDocumentResponse& out) {
  Filler(analysis, options).Fill(out);
}

}  // namespace lector::service
