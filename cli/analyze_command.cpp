#include "cli/analyze_command.h"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "cli/errors.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/layers_report.h"
#include "cli/report.h"
#include "cli/standard_output.h"
#include "cli/tsv.h"

namespace lector::cli {
namespace {

constexpr size_t kWrapWidth = 120;

// Reads an input as UTF-8. An error is a status, as if the daemon had given it.
grpc::Status Load(const std::string& path, const std::string& encoding, std::string* text) {
  std::string bytes, error;
  if (!ReadInput(path, &bytes, &error)) return {grpc::StatusCode::NOT_FOUND, error};
  if (!encoding.empty()) {
    if (!ConvertToUtf8(bytes, encoding, text, &error)) return {grpc::StatusCode::INVALID_ARGUMENT, error};
    return grpc::Status::OK;
  }
  // protobuf would log what it is asked to send; the daemon's own check stays for other clients.
  const size_t invalid = FindInvalidUtf8(bytes);
  if (invalid == std::string_view::npos) return *text = std::move(bytes), grpc::Status::OK;
  const std::string guess = GuessEncoding(bytes);
  return {grpc::StatusCode::INVALID_ARGUMENT,
          "byte " + std::to_string(invalid) + " is not UTF-8" +
              (guess.empty() ? "\n  next:  convert it: --encoding NAME"
                             : "; the text looks like " + guess + "\n  next:  convert it: --encoding " + guess)};
}

// Writes the answers in one format, one after the other.
class Output {
 public:
  Output(const std::string& format, bool several, bool layers, const TextLayout& layout)
      : format_(format), several_(several), layers_(layers), layout_(layout) {
    if (format_ == "tsv") std::cout << TsvHeader();
    if (format_ == "json" && several_) std::cout << "[";
  }

  ~Output() {
    if (format_ == "json" && several_) std::cout << "\n]\n";
  }

  void Write(const std::string& input, const std::string& text, const v1::AnalyzeDocumentResponse& response) {
    if (format_ == "tsv") {
      std::cout << ToTsv(input, response);
    } else if (format_ == "conllu") {
      std::cout << ToConllu(input, response);
    } else if (format_ == "text") {
      if (several_) std::cout << (first_ ? "" : "\n") << Paint("==> " + input + " <==", {.bold = true}, layout_.colour) << "\n";
      std::cout << (layers_ ? RenderLayers(response, layout_) : RenderReport(text, response, layout_));
    } else if (several_) {
      Element(ResultLine(input, response));
    } else {
      std::cout << (format_ == "json" ? ToJson(response, true) : ResultLine(input, response)) << "\n";
    }
    first_ = false;
  }

  void WriteError(const std::string& input, const grpc::Status& status) {
    if (format_ == "jsonl" || (format_ == "json" && several_)) Element(ErrorLine(input, status));
  }

 private:
  void Element(const std::string& line) {
    if (format_ == "json") std::cout << (first_ ? "\n" : ",\n");
    std::cout << line;
    if (format_ == "jsonl") std::cout << "\n";
    first_ = false;
  }

