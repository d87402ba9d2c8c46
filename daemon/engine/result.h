// Analysis: the findings for one document, sorted, linked and numbered, as the service puts them on the wire.
#ifndef LECTOR_DAEMON_ENGINE_RESULT_H_
#define LECTOR_DAEMON_ENGINE_RESULT_H_

#include <lector/records.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/engine/plan.h"
#include "daemon/host/record_store.h"
#include "daemon/text/document.h"

namespace lector::engine {

// Ids of an answer: entities are 1..E in the order of their first mention, annotations follow in the order of their spans.
struct Finding {
  const lector_record* record;            // links in it are ids of the record store: translate with Analysis::Id()
  const registry::Extractor* extractor;
  uint32_t id;
  uint32_t quote_id = 0;  // the innermost quote of the answer whose content it stands in
};

struct Report {
  const registry::Extractor* extractor;
  Status status;
  uint32_t record_count = 0;
  uint64_t duration_ns = 0;
};

// Owns the document and the records that findings point to.
struct Analysis {
  std::unique_ptr<text::Document> document;
  std::unique_ptr<host::RecordStore> store;
  std::shared_ptr<const Plan> plan;
  std::vector<Finding> entities, annotations;
  std::vector<Report> reports;      // in the order they ran, extractors that are not reported among them only on failure
  std::vector<uint32_t> answer_id;  // record id -> id in the answer; 0: not in it

  uint32_t Id(lector_id record_id) const { return record_id < answer_id.size() ? answer_id[record_id] : 0; }

  // Sorts, numbers, drops what is not reported and annotations whose confidence is lower, whose numbers nobody else gets, and finds
  // out what stands inside which quote.
  void Finish(float min_confidence = 0);
};

}  // namespace lector::engine
#endif  // LECTOR_DAEMON_ENGINE_RESULT_H_
