#include "daemon/service/request.h"

#include <cmath>

#include "daemon/service/struct_json.h"
#include "daemon/text/civil_date.h"
#include "daemon/text/language_tag.h"
#include "daemon/text/utf8.h"

namespace lector::service {
namespace {

constexpr size_t kMaxExtractors = 256;
constexpr size_t kMaxShortString = 8192;  // uri, title

Error BadField(std::string field, std::string what) {
  return Error(Code::kInvalidArgument, std::move(what), "INVALID_FIELD", std::move(field));
}

std::optional<Error> CheckSelection(const v1::ExtractorSelection& selection, const std::string& path, engine::Selection& out) {
  if (selection.name().empty()) return BadField(path + ".name", "must name an extractor; ListExtractors tells which there are");
  out.name = selection.name();
  out.version = selection.version();
  if (!selection.has_options()) return std::nullopt;
  Result<std::string> json = ToJson(selection.options(), kMaxOptionString);
  if (!json.ok()) {
    const std::string options = path + ".options";
    return BadField(json.status().field().empty() ? options : options + "." + json.status().field(), json.status().message());
  }
  out.options_json = std::move(*json);
  return std::nullopt;
}

std::optional<Error> CheckText(const std::string& text, uint32_t max_text_bytes) {
  if (text.empty()) return Error(Code::kInvalidArgument, "must hold the text to analyse", "TEXT_MISSING", "text");
  if (text.size() > max_text_bytes)
    return Error(Code::kInvalidArgument,
                 "has " + std::to_string(text.size()) + " bytes, more than the limit of " + std::to_string(max_text_bytes) +
                     "; send it in parts",
                 "TEXT_TOO_LARGE", "text")
        .With("limitBytes", std::to_string(max_text_bytes))
        .With("sizeBytes", std::to_string(text.size()));
  return std::nullopt;
}

}  // namespace

std::optional<Error> CheckOptionsSize(size_t bytes, std::string field) {
  if (bytes <= kMaxOptions) return std::nullopt;
  return BadField(std::move(field), "has " + std::to_string(bytes) + " bytes, more than the limit of " + std::to_string(kMaxOptions));
}

std::optional<Error> CheckOptions(const v1::AnalysisOptions& options, CheckedOptions& out) {
  if (static_cast<size_t>(options.extractors_size()) > kMaxExtractors)
    return BadField("extractors", "names more than " + std::to_string(kMaxExtractors) + " extractors");
  for (int i = 0; i < options.extractors_size(); ++i)
    if (auto error =
            CheckSelection(options.extractors(i), "extractors[" + std::to_string(i) + "]", out.selections.emplace_back()))
      return error;

  switch (options.offset_encoding()) {
    case v1::OFFSET_ENCODING_UNSPECIFIED:
    case v1::OFFSET_ENCODING_UTF8:
      out.encoding = text::OffsetEncoding::kUtf8;
      break;
    case v1::OFFSET_ENCODING_UTF16:
      out.encoding = text::OffsetEncoding::kUtf16;
      break;
    case v1::OFFSET_ENCODING_UTF32:
      out.encoding = text::OffsetEncoding::kUtf32;
      break;
    default:
      return BadField("offset_encoding",
                      std::to_string(options.offset_encoding()) + " is no OffsetEncoding that this daemon knows");
  }

  out.min_confidence = options.min_confidence();
  if (!(out.min_confidence >= 0 && out.min_confidence <= 1)) return BadField("min_confidence", "must lie in [0, 1]");

  out.time_zone = options.time_zone();
  if (const Result<std::string> date = text::CivilDate(0, out.time_zone); !date.ok())
    return BadField("time_zone", date.status().message());
  out.require_all = options.require_all();
  out.include_timings = options.include_timings();
  return std::nullopt;
}

std::optional<Error> TakeDocument(DocumentFields& document, const std::string& time_zone, uint32_t max_text_bytes,
                                  text::Document::Source& out) {
  if (auto error = CheckText(document.text, max_text_bytes)) return error;
  if (!document.language.empty()) {
    out.language = text::CanonicalLanguage(document.language);
    if (out.language.empty()) return BadField("language", "must be a BCP 47 tag such as \"ru\" or \"en\", or empty");
    if (out.language == "und") out.language.clear();
  }
  if (document.uri.size() > kMaxShortString)
    return BadField("uri", "is longer than " + std::to_string(kMaxShortString) + " bytes");
  if (document.title.size() > kMaxShortString)
    return BadField("title", "is longer than " + std::to_string(kMaxShortString) + " bytes; it is the headline only");
  if (document.publish_time) {
    if (document.publish_time->nanos() < 0 || document.publish_time->nanos() > 999'999'999)
      return BadField("publish_time", "its nanos must lie between 0 and 999999999");
    Result<std::string> date = text::CivilDate(document.publish_time->seconds(), time_zone);
    if (!date.ok()) return BadField("publish_time", date.status().message());
    out.publish_date = std::move(*date);
  }
  out.text = std::move(document.text);
  out.uri = std::move(document.uri);
  out.title = std::move(document.title);
  out.is_valid_utf8 = true;
  return std::nullopt;
}

}  // namespace lector::service
