// dump_tagger MODELS: what the tagger itself says, before repair and mapping; for scripts that compare it with other libraries.
//
// Reads texts from stdin, each as its number of bytes, a line break and the bytes; writes a line of JSON for each:
//   {"tokens": [[begin, end], ...], "ner": ["O", ...],
//    "sentences": [{"tokens": [0, 1, ...], "tags": ["NOUN|Case=Gen", ...], "heads": [2, 0, ...], "relations": ["nsubj", ...]}]}
// Offsets are bytes; heads count from 1 in the sentence, 0 is the root.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "daemon/text/ru/tagger_layers.h"

namespace lector::text::ru {
namespace {

constexpr const char* kNerNames[] = {"<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"};
// The names of the model, not all of which the layer knows.
constexpr const char* kRelations[] = {
    "<pad>", "acl",       "acl:relcl",  "advcl",    "advmod",    "amod",       "appos",        "aux",           "aux:pass",
    "case",  "cc",        "ccomp",      "compound", "conj",      "cop",        "csubj",        "csubj:pass",    "dep",
    "det",   "discourse", "dislocated", "expl",     "fixed",     "flat",       "flat:foreign", "flat:name",     "goeswith",
    "iobj",  "list",      "mark",       "nmod",     "nsubj",     "nsubj:pass", "nummod",       "nummod:entity", "nummod:gov",
    "obj",   "obl",       "obl:agent",  "orphan",   "parataxis", "punct",      "root",         "vocative",      "xcomp"};

template <class T>
const T& Need(const Result<T>& result) {
  if (result.ok()) return *result;
  std::fprintf(stderr, "dump_tagger: %s\n", result.status().message().c_str());
  std::exit(1);
}

nlohmann::json Dump(const Document& document, const Tagger& tagger) {
  const Stop stop;
  const ModelTokens& tokens = *Need(document.Get<ModelTokens>(kModelTokens, stop));
  const ModelInputs& inputs = *Need(document.Get<ModelInputs>(kModelInputs, stop));
  nlohmann::json out = {
      {"tokens", nlohmann::json::array()}, {"ner", nlohmann::json::array()}, {"sentences", nlohmann::json::array()}};
  for (size_t i = 0; i < tokens.size(); ++i) out["tokens"].push_back({tokens.begin[i], tokens.end[i]});
  const auto found = tagger.ner.Find(inputs.rows, LineBreaks(document.text(), tokens), stop);
  for (const uint8_t tag : Need(found).tags) out["ner"].push_back(kNerNames[tag]);
  const Result<SentenceRows> rows = RowsOfSentences(document, stop);
  const Result<std::vector<uint16_t>> tags = tagger.morph.Tag(Need(rows).rows, stop);
  const Result<Arcs> arcs = tagger.syntax.Parse(rows->rows, rows->sentences, false, stop);
  for (const RowRange& sentence : rows->sentences) {
    nlohmann::json each;
    for (uint32_t row = sentence.begin; row < sentence.end; ++row) {
      each["tokens"].push_back(rows->token[row]);
      each["tags"].push_back(tagger.file->morph().tags[Need(tags)[row]]);
      const uint32_t head = Need(arcs).head[row];
      each["heads"].push_back(head == kRoot ? 0 : head - sentence.begin + 1);
      each["relations"].push_back(kRelations[arcs->relation[row]]);
    }
    out["sentences"].push_back(std::move(each));
  }
  return out;
}

int Run(const std::string& models) {
  Result<std::unique_ptr<TaggerFile>> file = TaggerFile::Open(models + "/" + kTaggerFile);
  Need(file);
  const auto tagger = std::make_shared<Tagger>(*std::move(file));
  LayerRegistry registry = LayerRegistry::Linked({});
  AddTaggerLayers(tagger, registry);
  for (std::string line; std::getline(std::cin, line);) {
    std::string text(std::stoul(line), '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    const Result<std::unique_ptr<Document>> document = Document::Create({.text = std::move(text), .language = "ru"}, registry);
    std::puts(Dump(*Need(document), *tagger).dump().c_str());
  }
  return 0;
}

}  // namespace
}  // namespace lector::text::ru

int main(int argc, char** argv) {
  if (argc == 2) return lector::text::ru::Run(argv[1]);
  std::fprintf(stderr, "usage: dump_tagger MODELS < TEXTS\n");
  return 2;
}
