#include "plugins/figures/grammar.h"

#include <algorithm>

namespace lector::figures {
namespace {

constexpr uint32_t kSubjectReach = 40;  // tokens between a verb and its subject
constexpr uint32_t kAtomReach = 100;    // the same in atoms

// lector_syntax.relation of a name in LECTOR_RELATIONS.
uint8_t Relation(std::string_view name) {
  const std::string_view all = LECTOR_RELATIONS " ";
  uint8_t number = 1;
  for (size_t at = 0; at < all.size(); ++number) {
    const size_t end = all.find(' ', at);
    if (all.substr(at, end - at) == name) return number;
    at = end + 1;
  }
  return 0;
}

}  // namespace

Grammar::Grammar(const Text& text, const Layers& layers)
    : text_(text),
      morph_(layers.tokens == nullptr ? nullptr : layers.morph),
      syntax_(morph_ == nullptr ? nullptr : layers.syntax) {
  if (morph_ == nullptr) return;
  rows_.assign(text.size(), kNoRow);
  uint32_t row = 0;
  for (uint32_t i = 0; i < text.size(); ++i) {
    while (row < layers.tokens->count && layers.tokens->end[row] <= text.atoms[i].begin) ++row;
    if (row < layers.tokens->count && row < morph_->count && layers.tokens->begin[row] <= text.atoms[i].begin) rows_[i] = row;
  }
}

uint32_t Grammar::End(uint32_t atom) const {
  uint32_t end = atom + 1;
  if (Row(atom) != kNoRow)
    while (end < text_.size() && rows_[end] == rows_[atom]) ++end;
  return end;
}

uint32_t Grammar::Begin(uint32_t atom) const {
  uint32_t begin = atom;
  if (Row(atom) != kNoRow)
    while (begin > 0 && rows_[begin - 1] == rows_[atom]) --begin;
  return begin;
}

uint8_t Grammar::Class(uint32_t atom) const {
  const uint32_t row = Row(atom);
  return row == kNoRow ? uint8_t{0} : morph_->upos[row];
}

uint64_t Grammar::Features(uint32_t atom) const {
  const uint32_t row = Row(atom);
  return row == kNoRow ? 0 : morph_->feats[row];
}

std::string_view Grammar::Lemma(uint32_t atom) const {
  const uint32_t row = Row(atom);
  return row == kNoRow ? std::string_view() : String(morph_->lemma, row);
}

// The first atom of the token in this row, looked for around another atom.
uint32_t Grammar::AtomOf(uint32_t row, uint32_t near) const {
  const uint32_t first = near - std::min(near, kAtomReach);
  const uint32_t end = std::min(static_cast<uint32_t>(rows_.size()), near + kAtomReach);
  for (uint32_t atom = first; atom < end; ++atom)
    if (rows_[atom] == row) return atom;
  return kNoSubject;
}

uint32_t Grammar::Subject(uint32_t verb) const {
  static const uint8_t kActive = Relation("nsubj"), kPassive = Relation("nsubj:pass");
  const uint32_t row = Row(verb);
  if (syntax_ == nullptr || row == kNoRow) return kNoSubject;
  const uint32_t first = row - std::min(row, kSubjectReach), end = std::min(syntax_->count, row + kSubjectReach);
  for (uint32_t i = first; i < end; ++i) {
    if (i == row || syntax_->head[i] != row || (syntax_->relation[i] != kActive && syntax_->relation[i] != kPassive)) continue;
    return AtomOf(i, verb);
  }
  return kNoSubject;
}

bool Grammar::IsVerb(uint32_t atom) const {
  const uint8_t upos = Class(atom);
  if (upos == LECTOR_UPOS_AUX) return true;
  if (upos != LECTOR_UPOS_VERB) return false;
  const uint64_t feats = Features(atom);
  return LECTOR_FEAT(feats, VERBFORM) != LECTOR_VERBFORM_PART || LECTOR_FEAT(feats, SHORT) != 0 || LECTOR_FEAT(feats, CASE) == 0;
}

bool Grammar::IsAdjective(uint32_t atom) const {
  switch (Class(atom)) {
    case LECTOR_UPOS_ADJ:
    case LECTOR_UPOS_DET:
      return true;
    case LECTOR_UPOS_VERB:
      return !IsVerb(atom);
    default:
      return false;
  }
}

}  // namespace lector::figures
