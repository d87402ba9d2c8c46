// lector/testing/host.hpp - how lector::testing::Host does what <lector/testing.hpp> says.
//
// Part of <lector/testing.hpp>, which includes it.
#ifndef LECTOR_TESTING_HOST_HPP_
#define LECTOR_TESTING_HOST_HPP_

#include <lector/testing.hpp>

#include <algorithm>
#include <atomic>
#include <clocale>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace lector::testing {

inline const lector_extractor* Host::Find(const lector_plugin_entry& entry, std::string_view id) {
  if (entry.magic != LECTOR_PLUGIN_MAGIC || entry.abi_major != LECTOR_ABI_MAJOR ||
      (LECTOR_ABI_MAJOR == 0 ? entry.abi_minor_needed != LECTOR_ABI_MINOR : entry.abi_minor_needed > LECTOR_ABI_MINOR))
    throw std::invalid_argument("the entry is not of this version of the SDK");
  for (uint32_t i = 0; i < entry.extractor_count; ++i)
    if (id.empty() || id == entry.extractors[i]->id) return entry.extractors[i];
  throw std::invalid_argument("the plugin has no extractor '" + std::string(id) + "'");
}

inline Host::Host(const lector_plugin_entry& entry, std::string_view id) : Host(Find(entry, id)) {}
inline Host::Host(const lector_extractor* extractor) : extractor_(extractor) { CheckExtractor(); }

