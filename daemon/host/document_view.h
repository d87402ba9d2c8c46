// DocumentView and RecordSink: a document and its records as one extractor of a request sees them (lector_doc, lector_sink).
#ifndef LECTOR_DAEMON_HOST_DOCUMENT_VIEW_H_
#define LECTOR_DAEMON_HOST_DOCUMENT_VIEW_H_

#include <lector/plugin.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"
#include "daemon/host/record_store.h"
#include "daemon/text/document.h"

// Opaque in the ABI; here they are the bases through which the host finds its own objects again.
struct lector_doc {};
struct lector_sink {};

namespace lector::host {

// Used by one worker thread, for one call of analyze().
class DocumentView : public lector_doc {
 public:
  // `layers`: bits LECTOR_LAYER_* of what the manifest declares; `reads`: the types of records that it does; `visible`: places
  // in the plan of the extractors whose records may be read, sorted. All references must outlive the view.
  DocumentView(const text::Document& document, const RecordStore& store, const Stop& stop, uint32_t layers, const Provides& reads,
               const std::vector<uint32_t>& visible)
      : document_(document), store_(store), stop_(stop), layers_(layers), reads_(reads), visible_(visible) {}

  const lector_doc_info& info() const { return document_.info(); }
  Result<const void*> Layer(uint32_t layer) const;
  const std::vector<const lector_record*>& Records(uint32_t kind) const;
  Result<std::string> Inflect(uint32_t first, uint32_t last, uint64_t feats) const {
    return document_.Inflect(first, last, feats, stop_);
  }

 private:
  const text::Document& document_;
  const RecordStore& store_;
  const Stop& stop_;
  const uint32_t layers_;
  const Provides& reads_;
  const std::vector<uint32_t>& visible_;
  mutable std::array<std::optional<std::vector<const lector_record*>>, 5> records_;
};

// Used by one worker thread. Remembers the first record that was not taken: the extractor then fails whatever it returns.
class RecordSink : public lector_sink {
 public:
  RecordSink(RecordStore& store, uint32_t extractor, const Provides& provides)
      : store_(store), extractor_(extractor), provides_(provides) {}

  Result<lector_id> Emit(const lector_record* record);
  const Status& status() const { return status_; }
  uint32_t count() const { return count_; }

 private:
  RecordStore& store_;
  const uint32_t extractor_;
  const Provides& provides_;
  Status status_;
  uint32_t count_ = 0;
};

}  // namespace lector::host
#endif  // LECTOR_DAEMON_HOST_DOCUMENT_VIEW_H_
