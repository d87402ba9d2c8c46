// RecordStore: the records of one document, checked and copied when they are emitted.
#ifndef LECTOR_DAEMON_HOST_RECORD_STORE_H_
#define LECTOR_DAEMON_HOST_RECORD_STORE_H_

#include <lector/records.h>

#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/status.h"

namespace lector::host {

// Types of records, from a manifest: what an extractor may emit, or may read.
struct Provides {
  bool entities = false, mentions = false, quotes = false, figures = false;
  std::vector<std::string> custom;  // sorted
};

struct StoredRecord {
  const lector_record* record;  // in the host's size, zero-filled, id set
  uint32_t extractor;           // place in the plan of the request
};

// Not thread-safe: the extractors of one document run one after another. Memory is one arena, freed with the store.
class RecordStore {
 public:
  explicit RecordStore(std::string_view text, uint32_t max_records = 1'000'000);
  RecordStore(const RecordStore&) = delete;
  RecordStore& operator=(const RecordStore&) = delete;

  // INVALID_ARGUMENT names the rule that the record breaks; RESOURCE_EXHAUSTED: too many records.
  Result<lector_id> Emit(uint32_t extractor, const Provides& provides, const lector_record* record);

  // Forgets what an extractor emitted, when it failed.
  void Drop(uint32_t extractor);

  // In the order of emission; entry i has the id i + 1; `record` is NULL where it was dropped.
  const std::vector<StoredRecord>& all() const { return records_; }
  std::string_view text() const { return text_; }

 private:
  Status Check(const Provides& provides, const lector_record& record) const;
  Status CheckEntity(const lector_entity& entity) const;
  Status CheckMention(const lector_mention& mention) const;
  Status CheckQuote(const lector_quote& quote) const;
  Status CheckFigure(const lector_figure& figure) const;
  Status CheckCustom(const Provides& provides, const lector_custom& custom) const;
  Status CheckSpan(lector_span span, bool needed, const char* what) const;
  Status CheckString(lector_str s, const char* what) const;
  Status CheckStrings(std::initializer_list<std::pair<lector_str, const char*>> all) const;
  Status CheckLink(lector_id id, uint32_t kind, const char* what) const;
  lector_str Copy(lector_str s);

  const std::string_view text_;
  const uint32_t max_records_;
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<StoredRecord> records_;
};

}  // namespace lector::host
#endif  // LECTOR_DAEMON_HOST_RECORD_STORE_H_
