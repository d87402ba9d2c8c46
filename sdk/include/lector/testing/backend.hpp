// lector/testing/backend.hpp - lector_host as the test double implements it, and the watch over who calls what and when.
//
// Part of <lector/testing.hpp>, which includes it.
#ifndef LECTOR_TESTING_BACKEND_HPP_
#define LECTOR_TESTING_BACKEND_HPP_

#include <lector/plugin.h>
#include <lector/testing/manifest.hpp>
#include <lector/testing/store.hpp>
#include <lector/testing/view.hpp>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace lector::testing {

struct LogLine {
  int32_t level;
  std::string message;
};

namespace internal {

inline lector_code Fail(lector_error* error, lector_code code, std::string_view message) {
  if (error == nullptr) return code;
  const size_t size = std::min(message.size(), sizeof error->message - 1);
  std::memcpy(error->message, message.data(), size);
  error->message[size] = '\0';
  error->field[0] = '\0';
  return code;
}

inline uint64_t Now() {
  timespec t = {};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(t.tv_nsec);
}

enum class Stopping { kNever, kFromTheStart, kAtTheFirstLayer, kDeadline };

// What a document and a sink point to during one analyze().
struct Run {
  Run(const Document& doc, Stopping when) : view(doc), store(view.text()), inflections(doc.inflections()), stopping(when) {
    cancelled = when == Stopping::kFromTheStart;
    deadline_ns = when == Stopping::kDeadline ? 1 : 0;
  }
  View view;
  Store store;
  AbiRecords upstream;
  std::map<uint32_t, std::vector<const lector_record*>> rows;  // of the upstream, by kind
  const std::map<std::pair<std::string, uint64_t>, std::string> inflections;
  const Stopping stopping;
  int32_t cancelled = 0;
  uint64_t deadline_ns = 0;
  size_t upstream_count = 0;
  lector_code broken = LECTOR_OK;  // the first record that was not taken
  std::string broken_rule;
};

// The address that a plugin holds. It outlives its run, so that a late call is told from a good one.
class Backend;
struct Handle {
  Backend* backend;
  std::thread::id thread;
  std::unique_ptr<Run> run;  // NULL once analyze() returned
};

// Thread-safe but for its setters.
class Backend {
 public:
  explicit Backend(const Manifest& manifest) : manifest_(manifest) {
    abi_ = {sizeof abi_, LECTOR_ABI_MINOR, this, &Log, &Count, &Resource, &Info, &Layer, &Records, &Emit, &Extension};
  }
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;

  const lector_host* abi() const { return &abi_; }
  void Violate(const std::string& message) {
    const std::lock_guard lock(mutex_);
    if (violations_.size() < 1000 && std::find(violations_.begin(), violations_.end(), message) == violations_.end())
      violations_.push_back(message);
  }

  // Begins a run on this thread. Its document is also its sink.
  Handle* Begin(const Document& doc, Stopping stopping) {
    auto handle = std::unique_ptr<Handle>(new Handle{this, std::this_thread::get_id(), std::make_unique<Run>(doc, stopping)});
    Run& run = *handle->run;
    static const Types kAll = {"lector.v1.Entity", "lector.v1.EntityMention", "lector.v1.Quote", "lector.v1.EconomicFigure"};
    for (const Record& record : doc.upstream()) {
      Types types = kAll;
      const auto* custom = std::get_if<Custom>(&record);
      if (custom != nullptr) types.insert(custom->type);
      lector_id id = 0;
      const lector_record* row = run.upstream.Add(record, static_cast<lector_id>(++run.upstream_count));
      if (const std::string broken = run.store.Add(types, row, &id); !broken.empty())
        throw std::invalid_argument("a record that the test adds is wrong: " + broken);
      if (manifest_.reads.contains(custom != nullptr ? std::string_view(custom->type) : std::string_view(TypeOfKind(row->kind))))
        run.rows[row->kind].push_back(row);
    }
    for (auto& [kind, rows] : run.rows)
      std::stable_sort(rows.begin(), rows.end(), [](const lector_record* a, const lector_record* b) {
        return a->span.begin != b->span.begin ? a->span.begin < b->span.begin : a->span.end > b->span.end;
      });
    const std::lock_guard lock(mutex_);
    return handles_.emplace_back(std::move(handle)).get();
  }
  std::unique_ptr<Run> End(Handle* handle) {
    const std::lock_guard lock(mutex_);
    return std::move(handle->run);
  }

  void BeginLoad() { loader_ = std::this_thread::get_id(), loading_ = true; }
  void EndLoad() { loading_ = false; }

