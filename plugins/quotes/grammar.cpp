#include "grammar.h"

#include <utility>

namespace lector::quotes {

namespace {
constexpr int kMaxDepth = 24, kMaxChildren = 64;
}

Grammar::Grammar(const lector_morph* morph, const lector_syntax* syntax)
    : morph_(morph), syntax_(morph == nullptr ? nullptr : syntax) {
  if (syntax_ == nullptr) return;
  first_child_.assign(syntax_->count, kNone);
  next_child_.assign(syntax_->count, kNone);
  for (uint32_t i = syntax_->count; i-- > 0;) {  // backwards, so that children stand in text order
    const uint32_t head = syntax_->head[i];
    if (head != i && head < syntax_->count) next_child_[i] = std::exchange(first_child_[head], i);
  }
}

std::string_view Grammar::Lemma(uint32_t i) const {
  if (!Has(i)) return {};
  const lector_strs& lemmas = morph_->lemma;
  return {lemmas.pool + lemmas.offset[i], lemmas.offset[i + 1] - lemmas.offset[i]};
}

bool Grammar::CanBe(uint32_t i, uint64_t wanted, uint64_t number) const {
  if (!Has(i)) return !known();
  const auto fits = [number](uint64_t own) { return number == 0 || own == 0 || own == number; };
  if ((Case(i) == wanted || Case(i) == 0) && fits(Number(i))) return true;
  for (uint32_t p = morph_->first_parse[i]; p < morph_->first_parse[i + 1]; ++p)
    if (LECTOR_FEAT(morph_->parse_feats[p], CASE) == wanted && fits(LECTOR_FEAT(morph_->parse_feats[p], NUMBER))) return true;
  return false;
}

bool Grammar::CanBeSubject(uint32_t noun, uint32_t verb) const {
  if (!Has(noun) || Case(noun) == 0 || Case(noun) == LECTOR_CASE_NOM) return Agrees(noun, verb);
  const uint64_t number = Number(verb);
  for (uint32_t p = morph_->first_parse[noun]; p < morph_->first_parse[noun + 1]; ++p) {
    const uint64_t feats = morph_->parse_feats[p], own = LECTOR_FEAT(feats, NUMBER);
    if (LECTOR_FEAT(feats, CASE) == LECTOR_CASE_NOM && (number == 0 || own == 0 || own == number)) return true;
  }
  return false;
}

bool Grammar::Agrees(uint32_t noun, uint32_t verb) const {
  if (!known()) return true;
  const uint64_t number = Number(noun), verb_number = Number(verb);
  const bool several = has_tree() && Dependent(noun, RelationOf("conj")) != kNone;  // "A и B заявили"
  if (number != 0 && verb_number != 0 && number != verb_number && !(several && verb_number == LECTOR_NUMBER_PLUR)) return false;
  // "врач сказала": a masculine role may be a woman's; the opposite is no subject.
  const uint64_t gender = Gender(noun), verb_gender = Gender(verb);
  if (verb_number == LECTOR_NUMBER_PLUR || gender == 0 || verb_gender == 0 || gender == verb_gender) return true;
  return gender == LECTOR_GENDER_MASC && verb_gender == LECTOR_GENDER_FEM && (IsAnimate(noun) || Upos(noun) == LECTOR_UPOS_PROPN);
}

bool Grammar::SameForm(uint32_t verb, uint32_t other) const {
  return Number(verb) == Number(other) && Gender(verb) == Gender(other) &&
         LECTOR_FEAT(Feats(verb), TENSE) == LECTOR_FEAT(Feats(other), TENSE);
}

uint32_t Grammar::Head(uint32_t i) const {
  if (!has_tree() || i >= syntax_->count) return kNone;
  const uint32_t head = syntax_->head[i];
  return head == i ? kNone : head;
}

uint32_t Grammar::Dependent(uint32_t head, uint8_t relation) const {
  if (!has_tree() || head >= syntax_->count) return kNone;
  int steps = 0;
  for (uint32_t i = first_child_[head]; i != kNone && steps < kMaxChildren; i = next_child_[i], ++steps)
    if (syntax_->relation[i] == relation) return i;
  return kNone;
}

bool Grammar::Under(uint32_t i, uint32_t head) const {
  for (int depth = 0; depth < kMaxDepth && i != kNone; ++depth) {
    if (i == head) return true;
    i = Head(i);
  }
  return false;
}

}  // namespace lector::quotes
