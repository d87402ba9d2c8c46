#include "cli/corpus_output.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/json.h"
#include "cli/tsv.h"

namespace lector::cli {
namespace {

constexpr size_t kPieceBytes = 256u << 10;
constexpr char kErrorColumns[] = "id\tfile\tline\tcode\treason\tfield\tmessage\n";

// A checkpoint waits for the disk: it may take a twentieth of the time.
constexpr std::chrono::milliseconds kLeastInterval{100};
constexpr int kShare = 20;

// {"id":"a" of a document; {"id":null,"file":"b.jsonl","line":7 of a line that names none.
std::string BeginOfLine(const CorpusDocument& document) {
  std::string out = "{\"id\":" + (document.id ? JsonString(*document.id) : "null");
  if (document.id) return out;
  if (!document.file.empty()) out += ",\"file\":" + JsonString(document.file);
  return out + ",\"line\":" + std::to_string(document.line);
}

std::string ErrorRow(const CorpusDocument& document, const grpc::Status& status) {
  const ErrorDetails details = ReadErrorDetails(status);
  const std::string line = document.line != 0 ? std::to_string(document.line) : std::string();
  return EscapeTsv(document.id.value_or("")) + '\t' + EscapeTsv(document.file) + '\t' + line + '\t' +
         CodeName(status.error_code()) + '\t' + EscapeTsv(details.reason) + '\t' + EscapeTsv(details.field) + '\t' +
         EscapeTsv(status.error_message()) + '\n';
}

}  // namespace

AppendedFile::~AppendedFile() {
  if (fd_ >= 0) close(fd_);
}

bool AppendedFile::Open(const std::string& path) {
  path_ = path;
  // A pipe is opened for writing alone.
  fd_ = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  struct stat info {};
  if (fd_ < 0 || fstat(fd_, &info) != 0) return false;
  is_regular_ = S_ISREG(info.st_mode);
  size_ = is_regular_ ? static_cast<uint64_t>(info.st_size) : 0;
  return !is_regular_ || flock(fd_, LOCK_EX | LOCK_NB) == 0;
}

bool AppendedFile::CutTo(uint64_t size) {
  const bool longer = size_ > size;
  buffer_.clear();
  size_ = size;
  if (!is_regular_) return true;
  return (!longer || ftruncate(fd_, static_cast<off_t>(size)) == 0) && lseek(fd_, static_cast<off_t>(size), SEEK_SET) >= 0;
}

bool AppendedFile::Append(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kPieceBytes || Flush();
}

bool AppendedFile::Flush() {
  size_t done = 0;
  while (done < buffer_.size()) {
    const ssize_t written = write(fd_, buffer_.data() + done, buffer_.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      buffer_.erase(0, done);
      return false;
    }
    done += static_cast<size_t>(written);
    size_ += static_cast<size_t>(written);
  }
  buffer_.clear();
  return true;
}

bool AppendedFile::Sync() { return Flush() && (!is_regular_ || fdatasync(fd_) == 0); }

std::unique_ptr<CorpusOutput> CorpusOutput::Open(const Options& options, std::string* error, ExitCode* exit_code) {
  std::unique_ptr<CorpusOutput> output(new CorpusOutput(options));
  *exit_code = kFileFailed;
  if (output->Prepare(exit_code)) return output;
  *error = output->error_;
  return nullptr;
}

bool CorpusOutput::Prepare(ExitCode* exit_code) {
  if (!output_.Open(options_.path)) {
    if (errno != EWOULDBLOCK) return Fail(options_.path);
    error_ = options_.path + ": another lector writes to it";
    return false;
  }
  if (options_.tsv && !output_.is_regular()) {
    error_ = options_.path + ": is no regular file, which tsv needs for the errors beside it; use --format jsonl";
    *exit_code = kUsage;
    return false;
  }
  if (options_.tsv && !errors_.Open(options_.path + ".errors.tsv")) return Fail(errors_.path());
  resumable_ = options_.resumable && output_.is_regular();
  next_checkpoint_ = Clock::now() + kLeastInterval;
  if (!output_.is_regular() || options_.restart) return StartAnew();

  std::string why;
  switch (LoadState(ProgressPath(), &state_, &why)) {
    case LoadOutcome::kLoaded:
      return Resume(exit_code);
    case LoadOutcome::kUnreadable:
      error_ = ProgressPath() + ": " + why + "\n  next:  --restart drops it and " + options_.path;
      return false;
    default:
      break;
  }
  if (output_.size() == 0) return StartAnew();
  error_ = options_.path + ": is there already, and no " + ProgressPath() +
           " tells how far it is\n  next:  name another file with -o, or --restart to replace it";
  *exit_code = kUsage;
  return false;
}

bool CorpusOutput::Resume(ExitCode* exit_code) {
  *exit_code = kUsage;
  if (!resumable_) {
    error_ = options_.path +
             ": is there already, and standard input cannot be read again to go on\n"
             "  next:  name another file with -o, or --restart to replace it";
    return false;
  }
  if (state_.run != options_.run) {
    error_ = options_.path + ": was begun with other options:\n  then:  " + state_.run + "\n  now:   " + options_.run +
             "\n  next:  give the same options, name another file with -o, or --restart to replace it";
    return false;
  }
  if (output_.size() < state_.output_bytes || (options_.tsv && errors_.size() < state_.errors_bytes)) {
    error_ =
        options_.path + ": is shorter than " + ProgressPath() + " says; somebody changed it\n  next:  --restart to begin anew";
    return false;
  }
  *exit_code = kFileFailed;
  if (!output_.CutTo(state_.output_bytes)) return Fail(output_.path());
  if (options_.tsv && !errors_.CutTo(state_.errors_bytes)) return Fail(errors_.path());
  return true;
}

// The old OUT.progress goes first: at no time may it speak of a new OUT.
bool CorpusOutput::StartAnew() {
  state_ = {.run = options_.run};
  if (output_.is_regular() && unlink(ProgressPath().c_str()) != 0 && errno != ENOENT) return Fail(ProgressPath());
  if (!output_.CutTo(0)) return Fail(output_.path());
  if (options_.tsv) {
    if (!errors_.CutTo(0)) return Fail(errors_.path());
    if (!output_.Append(TsvHeader()) || !errors_.Append(kErrorColumns)) return Fail(output_.path());
  }
  return Checkpoint();
}

std::string CorpusOutput::NoteVersions(const v1::AnalyzeDocumentResponse& response) {
  std::string changed;
  for (const v1::ExtractorReport& report : response.extractor_reports()) {
    const auto [known, first] = state_.extractors.emplace(report.name(), report.version());
    if (first || known->second == report.version()) continue;
    changed += "  " + report.name() + " " + known->second + ", now " + report.version() + "\n";
    known->second = report.version();
  }
  return changed;
}

bool CorpusOutput::Add(const CorpusDocument& document, const v1::AnalyzeDocumentResponse& response) {
  const std::string added =
      options_.tsv ? ToTsv(*document.id, response) : BeginOfLine(document) + ",\"response\":" + ToJson(response, false) + "}\n";
  if (!output_.Append(added)) return Fail(output_.path());
  return Count(document, false);
}

bool CorpusOutput::AddError(const CorpusDocument& document, const grpc::Status& status) {
  if (options_.tsv) {
    if (!errors_.Append(ErrorRow(document, status))) return Fail(errors_.path());
  } else if (!output_.Append(BeginOfLine(document) + ",\"error\":" + ErrorObject(status) + "}\n")) {
    return Fail(output_.path());
  }
  return Count(document, true);
}

bool CorpusOutput::Count(const CorpusDocument& document, bool is_error) {
  ++state_.documents;
  if (is_error) ++state_.errors;
  state_.complete = false;
  state_.input_hash = AddFingerprint(state_.input_hash, document.fingerprint);
  return Clock::now() < next_checkpoint_ || Checkpoint();
}

bool CorpusOutput::Flush() {
  if (!output_.Flush()) return Fail(output_.path());
  if (errors_.is_open() && !errors_.Flush()) return Fail(errors_.path());
  return true;
}

bool CorpusOutput::Finish(bool complete) {
  state_.complete = complete;
  return Checkpoint();
}

bool CorpusOutput::Checkpoint() {
  if (!resumable_) {
    next_checkpoint_ = Clock::now() + kLeastInterval;
    return Flush();
  }
  const auto begin = Clock::now();
  if (!output_.Sync()) return Fail(output_.path());
  if (errors_.is_open() && !errors_.Sync()) return Fail(errors_.path());
  state_.output_bytes = output_.size();
  state_.errors_bytes = errors_.is_open() ? errors_.size() : 0;
  if (std::string why; !SaveState(ProgressPath(), state_, &why)) {
    error_ = why;
    return false;
  }
  const auto end = Clock::now();
  next_checkpoint_ = end + std::max<Clock::duration>(kLeastInterval, kShare * (end - begin));
  return true;
}

bool CorpusOutput::Fail(const std::string& path) {
  error_ = path + ": " + std::strerror(errno);
  return false;
}

}  // namespace lector::cli
