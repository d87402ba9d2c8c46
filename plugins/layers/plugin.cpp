// What the document model says of each sentence, as CoNLL-U: tokens, lemmas, parts of speech, features, heads, relations, names.
#include <lector/plugin.hpp>

#include <string>
#include <string_view>

#include "ud_names.h"

namespace lector::layers {
namespace {

// The layers of a document; those that cannot be had are null, and their columns empty.
struct Layers {
  explicit Layers(const Document& doc)
      : tokens(doc.tokens()), morph(doc.try_morph()), syntax(doc.try_syntax()), names(doc.try_names()) {}
  const Tokens tokens;
  const lector_morph* const morph;
  const lector_syntax* const syntax;
  const lector_names* const names;
};

std::string_view NameType(uint8_t type) {
  return type == LECTOR_NAME_PERSON ? "PER" : type == LECTOR_NAME_LOCATION ? "LOC" : "ORG";
}

// A column holds no tab and no line break.
std::string Column(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return out.empty() ? "_" : out;
}

class Extractor {
 public:
  void analyze(const Document& doc, Sink& sink, const Call& call) const {
    const Layers layers(doc);
    uint32_t token = 0, name = 0;
    for (const lector_span sentence : doc.sentences()) {
      call.check();
      while (token < layers.tokens.size() && layers.tokens[token].begin() < sentence.begin) ++token;
      const uint32_t first = token;
      while (token < layers.tokens.size() && layers.tokens[token].begin() < sentence.end) ++token;
      std::string lines;
      for (uint32_t i = first; i < token; ++i) lines += Line(doc, layers, i, first, token, &name);
      sink.custom("layers.v1.Sentence", sentence).set("conllu", lines);
    }
  }

 private:
  // ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC of token i of the sentence [first, last). `name`: the first name that may
  // touch it.
  static std::string Line(const Document& doc, const Layers& layers, uint32_t i, uint32_t first, uint32_t last, uint32_t* name) {
    const Token token = layers.tokens[i];
    std::string out = std::to_string(i - first + 1) + '\t' + Column(token.text()) + '\t';
    if (const lector_morph* const morph = layers.morph) {
      ((out += Column(StringAt(morph->lemma, i))) += '\t') += UposName(morph->upos[i]);
      (out += "\t_\t") += FeatureNames(morph->feats[i]);
    } else {
      out += "_\t_\t_\t_";
    }
    if (const lector_syntax* const syntax = layers.syntax) {
      const uint32_t head = syntax->head[i];
      const bool is_root = head == i || head < first || head >= last;
      ((out += '\t') += std::to_string(is_root ? 0 : head - first + 1)) += '\t';
      out += RelationName(syntax->relation[i]);
    } else {
      out += "\t_\t_";
    }
    out += "\t_\t" + Misc(doc, layers, i, name) + '\n';
    return out;
  }

  static std::string Misc(const Document& doc, const Layers& layers, uint32_t i, uint32_t* name) {
    const Token token = layers.tokens[i];
    std::string out;
    if (const lector_names* const names = layers.names) {
      while (*name < names->count && names->span[*name].end <= token.begin()) ++*name;
      if (*name < names->count && names->span[*name].begin < token.end()) {
        const bool begins = i == 0 || layers.tokens[i - 1].end() <= names->span[*name].begin;
        ((out += "Name=") += begins ? "B-" : "I-") += NameType(names->type[*name]);
      }
    }
    const bool is_last = i + 1 == layers.tokens.size();
    if (!is_last && layers.tokens[i + 1].begin() == token.end() && token.end() < doc.text().size())
      (out += out.empty() ? "" : "|") += "SpaceAfter=No";
    return out.empty() ? "_" : out;
  }
};

}  // namespace
}  // namespace lector::layers

LECTOR_PLUGIN(lector::layers::Extractor, {.id = "layers", .version = "0.1.0", .manifest = R"({
  "provides": ["layers.v1.Sentence"], "languages": ["*"], "default": false,
  "requires": ["lector.tokens/1", "lector.sentences/1"], "uses": ["lector.morph/1", "lector.syntax/1", "lector.names/1"],
  "description": "What the document model says of each sentence, in CoNLL-U"
})"});
