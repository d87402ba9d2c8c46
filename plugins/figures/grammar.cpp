#include "plugins/figures/grammar.h"

namespace lector::figures {

Grammar::Grammar(const Text& text, const Layers& layers)
    : text_(text), morph_(layers.tokens == nullptr ? nullptr : layers.morph) {
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