  std::string extractor_id;
  std::filesystem::path data_folder;
  std::map<std::string, std::vector<char>, std::less<>> resources;  // a node stays where it is
  std::map<std::string, const void*, std::less<>> extensions;
  std::vector<std::string> violations() const { return Locked(violations_); }
  std::vector<LogLine> logs() const { return Locked(logs_); }
  std::map<std::string, double, std::less<>> counters() const { return Locked(counters_); }

 private:
  template <class T>
  T Locked(const T& value) const {
    const std::lock_guard lock(mutex_);
    return value;
  }
  static Backend& Of(const lector_host* host) { return *static_cast<Backend*>(host->impl); }

  // NULL after noting a call that may not be made.
  static Run* Use(const void* pointer, const char* function, Backend** backend) {
    const auto* handle = static_cast<const Handle*>(pointer);
    *backend = handle->backend;
    const std::lock_guard lock((*backend)->mutex_);
    std::string wrong;
    if (handle->run == nullptr) wrong = " was called after analyze() had returned";
    else if (handle->thread != std::this_thread::get_id()) wrong = " was called on another thread than the one that analyze() runs on";
    if (wrong.empty()) return handle->run.get();
    const std::string message = std::string(function) + wrong;
    auto& all = (*backend)->violations_;
    if (std::find(all.begin(), all.end(), message) == all.end()) all.push_back(message);
    return nullptr;
  }