inline void Host::CheckExtractor() {
  const auto violate = [this](const std::string& what) { backend_.Violate("extractor: " + what); };
  std::vector<std::string> broken;
  manifest_ = internal::Manifest::Parse(extractor_->manifest_json, broken);
  for (const std::string& what : broken) backend_.Violate(what);
  if (extractor_->size < sizeof(lector_extractor)) violate("size is not sizeof(lector_extractor)");
  if ((extractor_->flags & ~static_cast<uint32_t>(LECTOR_CONCURRENT)) != 0) violate("there is a flag that is not defined");
  const std::string_view id = extractor_->id == nullptr ? "" : extractor_->id;
  if (id.empty() || id.size() > 64 || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") != std::string_view::npos)
    violate("the id '" + std::string(id) + "' is not of 1 to 64 of a-z, 0-9, '_', '.', '-'");
  const std::string_view version = extractor_->version == nullptr ? "" : extractor_->version;
  if (std::count(version.begin(), version.end(), '.') < 2 || version[0] < '0' || version[0] > '9')
    violate("the version '" + std::string(version) + "' is not a semantic version");
  if (extractor_->create == nullptr || extractor_->analyze == nullptr || extractor_->destroy == nullptr)
    throw std::invalid_argument("create, analyze and destroy are needed");
  if ((extractor_->open == nullptr) != (extractor_->close == nullptr)) violate("open and close are given both or not at all");
}

inline Host& Host::config(std::string_view json) {
  const std::optional<Json> parsed = Json::Parse(json);
  if (!parsed || parsed->type != Json::kObject) throw std::invalid_argument("the settings are not a JSON object");
  return config_ = *parsed, *this;
}

inline double Host::counter(std::string_view metric) const {
  const auto counters = backend_.counters();
  const auto it = counters.find(metric);
  return it == counters.end() ? 0 : it->second;
}

inline Result Host::FromAbi(lector_code code, lector_error& error, const char* function) {
  Result result;
  const auto text = [&](const char* from, size_t capacity, const char* what) {
    const size_t size = strnlen(from, capacity);
    if (size == capacity) backend_.Violate(std::string(function) + ": the error's " + what + " has no terminator");
    std::string out(from, size);
    if (!internal::IsValidUtf8(out)) backend_.Violate(std::string(function) + ": the error's " + what + " is not valid UTF-8");
    return out;
  };
  result.code = code;
  if (code == LECTOR_OK) return result;
  result.message = text(error.message, sizeof error.message, "message");
  result.field = text(error.field, sizeof error.field, "field");
  if (code < LECTOR_OK || code > LECTOR_UNAVAILABLE) backend_.Violate(std::string(function) + " returned the undefined code " + std::to_string(code));
  else if (result.message.empty() && code != LECTOR_CANCELLED) backend_.Violate(std::string(function) + " failed without a message");
  return result;
}

inline Result Host::create() {
  Result result;
  if (created_) return result;
  settings_ = std::make_unique<internal::OptionSet>(manifest_.config_schema, config_);
  if (!settings_->broken().empty()) {
    result.code = LECTOR_INVALID_ARGUMENT, result.message = settings_->broken(), result.field = settings_->field();
    return result;
  }
  static constexpr int32_t kGoOn = 0;
  const lector_call call = settings_->Call(&kGoOn);
  lector_error error = {};
  error.size = sizeof error;
  const std::string locale = std::setlocale(LC_ALL, nullptr);
  const std::filesystem::path folder = std::filesystem::current_path();
  backend_.BeginLoad();
  const lector_code code = extractor_->create(backend_.abi(), &call, &instance_, &error);
  backend_.EndLoad();
  if (locale != std::setlocale(LC_ALL, nullptr)) backend_.Violate("create() changed the locale of the process");
  if (folder != std::filesystem::current_path()) backend_.Violate("create() changed the current folder of the process");
  created_ = code == LECTOR_OK;
  return FromAbi(code, error, "create()");
}

inline void Host::close() {
  if (!created_) return;
  for (Slot& slot : slots_) {
    if (slot.opened && extractor_->close != nullptr) extractor_->close(instance_, slot.scratch);
    slot = {};
  }
  extractor_->destroy(instance_);
  instance_ = nullptr;
  created_ = false;
}

inline Result Host::OpenScratch(Slot& slot) {
  if (slot.opened || extractor_->open == nullptr) return {};
  lector_error error = {};
  error.size = sizeof error;
  Result result = FromAbi(extractor_->open(instance_, &slot.scratch, &error), error, "open()");
  slot.opened = result.ok();
  return result;
}

inline Result Host::RunOnce(const Document& doc, Slot& slot, internal::Stopping stopping) {
  Result result;
  if ((result.skipped = !manifest_.For(doc.language()))) return result;
  const internal::OptionSet options(manifest_.option_schema, doc.options());
  if (!options.broken().empty()) {
    result.code = LECTOR_INVALID_ARGUMENT, result.message = options.broken(), result.field = options.field();
    return result;
  }
  internal::Handle* const handle = backend_.Begin(doc, stopping);
  const lector_call call = options.Call(&handle->run->cancelled, handle->run->deadline_ns);
  lector_error error = {};
  error.size = sizeof error;
  const uint64_t begin = internal::Now();
  const lector_code code = extractor_->analyze(instance_, slot.scratch, &call, reinterpret_cast<const lector_doc*>(handle),
                                               reinterpret_cast<lector_sink*>(handle), &error);
  const double milliseconds = static_cast<double>(internal::Now() - begin) / 1e6;
  const std::unique_ptr<internal::Run> run = backend_.End(handle);

  if (run->broken != LECTOR_OK) {
    result.code = run->broken == LECTOR_INVALID_ARGUMENT ? static_cast<lector_code>(LECTOR_INTERNAL) : run->broken;
    result.message = run->broken_rule;
  } else {
    result = FromAbi(code, error, "analyze()");
  }
  result.milliseconds = milliseconds;
  if (!result.ok()) return result;
  for (size_t i = run->upstream_count; i < run->store.records().size(); ++i) {
    const Record& record = run->store.records()[i];
    if (const auto* entity = std::get_if<Entity>(&record)) result.entities.push_back(*entity);
    else if (const auto* mention = std::get_if<Mention>(&record)) result.mentions.push_back(*mention);
    else if (const auto* quote = std::get_if<Quote>(&record)) result.quotes.push_back(*quote);
    else if (const auto* figure = std::get_if<Figure>(&record)) result.figures.push_back(*figure);
    else result.customs.push_back(std::get<Custom>(record));
  }
  return result;
}

inline Result Host::analyze(const Document& doc) {
  if (Result made = create(); !made.ok()) return made;
  if (Result opened = OpenScratch(slots_[0]); !opened.ok()) return opened;
  return RunOnce(doc, slots_[0]);
}

inline void Host::Compare(const Result& first, const Result& other, const std::string& when) {
  if (first.code != other.code) {
    backend_.Violate("not the same every time: " + when + " it returned code " + std::to_string(other.code) + " and not " +
                     std::to_string(first.code) + (other.message.empty() ? "" : ": " + other.message));
    return;
  }
  if (static_cast<const Records&>(first) == other) return;
  backend_.Violate("not the same every time: " + when + " it emitted " + std::to_string(other.size()) + " records and first " +
                   std::to_string(first.size()) + (first.size() == other.size() ? ", but other ones" : ""));
}

inline void Host::CheckThreads(const Document& doc, const Result& first) {
  std::vector<std::thread> threads;
  if ((extractor_->flags & LECTOR_CONCURRENT) == 0) {  // then any worker thread may be the next, one at a time
    if (OpenScratch(slots_[1]).ok()) threads.emplace_back([&] { Compare(first, RunOnce(doc, slots_[1]), "on another thread"); });
    for (std::thread& thread : threads) thread.join();
  } else {
    std::atomic<size_t> waiting = kThreads;
    for (size_t i = 1; i <= kThreads; ++i)
      threads.emplace_back([&, i] {
        const bool opened = OpenScratch(slots_[i]).ok();
        --waiting;
        while (waiting > 0) std::this_thread::yield();
        for (size_t round = 0; opened && round < kRounds; ++round)
          Compare(first, RunOnce(doc, slots_[i]), "on several threads at once");
      });
    for (std::thread& thread : threads) thread.join();
  }
  for (const Slot& slot : slots_)
    for (const Slot& other : slots_)
      if (&slot < &other && slot.opened && other.opened && slot.scratch != nullptr && slot.scratch == other.scratch)
        backend_.Violate("open(): two threads were given the same scratch");
}

inline void Host::CheckStopping(const Document& doc, internal::Stopping stopping, lector_code wanted, lector_code usual,
                                const std::string& when) {
  Result result = RunOnce(doc, slots_[0], stopping);
  for (int again = 2; again > 0 && result.milliseconds > patience_ms_; --again)  // the quickest counts: a machine may be busy
    if (Result other = RunOnce(doc, slots_[0], stopping); other.milliseconds < result.milliseconds) result = std::move(other);
  if (result.milliseconds > patience_ms_)
    backend_.Violate(when + ", analyze() went on for " + std::to_string(static_cast<int64_t>(result.milliseconds)) +
                     " ms: look at the call now and then");
  if (result.code != LECTOR_OK && result.code != wanted && result.code != usual)
    backend_.Violate(when + ", analyze() returned code " + std::to_string(result.code) + " and not " + std::to_string(wanted) +
                     (result.message.empty() ? "" : ": " + result.message));
}

inline Result Host::check_conduct(const Document& doc) {
  const Result first = analyze(doc);
  if (first.skipped || !created_ || (extractor_->open != nullptr && !slots_[0].opened)) return first;
  const std::string locale = std::setlocale(LC_ALL, nullptr);
  const std::filesystem::path folder = std::filesystem::current_path();

  Compare(first, RunOnce(doc, slots_[0]), "the second time");
  Document nothing("", doc.language());
  nothing.options(doc.options().dump());
  RunOnce(nothing, slots_[0]);
  Compare(first, RunOnce(doc, slots_[0]), "behind another document");
  CheckThreads(doc, first);
  CheckStopping(doc, internal::Stopping::kFromTheStart, LECTOR_CANCELLED, first.code, "cancelled from the start");
  CheckStopping(doc, internal::Stopping::kAtTheFirstLayer, LECTOR_CANCELLED, first.code, "cancelled when it had its first layer");
  CheckStopping(doc, internal::Stopping::kDeadline, LECTOR_DEADLINE_EXCEEDED, first.code, "behind its deadline");
  Compare(first, RunOnce(doc, slots_[0]), "after it was cancelled");

  if (locale != std::setlocale(LC_ALL, nullptr)) backend_.Violate("analyze() changed the locale of the process");
  if (folder != std::filesystem::current_path()) backend_.Violate("analyze() changed the current folder of the process");
  return first;
}

}  // namespace lector::testing
#endif  // LECTOR_TESTING_HOST_HPP_
