#include "daemon/service/response.h"

#include <grpc/slice.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "daemon/service/period.h"
#include "daemon/service/struct_json.h"
#include "daemon/service/wire_writer.h"
#include "lector/v1/analysis_service.pb.h"

namespace lector::service {
namespace {

constexpr size_t kBytesOfAnnotation = 192;  // a first guess, with its text

std::string_view View(lector_str s) { return {s.data, s.size}; }

bool Given(lector_span span) { return span.end != 0; }

// A number of the ABI as a value of a proto enum; what the proto does not have becomes "not given". Enumerators are the same.
uint32_t Enum(uint32_t value, bool (*is_valid)(int)) { return is_valid(static_cast<int>(value)) ? value : 0; }

std::string Serialized(const google::protobuf::MessageLite& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

// Without a copy: the writer's memory goes out.
grpc::ByteBuffer ToByteBuffer(WireWriter& out) {
  char* const bytes = const_cast<char*>(out.bytes().data());
  const grpc::Slice slice(bytes, out.size(), [](void* memory) { delete[] static_cast<char*>(memory); }, out.Release().release());
  return grpc::ByteBuffer(&slice, 1);
}

// Writes backwards, as WireWriter does: in each function the last field comes first.
class Encoder {
 public:
  Encoder(const engine::Analysis& analysis, const CheckedOptions& options, WireWriter& out)
      : analysis_(analysis), options_(options), text_(analysis.document->text()), offsets_(text_, options.encoding), out_(out) {}

  void Response() {
    using M = v1::AnalyzeDocumentResponse;
    const std::string_view language = analysis_.document->language();
    out_.Uint(M::kOffsetEncodingFieldNumber, static_cast<uint32_t>(options_.encoding));
    out_.String(M::kLanguageFieldNumber, language.empty() ? "und" : language);
    for (auto report = analysis_.reports.rbegin(); report != analysis_.reports.rend(); ++report) Report(*report);
    for (auto finding = analysis_.annotations.rbegin(); finding != analysis_.annotations.rend(); ++finding) Annotation(*finding);
    for (auto finding = analysis_.entities.rbegin(); finding != analysis_.entities.rend(); ++finding) Entity(*finding);
  }

 private:
  uint32_t Link(lector_id id) const { return analysis_.Id(id); }

  void Span(int field, lector_span span) {
    const size_t mark = out_.size();
    out_.Uint(v1::Span::kEndFieldNumber, offsets_.FromByte(span.end));
    out_.Uint(v1::Span::kBeginFieldNumber, offsets_.FromByte(span.begin));
    out_.EndMessage(field, mark);
  }
  void SpanIfGiven(int field, lector_span span) {
    if (Given(span)) Span(field, span);
  }

  void Entity(const engine::Finding& finding) {
    using M = v1::Entity;
    const auto& record = *reinterpret_cast<const lector_entity*>(finding.record);
    const size_t mark = out_.size();
    out_.Float(M::kConfidenceFieldNumber, record.head.confidence);
    out_.String(M::kExtractorFieldNumber, finding.extractor->id);
    Attributes(record);
    out_.String(M::kNameFieldNumber, View(record.name));
    out_.String(M::kTypeFieldNumber, View(record.type));
    out_.Uint(M::kIdFieldNumber, finding.id);
    out_.EndMessage(v1::AnalyzeDocumentResponse::kEntitiesFieldNumber, mark);
  }

  // Sorted by key.
  void Attributes(const lector_entity& record) {
    using M = v1::EntityAttribute;
    std::vector<const lector_attribute*> sorted;
    for (uint32_t i = 0; i < record.attribute_count; ++i) sorted.push_back(&record.attributes[i]);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const lector_attribute* a, const lector_attribute* b) { return View(a->key) < View(b->key); });
    for (auto attribute = sorted.rbegin(); attribute != sorted.rend(); ++attribute) {
      const size_t mark = out_.size();
      out_.String(M::kValueFieldNumber, View((*attribute)->value));
      out_.String(M::kKeyFieldNumber, View((*attribute)->key));
      out_.EndMessage(v1::Entity::kAttributesFieldNumber, mark);
    }
  }

