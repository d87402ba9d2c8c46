// Document: one text, checked once, with layers of analysis that are computed at the first ask and kept.
//
//   Result<std::unique_ptr<text::Document>> document = text::Document::Create({.text = "..."}, registry);
//   Result<const lector_tokens*> tokens = (*document)->Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
//
// The text is valid UTF-8 and never changes. Every offset inside the daemon is a byte of it; daemon/text/offsets.h
// converts at the border.
#ifndef LECTOR_DAEMON_TEXT_DOCUMENT_H_
#define LECTOR_DAEMON_TEXT_DOCUMENT_H_

#include <lector/layers.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/text/layer_provider.h"

namespace lector::text {

// Thread-safe: layers may be asked for on several threads; each is computed once.
class Document {
 public:
  struct Source {
    std::string text;
    std::string language;  // BCP 47; empty: detected
    std::string uri, title;
    std::string publish_date;  // "2025-11-26" or empty
    bool is_valid_utf8 = false;  // somebody has looked already
  };

  // INVALID_ARGUMENT (reason INVALID_UTF8, TEXT_TOO_LARGE) when the text is not what a document can hold.
  static Result<std::unique_ptr<Document>> Create(Source source, const LayerRegistry& registry);

  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  std::string_view text() const { return source_.text; }
  std::string_view language() const { return source_.language; }
  const lector_doc_info& info() const { return info_; }

  // The C struct of a layer. NOT_FOUND: nobody provides it for this language; UNAVAILABLE: its model is not installed;
  // CANCELLED, DEADLINE_EXCEEDED: not kept, a later ask tries again. Other errors are kept and given again.
  Result<const void*> GetLayer(uint32_t layer, const Stop& stop) const;

  // Tokens first..last (inclusive) in other forms, see Inflector. OUT_OF_RANGE: there are no such tokens; NOT_FOUND: there is no
  // inflector for this language.
  Result<std::string> Inflect(uint32_t first, uint32_t last, uint64_t feats, const Stop& stop) const;

  template <class T>
  Result<const T*> Get(uint32_t layer, const Stop& stop) const {
    Result<const void*> out = GetLayer(layer, stop);
    if (!out.ok()) return out.status();
    return static_cast<const T*>(*out);
  }

 private:
  Document(Source source, const LayerRegistry& registry);

  struct Slot {
    std::atomic<const void*> view = nullptr;  // of the layer, once there is one: then nobody waits for another
    std::mutex mutex;
    std::unique_ptr<Layer> layer;
    std::optional<Status> error;
  };

  const Source source_;
  const LayerRegistry& registry_;
  lector_doc_info info_ = {};
  mutable std::array<Slot, kAllLayerCount> slots_;
  mutable std::atomic<const Inflector*> inflector_ = nullptr;  // as found; asked for again and again
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_DOCUMENT_H_
