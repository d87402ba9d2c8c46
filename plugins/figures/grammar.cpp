#include "plugins/figures/grammar.h"

#include <algorithm>
#include <utility>

namespace lector::figures {
namespace {

constexpr uint32_t kChildReach = 40;  // tokens between a word and what hangs on it

// How each relation of LECTOR_RELATIONS counts here; [0]: none.
std::vector<Link> ReadLinks() {
  constexpr std::pair<std::string_view, Link> kKnown[] = {
      {"nsubj", Link::kSubject}, {"nsubj:pass", Link::kSubject}, {"obj", Link::kObject},    {"nmod", Link::kAttribute},
      {"acl", Link::kClause},    {"acl:relcl", Link::kClause},   {"conj", Link::kConjunct},
  };
  std::vector<Link> links = {Link::kNone};
  const std::string_view all = LECTOR_RELATIONS " ";
  for (size_t at = 0; at < all.size();) {
    const size_t end = all.find(' ', at);
    links.push_back(Link::kOther);
    for (const auto& [name, link] : kKnown)
      if (all.substr(at, end - at) == name) links.back() = link;
    at = end + 1;
  }
  return links;
}

}  // namespace

Grammar::Grammar(const Text& text, const Layers& layers)
    : text_(text), morph_(layers.tokens == nullptr ? nullptr : layers.morph) {
  if (morph_ == nullptr) return;
  ask_syntax_ = layers.syntax;
  rows_.assign(text.size(), kNoRow);
  const lector_tokens& tokens = *layers.tokens;
  const uint32_t count = std::min(tokens.count, morph_->count);
  uint32_t row = 0;
  for (uint32_t i = 0; i < text.size(); ++i) {
    const uint32_t begin = text.atoms[i].begin;
    while (row < count && tokens.end[row] <= begin) ++row;
    if (row < count && tokens.begin[row] <= begin) rows_[i] = row;
  }
}

const lector_syntax* Grammar::Syntax() const {
  if (ask_syntax_ == nullptr) return syntax_;
  syntax_ = std::exchange(ask_syntax_, nullptr)();
  if (syntax_ == nullptr) return nullptr;
  first_atoms_.assign(syntax_->count, kNoWord);
  for (uint32_t i = text_.size(); i-- > 0;)
    if (rows_[i] < first_atoms_.size()) first_atoms_[rows_[i]] = i;
  return syntax_;
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

// Whether a name is a common noun whose capital is that of its sentence.
bool Grammar::IsCommonOpening(uint32_t atom, uint32_t row) const {
  const Atom& word = text_.atoms[atom];
  if (text_.english || !word.upper || word.all_upper || !word.cyrillic) return false;
  const bool opens =
      atom == 0 || word.newline || (!text_.is_word(atom - 1) && !text_.is_digits(atom - 1) && text_.symbol(atom - 1) != ',');
  const bool named = text_.is_word(atom + 1) && text_.atoms[atom + 1].upper && !text_.atoms[atom + 1].newline;
  if (!opens || named) return false;
  for (uint32_t p = morph_->first_parse[row]; p < morph_->first_parse[row + 1]; ++p)
    if (morph_->parse_upos[p] == LECTOR_UPOS_NOUN) return true;
  return false;
}

uint8_t Grammar::Class(uint32_t atom) const {
  const uint32_t row = Row(atom);
  if (row == kNoRow) return 0;
  const uint8_t upos = morph_->upos[row];
  return upos == LECTOR_UPOS_PROPN && IsCommonOpening(atom, row) ? uint8_t{LECTOR_UPOS_NOUN} : upos;
}

uint64_t Grammar::Features(uint32_t atom) const {
  const uint32_t row = Row(atom);
  return row == kNoRow ? 0 : morph_->feats[row];
}

std::string_view Grammar::Lemma(uint32_t atom) const {
  const uint32_t row = Row(atom);
  return row == kNoRow ? std::string_view() : String(morph_->lemma, row);
}

uint32_t Grammar::Head(uint32_t atom) const {
  const lector_syntax* const syntax = Syntax();
  const uint32_t row = Row(atom);
  if (syntax == nullptr || row >= syntax->count || syntax->head[row] >= syntax->count) return kNoWord;
  return syntax->head[row] == row ? kNoWord : first_atoms_[syntax->head[row]];
}

Link Grammar::LinkOf(uint32_t atom) const {
  static const std::vector<Link> kLinks = ReadLinks();
  const lector_syntax* const syntax = Syntax();
  const uint32_t row = Row(atom);
  if (syntax == nullptr || row >= syntax->count || syntax->relation[row] >= kLinks.size()) return Link::kNone;
  return kLinks[syntax->relation[row]];
}

uint32_t Grammar::Child(uint32_t atom, Link link) const {
  const lector_syntax* const syntax = Syntax();
  const uint32_t row = Row(atom);
  if (syntax == nullptr || row >= syntax->count) return kNoWord;
  const uint32_t first = row - std::min(row, kChildReach), end = std::min(syntax->count, row + kChildReach);
  for (uint32_t i = first; i < end; ++i)
    if (i != row && syntax->head[i] == row && first_atoms_[i] != kNoWord && LinkOf(first_atoms_[i]) == link)
      return first_atoms_[i];
  return kNoWord;
}

bool Grammar::IsBehindDeterminer(uint32_t atom) const {
  if (atom == 0 || Row(atom - 1) == kNoRow || text_.atoms[atom].newline) return false;
  const uint8_t before = morph_->upos[Row(atom - 1)];
  return before == LECTOR_UPOS_DET || before == LECTOR_UPOS_ADJ;
}

bool Grammar::IsVerb(uint32_t atom) const {
  const uint8_t upos = Class(atom);
  if (text_.english && upos == LECTOR_UPOS_VERB && IsBehindDeterminer(atom)) return false;  // "its forecast"
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