  static void Log(const lector_host* host, int32_t level, lector_str message) {
    Backend& self = Of(host);
    const std::string text = Own(message);
    if (level < LECTOR_LOG_DEBUG || level > LECTOR_LOG_ERROR) self.Violate("log(): there is no level " + std::to_string(level));
    if (!IsValidUtf8(text)) self.Violate("log(): the message is not valid UTF-8");
    const std::lock_guard lock(self.mutex_);
    self.logs_.push_back({level, text});
  }
  static void Count(const lector_host* host, lector_str metric, double by) {
    Backend& self = Of(host);
    const std::string name = Own(metric);
    if (!(by >= 0)) self.Violate("count(): a counter only grows: " + name);
    if (name.empty() || name.size() > 64 ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") != std::string::npos)
      self.Violate("count(): the name '" + name + "' is not of 1 to 64 of a-z, A-Z, 0-9, '_', '.', '-'");
    std::unique_lock lock(self.mutex_);
    self.counters_[name] += by;
    const bool too_many = self.counters_.size() > 100;
    lock.unlock();
    if (too_many) self.Violate("count(): there are more than 100 counters");
  }
  static lector_code Resource(const lector_host* host, lector_str path, lector_str* bytes, lector_error* error) {
    Backend& self = Of(host);
    const std::string name = Own(path);
    if (!self.loading_) self.Violate("resource(\"" + name + "\") was called outside create(): load it there and keep it");
    else if (self.loader_ != std::this_thread::get_id()) self.Violate("resource(\"" + name + "\") was called on another thread than create()");
    for (const auto& part : std::filesystem::path(name))
      if (part == ".." || part == "." || part.empty() || name.front() == '/')
        return Fail(error, LECTOR_INVALID_ARGUMENT, "'" + name + "' is not a path inside the data folder");
    const std::lock_guard lock(self.mutex_);
    auto it = self.resources.find(name);
    if (it == self.resources.end() && !self.data_folder.empty() && std::filesystem::is_regular_file(self.data_folder / name)) {
      std::ifstream file(self.data_folder / name, std::ios::binary);
      it = self.resources.emplace(name, std::vector<char>(std::istreambuf_iterator<char>(file), {})).first;
    }
    if (it == self.resources.end()) return Fail(error, LECTOR_NOT_FOUND, "no file " + name);
    *bytes = {it->second.data(), it->second.size()};
    return LECTOR_OK;
  }
  static const lector_doc_info* Info(const lector_doc* doc) {
    static const lector_doc_info kNone = {sizeof(lector_doc_info), 0, {}, {}, {}, {}, {}};
    Backend* backend = nullptr;
    const Run* const run = Use(doc, "info()", &backend);
    return run == nullptr ? &kNone : run->view.info();
  }
  static lector_code Layer(const lector_call*, const lector_doc* doc, uint32_t layer, const void** out, lector_error* error) {
    Backend* backend = nullptr;
    Run* const run = Use(doc, "layer()", &backend);
    if (run == nullptr) return Fail(error, LECTOR_FAILED_PRECONDITION, "not during analyze()");
    const std::string name = LayerName(layer);
    if (name.empty()) return Fail(error, LECTOR_INVALID_ARGUMENT, "there is no layer " + std::to_string(layer));
    if (!backend->manifest_.reads.contains(name)) {
      backend->Violate("layer(): the manifest neither requires nor uses " + name);
      return Fail(error, LECTOR_FAILED_PRECONDITION, "the manifest neither requires nor uses " + name);
    }
    if (run->cancelled != 0) return Fail(error, LECTOR_CANCELLED, "cancelled");
    if (run->deadline_ns != 0) return Fail(error, LECTOR_DEADLINE_EXCEEDED, "the deadline passed");
    *out = run->view.Layer(layer);
    if (*out == nullptr) return Fail(error, LECTOR_NOT_FOUND, "no provider of " + name + " for this document");
    if (run->stopping == Stopping::kAtTheFirstLayer) __atomic_store_n(&run->cancelled, 1, __ATOMIC_RELAXED);
    return LECTOR_OK;
  }
  static uint32_t Records(const lector_doc* doc, uint32_t kind, const lector_record* const** out) {
    Backend* backend = nullptr;
    Run* const run = Use(doc, "records()", &backend);
    if (run == nullptr) return 0;
    const Types& reads = backend->manifest_.reads;
    const auto is_custom = [](const std::string& type) {
      return type.find('/') == std::string::npos && (!type.starts_with("lector.v1.") || type == "lector.v1.Explanation");
    };
    const bool declared = kind == LECTOR_CUSTOM ? std::any_of(reads.begin(), reads.end(), is_custom)
                                                : reads.contains(std::string_view(TypeOfKind(kind)));
    if (!declared)
      backend->Violate(std::string("records(): the manifest neither requires nor uses ") + (kind == LECTOR_CUSTOM ? "a custom type" : TypeOfKind(kind)));
    const auto& rows = run->rows[kind];
    if (out != nullptr) *out = rows.data();
    return static_cast<uint32_t>(rows.size());
  }
  static lector_code Emit(lector_sink* sink, const lector_record* record, lector_id* id) {
    Backend* backend = nullptr;
    Run* const run = Use(sink, "emit()", &backend);
    if (run == nullptr) return LECTOR_FAILED_PRECONDITION;
    if (run->broken != LECTOR_OK) return run->broken;
    if (run->store.records().size() >= 1'000'000) {
      run->broken_rule = "more than 1000000 records in one document";
      return run->broken = LECTOR_RESOURCE_EXHAUSTED;
    }
    lector_id taken = 0;
    run->broken_rule = run->store.Add(backend->manifest_.provides, record, &taken);
    if (!run->broken_rule.empty()) {
      backend->Violate("emit(): " + run->broken_rule);
      return run->broken = LECTOR_INVALID_ARGUMENT;
    }
    if (id != nullptr) *id = taken;
    return LECTOR_OK;
  }
  static const void* Extension(const lector_host* host, const char* id) {
    static constexpr lector_inflector kInflector = {sizeof(lector_inflector), 0, &Inflect};
    const auto it = Of(host).extensions.find(std::string_view(id));
    if (it != Of(host).extensions.end()) return it->second;
    return std::string_view(id) == "lector.inflect/1" ? &kInflector : nullptr;
  }
  static size_t Inflect(const lector_doc* doc, uint32_t first, uint32_t last, uint64_t feats, char* out, size_t capacity) {
    Backend* backend = nullptr;
    Run* const run = Use(doc, "inflect()", &backend);
    if (run == nullptr) return 0;
    const auto* const tokens = static_cast<const lector_tokens*>(run->view.Layer(LECTOR_LAYER_TOKENS));
    if (first > last || last >= tokens->count) {
      backend->Violate("inflect(): there are no tokens " + std::to_string(first) + ".." + std::to_string(last));
      return 0;
    }
    const std::string_view phrase = run->view.text().substr(tokens->begin[first], tokens->end[last] - tokens->begin[first]);
    const auto found = run->inflections.find({std::string(phrase), feats});
    if (found == run->inflections.end()) return 0;
    std::memcpy(out, found->second.data(), std::min(capacity, found->second.size()));
    return found->second.size();
  }

  const Manifest& manifest_;
  lector_host abi_ = {};
  std::thread::id loader_;
  std::atomic<bool> loading_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> violations_;
  std::vector<LogLine> logs_;
  std::map<std::string, double, std::less<>> counters_;
  std::vector<std::unique_ptr<Handle>> handles_;
};

}  // namespace internal
}  // namespace lector::testing
#endif  // LECTOR_TESTING_BACKEND_HPP_
