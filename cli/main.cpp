// `lector`: reads the command line and runs a command.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "cli/analyze_command.h"
#include "cli/corpus_command.h"
#include "cli/errors.h"
#include "cli/extractors_command.h"
#include "cli/request.h"
#include "cli/standard_output.h"
#include "cli/tsv.h"

namespace lector::cli {
namespace {

constexpr char kFooter[] =
    "\nExamples:\n"
    "  lector analyze article.txt                        the text in colour, then tables\n"
    "  lector analyze article.txt | jq '.annotations[]'  JSON when piped\n"
    "  lector analyze --format tsv corpus/ > found.tsv   all *.txt files of a folder\n"
    "  lector analyze --layers article.txt               how each sentence is read: lemmas, features, heads, names\n"
    "  lector analyze --encoding windows-1251 old.txt    converts before sending\n"
    "  lector corpus news.jsonl.gz -o found.jsonl        many documents; the same command goes on after a stop\n"
    "  lector extractors                                 what the daemon has\n"
    "  lector extractors quotes                          what one finds, its options and its settings\n"
    "\nThe daemon: --address, else $LECTOR_ADDRESS, else the socket $XDG_RUNTIME_DIR/lector/lectord.sock or\n"
    "/run/lector/lectord.sock if one answers there; else a private one is started for the call.\n"
    "\nExit codes: 0 all was answered; 1 a document failed, the others were answered; 2 wrong usage; 3 no daemon;\n"
    "4 a corpus could not be read, or the output not be written.\n";

constexpr char kAnalyzeFooter[] =
    "\nFormats:\n"
    "  text   the text with its annotations visible, then tables; colours on a terminal\n"
    "  json   the AnalyzeDocumentResponse of lector.v1; of several inputs an array of what jsonl has\n"
    "  jsonl  one line an input: {\"input\": ..., \"response\": {...}} or {\"input\": ..., \"error\": {...}}\n"
    "  tsv    a header, then one record a line\n"
    "  conllu the layers of the text (--layers), as Universal Dependencies exchanges them\n"
    "  Default: text on a terminal; piped, json for one input and jsonl for several.\n"
    "\nExtractors and their options:\n"
    "  --extractor quotes                       only this one (and what it requires, unreported); repeat for more\n"
    "  --extractor figures@1.0.0                in this version\n"
    "  --extractor figures:numerals=true        with an option; VALUE is JSON, else a string\n"
    "  --option figures.numerals=true           the same, without selecting: the other default ones run too\n"
    "\nColumns of tsv:\n";

// How --color is spelled.
const std::map<std::string, ColourMode> kColourModes{
    {"auto", ColourMode::kAuto}, {"always", ColourMode::kAlways}, {"never", ColourMode::kNever}};

// What is wrong with the command line, in the form of all errors of lector.
std::string UsageError(const CLI::App* app, const CLI::Error& error) {
  std::string command = "lector";
  for (const CLI::App* used : app->get_subcommands()) command += " " + used->get_name();
  return std::string("lector: ") + error.what() + "\n  next:  " + command + " --help\n";
}

void AddConnectionFlags(CLI::App* command, ConnectionFlags* flags) {
  CLI::Option* address = command->add_option("--address", flags->address, "unix:/path or host:port of the daemon");
  address->option_text("ADDRESS");
  command->add_option("--plugin-dir", flags->plugin_dir, "Start a private daemon with the plugins of this folder")
      ->check(CLI::ExistingDirectory)
      ->excludes(address)
      ->option_text("DIR");
  command->add_option("--timeout", flags->timeout, "Seconds that one call may take, 60 unless given; 0: any")
      ->check(CLI::Range(0.0, 1e6).description(""))
      ->option_text("SECONDS");
}

void AddColourFlag(CLI::App* command, ColourMode* mode) {
  command
      ->add_option_function<std::string>(
          "--color", [mode](const std::string& value) { *mode = kColourModes.at(value); },
          "auto, always or never; auto: on a terminal, unless NO_COLOR is set")
      ->check(CLI::IsMember(&kColourModes).description(""))
      ->option_text("WHEN");
}

// A flag whose value `parse` reads; what it returns is the error.
CLI::Option* AddParsed(CLI::App* command, const std::string& name, const std::string& description,
                       std::function<std::string(const std::string&)> parse) {
  return command
      ->add_option_function<std::vector<std::string>>(
          name,
          [name, parse = std::move(parse)](const std::vector<std::string>& values) {
            for (const std::string& value : values) {
              if (std::string error = parse(value); !error.empty()) throw CLI::ValidationError(name, error);
            }
          },
          description)
      ->type_size(1)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

// `for_defaults`: set when options were given but no extractor.
void AddOptionFlags(CLI::App* command, v1::AnalysisOptions* options, bool* for_defaults) {
  CLI::Option* extractor = AddParsed(command, "--extractor", "Run this one; repeat for more", [options](const auto& value) {
    std::string error;
    return AddExtractor(value, options, &error) ? std::string() : error;
  });
  extractor->option_text("NAME[@VERSION][:KEY=VALUE]");
  CLI::Option* option = AddParsed(command, "--option", "Set an option of an extractor; NAME:KEY=VALUE for a name with dots",
                                  [options](const auto& value) {
                                    std::string error;
                                    return AddExtractorOption(value, options, &error) ? std::string() : error;
                                  });
  option->option_text("NAME.KEY=VALUE");
  command->final_callback([for_defaults, extractor, option] { *for_defaults = extractor->empty() && !option->empty(); });
  AddParsed(command, "--offset-encoding", "What offsets count: utf8 (bytes), utf16 (code units), utf32 (code points)",
            [options](const auto& value) {
              v1::OffsetEncoding encoding;
              if (!ParseOffsetEncoding(value, &encoding)) return std::string("must be utf8, utf16 or utf32");
              options->set_offset_encoding(encoding);
              return std::string();
            })
      ->option_text("ENCODING");
  command
      ->add_option_function<float>(
          "--min-confidence", [options](float value) { options->set_min_confidence(value); },
          "Leave out annotations below it, 0 to 1")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->option_text("P");
  command->add_flag_callback(
      "--require-all", [options] { options->set_require_all(true); }, "Fail a document when one extractor fails");
  command->add_flag_callback(
      "--timings", [options] { options->set_include_timings(true); }, "Ask what each extractor took");
  command->add_option_function<std::string>(
      "--time-zone", [options](const auto& value) { options->set_time_zone(value); },
      "IANA zone in which --publish-time is a date: Europe/Moscow");
}

void AddDocumentFlags(CLI::App* command, AnalyzeFlags* flags) {
  v1::Document* document = &flags->document;
  command->add_option_function<std::string>(
      "--language", [document](const auto& value) { document->set_language(value); }, "BCP 47: ru, en; otherwise detected");
  command->add_option_function<std::string>(
      "--title", [document](const auto& value) { document->set_title(value); }, "Headline that is not in the text");
  command->add_option_function<std::string>(
      "--uri", [document](const auto& value) { document->set_uri(value); }, "Where the text comes from; not fetched");
  AddParsed(command, "--publish-time", "When it was published: 2025-11-26 or 2025-11-26T09:00:00+03:00",
            [document](const auto& value) {
              if (ParsePublishTime(value, document->mutable_publish_time())) return std::string();
              return "\"" + value + "\" is neither a date (2025-11-26) nor RFC 3339 (2025-11-26T09:00:00+03:00)";
            })
      ->option_text("TIME");
  command->add_option("--encoding", flags->encoding,
                      "Encoding of the inputs, by any name ICU knows; offsets count in the "
                      "converted text");
}

CLI::App* AddAnalyze(CLI::App* app, AnalyzeFlags* flags) {
  CLI::App* command = app->add_subcommand("analyze", "Analyse texts: files, folders (their *.txt files), - for standard input");
  command->add_option("INPUT", flags->inputs, "Files, folders, or - (the default when piped)")->option_text("FILE|DIR|- ...");
  command->add_option("--format", flags->format, "text, json, jsonl, tsv or conllu")
      ->check(CLI::IsMember({"text", "json", "jsonl", "tsv", "conllu"}).description(""))
      ->option_text("FORMAT");
  command->add_flag("--layers", flags->layers, "Show the text's sentences, tokens, lemmas, features, heads and names instead");
  AddColourFlag(command, &flags->colour);
  AddOptionFlags(command, &flags->options, &flags->options_for_defaults);
  command->add_flag("--explain", flags->explain, "Say of each finding which rule made it, where the extractor can");
  AddDocumentFlags(command, flags);
  AddConnectionFlags(command, &flags->connection);
  command->footer(std::string(kAnalyzeFooter) + kTsvColumns);
  return command;
}

CLI::App* AddCorpus(CLI::App* app, CorpusFlags* flags) {
  CLI::App* command = app->add_subcommand("corpus", "Analyse many documents: lines of JSON, or a folder; resumable");
  command->add_option("INPUT", flags->input, "A .jsonl or .jsonl.gz file, a folder, or - for standard input")
      ->required()
      ->option_text("FILE|DIR|-");
  command->add_option("-o,--output", flags->output, "Where the answers go; OUT.progress is kept beside it")
      ->required()
      ->option_text("OUT");
  command->add_option("--format", flags->format, "jsonl (the default) or tsv")
      ->check(CLI::IsMember({"jsonl", "tsv"}).description(""))
      ->option_text("FORMAT");
  command->add_flag("--restart", flags->restart, "Drop what OUT holds and begin anew");
  command->add_option("--window", flags->window, "Documents under way at once, and in memory, 32 unless given")
      ->check(CLI::Range(1u, 4096u).description(""))
      ->option_text("N");
  command->add_option("--reconnect", flags->reconnect, "Seconds to wait for a daemon that went away, 120 unless given")
      ->check(CLI::Range(0.0, 1e6).description(""))
      ->option_text("SECONDS");
  AddOptionFlags(command, &flags->options, &flags->options_for_defaults);
  AddConnectionFlags(command, &flags->connection);
  command->footer(kCorpusFooter);
  return command;
}

CLI::App* AddExtractors(CLI::App* app, ExtractorsFlags* flags) {
  CLI::App* command = app->add_subcommand("extractors", "List the extractors, and the plugins that were refused; or tell of one");
  command->add_option("NAME", flags->name, "This one, with its options and its settings")->option_text("NAME");
  command->add_option("--format", flags->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->option_text("FORMAT");
  AddColourFlag(command, &flags->colour);
  AddConnectionFlags(command, &flags->connection);
  return command;
}

int Main(int argc, char** argv) {
  CLI::App app{"lector reads news: who said what, who and what is named, which numbers were given.", "lector"};
  app.set_version_flag("--version", "lector " LECTOR_VERSION);
  app.require_subcommand(1);
  app.footer(kFooter);
  app.failure_message(UsageError);
  AnalyzeFlags analyze_flags;
  CorpusFlags corpus_flags;
  ExtractorsFlags extractors_flags;
  const CLI::App* analyze = AddAnalyze(&app, &analyze_flags);
  const CLI::App* corpus = AddCorpus(&app, &corpus_flags);
  AddExtractors(&app, &extractors_flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    const std::string first = argc > 1 ? argv[1] : "";
    if (first.empty() || first[0] == '-' || !app.get_subcommands().empty()) return app.exit(error), kUsage;
    std::cerr << "lector: there is no command '" << first << "', but analyze, corpus and extractors\n  next:  lector "
              << (std::filesystem::exists(first) ? "analyze " + first : "--help") << "\n";
    return kUsage;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kSuccess : kUsage;
  }
  if (corpus->parsed()) return RunCorpus(corpus_flags);
  if (!analyze->parsed()) return RunExtractors(extractors_flags);
  if (analyze_flags.inputs.empty()) {
    if (isatty(STDIN_FILENO) == 1) {
      std::cerr << "lector: which text? Name a file, a folder, or - for standard input\n";
      return kUsage;
    }
    analyze_flags.inputs = {"-"};
  }
  return RunAnalyze(std::move(analyze_flags));
}

}  // namespace
}  // namespace lector::cli

int main(int argc, char** argv) {
  const int code = lector::cli::Main(argc, argv);
  return lector::cli::FlushOutput() ? code : lector::cli::kFileFailed;
}
