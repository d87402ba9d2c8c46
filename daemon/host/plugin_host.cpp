#include "daemon/host/plugin_host.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "daemon/host/document_view.h"
#include "daemon/telemetry/metrics.h"
#include "daemon/telemetry/log.h"
#include "daemon/text/utf8.h"

namespace lector::host {
namespace {

std::string_view View(lector_str s) { return s.size == 0 || s.data == nullptr ? std::string_view() : std::string_view(s.data, s.size); }

template <size_t N>
void CopyTo(char (&to)[N], const std::string& from) {
  size_t n = std::min(from.size(), N - 1);
  while (n > 0 && n < from.size() && (static_cast<unsigned char>(from[n]) & 0xC0u) == 0x80u) --n;
  std::memcpy(to, from.data(), n);
  to[n] = '\0';
}

// What a plugin wrote: up to the terminator or the end of the array, and valid UTF-8 in any case.
template <size_t N>
std::string CopyFrom(const char (&from)[N]) {
  std::string out(from, strnlen(from, N));
  for (size_t bad; (bad = text::FindInvalidUtf8(out)) != std::string_view::npos;) out[bad] = '?';
  return out;
}

// Relative, no "..", no empty part: stays inside the data folder.
bool IsInside(std::string_view path) {
  if (path.empty() || path.find('\0') != std::string_view::npos) return false;
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

const lector_doc_info* Info(const lector_doc* doc) { return &static_cast<const DocumentView*>(doc)->info(); }

lector_code Layer(const lector_call*, const lector_doc* doc, uint32_t layer, const void** out, lector_error* error) {
  Result<const void*> view = static_cast<const DocumentView*>(doc)->Layer(layer);
  if (!view.ok()) return ToAbi(view.status(), error);
  *out = *view;
  return LECTOR_OK;
}

uint32_t Records(const lector_doc* doc, uint32_t kind, const lector_record* const** out) {
  const auto& records = static_cast<const DocumentView*>(doc)->Records(kind);
  if (out != nullptr) *out = records.data();
  return static_cast<uint32_t>(records.size());
}

lector_code Emit(lector_sink* sink, const lector_record* record, lector_id* id) {
  Result<lector_id> emitted = static_cast<RecordSink*>(sink)->Emit(record);
  if (!emitted.ok()) return ToAbi(emitted.status(), nullptr);
  if (id != nullptr) *id = *emitted;
  return LECTOR_OK;
}

size_t Inflect(const lector_doc* doc, uint32_t first, uint32_t last, uint64_t feats, char* out, size_t capacity) {
  const Result<std::string> phrase = static_cast<const DocumentView*>(doc)->Inflect(first, last, feats);
  if (!phrase.ok()) return 0;
  if (out != nullptr) phrase->copy(out, capacity);
  return phrase->size();
}

const void* Extension(const lector_host*, const char* id) {
  static constexpr lector_inflector kInflector = {sizeof(lector_inflector), 0, &Inflect};
  return id != nullptr && std::string_view(id) == "lector.inflect/1" ? &kInflector : nullptr;
}

}  // namespace

struct PluginHost::Mapping {
  void* address = nullptr;
  size_t size = 0;
  ~Mapping() {
    if (address != nullptr) munmap(address, size);
  }
};

PluginHost::PluginHost(std::string extractor_id, std::string data_dir)
    : extractor_id_(std::move(extractor_id)), data_dir_(std::move(data_dir)) {
  abi_ = {sizeof abi_, LECTOR_ABI_MINOR, this, &Log, &Count, &ResourceAbi, &Info, &Layer, &Records, &Emit, &Extension};
}

PluginHost::~PluginHost() = default;

void PluginHost::Log(const lector_host* host, int32_t level, lector_str message) {
  log::FromPlugin(static_cast<const PluginHost*>(host->impl)->extractor_id_, level, View(message));
}

void PluginHost::Count(const lector_host* host, lector_str metric, double by) {
  telemetry::Count(static_cast<const PluginHost*>(host->impl)->extractor_id_, View(metric), by);
}

lector_code PluginHost::ResourceAbi(const lector_host* host, lector_str path, lector_str* bytes, lector_error* error) {
  Result<lector_str> found = static_cast<PluginHost*>(host->impl)->Resource(std::string(View(path)));
  if (!found.ok()) return ToAbi(found.status(), error);
  *bytes = *found;
  return LECTOR_OK;
}

Result<lector_str> PluginHost::Resource(const std::string& path) {
  if (!IsInside(path)) return Status(Code::kInvalidArgument, "'" + path + "' is not a path inside the data folder");
  const std::lock_guard lock(mutex_);
  if (const auto it = resources_.find(path); it != resources_.end())
    return lector_str{static_cast<const char*>(it->second->address), it->second->size};

  const std::string full = data_dir_ + "/" + path;
  const int fd = open(full.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info = {};
  const bool found = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  auto mapping = std::make_unique<Mapping>();
  if (found && info.st_size > 0) {
    mapping->size = static_cast<size_t>(info.st_size);
    void* const address = mmap(nullptr, mapping->size, PROT_READ, MAP_PRIVATE, fd, 0);
    mapping->address = address == MAP_FAILED ? nullptr : address;
  }
  const int reason = errno;
  if (fd >= 0) close(fd);
  if (!found) return Status(Code::kNotFound, "there is no file '" + path + "' in the data folder, which lies beside the library as NAME.data");
  if (info.st_size > 0 && mapping->address == nullptr)
    return Status(Code::kUnavailable, "cannot map " + full + ": " + std::strerror(reason));
  const Mapping& kept = *(resources_[path] = std::move(mapping));
  return lector_str{static_cast<const char*>(kept.address), kept.size};
}

lector_code ToAbi(const Status& status, lector_error* error) {
  if (error != nullptr && !status.ok()) {
    CopyTo(error->field, status.field());
    CopyTo(error->message, status.message());
  }
  return static_cast<lector_code>(status.code());
}

Status FromAbi(lector_code code, const lector_error& error) {
  if (code == LECTOR_OK) return Status();
  std::string message = CopyFrom(error.message);
  if (code < LECTOR_OK || code > LECTOR_UNAVAILABLE)
    return Status(Code::kInternal, "returned the undefined code " + std::to_string(code) + (message.empty() ? "" : ": " + message));
  return Status(static_cast<Code>(code), std::move(message), {}, CopyFrom(error.field));
}

}  // namespace lector::host
