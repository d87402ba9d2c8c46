#include "cli/corpus_state.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/input.h"

namespace lector::cli {
namespace {

using Json = nlohmann::ordered_json;

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// Writes a file and waits till it is on disk. Errors are in errno.
bool WriteFile(const std::string& path, std::string_view bytes) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return false;
  const bool written = WriteAll(fd, bytes) && fsync(fd) == 0;
  const int error = errno;
  close(fd);
  errno = error;
  return written;
}

// Makes names in the folder of `path` last. File systems that cannot do it are taken as they are.
void SyncFolder(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int fd = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

}  // namespace

uint64_t AddFingerprint(uint64_t hash, uint64_t fingerprint) {
  hash = (hash ^ fingerprint) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 32);
}

LoadOutcome LoadState(const std::string& path, CorpusState* state, std::string* error) {
  if (access(path.c_str(), F_OK) != 0 && errno == ENOENT) return LoadOutcome::kMissing;
  std::string text;
  if (!ReadInput(path, &text, error)) return LoadOutcome::kUnreadable;
  try {
    const Json json = Json::parse(text);
    state->run = json.at("run").dump();
    state->documents = json.at("documents").get<uint64_t>();
    state->errors = json.at("errors").get<uint64_t>();
    state->input_hash = json.at("input_hash").get<uint64_t>();
    state->output_bytes = json.at("output_bytes").get<uint64_t>();
    state->errors_bytes = json.at("errors_bytes").get<uint64_t>();
    state->complete = json.at("complete").get<bool>();
    state->extractors = json.at("extractors").get<std::map<std::string, std::string>>();
    return LoadOutcome::kLoaded;
  } catch (const Json::exception& exception) {
    *error = exception.what();
    return LoadOutcome::kUnreadable;
  }
}

bool SaveState(const std::string& path, const CorpusState& state, std::string* error) {
  const Json json{{"documents", state.documents},       {"errors", state.errors},
                  {"complete", state.complete},         {"input_hash", state.input_hash},
                  {"output_bytes", state.output_bytes}, {"errors_bytes", state.errors_bytes},
                  {"extractors", state.extractors},     {"run", Json::parse(state.run)}};
  const std::string next = path + ".next";
  if (!WriteFile(next, json.dump(2) + "\n")) {
    *error = next + ": " + std::strerror(errno);
    return false;
  }
  if (std::rename(next.c_str(), path.c_str()) != 0) {
    *error = path + ": " + std::strerror(errno);
    return false;
  }
  SyncFolder(path);
  return true;
}

}  // namespace lector::cli
