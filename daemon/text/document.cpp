#include "daemon/text/document.h"

#include <limits>
#include <utility>

#include "daemon/text/detect.h"
#include "daemon/text/utf8.h"

namespace lector::text {
namespace {

constexpr size_t kMaxTextSize = std::numeric_limits<int32_t>::max();

lector_str View(const std::string& text) { return {text.data(), text.size()}; }

Status CheckUtf8(const std::string& value, const char* field) {
  const size_t invalid = FindInvalidUtf8(value);
  if (invalid == std::string_view::npos) return Status();
  return Status(Code::kInvalidArgument, DescribeInvalidUtf8(value, invalid), "INVALID_UTF8", field);
}

// What another ask may mend: it must not be remembered.
bool IsPassing(Code code) { return code == Code::kCancelled || code == Code::kDeadlineExceeded; }

}  // namespace

Result<std::unique_ptr<Document>> Document::Create(Source source, const LayerRegistry& registry) {
  if (source.text.size() > kMaxTextSize) {
    return Status(Code::kInvalidArgument,
                  "the text has " + std::to_string(source.text.size()) + " bytes, at most " + std::to_string(kMaxTextSize) +
                      " can be analysed",
                  "TEXT_TOO_LARGE", "document.text");
  }
  const std::pair<const std::string*, const char*> fields[] = {{&source.text, "document.text"},
                                                               {&source.language, "document.language"},
                                                               {&source.uri, "document.uri"},
                                                               {&source.title, "document.title"}};
  for (const auto& [value, field] : fields) {
    if (source.is_valid_utf8) break;
    if (Status status = CheckUtf8(*value, field); !status.ok()) return status;
  }
  if (source.language.empty()) source.language = DetectLanguage(source.text, registry);
  return std::unique_ptr<Document>(new Document(std::move(source), registry));
}

Document::Document(Source source, const LayerRegistry& registry) : source_(std::move(source)), registry_(registry) {
  info_.size = sizeof info_;
  info_.text = View(source_.text);
  info_.language = View(source_.language);
  info_.uri = View(source_.uri);
  info_.title = View(source_.title);
  info_.publish_date = View(source_.publish_date);
}

Result<std::string> Document::Inflect(uint32_t first, uint32_t last, uint64_t feats, const Stop& stop) const {
  const Inflector* inflector = inflector_.load(std::memory_order_acquire);
  if (inflector == nullptr) inflector_ = inflector = registry_.FindInflector(source_.language);
  if (inflector == nullptr) return Status(Code::kNotFound, "no inflector for '" + source_.language + "' is installed");
  const Result<const lector_tokens*> tokens = Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
  if (!tokens.ok()) return tokens.status();
  if (first > last || last >= (*tokens)->count)
    return Status(Code::kOutOfRange, "there are no tokens " + std::to_string(first) + ".." + std::to_string(last));
  return inflector->Inflect(*this, first, last, feats, stop);
}

Result<const void*> Document::GetLayer(uint32_t layer, const Stop& stop) const {
  if (layer == 0 || layer > kAllLayerCount) return registry_.Missing(layer, source_.language);
  Slot& slot = slots_[layer - 1];
  if (const void* const view = slot.view.load(std::memory_order_acquire); view != nullptr) return view;
  const std::lock_guard<std::mutex> lock(slot.mutex);
  if (slot.layer != nullptr) return slot.layer->view();
  const LayerProvider* const provider = registry_.Find(layer, source_.language);
  if (provider == nullptr) return registry_.Missing(layer, source_.language);
  if (slot.error.has_value()) return *slot.error;
  if (Status status = stop.Check(); !status.ok()) return status;
  Result<std::unique_ptr<Layer>> made = provider->Compute(*this, stop);
  if (made.ok() && *made == nullptr) {
    made = Status(Code::kInternal, "the provider of layer " + std::to_string(layer) + " gave nothing");
  }
  if (made.ok()) {
    slot.layer = *std::move(made);
    slot.view = slot.layer->view();
    return slot.layer->view();
  }
  if (!IsPassing(made.status().code())) slot.error = made.status();
  return made.status();
}

}  // namespace lector::text
