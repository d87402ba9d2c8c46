#include "page.h"

#include <algorithm>

#include "marks.h"

namespace lector::quotes {
namespace {

constexpr char kSecondByteOfYo = '\x91';  // of "ё" in UTF-8; of no other small letter of Russian

Sign SignOf(uint8_t kind, std::string_view word) {
  if (kind == LECTOR_TOKEN_WORD) return Sign::kWord;
  if (kind == LECTOR_TOKEN_NUMBER) return Sign::kNumber;
  if (kind == LECTOR_TOKEN_QUOTE) return Sign::kMark;
  if (word.empty()) return Sign::kOther;
  if (word == "—" || word == "–" || word == "-" || word == "―" || word == "--" || word == "−") return Sign::kDash;
  switch (word.front()) {
    case ',':
      return Sign::kComma;
    case '.':
    case '!':
    case '?':
      return Sign::kStop;
    case ':':
      return Sign::kColon;
    case ';':
      return Sign::kSemicolon;
    case '(':
    case '[':
      return Sign::kOpen;
    case ')':
    case ']':
      return Sign::kClose;
    default:
      break;
  }
  return word.substr(0, 3) == "…" ? Sign::kStop : Sign::kOther;
}

// Spans of bytes as ranges of rows; rows between two spans belong to the first, so that every row has a range.
std::vector<Range> ToRows(std::span<const lector_span> spans, const lector_tokens& tokens) {
  std::vector<Range> out;
  uint32_t row = 0;
  for (size_t i = 0; i < spans.size(); ++i) {
    const uint32_t limit = i + 1 < spans.size() ? spans[i + 1].begin : UINT32_MAX;
    Range range{row, row};
    while (range.end < tokens.count && tokens.begin[range.end] < limit) ++range.end;
    row = range.end;
    if (!range.empty()) out.push_back(range);
  }
  if (row < tokens.count) out.push_back({row, tokens.count});
  return out;
}

}  // namespace

Page::Page(const Input& input, const Lexicon& lexicon, const Check& check)
    : input_(&input), lexicon_(&lexicon), grammar_(input.morph, input.syntax) {
  ReadTokens(lexicon, check);
  ReadPhrases(lexicon, check);
  ReadParagraphs();
  ReadStretches(check);
  ReadSentences();
  words_ = lemmas_ = {};
}

void Page::ReadTokens(const Lexicon& lexicon, const Check& check) {
  const lector_tokens& tokens = input_->tokens;
  rows_.resize(tokens.count);
  words_.assign(tokens.count, Lexicon::kNoWord);
  lemmas_.assign(tokens.count, Lexicon::kNoWord);
  std::string folded;
  for (uint32_t i = 0; i < tokens.count; ++i) {
    if ((i & 1023u) == 0) check();
    Row& row = rows_[i];
    row.sign = SignOf(tokens.kind[i], word(i));
    const bool in_number = row.sign == Sign::kColon && i > 0 && i + 1 < tokens.count && tokens.end[i - 1] == tokens.begin[i] &&
                           tokens.end[i] == tokens.begin[i + 1] && tokens.kind[i - 1] == LECTOR_TOKEN_NUMBER &&
                           tokens.kind[i + 1] == LECTOR_TOKEN_NUMBER;
    if (in_number) row.sign = Sign::kOther;  // "в 15:00"
    row.shape = tokens.shape[i];
    if (row.sign != Sign::kWord) continue;
    Fold(word(i), &folded);
    words_[i] = lexicon.NumberOf(folded);
    if (words_[i] != Lexicon::kNoWord) row.classes = lexicon.entry(words_[i]).classes, row.gender = lexicon.entry(words_[i]).gender;
    const lector_morph* tags = input_->tags;
    const bool noun = tags != nullptr && i < tags->count && tags->upos[i] == LECTOR_UPOS_NOUN;  // "family"
    if (input_->english && row.shape == LECTOR_SHAPE_LOWER && word(i).size() > 4 && word(i).ends_with("ly") && !noun)
      row.classes |= kWordAdverb;
    if (!grammar_.known()) continue;
    lemmas_[i] = NumberOfLemma(i, lexicon, &folded);
    row.classes |= ClassesByLemma(i, lexicon);
  }
  if (grammar_.known() && !input_->english) DropOtherAgencies();
  FindMarkup();
}

// "''«Мост готов»''": the slanted letters of a wiki are no marks of their own.
void Page::FindMarkup() {
  for (uint32_t i = 0; i + 1 < size();) {
    if (!IsSign(i, Sign::kMark)) {
      ++i;
      continue;
    }
    uint32_t end = i;
    while (end < size() && word(end) == "'" && (end == i || Touches(end))) ++end;
    const bool touches_mark = (IsSign(end, Sign::kMark) && Touches(end)) || (i > 0 && IsSign(i - 1, Sign::kMark) && Touches(i));
    if (end - i >= 2 && touches_mark)
      for (uint32_t k = i; k < end; ++k) rows_[k].sign = Sign::kMarkup;
    i = std::max(end, i + 1);
  }
}

// "рейтинговое агентство", "агентство по страхованию вкладов", "агентство лесного хозяйства" carry no news.
void Page::DropOtherAgencies() {
  constexpr uint32_t kAgency = kWordMedium | kWordInstitution;
  for (uint32_t i = 0; i < size(); ++i) {
    if ((rows_[i].classes & kAgency) != kAgency) continue;
    const uint32_t next = i + 1;
    const bool complement =
        IsWord(next) && !IsCapital(next) && !Is(next, kWordMedium) &&
        (word(next) == "по" || ((grammar_.IsNoun(next) || grammar_.IsAdjective(next)) && grammar_.Case(next) == LECTOR_CASE_GEN));
    if (complement || (i > 0 && Is(i - 1, kWordOffice))) rows_[i].classes &= ~uint32_t{kWordMedium};
  }
}

// Of what is listed by it: nouns, adjectives, verbs. folded: the word in row i; written over.
uint32_t Page::NumberOfLemma(uint32_t i, const Lexicon& lexicon, std::string* folded) const {
  if (!grammar_.IsNoun(i) && !grammar_.IsAdjective(i) && !grammar_.IsVerb(i)) return Lexicon::kNoWord;
  const std::string_view lemma = grammar_.Lemma(i);  // in lower case
  if (lemma == *folded) return words_[i];
  if (lemma.find(kSecondByteOfYo) == std::string_view::npos) return lexicon.NumberOf(lemma);
  Fold(lemma, folded);
  return lexicon.NumberOf(*folded);
}

// What a noun is in every case: roles, media, documents. Any noun of a person may be a role.
uint32_t Page::ClassesByLemma(uint32_t i, const Lexicon& lexicon) const {
  if (!grammar_.IsNoun(i) && !grammar_.IsAdjective(i)) return 0;
  constexpr uint32_t kNouns = kWordRole | kWordGroup | kWordModifier | kWordMedium | kWordDocument | kWordSetting | kWordChief |
                              kWordInstitution | kWordStatute | kWordDeterminer | kWordGeneric | kWordAuthority | kWordOffice |
                              kWordMan | kWordOther;
  uint32_t classes = lemmas_[i] == Lexicon::kNoWord ? 0 : lexicon.entry(lemmas_[i]).classes & kNouns;
  if (grammar_.Upos(i) == LECTOR_UPOS_NOUN && grammar_.IsAnimate(i) && !input_->english) classes |= kWordRole;
  if ((classes & kWordRole) != 0 && grammar_.Number(i) == LECTOR_NUMBER_PLUR) classes |= kWordGroup;
  return classes;
}

void Page::ReadParagraphs() {
  paragraphs_ = ToRows(input_->paragraphs, input_->tokens);
  paragraph_of_.resize(rows_.size());
  for (uint32_t p = 0; p < paragraphs_.size(); ++p)
    for (uint32_t i = paragraphs_[p].begin; i < paragraphs_[p].end; ++i) paragraph_of_[i] = p;
}

void Page::ReadStretches(const Check& check) {
  stretches_ = MatchMarks(*this, check);
  for (size_t s = 0; s < stretches_.size(); ++s)
    for (uint32_t i = stretches_[s].open; i < stretches_[s].End(); ++i) rows_[i].stretch = static_cast<int32_t>(s);
}

uint32_t Page::OpeningEnd(Range sentence) const {
  uint32_t i = sentence.begin;
  while (i < sentence.end && rows_[i].sign == Sign::kOther && rows_[i].shape == LECTOR_SHAPE_NONE) ++i;
  return i == sentence.end ? sentence.begin : i;
}

void Page::ReadSentences() {
  sentence_of_.resize(rows_.size());
  std::vector<Range> split;  // no sentence crosses a paragraph
  for (Range sentence : ToRows(input_->sentences, input_->tokens)) {
    while (!sentence.empty()) {
      const uint32_t end = std::min(sentence.end, ParagraphOf(sentence.begin).end);
      const uint32_t opening = OpeningEnd({sentence.begin, end});
      if (opening > sentence.begin) split.push_back({sentence.begin, opening});
      split.push_back({opening, end});
      sentence.begin = end;
    }
  }
  for (const Range sentence : split) {
    bool joins = false;
    if (!sentences_.empty() && sentence.begin > 0) {
      const Row& last = rows_[sentence.begin - 1];
      const Row& first = rows_[sentence.begin];
      const bool inside = first.stretch >= 0 && stretches_[static_cast<size_t>(first.stretch)].open < sentence.begin;
      const bool goes_on = first.sign == Sign::kComma || first.sign == Sign::kDash || first.shape == LECTOR_SHAPE_LOWER ||
                           first.sign == Sign::kStop;
      joins = inside || (last.stretch >= 0 && goes_on && paragraph_of_[sentence.begin] == paragraph_of_[sentence.begin - 1]);
    }
    if (joins) sentences_.back().end = sentence.end;
    else sentences_.push_back(sentence);
  }
  for (uint32_t s = 0; s < sentences_.size(); ++s)
    for (uint32_t i = sentences_[s].begin; i < sentences_[s].end; ++i) sentence_of_[i] = s;
}

uint32_t Page::CountWords(Range range) const {
  uint32_t n = 0;
  for (uint32_t i = range.begin; i < range.end; ++i) n += IsWord(i) || IsSign(i, Sign::kNumber);
  return n;
}

lector_span Page::Span(Range range) const {
  if (range.empty()) return {0, 0};
  return {input_->tokens.begin[range.begin], input_->tokens.end[range.end - 1]};
}

std::string_view Page::Text(Range range) const {
  const lector_span span = Span(range);
  return input_->text.substr(span.begin, span.end - span.begin);
}

// As it stands, it is a subject: "глава района", "два источника".
bool Page::IsNominative(Range range) const {
  for (uint32_t i = range.begin; i < range.end; ++i) {
    if (grammar_.Upos(i) == LECTOR_UPOS_NUM) return true;
    if (grammar_.IsNoun(i)) return grammar_.Case(i) == LECTOR_CASE_NOM;
  }
  return false;
}

std::string Page::NominativeOf(Range range) const {
  // "одного из собеседников": what a preposition governs stays as it is.
  if (range.size() > 2 && grammar_.known() && grammar_.Upos(range.begin + 1) == LECTOR_UPOS_ADP && input_->nominative &&
      !grammar_.IsNoun(range.begin))
    if (std::string first = input_->nominative(range.begin, range.begin); !first.empty())
      return first + " " + std::string(Text({range.begin + 1, range.end}));
  // "правительства и губернатора области": both of them
  for (uint32_t i = range.begin + 1; i + 1 < range.end && input_->nominative && grammar_.has_tree(); ++i)
    if (grammar_.Upos(i) == LECTOR_UPOS_CCONJ && grammar_.IsNoun(range.begin) && grammar_.IsNoun(i + 1) &&
        grammar_.Is(i + 1, RelationOf("conj")) && grammar_.Head(i + 1) == range.begin &&
        grammar_.Case(i + 1) == grammar_.Case(range.begin) && grammar_.Case(i + 1) != LECTOR_CASE_NOM)
      return NominativeOf({range.begin, i}) + " " + std::string(word(i)) + " " + NominativeOf({i + 1, range.end});
  if (input_->nominative && !range.empty() && grammar_.known() && !IsNominative(range))
    if (std::string inflected = input_->nominative(range.begin, range.end - 1); !inflected.empty()) return inflected;
  return std::string(Text(range));
}

Range Page::Trim(Range range) const {
  const auto outer = [&](uint32_t i) {
    const Sign sign = rows_[i].sign;
    return sign == Sign::kComma || sign == Sign::kDash || sign == Sign::kColon || sign == Sign::kSemicolon ||
           sign == Sign::kMarkup || word(i) == ".";
  };

  while (!range.empty() && outer(range.begin)) ++range.begin;
  while (!range.empty() && outer(range.end - 1)) --range.end;
  return range;
}

std::span<const Hit> Page::Hits(Range range) const {
  const auto first = std::lower_bound(hits_.begin(), hits_.end(), range.begin,
                                      [](const Hit& hit, uint32_t row) { return hit.rows.begin < row; });
  auto last = first;
  while (last != hits_.end() && last->rows.end <= range.end) ++last;
  return {first, last};
}

std::string Page::Lemma(uint32_t i) const {
  std::string folded;
  const std::string_view lemma = grammar_.Lemma(i);
  Fold(lemma.empty() ? word(i) : lemma, &folded);
  return folded;
}

// The noun of a person in a row; a participle that became one, "нападающий", by its own forms.
const Lexicon::Entry* Page::RoleAt(uint32_t i) const {
  std::string folded;
  Fold(word(i), &folded);
  const Lexicon::Entry* entry = lexicon_->Find(folded);
  if (entry != nullptr && !entry->roles.empty()) return entry;
  if (grammar_.IsForm(i, LECTOR_VERBFORM_PART)) {
    for (const std::string_view ending : {"его", "ему", "ого", "ому", "им", "ым", "ем", "ом", "ей", "ой", "ую", "ю"}) {
      if (!folded.ends_with(ending)) continue;
      const std::string stem = folded.substr(0, folded.size() - ending.size());
      for (const std::string_view nominative : {"ий", "ый", "ая"})
        if (entry = lexicon_->Find(stem + std::string(nominative)); entry != nullptr && !entry->roles.empty()) return entry;
    }
  }
  return lexicon_->Find(Lemma(i));
}

bool Page::IsFamily(uint32_t i) const {
  const Lexicon::Entry* entry = RoleAt(i);
  return entry != nullptr && (entry->role_kinds & kRoleFamily) != 0;
}

bool Page::IsOfCourt(uint32_t i) const {
  constexpr uint32_t kBoth = kRoleOffice | kRoleCase;
  const Lexicon::Entry* entry = RoleAt(i);
  return entry != nullptr && (entry->role_kinds & kBoth) == kBoth;
}

Page::Kin Page::KinOf(uint32_t a, uint32_t b) const {
  if (Lemma(a) == Lemma(b)) return Kin::kSame;
  const Lexicon::Entry *first = RoleAt(a), *second = RoleAt(b);
  if (first == nullptr || second == nullptr || first->roles.empty() || second->roles.empty()) return Kin::kUnknown;
  for (size_t i = 0, k = 0; i < first->roles.size() && k < second->roles.size();) {
    if (first->roles[i] == second->roles[k]) return Kin::kAlike;
    first->roles[i] < second->roles[k] ? ++i : ++k;
  }
  return (first->role_kinds & second->role_kinds) != 0 ? Kin::kOther : Kin::kUnknown;
}

bool Page::HasHead(uint32_t noun) const {
  const Lexicon::Entry* entry = lexicon_->Find(Lemma(noun));
  return entry != nullptr && !entry->offices.empty();
}

bool Page::Heads(uint32_t noun, uint32_t office) const {
  const Lexicon::Entry* entry = lexicon_->Find(Lemma(noun));
  return entry != nullptr && std::find(entry->offices.begin(), entry->offices.end(), Lemma(office)) != entry->offices.end();
}

const Hit* Page::HitAt(uint32_t i) const {
  return i < hit_of_.size() && hit_of_[i] >= 0 ? &hits_[static_cast<size_t>(hit_of_[i])] : nullptr;
}

}  // namespace lector::quotes
