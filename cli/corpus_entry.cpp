// Entries of a corpus as documents.
#include <nlohmann/json.hpp>

#include "cli/corpus_source.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/request.h"

namespace lector::cli {
namespace {

using Json = nlohmann::json;

grpc::Status Invalid(const std::string& message) { return {grpc::StatusCode::INVALID_ARGUMENT, message}; }

void HashBytes(std::string_view bytes, uint64_t* hash) {
  constexpr uint64_t kFnvPrime = 1099511628211u;
  for (const char c : bytes) *hash = (*hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
  *hash = (*hash ^ bytes.size()) * kFnvPrime;
}

std::optional<grpc::Status> CheckUtf8(const std::string& bytes) {
  const size_t invalid = FindInvalidUtf8(bytes);
  if (invalid == std::string_view::npos) return std::nullopt;
  const std::string guess = GuessEncoding(bytes);
  return Invalid("byte " + std::to_string(invalid) + " is not UTF-8" + (guess.empty() ? "" : "; it looks like " + guess));
}

// A string of `line`; null stands for a missing one. False with `error` when it is something else.
bool GetString(const Json& line, const char* key, std::string* value, std::optional<grpc::Status>* error) {
  const auto field = line.find(key);
  if (field == line.end() || field->is_null()) return true;
  if (!field->is_string()) {
    *error = Invalid("\"" + std::string(key) + "\" must be a string");
    return false;
  }
  *value = field->get<std::string>();
  return true;
}

bool GetId(const Json& line, CorpusDocument* document) {
  const auto id = line.find("id");
  if (id != line.end() && id->is_string()) document->id = id->get<std::string>();
  if (id != line.end() && id->is_number_integer()) document->id = id->dump();
  if (!document->id) document->error = Invalid("needs an \"id\", a string or a whole number");
  return document->id.has_value();
}

void ReadFields(const Json& line, CorpusDocument* document) {
  if (!line.is_object()) {
    document->error = Invalid("must be a JSON object: {\"id\": ..., \"text\": ...}");
    return;
  }
  if (!GetId(line, document)) return;
  v1::Document* fields = document->request.mutable_document()->mutable_document();
  std::string publish_time;
  if (!GetString(line, "text", fields->mutable_text(), &document->error) ||
      !GetString(line, "language", fields->mutable_language(), &document->error) ||
      !GetString(line, "title", fields->mutable_title(), &document->error) ||
      !GetString(line, "uri", fields->mutable_uri(), &document->error) ||
      !GetString(line, "publish_time", &publish_time, &document->error)) {
    return;
  }
  if (!publish_time.empty() && !ParsePublishTime(publish_time, fields->mutable_publish_time()))
    document->error = Invalid("\"publish_time\" is neither a date (2025-11-26) nor RFC 3339 (2025-11-26T09:00:00+03:00)");
}

void ParseLine(const std::string& bytes, CorpusDocument* document) {
  try {
    ReadFields(Json::parse(bytes), document);
  } catch (const Json::exception& exception) {
    std::string what = exception.what();  // "[json.exception.parse_error.101] parse error at line 1, column 5: ..."
    const size_t bracket = what.find("] ");
    document->error = Invalid("is not JSON: " + (bracket == std::string::npos ? what : what.substr(bracket + 2)));
  }
}

}  // namespace

uint64_t Fingerprint(const CorpusEntry& entry) {
  uint64_t hash = 14695981039346656037u;
  HashBytes(entry.id, &hash);
  HashBytes(entry.file, &hash);
  HashBytes(entry.bytes, &hash);
  return hash;
}

CorpusDocument ParseEntry(CorpusEntry entry) {
  CorpusDocument document;
  document.fingerprint = Fingerprint(entry);
  document.file = std::move(entry.file);
  document.line = entry.line;
  document.position = entry.position;
  const bool is_line = entry.line != 0;
  // A path may be any bytes, an id is UTF-8: as it will stand in the output.
  if (!is_line) document.id = Json::parse(JsonString(entry.id)).get<std::string>();
  document.error = entry.error ? std::move(entry.error) : CheckUtf8(entry.bytes);
  if (document.error) return document;
  if (is_line) ParseLine(entry.bytes, &document);
  else *document.request.mutable_document()->mutable_document()->mutable_text() = std::move(entry.bytes);
  if (document.error) document.request.Clear();
  else document.request.mutable_document()->set_id(*document.id);
  return document;
}

}  // namespace lector::cli
