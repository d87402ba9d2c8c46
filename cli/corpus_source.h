// The documents of a corpus, one after the other: lines of .jsonl files, .txt files, folders of both.
#ifndef LECTOR_CLI_CORPUS_SOURCE_H_
#define LECTOR_CLI_CORPUS_SOURCE_H_

#include <grpcpp/support/status.h>
#include <lector/v1/analysis_service.pb.h>
#include <zlib.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lector::cli {

// What stands in the input for one document, not looked at yet.
struct CorpusEntry {
  std::string bytes;                  // the line or the text
  std::string id;                     // of a text: its path below the folder; of a line: empty, it is in the line
  std::string file;                   // of a line in a folder: its file's path below the folder
  uint64_t line = 0;                  // of a line: its number in its file, from 1
  uint64_t position = 0;              // bytes of the input, as they lie on disk, up to its end
  std::optional<grpc::Status> error;  // it could not be read
};

// An entry that was looked at: a document to send, or why it cannot be sent.
struct CorpusDocument {
  v1::StreamAnalyzeDocumentsRequest request;  // its document and id, unless there is an error
  std::optional<grpc::Status> error;
  std::optional<std::string> id;  // not set: the line gave none that could be read
  std::string file;
  uint64_t line = 0;
  uint64_t position = 0;
  uint64_t fingerprint = 0;  // of the entry
};

// Tells entries apart: of their names and bytes.
uint64_t Fingerprint(const CorpusEntry& entry);

// `line` (or text) as a document.
CorpusDocument ParseEntry(CorpusEntry entry);

class CorpusSource {
 public:
  // `path`: a .jsonl file, also gzipped; "-": the same on standard input; a folder: all *.txt, *.jsonl and *.jsonl.gz in it
  // and below it, in the order of their paths. Null with `error` when there is nothing to read.
  static std::unique_ptr<CorpusSource> Open(const std::string& path, std::string* error);

  enum class Outcome { kEntry, kEnd, kFailed };
  // kFailed: the input cannot be read on; error() says why. Blank lines are no entries.
  Outcome Next(CorpusEntry* entry);
  const std::string& error() const { return error_; }

  uint64_t total_bytes() const { return total_bytes_; }          // 0: not known
  uint64_t total_documents() const { return total_documents_; }  // 0: not known

 private:
  struct File {
    std::string path, name;  // name: below the folder
    uint64_t size = 0;
    bool is_text = false;
  };
  struct CloseGz {
    void operator()(gzFile file) const { gzclose(file); }
  };
  enum class Line { kLine, kTooLong, kEnd, kFailed };

  bool List(const std::string& folder);
  bool OpenLines(const File& file);
  Line ReadLine(std::string* line);
  bool Fill();
  Outcome NextLine(CorpusEntry* entry);
  Outcome NextText(CorpusEntry* entry);
  Outcome Fail(const std::string& file, const std::string& what);

  std::vector<File> files_;
  size_t next_file_ = 0;
  bool is_folder_ = false;
  uint64_t total_bytes_ = 0, total_documents_ = 0;
  uint64_t bytes_before_ = 0;  // of the files before the one that is read
  std::string error_;

  bool in_lines_ = false;                     // a .jsonl file is read
  std::unique_ptr<gzFile_s, CloseGz> lines_;  // it; null: standard input
  std::string buffer_;
  size_t at_ = 0;  // in buffer_
  uint64_t line_ = 0;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_SOURCE_H_
