// Grammar: what the document's morphology says of each atom. Without that layer known() is false and nothing is a noun.
//
// A token of the document may be several atoms ("научно-исследовательских"); an atom lies in one token.
// Views into the layers; of one thread.
#ifndef LECTOR_PLUGINS_FIGURES_GRAMMAR_H_
#define LECTOR_PLUGINS_FIGURES_GRAMMAR_H_

#include <lector/layers.h>

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "plugins/figures/lexicon.h"

namespace lector::figures {

struct Layers {
  const lector_tokens* tokens = nullptr;
  const lector_morph* morph = nullptr;
  std::function<const lector_syntax*()> syntax;  // asked once, when the tree is needed; empty, null: there is none
};

// How a word hangs on its head, as far as the plugin asks.
enum class Link : uint8_t { kNone, kSubject, kObject, kAttribute, kClause, kConjunct, kOther };

class Grammar {
 public:
  Grammar(const Text& text, const Layers& layers);

  bool known() const { return morph_ != nullptr; }
  uint32_t End(uint32_t atom) const;    // the atom behind the token that this atom lies in
  uint32_t Begin(uint32_t atom) const;  // the first atom of it
  // Of the parse chosen in context; 0 where there is none.
  uint8_t Class(uint32_t atom) const;
  uint64_t Features(uint32_t atom) const;
  std::string_view Lemma(uint32_t atom) const;

  bool IsNoun(uint32_t atom) const { return Class(atom) == LECTOR_UPOS_NOUN; }
  bool IsName(uint32_t atom) const { return Class(atom) == LECTOR_UPOS_PROPN; }
  bool IsVerb(uint32_t atom) const;       // finite or infinitive, or a converb
  bool IsAdjective(uint32_t atom) const;  // also participles, determiners and ordinals
  uint32_t Case(uint32_t atom) const { return LECTOR_FEAT(Features(atom), CASE); }

  // The tree of the sentence. All answer kNoWord where it names none, or where there is no syntax.
  static constexpr uint32_t kNoWord = 0xFFFFFFFF;
  bool has_tree() const { return Syntax() != nullptr; }
  uint32_t Head(uint32_t atom) const;  // the first atom of the word that this one hangs on
  Link LinkOf(uint32_t atom) const;
  uint32_t Child(uint32_t atom, Link link) const;  // the first word near it that hangs on it so

  // The likeliest parse of any for which good(upos, feats) holds: its lemma; empty where there is none.
  template <class Good>
  std::string_view LemmaWhere(uint32_t atom, Good good) const {
    const uint32_t row = Row(atom);
    if (row == kNoRow) return {};
    if (good(morph_->upos[row], morph_->feats[row])) return String(morph_->lemma, row);
    for (uint32_t p = morph_->first_parse[row]; p < morph_->first_parse[row + 1]; ++p)
      if (good(morph_->parse_upos[p], morph_->parse_feats[p])) return String(morph_->parse_lemma, p);
    return {};
  }

 private:
  static constexpr uint32_t kNoRow = 0xFFFFFFFF;

  bool IsCommonOpening(uint32_t atom, uint32_t row) const;
  const lector_syntax* Syntax() const;
  bool IsBehindDeterminer(uint32_t atom) const;
  uint32_t Row(uint32_t atom) const { return atom < rows_.size() ? rows_[atom] : kNoRow; }
  static std::string_view String(const lector_strs& strings, uint32_t i) {
    return {strings.pool + strings.offset[i], strings.offset[i + 1] - strings.offset[i]};
  }

  const Text& text_;
  const lector_morph* morph_;
  std::vector<uint32_t> rows_;  // by atom
  // The tree, made when it is first asked for.
  mutable std::function<const lector_syntax*()> ask_syntax_;
  mutable const lector_syntax* syntax_ = nullptr;
  mutable std::vector<uint32_t> first_atoms_;  // by row
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_GRAMMAR_H_
