// Requests: from protobuf to what the engine takes, checked.
#ifndef LECTOR_DAEMON_SERVICE_REQUEST_H_
#define LECTOR_DAEMON_SERVICE_REQUEST_H_

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/engine/plan.h"
#include "daemon/service/error.h"
#include "daemon/text/document.h"
#include "daemon/text/offsets.h"
#include "lector/v1/analysis_service.pb.h"

namespace lector::service {

// AnalysisOptions, checked: what holds for one document or for all of a stream.
struct CheckedOptions {
  std::vector<engine::Selection> selections;
  text::OffsetEncoding encoding = text::OffsetEncoding::kUtf8;
  float min_confidence = 0;
  bool require_all = false, include_timings = false;
  std::string time_zone;
};

// What AnalysisOptions may have in bytes, and a string in the options of an extractor: they are checked on the thread that serves
// every call, and recursively in places.
inline constexpr size_t kMaxOptions = 64u << 10;
inline constexpr size_t kMaxOptionString = 4u << 10;

// What a message may have in bytes beside its text: options, uri, title, tags and lengths.
inline constexpr size_t kMaxBesideText = 2 * kMaxOptions;

// INVALID_FIELD: over kMaxOptions. `field`: the one that holds them.
std::optional<Error> CheckOptionsSize(size_t bytes, std::string field);

// Fields of errors start at the options: "extractors[1].options.min_digits", "time_zone".
std::optional<Error> CheckOptions(const v1::AnalysisOptions& options, CheckedOptions& out);

// A Document of the wire; its strings are valid UTF-8.
struct DocumentFields {
  std::string text, language, uri, title;
  std::optional<google::protobuf::Timestamp> publish_time;
};

// Fields of errors start at the document: "text". Takes the strings out of `document`.
std::optional<Error> TakeDocument(DocumentFields& document, const std::string& time_zone, uint32_t max_text_bytes,
                                  text::Document::Source& out);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_REQUEST_H_