  const std::string format_;
  const bool several_, layers_;
  const TextLayout layout_;
  bool first_ = true;
};

std::string DefaultFormat(bool several) {
  if (isatty(STDOUT_FILENO) == 1) return "text";
  return several ? "jsonl" : "json";
}

}  // namespace

grpc::Status SelectDefaults(const Client& client, v1::AnalysisOptions* options) {
  v1::ListExtractorsResponse available;
  grpc::Status status = client.ListExtractors(&available);
  for (const auto& info : available.extractors()) {
    bool selected = !info.is_default();
    for (const auto& selection : options->extractors()) selected = selected || selection.name() == info.name();
    if (!selected) options->add_extractors()->set_name(info.name());
  }
  return status;
}

namespace {

bool CanExplain(const v1::ExtractorInfo& info) {
  google::protobuf::Struct schema;
  if (!google::protobuf::util::JsonStringToMessage(info.option_schema(), &schema).ok()) return false;
  const auto properties = schema.fields().find("properties");
  return properties != schema.fields().end() && properties->second.struct_value().fields().contains("explain");
}

}  // namespace

grpc::Status AskForExplanations(const Client& client, v1::AnalysisOptions* options) {
  v1::ListExtractorsResponse available;
  if (grpc::Status status = client.ListExtractors(&available); !status.ok()) return status;
  if (options->extractors().empty())
    for (const auto& info : available.extractors())
      if (info.is_default()) options->add_extractors()->set_name(info.name());
  for (auto& selection : *options->mutable_extractors())
    for (const auto& info : available.extractors())
      if (info.name() == selection.name() && CanExplain(info))
        (*selection.mutable_options()->mutable_fields())["explain"].set_bool_value(true);
  return grpc::Status::OK;
}

namespace {

// What the flags say of extractors and their options, as options of the request.
grpc::Status SelectExtractors(const Client& client, AnalyzeFlags* flags) {
  if (flags->layers) {
    flags->options.clear_extractors();
    flags->options.add_extractors()->set_name(kLayersExtractor);
    return grpc::Status::OK;
  }
  if (flags->options_for_defaults) {
    if (auto status = SelectDefaults(client, &flags->options); !status.ok()) return status;
  }
  return flags->explain ? AskForExplanations(client, &flags->options) : grpc::Status::OK;
}

}  // namespace

int RunAnalyze(AnalyzeFlags flags) {
  if (!flags.encoding.empty() && !KnownEncoding(flags.encoding)) {
    std::cerr << "lector: unknown encoding " << flags.encoding << "\n  next:  examples are windows-1251, koi8-r, cp866, utf-16\n";
    return kUsage;
  }
  const std::vector<std::string> inputs = ExpandInputs(flags.inputs);
  if (inputs.empty()) {
    std::cerr << "lector: " << flags.inputs.front() << ": this folder has no *.txt files\n";
    return kDocumentFailed;
  }
  flags.layers = flags.layers || flags.format == "conllu";
  const auto session = Session::Open(flags.connection);
  if (session == nullptr) return kNoDaemon;
  if (const auto status = SelectExtractors(session->client(), &flags); !status.ok()) {
    std::cerr << DescribeError("the list of extractors", status);
    return kDocumentFailed;
  }
  const bool several = inputs.size() > 1 || inputs != flags.inputs;
  const TextLayout layout{.width = TerminalWidth(STDOUT_FILENO, kWrapWidth), .colour = UseColour(flags.colour, STDOUT_FILENO)};
  Output output(flags.format.empty() ? DefaultFormat(several) : flags.format, several, flags.layers, layout);
  int exit_code = kSuccess;
  v1::AnalyzeDocumentRequest request;
  *request.mutable_document() = flags.document;
  *request.mutable_options() = flags.options;
  for (const std::string& input : inputs) {
    v1::AnalyzeDocumentResponse response;
    std::string* text = request.mutable_document()->mutable_text();
    grpc::Status status = Load(input, flags.encoding, text);
    if (status.ok() && LooksLikeHtml(*text))
      std::cerr << "lector: " << input << ": this looks like HTML, whose tags are read as words\n  next:  give its plain text\n";
    if (status.ok()) status = session->client().Analyze(request, &response);
    if (!status.ok()) {
      std::cerr << DescribeError(input, status);
      output.WriteError(input, status);
      exit_code = kDocumentFailed;
      continue;
    }
    output.Write(input, *text, response);
    if (!FlushOutput()) return kFileFailed;
    for (const auto& report : response.extractor_reports()) {
      if (report.status().code() != 0) {
        std::cerr << "lector: " << input << ": the extractor " << report.name() << " failed: " << CodeName(report.status().code())
                  << ": " << report.status().message() << "\n";
      }
    }
  }
  return exit_code;
}

}  // namespace lector::cli