  void Annotation(const engine::Finding& finding) {
    using M = v1::Annotation;
    const lector_span span = finding.record->span;
    const size_t mark = out_.size();
    switch (finding.record->kind) {
      case LECTOR_MENTION:
        Mention(*reinterpret_cast<const lector_mention*>(finding.record));
        break;
      case LECTOR_QUOTE:
        Quote(*reinterpret_cast<const lector_quote*>(finding.record));
        break;
      case LECTOR_FIGURE:
        Figure(*reinterpret_cast<const lector_figure*>(finding.record));
        break;
      default:
        Custom(*reinterpret_cast<const lector_custom*>(finding.record));
    }
    out_.Uint(M::kQuoteIdFieldNumber, finding.quote_id);
    out_.Float(M::kConfidenceFieldNumber, finding.record->confidence);
    out_.String(M::kExtractorFieldNumber, finding.extractor->id);
    out_.String(M::kTextFieldNumber, text_.substr(span.begin, span.end - span.begin));
    Span(M::kSpanFieldNumber, span);
    out_.Uint(M::kIdFieldNumber, finding.id);
    out_.EndMessage(v1::AnalyzeDocumentResponse::kAnnotationsFieldNumber, mark);
  }

  void Mention(const lector_mention& record) {
    using M = v1::EntityMention;
    const size_t mark = out_.size();
    out_.Uint(M::kMetonymOfFieldNumber, Link(record.metonym_of));
    out_.String(M::kNormalFormFieldNumber, View(record.normal_form));
    SpanIfGiven(M::kNameSpanFieldNumber, record.name_span);
    out_.Uint(M::kFormFieldNumber, Enum(record.form, v1::MentionForm_IsValid));
    out_.Uint(M::kEntityIdFieldNumber, Link(record.entity));
    out_.EndMessage(v1::Annotation::kMentionFieldNumber, mark);
  }

  void Quote(const lector_quote& record) {
    using M = v1::Quote;
    const size_t mark = out_.size();
    out_.Uint(M::kPolarityFieldNumber, Enum(record.polarity, v1::Polarity_IsValid));
    out_.String(M::kCueLemmaFieldNumber, View(record.cue_lemma));
    SpanIfGiven(M::kCueFieldNumber, record.cue);
    out_.String(M::kSpeakerTitleFieldNumber, View(record.speaker_title));
    out_.String(M::kSpeakerNameFieldNumber, View(record.speaker_name));
    out_.Uint(M::kSpeakerEntityIdFieldNumber, Link(record.speaker_entity));
    SpanIfGiven(M::kSpeakerFieldNumber, record.speaker);
    for (uint32_t i = record.content_count; i-- > 0;) Span(M::kContentFieldNumber, record.content[i]);
    out_.Uint(M::kKindFieldNumber, Enum(record.kind, v1::QuoteKind_IsValid));
    out_.EndMessage(v1::Annotation::kQuoteFieldNumber, mark);
  }

  void Figure(const lector_figure& record) {
    using M = v1::EconomicFigure;
    const size_t mark = out_.size();
    out_.Uint(M::kEconomicFieldNumber, Enum(record.economic, v1::EconomicRelevance_IsValid));
    out_.Uint(M::kRelatedIdFieldNumber, Link(record.related));
    if (const std::optional<Days> days = DaysOf(View(record.period), View(analysis_.document->info().publish_date))) {
      out_.String(M::kPeriodEndFieldNumber, days->last);
      out_.String(M::kPeriodStartFieldNumber, days->first);
    }
    out_.String(M::kPeriodFieldNumber, View(record.period));
    out_.Uint(M::kSubjectEntityIdFieldNumber, Link(record.subject));
    SpanIfGiven(M::kIndicatorSpanFieldNumber, record.indicator_span);
    out_.String(M::kIndicatorFieldNumber, View(record.indicator));
    out_.Uint(M::kChangeFieldNumber, Enum(record.change, v1::FigureChange_IsValid));
    out_.Uint(M::kRoleFieldNumber, Enum(record.role, v1::FigureRole_IsValid));
    out_.Uint(M::kModifierFieldNumber, Enum(record.modifier, v1::FigureModifier_IsValid));
    out_.String(M::kUnitFieldNumber, View(record.unit));
    out_.String(M::kMaxFieldNumber, View(record.max));
    out_.String(M::kMinFieldNumber, View(record.min));
    out_.String(M::kValueFieldNumber, View(record.value));
    out_.Uint(M::kKindFieldNumber, Enum(record.kind, v1::FigureKind_IsValid));
    out_.EndMessage(v1::Annotation::kFigureFieldNumber, mark);
  }

