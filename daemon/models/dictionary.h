// CompileDictionary: the OpenCorpora dictionary, as packed for pymorphy3, into one file of ours for look-up.
//
// What the sources hold is told by the package's files themselves; what comes out, by daemon/text/ru/dictionary_format.h.
// The data are CC BY-SA 3.0 (OpenCorpora): the compiled file may be passed on only under those terms.
#ifndef LECTOR_DAEMON_MODELS_DICTIONARY_H_
#define LECTOR_DAEMON_MODELS_DICTIONARY_H_

#include <array>
#include <string_view>

#include "daemon/base/status.h"
#include "daemon/text/model_file.h"

namespace lector::models {

// The contents of pymorphy3_dicts_ru/data.
struct DictionarySources {
  std::string_view words;          // words.dawg
  std::string_view paradigms;      // paradigms.array
  std::string_view suffixes;       // suffixes.json
  std::string_view tags;           // gramtab-opencorpora-int.json
  std::string_view probabilities;  // p_t_given_w.intdawg
  std::array<std::string_view, 3> endings;  // prediction-suffixes-{0,1,2}.dawg
};

// INVALID_ARGUMENT: a source is damaged. OUT_OF_RANGE: it holds more than the format does.
Status CompileDictionary(const DictionarySources& sources, text::ModelFileWriter& out);

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_DICTIONARY_H_
