// Grammar: morphology and syntax of the document as the rules ask for them, row by row.
//
// Both layers may be missing (no model for the language): known() is then false, every row is of no word class, and the
// rules fall back on word lists and positions.
#ifndef LECTOR_PLUGINS_QUOTES_GRAMMAR_H_
#define LECTOR_PLUGINS_QUOTES_GRAMMAR_H_

#include <lector/layers.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lector::quotes {

// A grammatical relation by its name of Universal Dependencies, as lector_syntax numbers it.
constexpr uint8_t RelationOf(std::string_view name) {
  std::string_view all = LECTOR_RELATIONS;
  for (uint8_t place = 1;; ++place) {
    const size_t space = all.find(' ');
    if (all.substr(0, space) == name) return place;
    if (space == std::string_view::npos) return 0;
    all.remove_prefix(space + 1);
  }
}

// The nominative of rows first..last (inclusive), as the inflector of the host gives it; empty: not possible.
using Nominative = std::function<std::string(uint32_t first, uint32_t last)>;

// Immutable; borrows the layers. A row behind the last one is of no word class and has no head.
class Grammar {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Either may be nullptr.
  Grammar(const lector_morph* morph, const lector_syntax* syntax);

  // Case, gender and number are known; has_tree(): heads and relations are, too.
  bool known() const { return morph_ != nullptr; }
  bool has_tree() const { return syntax_ != nullptr; }

  uint8_t Upos(uint32_t i) const { return Has(i) ? morph_->upos[i] : uint8_t{0}; }
  uint64_t Feats(uint32_t i) const { return Has(i) ? morph_->feats[i] : uint64_t{0}; }
  std::string_view Lemma(uint32_t i) const;
  uint64_t Case(uint32_t i) const { return LECTOR_FEAT(Feats(i), CASE); }
  uint64_t Gender(uint32_t i) const { return LECTOR_FEAT(Feats(i), GENDER); }
  uint64_t Number(uint32_t i) const { return LECTOR_FEAT(Feats(i), NUMBER); }
  bool IsNoun(uint32_t i) const { return Upos(i) == LECTOR_UPOS_NOUN || Upos(i) == LECTOR_UPOS_PROPN; }
  bool IsPronoun(uint32_t i) const { return Upos(i) == LECTOR_UPOS_PRON; }
  bool IsAdjective(uint32_t i) const { return Upos(i) == LECTOR_UPOS_ADJ || IsForm(i, LECTOR_VERBFORM_PART); }
  bool IsAnimate(uint32_t i) const { return LECTOR_FEAT(Feats(i), ANIMACY) == LECTOR_ANIMACY_ANIM; }
  bool IsVerb(uint32_t i) const { return Upos(i) == LECTOR_UPOS_VERB || Upos(i) == LECTOR_UPOS_AUX; }
  bool IsFinite(uint32_t i) const { return IsVerb(i) && IsForm(i, LECTOR_VERBFORM_FIN); }
  bool IsForm(uint32_t i, uint64_t form) const { return LECTOR_FEAT(Feats(i), VERBFORM) == form; }
  // Some parse of the word has this case (and number, where one is given); a word that is not declined has all.
  bool CanBe(uint32_t i, uint64_t wanted, uint64_t number = 0) const;
  // Some parse is a nominative whose number is that of the finite verb.
  bool CanBeSubject(uint32_t noun, uint32_t verb) const;
  // A subject in `noun` and a finite verb: number, and gender in the past.
  bool Agrees(uint32_t noun, uint32_t verb) const;

  // Two finite verbs that may have one subject: of one tense and number, in the past of one gender.
  bool SameForm(uint32_t verb, uint32_t other) const;

  // kNone: the root, or unknown.
  uint32_t Head(uint32_t i) const;
  bool Is(uint32_t i, uint8_t relation) const { return has_tree() && i < syntax_->count && syntax_->relation[i] == relation; }
  // The nearest dependent of `head` with the relation (or a subtype that begins alike, for nsubj:pass); kNone: none.
  uint32_t Dependent(uint32_t head, uint8_t relation) const;
  // Whether `i` hangs on `head`, at whatever depth up to 24.
  bool Under(uint32_t i, uint32_t head) const;

 private:
  bool Has(uint32_t i) const { return known() && i < morph_->count; }

  const lector_morph* morph_;
  const lector_syntax* syntax_;
  std::vector<uint32_t> first_child_, next_child_;
};

}  // namespace lector::quotes
#endif  // LECTOR_PLUGINS_QUOTES_GRAMMAR_H_
