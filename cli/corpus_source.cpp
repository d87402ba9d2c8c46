#include "cli/corpus_source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/input.h"

namespace lector::cli {
namespace {

namespace fs = std::filesystem;

// An entry is held in memory as a whole. Texts are at most 8 MiB, and JSON may need six bytes for one.
constexpr size_t kLongestEntry = 64u << 20;
constexpr unsigned kBufferBytes = 128u << 10;

grpc::Status TooLong() {
  return {grpc::StatusCode::INVALID_ARGUMENT, "is longer than " + std::to_string(kLongestEntry >> 20) + " MiB"};
}

bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

uint64_t SizeOf(const fs::path& path) {
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  return error ? 0 : size;
}

}  // namespace

std::unique_ptr<CorpusSource> CorpusSource::Open(const std::string& path, std::string* error) {
  auto source = std::make_unique<CorpusSource>();
  std::error_code ignored;
  if (path != "-" && fs::is_directory(path, ignored)) {
    source->is_folder_ = true;
    if (!source->List(path)) {
      *error = source->error_;
      return nullptr;
    }
  } else {
    source->files_.push_back({.path = path, .name = path, .size = path == "-" ? 0 : SizeOf(path)});
    if (!source->OpenLines(source->files_[0])) {
      *error = source->error_;
      return nullptr;
    }
  }
  bool only_texts = true;
  for (const File& file : source->files_) {
    source->total_bytes_ += file.size;
    only_texts = only_texts && file.is_text;
  }
  if (only_texts) source->total_documents_ = source->files_.size();
  return source;
}

bool CorpusSource::List(const std::string& folder) {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (!entry->is_regular_file(ignored)) continue;
    File file{.path = entry->path().string(), .name = entry->path().lexically_relative(folder).string()};
    file.is_text = file.name.ends_with(".txt");
    if (!file.is_text && !file.name.ends_with(".jsonl") && !file.name.ends_with(".jsonl.gz")) continue;
    file.size = SizeOf(file.path);
    files_.push_back(std::move(file));
  }
  if (error) return Fail(folder, error.message()), false;
  if (files_.empty()) return Fail(folder, "holds no *.txt, *.jsonl or *.jsonl.gz files"), false;
  std::sort(files_.begin(), files_.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return true;
}

CorpusSource::Outcome CorpusSource::Next(CorpusEntry* entry) {
  for (;;) {
    *entry = CorpusEntry();
    if (in_lines_) {
      const Outcome outcome = NextLine(entry);
      if (outcome != Outcome::kEnd) return outcome;
      in_lines_ = false;
      bytes_before_ += files_[next_file_++].size;
    }
    if (next_file_ == files_.size()) return Outcome::kEnd;
    if (files_[next_file_].is_text) return NextText(entry);
    if (!OpenLines(files_[next_file_])) return Outcome::kFailed;
  }
}

CorpusSource::Outcome CorpusSource::NextText(CorpusEntry* entry) {
  const File& file = files_[next_file_++];
  entry->id = file.name;
  std::string error;
  if (file.size > kLongestEntry) entry->error = TooLong();
  else if (!ReadInput(file.path, &entry->bytes, &error)) entry->error = grpc::Status(grpc::StatusCode::NOT_FOUND, error);
  bytes_before_ += file.size;
  entry->position = bytes_before_;
  return Outcome::kEntry;
}

CorpusSource::Outcome CorpusSource::NextLine(CorpusEntry* entry) {
  const File& file = files_[next_file_];
  Line line;
  while ((line = ReadLine(&entry->bytes)) == Line::kLine && IsBlank(entry->bytes)) {
  }
  if (line == Line::kEnd) return Outcome::kEnd;
  if (line == Line::kFailed) return Outcome::kFailed;
  if (line == Line::kTooLong) entry->error = TooLong();
  if (is_folder_) entry->file = file.name;
  entry->line = line_;
  if (lines_ != nullptr) entry->position = bytes_before_ + static_cast<uint64_t>(std::max<z_off_t>(0, gzoffset(lines_.get())));
  return Outcome::kEntry;
}

// zlib reads what is not gzipped as it is. But it waits until its buffer is full, so standard input is read without it.
bool CorpusSource::OpenLines(const File& file) {
  errno = 0;
  lines_.reset(file.path == "-" ? nullptr : gzopen(file.path.c_str(), "rb"));
  if (lines_ != nullptr) gzbuffer(lines_.get(), kBufferBytes);
  else if (file.path != "-") return Fail(file.path, errno != 0 ? std::strerror(errno) : "cannot be read"), false;
  in_lines_ = true;
  buffer_.clear();
  at_ = 0;
  line_ = 0;
  return true;
}

CorpusSource::Outcome CorpusSource::Fail(const std::string& file, const std::string& what) {
  error_ = (file == "-" ? "standard input" : file) + ": " + what;
  return Outcome::kFailed;
}

// False at the end and after an error.
bool CorpusSource::Fill() {
  buffer_.resize(kBufferBytes);
  ssize_t size = 0;
  do {
    size =
        lines_ != nullptr ? gzread(lines_.get(), buffer_.data(), kBufferBytes) : read(STDIN_FILENO, buffer_.data(), kBufferBytes);
  } while (size < 0 && lines_ == nullptr && errno == EINTR);
  if (size < 0 && lines_ == nullptr) Fail("-", std::strerror(errno));
  buffer_.resize(size > 0 ? static_cast<size_t>(size) : 0);
  at_ = 0;
  if (size > 0 || lines_ == nullptr) return size > 0;
  int code = Z_OK;
  const char* what = gzerror(lines_.get(), &code);
  if (code == Z_OK || code == Z_STREAM_END) return false;
  if (code == Z_ERRNO) what = std::strerror(errno);
  if (code == Z_BUF_ERROR) what = "ends in the middle of its compressed data";
  Fail(files_[next_file_].path, what);
  return false;
}

CorpusSource::Line CorpusSource::ReadLine(std::string* line) {
  line->clear();
  bool any = false, too_long = false;
  for (;;) {
    if (at_ == buffer_.size() && !Fill()) break;
    any = true;
    const size_t end = buffer_.find('\n', at_);
    const size_t size = std::min(end, buffer_.size()) - at_;
    too_long = too_long || line->size() + size > kLongestEntry;
    if (too_long) line->clear();
    else line->append(buffer_, at_, size);
    at_ += size;
    if (end == std::string::npos) continue;
    ++at_;
    ++line_;
    if (line_ == 1 && line->starts_with("\xEF\xBB\xBF")) line->erase(0, 3);
    return too_long ? Line::kTooLong : Line::kLine;
  }
  if (!error_.empty()) return Line::kFailed;
  if (!any) return Line::kEnd;
  ++line_;  // the last line may lack its line feed
  return too_long ? Line::kTooLong : Line::kLine;
}

}  // namespace lector::cli
