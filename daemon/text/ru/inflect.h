// PhraseInflector: a phrase of a document in another case, its words agreeing (LayerRegistry's Inflector for Russian).
//
// Of the words of a phrase those change that name the thing: its head, what agrees with it before it ("Центральным банком России"
// -> "Центральный банк России"), the parts of a person's name, which agree among themselves, also behind a title ("президентом
// России Владимиром Путиным"), and a place behind "город". What depends on the head in a case of its own stays, and so do
// quoted names, abbreviations, initials, particles of names and all that has no forms.
#ifndef LECTOR_DAEMON_TEXT_RU_INFLECT_H_
#define LECTOR_DAEMON_TEXT_RU_INFLECT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/text/layer_provider.h"
#include "daemon/text/ru/lexicon.h"

namespace lector::text::ru {

// Immutable, thread-safe. Needs the layers of tokens and morphology; takes names where they can be had.
class PhraseInflector : public Inflector {
 public:
  explicit PhraseInflector(const Lexicon& lexicon) : lexicon_(lexicon) {}
  Result<std::string> Inflect(const Document& document, uint32_t first, uint32_t last, uint64_t feats,
                              const Stop& stop) const override;

 private:
  const Lexicon& lexicon_;
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_INFLECT_H_
