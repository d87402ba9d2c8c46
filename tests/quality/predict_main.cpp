// predict: runs the texts of a gold file through a daemon and prints its answers in the gold's own format.
//
// Of a gold document only id, lang, text and (for figures) mode are read; the answers may be missing.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include "cli/client.h"
#include "cli/errors.h"
#include "cli/private_daemon.h"
#include "tests/quality/projection.h"

namespace lector::quality {
namespace {

struct Flags {
  std::string task, gold, address, lectord, plugin_dir;
  std::string convention = "factrueval";

  // The key of the answers.
  std::string key() const { return convention == "mentions" ? convention : task; }
};

struct GoldDocument {
  std::string id, language, text;
  bool numerals = false;
};

bool ReadDocument(const std::string& line, GoldDocument* document, std::string* error) {
  const Json value = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  const auto text = [&](const char* key) {
    return value.is_object() && value.contains(key) && value[key].is_string() ? value[key].get<std::string>() : std::string();
  };
  *document = {.id = text("id"), .language = text("lang"), .text = text("text"), .numerals = text("mode") == "numerals"};
  if (value.is_discarded()) *error = "not JSON";
  else if (document->id.empty()) *error = "no id";
  else if (!value.contains("text")) *error = "no text";
  return error->empty();
}

v1::AnalyzeDocumentRequest MakeRequest(const Flags& flags, const GoldDocument& document) {
  v1::AnalyzeDocumentRequest request;
  request.mutable_document()->set_text(document.text);
  request.mutable_document()->set_language(document.language);
  v1::AnalysisOptions* options = request.mutable_options();
  options->set_offset_encoding(v1::OFFSET_ENCODING_UTF32);
  options->set_require_all(true);
  auto* extractor = options->add_extractors();
  extractor->set_name(flags.task);
  if (flags.task == "figures" && document.numerals)
    (*extractor->mutable_options()->mutable_fields())["numerals"].set_bool_value(true);
  if (flags.task == "entities")  // factrueval marks the country inside "МИД России", nerel the whole: both need to be there
    (*extractor->mutable_options()->mutable_fields())["nested"].set_bool_value(true);
  return request;
}

Json Project(const Flags& flags, const GoldDocument& document, const v1::AnalyzeDocumentResponse& response) {
  if (flags.convention == "mentions") return ProjectMentions(response);
  if (flags.task == "entities")
    return ProjectEntities(response, flags.convention == "nerel" ? Convention::kNerel : Convention::kFactRuEval);
  if (flags.task == "quotes") return ProjectQuotes(response);
  return ProjectFigures(response, document.numerals);
}

// Prints the predictions; an error ends it, since a file that lacks a document cannot be scored.
int Predict(const Flags& flags, const cli::Client& client) {
  std::ifstream file(flags.gold);
  std::map<std::string, std::string> lines;  // by id, in the order of the output
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    GoldDocument document;
    std::string error;
    if (!ReadDocument(line, &document, &error)) {
      std::cerr << "predict: " << flags.gold << ":" << number << ": " << error << "\n";
      return cli::kDocumentFailed;
    }
    v1::AnalyzeDocumentResponse response;
    if (document.text.find_first_not_of(" \r\n\t") != std::string::npos) {
      const grpc::Status status = client.Analyze(MakeRequest(flags, document), &response);
      if (!status.ok()) {
        std::cerr << cli::DescribeError(document.id, status);
        return cli::kDocumentFailed;
      }
    }
    const Json out{{"id", document.id}, {"lang", document.language}, {flags.key(), Project(flags, document, response)}};
    lines[document.id] = out.dump();
  }
  for (const auto& [id, out] : lines) std::cout << out << "\n";
  return cli::kSuccess;
}

int Main(int argc, char** argv) {
  Flags flags;
  CLI::App app{"Runs the texts of a gold file through a daemon and prints its answers in the gold's own format.", "predict"};
  app.add_option("--task", flags.task, "entities, quotes or figures")
      ->required()
      ->check(CLI::IsMember({"entities", "quotes", "figures"}));
  app.add_option("--convention", flags.convention,
                 "How entities are marked: factrueval (default), nerel, or mentions: all of them")
      ->check(CLI::IsMember({"factrueval", "nerel", "mentions"}));
  app.add_option("GOLD", flags.gold, "Gold file, JSON Lines")->required()->check(CLI::ExistingFile);
  app.add_option("--address", flags.address, "A running daemon; otherwise a private one is started");
  app.add_option("--lectord", flags.lectord, "The daemon to start; default: ../bin/lectord beside this program");
  app.add_option("--plugin-dir", flags.plugin_dir, "Its plugins; default: ../plugins beside this program");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kSuccess : cli::kUsage;
  }
  std::unique_ptr<cli::PrivateDaemon> daemon;
  if (flags.address.empty()) {
    std::error_code ignored;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    if (flags.lectord.empty()) flags.lectord = self.parent_path().parent_path() / "bin" / "lectord";
    std::string error;
    daemon = cli::PrivateDaemon::Start({.program = flags.lectord, .plugin_dir = flags.plugin_dir}, &error);
    if (daemon == nullptr) {
      std::cerr << "predict: " << error << "\n";
      return cli::kNoDaemon;
    }
    flags.address = daemon->address();
  }
  return Predict(flags, cli::Client(flags.address, std::chrono::minutes(2)));
}

}  // namespace
}  // namespace lector::quality

int main(int argc, char** argv) { return lector::quality::Main(argc, argv); }
