// Organisations among the names: which one a noun like "ведомство", "компания", "издание" points back to.
#include <algorithm>

#include "names.h"

namespace lector::quotes {

// "Политехнический институт" where an institution of the state is meant: by the noun in the name.
bool Names::IsOtherBody(const Name& name, uint32_t noun) const {
  for (uint32_t i = name.rows.begin; i < name.rows.end; ++i)
    if (page_.grammar().IsNoun(i) && page_.Is(i, kWordInstitution))
      return !page_.Is(i, kWordAuthority) && page_.Lemma(i) != page_.Lemma(noun);
  return false;
}

const Name* Names::OrganizationBefore(uint32_t noun) const {
  constexpr size_t kMaxNames = 32;
  constexpr uint32_t kParagraphs = 4;
  const Grammar& grammar = page_.grammar();
  const bool authority = page_.Is(noun, kWordAuthority);
  const std::span<const Name> before = Inside({0, noun});
  const Name* best = nullptr;
  int best_score = 0;
  for (size_t i = before.size(), steps = 0; i-- > 0 && steps < kMaxNames; ++steps) {
    const Name& name = before[i];
    const uint32_t first = name.rows.begin, paragraphs = page_.ParagraphIndex(noun) - page_.ParagraphIndex(first);
    if (paragraphs > kParagraphs) break;
    const int32_t s = page_.row(first).stretch;
    const Stretch* marks = s < 0 ? nullptr : &page_.stretches()[static_cast<size_t>(s)];
    const bool in_marks = marks != nullptr && page_.CountWords(marks->Inside()) <= page_.CountWords(name.rows) + 1;
    if (marks != nullptr && !in_marks) continue;  // named in somebody's words
    // A name in marks behind the noun of an organisation is one, whatever its type: "компания «Искра»".
    const uint32_t before_name = first - std::min(first, in_marks && page_.IsSign(first - 1, Sign::kMark) ? 2u : 1u);
    const bool told = before_name < first && page_.Is(before_name, kWordInstitution);
    if ((name.type != NameType::kOrganization && !told) || name.medium || page_.Is(first, kWordMedium)) continue;
    if (authority && grammar.known() && IsOtherBody(name, noun)) continue;
    int score = 20 - 4 * static_cast<int>(paragraphs);
    if (told && grammar.known() && page_.KinOf(before_name, noun) == Page::Kin::kSame) score += 6;
    const bool firm = in_marks || static_cast<unsigned char>(page_.word(first).front()) < 0x80;
    if (grammar.known() && !page_.input().english && firm == authority) score -= 6;
    if (grammar.known() && (grammar.Case(first) == LECTOR_CASE_NOM || grammar.Case(first) == 0)) score += 2;
    if (grammar.known() && grammar.Case(first) == LECTOR_CASE_DAT) score -= 8;  // "сообщил «Искре»": it listens
    if (before_name < first && page_.Is(before_name, kWordRole)) score -= 4;  // "аналитик «Искры»": it is a title's
    // What the text is about: named often, or in its first words.
    if (const auto told_of = mentions_.find(name.full); told_of != mentions_.end()) {
      score += 2 * static_cast<int>(std::min(told_of->second.count, 4u));
      if (page_.ParagraphIndex(told_of->second.first) == 0) score += 4;
    }
    if (score > best_score) best_score = score, best = &name;
  }
  return best;
}

const Name* Names::OrganizationWith(uint32_t noun) const {
  constexpr size_t kMaxNames = 48;
  const std::string wanted = page_.Lemma(noun);
  const std::span<const Name> before = Inside({0, noun});
  for (size_t i = before.size(), steps = 0; i-- > 0 && steps < kMaxNames; ++steps) {
    const Name& name = before[i];
    if (name.type != NameType::kOrganization || page_.CountWords(name.rows) < 2) continue;
    // The name as a whole is of the noun: "Федерация спорта", but not "глава Федерации".
    for (uint32_t k = name.rows.begin; k < name.rows.end && k < name.rows.begin + 3; ++k)
      if (page_.grammar().IsNoun(k)) {
        if (page_.Lemma(k) == wanted) return &name;
        break;
      }
  }
  return nullptr;
}

const Name* Names::MediumBefore(uint32_t noun) const {
  constexpr size_t kMaxNames = 32;
  constexpr uint32_t kParagraphs = 3;
  const std::span<const Name> before = Inside({0, noun});
  for (size_t i = before.size(), steps = 0; i-- > 0 && steps < kMaxNames; ++steps) {
    const uint32_t first = before[i].rows.begin;
    if (page_.ParagraphIndex(noun) - page_.ParagraphIndex(first) > kParagraphs) break;
    const uint32_t told = first - std::min(first, page_.IsSign(first - std::min(first, 1u), Sign::kMark) ? 2u : 1u);
    if (before[i].medium || page_.Is(first, kWordMedium) || (told < first && page_.Is(told, kWordMedium))) return &before[i];
  }
  return nullptr;
}

}  // namespace lector::quotes
