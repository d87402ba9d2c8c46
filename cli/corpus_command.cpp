#include "cli/corpus_command.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/corpus_run.h"
#include "cli/json.h"

namespace lector::cli {
namespace {

namespace fs = std::filesystem;

// What two runs that share an output must have in common. Sorted by key: protobuf's maps have no order of their own.
std::string DescribeRun(const CorpusFlags& flags) {
  const nlohmann::json run{{"format", flags.format},
                           {"options", nlohmann::json::parse(ToJson(flags.options, false))},
                           {"with_default_extractors", flags.options_for_defaults}};
  return nlohmann::ordered_json::parse(run.dump()).dump();
}

// An output that is, or would be read as, a part of the input.
bool OutputIsInput(const CorpusFlags& flags) {
  std::error_code error;
  if (fs::equivalent(flags.input, flags.output, error)) return true;
  if (!fs::is_directory(flags.input, error)) return false;
  const fs::path below = fs::weakly_canonical(flags.output, error).lexically_relative(fs::canonical(flags.input, error));
  return !below.empty() && *below.begin() != "..";
}

// Passes over what an earlier run answered. Returns what is said when it cannot.
std::string SkipAnswered(const CorpusState& state, CorpusSource* source, uint64_t* position) {
  uint64_t hash = 0;
  CorpusEntry entry;
  for (uint64_t index = 0; index < state.documents; ++index) {
    const CorpusSource::Outcome outcome = source->Next(&entry);
    if (outcome == CorpusSource::Outcome::kFailed) return source->error();
    if (outcome == CorpusSource::Outcome::kEnd) return "the input has fewer documents than the output";
    hash = AddFingerprint(hash, Fingerprint(entry));
  }
  *position = entry.position;
  return hash == state.input_hash ? "" : "the input does not begin with the documents that are answered in the output";
}

void ReadAll(CorpusSource* source, CorpusWindow* window, std::string* failure) {
  CorpusEntry entry;
  CorpusSource::Outcome outcome;
  while ((outcome = source->Next(&entry)) == CorpusSource::Outcome::kEntry) {
    if (!window->Put(ParseEntry(std::move(entry)))) break;
  }
  if (outcome == CorpusSource::Outcome::kFailed) *failure = source->error();
  window->Close();
}

ExitCode Outcome(const CorpusState& state) { return state.errors == 0 ? kSuccess : kDocumentFailed; }

void Summarise(const CorpusOutput& output, CorpusProgress& progress, ExitCode code) {
  progress.Clear();
  const CorpusState& state = output.state();
  std::cerr << progress.Summary({.documents = state.documents, .errors = state.errors})
            << (code == kSuccess ? "" : "; not complete") << std::endl;
}

// Analyses what is left. `first` is its first document.
ExitCode Analyse(const CorpusFlags& flags, CorpusEntry first, CorpusSource* source, CorpusOutput* output,
                 CorpusProgress* progress) {
  CorpusWindow window(flags.window);
  window.Put(ParseEntry(std::move(first)));
  std::string failure;
  std::thread reader([&] { ReadAll(source, &window, &failure); });
  const ExitCode code = CorpusRun(flags, &window, output, progress).Run();
  if (code != kSuccess && flags.input == "-") {
    // The reader may wait for input that never comes; what this process holds needs no other end than this.
    output->Flush();
    Summarise(*output, *progress, code);
    std::_Exit(code);
  }
  window.Abandon();
  reader.join();
  if (code == kFileFailed) return code;
  const bool complete = code == kSuccess && failure.empty();
  if (!output->Finish(complete)) {
    std::cerr << "lector: " << output->error() << "\n";
    return kFileFailed;
  }
  if (failure.empty()) return code;
  progress->Clear();
  std::cerr << "lector: " << failure << "\n";
  return kFileFailed;
}

ExitCode Resume(const CorpusFlags& flags, CorpusSource* source, CorpusOutput* output) {
  const CorpusState before = output->state();
  uint64_t position = 0;
  if (const std::string error = SkipAnswered(before, source, &position); !error.empty()) {
    std::cerr << "lector: " << flags.output << ": " << error
              << "\n  next:  name another file with -o, or --restart to replace it\n";
    return kUsage;
  }
  CorpusEntry entry;
  const CorpusSource::Outcome next = source->Next(&entry);
  if (next == CorpusSource::Outcome::kEnd) {
    if (!before.complete && !output->Finish(true)) {
      std::cerr << "lector: " << output->error() << "\n";
      return kFileFailed;
    }
    std::cerr << "lector: " << flags.output << " is complete: " << before.documents << " documents, " << before.errors
              << " with errors" << (before.complete ? "; --restart would begin anew\n" : "\n");
    return Outcome(before);
  }
  if (next == CorpusSource::Outcome::kFailed) {
    std::cerr << "lector: " << source->error() << "\n";
    return kFileFailed;
  }
  CorpusProgress progress({.documents = source->total_documents(), .bytes = source->total_bytes()},
                          {.documents = before.documents, .errors = before.errors, .position = position});
  const ExitCode code = Analyse(flags, std::move(entry), source, output, &progress);
  Summarise(*output, progress, code);
  return code == kSuccess ? Outcome(output->state()) : code;
}

}  // namespace

const char kCorpusFooter[] =
    "\nInput: a .jsonl file, also gzipped, of lines {\"id\": ..., \"text\": ...} and, if known, \"language\", \"title\",\n"
    "\"uri\", \"publish_time\"; other fields are passed over. Or a folder: its *.txt files, each a document whose id is its "
    "path\n"
    "below the folder, and its *.jsonl and *.jsonl.gz files, sorted by path. Or - for lines on standard input.\n"
    "\nOutput, in the order of the input:\n"
    "  jsonl  {\"id\": ..., \"response\": {...}} or {\"id\": ..., \"error\": {\"code\": ..., \"message\": ...}};\n"
    "         a line that names no id: {\"id\": null, \"line\": NUMBER, \"error\": {...}}, in a folder also \"file\"\n"
    "  tsv    as of analyze, with the id in the column input; errors go to OUT.errors.tsv (id, file, line, code, ...)\n"
    "\nInterrupted in whatever way (Ctrl-C, kill -9, a full disk, loss of power), the same command goes on where it stopped:\n"
    "OUT.progress tells how far OUT is. Nothing is lost, nothing stands twice. It refuses when the options, or the documents\n"
    "already answered, are not the same; when OUT is complete it says so and does nothing, unless the input has grown. When other\n"
    "versions of extractors answer than before, it says from which document on, and goes on.\n"
    "From standard input, and into what is no regular file, a run cannot be resumed.\n"
    "\nWhen the daemon goes away, what is not answered is sent again once it is back. A document that is not answered within\n"
    "--timeout is tried again alone; then it is an error (DEADLINE_EXCEEDED).\n"
    "\nExit codes: those of lector; 1 also when the output was complete before and holds errors.\n";

int RunCorpus(const CorpusFlags& flags) {
  if (flags.input != "-" && OutputIsInput(flags)) {
    std::cerr << "lector: " << flags.output << ": the output may not be a part of the input\n";
    return kUsage;
  }
  std::string error;
  const auto source = CorpusSource::Open(flags.input, &error);
  if (source == nullptr) {
    std::cerr << "lector: " << error << "\n";
    return kFileFailed;
  }
  ExitCode code = kFileFailed;
  const auto output = CorpusOutput::Open({.path = flags.output,
                                          .tsv = flags.format == "tsv",
                                          .run = DescribeRun(flags),
                                          .restart = flags.restart,
                                          .resumable = flags.input != "-"},
                                         &error, &code);
  if (output == nullptr) {
    std::cerr << "lector: " << error << "\n";
    return code;
  }
  return Resume(flags, source.get(), output.get());
}

}  // namespace lector::cli