  void Custom(const lector_custom& record) {
    using M = v1::CustomRecord;
    const size_t mark = out_.size();
    if (record.data.size != 0) {
      out_.Bytes(M::kDataFieldNumber, View(record.data));
    } else if (record.json.size != 0) {
      google::protobuf::Struct json;
      if (FromJson(View(record.json), json).ok())  // as it was when it was emitted
        out_.Bytes(M::kJsonFieldNumber, Serialized(json));
    }
    out_.String(M::kTypeFieldNumber, View(record.type));
    out_.EndMessage(v1::Annotation::kCustomFieldNumber, mark);
  }

  void Report(const engine::Report& report) {
    using M = v1::ExtractorReport;
    const size_t mark = out_.size();
    if (options_.include_timings) {
      const size_t duration = out_.size();
      out_.Uint(google::protobuf::Duration::kNanosFieldNumber, report.duration_ns % 1'000'000'000u);
      out_.Uint(google::protobuf::Duration::kSecondsFieldNumber, report.duration_ns / 1'000'000'000u);
      out_.EndMessage(M::kDurationFieldNumber, duration);
    }
    out_.Uint(M::kRecordCountFieldNumber, report.record_count);
    out_.Bytes(M::kStatusFieldNumber, report.status.ok() ? std::string() : Serialized(ToRpcStatus(report.status)));
    out_.String(M::kVersionFieldNumber, report.extractor->version);
    out_.String(M::kNameFieldNumber, report.extractor->id);
    out_.EndMessage(v1::AnalyzeDocumentResponse::kExtractorReportsFieldNumber, mark);
  }

  const engine::Analysis& analysis_;
  const CheckedOptions& options_;
  const std::string_view text_;
  const text::OffsetMap offsets_;
  WireWriter& out_;
};

size_t Guess(const engine::Analysis& analysis) {
  return 256 + kBytesOfAnnotation * (analysis.annotations.size() + analysis.entities.size());
}

// The head of a StreamResult, after its outcome.
grpc::ByteBuffer EndResult(WireWriter& out, std::string_view id, uint64_t index) {
  out.Uint(v1::StreamResult::kIndexFieldNumber, index);
  out.String(v1::StreamResult::kIdFieldNumber, id);
  out.EndMessage(v1::StreamAnalyzeDocumentsResponse::kResultFieldNumber, 0);
  return ToByteBuffer(out);
}

}  // namespace

grpc::ByteBuffer EncodeResponse(const engine::Analysis& analysis, const CheckedOptions& options) {
  WireWriter out(Guess(analysis));
  Encoder(analysis, options, out).Response();
  return ToByteBuffer(out);
}

grpc::ByteBuffer EncodeResult(std::string_view id, uint64_t index, const engine::Analysis& analysis,
                              const CheckedOptions& options) {
  WireWriter out(Guess(analysis) + id.size());
  Encoder(analysis, options, out).Response();
  out.EndMessage(v1::StreamResult::kResponseFieldNumber, 0);
  return EndResult(out, id, index);
}

grpc::ByteBuffer EncodeResult(std::string_view id, uint64_t index, const Error& error) {
  WireWriter out(1024);
  out.Bytes(v1::StreamResult::kErrorFieldNumber, Serialized(ToRpcStatus(error)));
  return EndResult(out, id, index);
}

}  // namespace lector::service
