#include "daemon/service/request_message.h"

#include <google/protobuf/arena.h>

#include <bitset>
#include <string_view>
#include <utility>

#include "daemon/service/wire.h"
#include "daemon/service/wire_reader.h"
#include "daemon/text/utf8.h"
#include "lector/v1/analysis_service.pb.h"

namespace lector::service {
namespace {

// The bytes of a message: where gRPC has them in one piece, there.
class Flat {
 public:
  explicit Flat(const grpc::ByteBuffer& bytes) {
    one_ = bytes.TrySingleSlice(&slice_).ok();
    if (!one_ && !bytes.DumpToSingleSlice(&slice_).ok()) slice_ = grpc::Slice();
  }
  std::string_view view() const { return {reinterpret_cast<const char*>(slice_.begin()), slice_.size()}; }

 private:
  grpc::Slice slice_;
  bool one_ = false;
};

// Tells a field that comes for the second time: protobuf merges or overwrites, the short way gives up.
class Once {
 public:
  bool First(int field) {
    if (field >= 32 || seen_[static_cast<size_t>(field)]) return false;
    return seen_.set(static_cast<size_t>(field)), true;
  }

 private:
  std::bitset<32> seen_;
};

bool TakeString(std::string_view bytes, std::string& out) {
  if (text::FindInvalidUtf8(bytes) != std::string_view::npos) return false;
  out.assign(bytes);
  return true;
}

bool ReadDocument(std::string_view bytes, DocumentFields& out) {
  using M = v1::Document;
  Once once;
  WireReader in(bytes);
  while (in.Next()) {
    if (!once.First(in.field()) || !in.Is(in.field(), WireReader::kBytes)) return false;
    bool taken = false;
    switch (in.field()) {
      case M::kTextFieldNumber: taken = TakeString(in.bytes(), out.text); break;
      case M::kLanguageFieldNumber: taken = TakeString(in.bytes(), out.language); break;
      case M::kUriFieldNumber: taken = TakeString(in.bytes(), out.uri); break;
      case M::kTitleFieldNumber: taken = TakeString(in.bytes(), out.title); break;
      case M::kPublishTimeFieldNumber:
        taken = out.publish_time.emplace().ParseFromArray(in.bytes().data(), static_cast<int>(in.bytes().size()));
        break;
      default: break;
    }
    if (!taken) return false;
  }
  return in.ok();
}

DocumentFields TakeFields(v1::Document& document) {
  DocumentFields out;
  out.text = std::move(*document.mutable_text());
  out.language = std::move(*document.mutable_language());
  out.uri = std::move(*document.mutable_uri());
  out.title = std::move(*document.mutable_title());
  if (document.has_publish_time()) out.publish_time = document.publish_time();
  return out;
}

bool ReadShort(std::string_view bytes, AnalyzeMessage& out) {
  using M = v1::AnalyzeDocumentRequest;
  Once once;
  WireReader in(bytes);
  while (in.Next()) {
    if (!once.First(in.field())) return false;
    if (in.Is(M::kDocumentFieldNumber, WireReader::kBytes)) {
      if (!ReadDocument(in.bytes(), out.document.emplace())) return false;
    } else if (in.Is(M::kOptionsFieldNumber, WireReader::kBytes)) {
      out.options.assign(in.bytes());
    } else {
      return false;
    }
  }
  return in.ok();
}

// A message with a document; a setup, once a stream, is for protobuf.
bool ReadShort(std::string_view bytes, StreamMessage& out) {
  WireReader in(bytes);
  if (!in.Next() || !in.Is(v1::StreamAnalyzeDocumentsRequest::kDocumentFieldNumber, WireReader::kBytes)) return false;
  const std::string_view document = in.bytes();
  if (in.Next() || !in.ok()) return false;
  Once once;
  for (in = WireReader(document); in.Next();) {
    if (!once.First(in.field())) return false;
    if (in.Is(v1::StreamDocument::kIdFieldNumber, WireReader::kBytes)) {
      if (!TakeString(in.bytes(), out.id)) return false;
    } else if (in.Is(v1::StreamDocument::kDocumentFieldNumber, WireReader::kBytes)) {
      if (!ReadDocument(in.bytes(), out.document.emplace())) return false;
    } else {
      return false;
    }
  }
  return in.ok();
}

// What a field has in a message, before protobuf makes objects of it.
size_t SizeOf(int field, std::string_view message) {
  size_t size = 0;
  for (WireReader in(message); in.Next();)
    if (in.Is(field, WireReader::kBytes)) size += in.bytes().size();
  return size;
}

}  // namespace

std::optional<Error> Read(const grpc::ByteBuffer& bytes, AnalyzeMessage& out) {
  const Flat flat(bytes);
  if (ReadShort(flat.view(), out)) return CheckOptionsSize(out.options.size(), "options");
  out = AnalyzeMessage();
  if (auto error = CheckOptionsSize(SizeOf(v1::AnalyzeDocumentRequest::kOptionsFieldNumber, flat.view()), "options")) return error;
  google::protobuf::Arena arena;
  auto& request = *google::protobuf::Arena::CreateMessage<v1::AnalyzeDocumentRequest>(&arena);
  if (auto error = Parse(bytes, request)) return error;
  if (request.has_document()) out.document = TakeFields(*request.mutable_document());
  out.options = request.options().SerializeAsString();
  return CheckOptionsSize(out.options.size(), "options");
}

std::optional<Error> Read(const grpc::ByteBuffer& bytes, StreamMessage& out) {
  const Flat flat(bytes);
  if (ReadShort(flat.view(), out)) return std::nullopt;
  out = StreamMessage();
  if (auto error = CheckOptionsSize(SizeOf(v1::StreamAnalyzeDocumentsRequest::kSetupFieldNumber, flat.view()), "setup")) {
    out.setup.emplace();
    return error;
  }
  v1::StreamAnalyzeDocumentsRequest request;
  std::optional<Error> error = Parse(bytes, request);
  if (request.has_setup()) {
    if (!error) error = CheckOptionsSize(request.setup().ByteSizeLong(), "setup");
    out.setup = std::move(*request.mutable_setup());
  }
  v1::StreamDocument& document = *request.mutable_document();
  if (text::FindInvalidUtf8(document.id()) == std::string::npos) out.id = std::move(*document.mutable_id());
  if (document.has_document()) out.document = TakeFields(*document.mutable_document());
  return error;
}

}  // namespace lector::service
