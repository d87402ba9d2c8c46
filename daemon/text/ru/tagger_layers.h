// The Slovnet models as layers; for what runs them without a document, as tests and tools do, also by themselves.
#ifndef LECTOR_DAEMON_TEXT_RU_TAGGER_LAYERS_H_
#define LECTOR_DAEMON_TEXT_RU_TAGGER_LAYERS_H_

#include <memory>

#include "daemon/text/document.h"
#include "daemon/text/model_tokens.h"
#include "daemon/text/ru/features.h"
#include "daemon/text/ru/morph_tagger.h"
#include "daemon/text/ru/ner.h"
#include "daemon/text/ru/syntax_parser.h"
#include "daemon/text/ru/tagger_file.h"

namespace lector::text::ru {

// Words whose products are kept, for each model that is asked for: 1.5 KiB a word.
inline constexpr size_t kCachedWords = 40960;

// Immutable and thread-safe; models share the file, each has a cache of its own.
struct Tagger {
  explicit Tagger(std::unique_ptr<TaggerFile> opened)
      : file(std::move(opened)),
        features(*file),
        ner(*file, kCachedWords),
        morph(*file, kCachedWords),
        syntax(*file, kCachedWords) {}

  const std::unique_ptr<TaggerFile> file;
  const Features features;
  const NerModel ner;
  const MorphTagger morph;
  const SyntaxParser syntax;
};

// What the sentences of a document are to the models that read them one at a time: its model tokens with a gap after each
// sentence. Tokens of no sentence are left out.
struct SentenceRows {
  std::vector<ModelInput> rows;
  std::vector<uint32_t> token;  // of each row; kNoToken: a gap
  std::vector<RowRange> sentences;
};
Result<SentenceRows> RowsOfSentences(const Document& document, const Stop& stop);

// breaks[i]: a line ends between model tokens i - 1 and i.
std::vector<bool> LineBreaks(std::string_view text, const ModelTokens& tokens);

// Adds kModelInputs, kModelTags, LECTOR_LAYER_NAMES and LECTOR_LAYER_SYNTAX for "ru".
void AddTaggerLayers(std::shared_ptr<const Tagger> tagger, LayerRegistry& registry);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_TAGGER_LAYERS_H_
