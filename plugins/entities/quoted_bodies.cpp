#include "quoted_bodies.h"

#include <algorithm>

#include "letters.h"

namespace lector::entities {
namespace {

constexpr uint32_t kMaxQuotedWords = 10;
constexpr uint32_t kNoWork = UINT32_MAX;
constexpr size_t kMaxWorks = 32;  // names kept, so that time stays linear
constexpr float kShown = 4.0f;    // by a class noun
constexpr float kLikely = 1.5f;
constexpr float kUnsaid = 0.5f;  // where the tagger sees nothing

bool IsQuote(const Reading& reading, uint32_t row) {
  return row < reading.words.size() && reading.words[row].kind == LECTOR_TOKEN_QUOTE;
}

// The row of the mark right before the name: the second of two apostrophes, which stand for one quotation mark, else `row`.
uint32_t InnerMark(const Reading& reading, uint32_t row) {
  const bool doubled = IsQuote(reading, row) && IsQuote(reading, row + 1) && reading.words.text(row) == "'" &&
                       reading.words.text(row + 1) == "'" && reading.words[row + 1].begin == reading.words[row].end;
  return doubled ? row + 1 : row;
}

}  // namespace

std::optional<uint32_t> ClosingMark(const Reading& reading, uint32_t row) {
  if (!IsQuote(reading, row) || row + 1 >= reading.words.size()) return std::nullopt;
  const Word& first = reading.words[row + 1];
  if (!first.capital() && first.kind != LECTOR_TOKEN_NUMBER && !(first.word() && first.latin)) return std::nullopt;
  if (first.begin != reading.words[row].end) return std::nullopt;
  const bool straight = reading.words.text(row) == "\"";
  uint32_t inner = 0;  // "«Агрофирма | «Заря»": one mark may close both
  for (uint32_t i = row + 1; i < reading.words.size() && i <= row + kMaxQuotedWords + 1 && reading.words[i].glued; ++i) {
    if (!IsQuote(reading, i)) continue;
    const std::string_view mark = reading.words.text(i);
    if (straight ? mark != "\"" : inner == 0 && i > row + 1 && (mark == "«" || mark == "„")) {
      inner += !straight;
      continue;
    }
    const bool more = inner > 0 && IsQuote(reading, i + 1) && reading.words[i + 1].begin == reading.words[i].end;
    if (!more) return i;
    inner = 0;
  }
  return std::nullopt;
}

void TakeBody(Reading& reading, Candidate candidate, uint32_t class_row) {
  const Word& noun = reading.words[class_row];
  // "пресс-служба «Ак Барс Банка»" says nothing of the bank
  if (!noun.is(kOrgUnit) || noun.is(kOrgBeforeQuote) || class_row >= candidate.first) candidate.finer = noun.entry.org_type;
  for (uint32_t row = candidate.first; row < class_row && !noun.lemma.empty(); ++row)
    if (const auto type = reading.lexicon.NarrowedType(reading.words[row].lemma, noun.lemma); !type.empty())
      candidate.finer = type;
  reading.Take(std::move(candidate));
}

bool InSport(const Reading& reading, uint32_t first, uint32_t last) {
  const Words& words = reading.words;
  constexpr uint32_t kFar = 12;
  const auto ends = [&](uint32_t row) { return words.text(row) == "." || words.text(row) == "!" || words.text(row) == "?"; };
  const auto sports = [&](uint32_t row) { return words[row].word() && reading.lexicon.IsOfSport(words[row].folded); };
  for (uint32_t row = first; row > 0 && first - row < kFar && words[row].glued && !ends(row - 1); --row)
    if (sports(row - 1)) return true;
  for (uint32_t row = last + 1; reading.Glued(row) && row - last < kFar && !ends(row); ++row)
    if (sports(row)) return true;
  return false;
}

// The last token of the name between marks: with a closing mark that is of a name inside, too, "«Агрофирма «Заря»".
uint32_t QuotedBodies::LastOfName(uint32_t open, uint32_t close) const {
  uint32_t inner = 0;
  for (uint32_t row = open + 1; row < close; ++row) {
    const std::string_view mark = words_.text(row);
    if (mark == "«" || mark == "„") ++inner;
    else if (inner > 0 && IsQuote(reading_, row)) --inner;
  }
  return inner > 0 ? close : close - 1;
}

bool QuotedBodies::LegalForm(uint32_t row) {
  const Word& form = words_[row];
  if (!form.capital() || form.latin) return false;
  const bool any = form.upper() && !form.caps && CodePoints(form.folded) > 1 && CodePoints(form.folded) < 6 &&
                   reading_.gazetteer.FindAbbreviation(words_.text(row)) == nullptr;
  if (!form.is(kOrgForm) && !any) return false;
  if (const auto close = ClosingMark(reading_, row + 1); close && words_[row + 1].glued) {
    reading_.taken[row] = true;
    Candidate found = MakeBody(row + 2, LastOfName(row + 1, *close), row, *close, kShown);
    found.as_written = true;
    if (form.is(kFacility) && !form.is(kOrgForm)) {
      std::swap(found.score[kOrganization], found.score[kLocation]);
      found.finer = form.entry.place_type;
      reading_.Take(std::move(found));
    } else {
      TakeBody(reading_, std::move(found), row);
    }
    return true;
  }
  if (!form.is(kOrgForm)) return false;
  uint32_t last = row;
  while (last < row + 2 && reading_.Glued(last + 1) && (words_[last + 1].title() || words_[last + 1].mixed_name) &&
         !words_[last + 1].is(kRole) && reading_.PlaceAt(last + 1).length == 0 &&
         (!reading_.tagged() || words_[last + 1].mixed_name || reading_.TaggedAs(last + 1, kOrganization)))
    ++last;
  if (last == row || !words_[row].upper()) return false;
  TakeBody(reading_, MakeBody(row, last, row, last, kShown), row);
  return true;
}

bool QuotedBodies::ClassBeforeQuote(uint32_t row) {
  if (!words_[row].is(kOrgBeforeQuote | kFacility | kOrgHead)) return false;
  uint32_t open = row + 1;
  while (
      open < row + 3 && reading_.Glued(open) && words_[open].lower() && !words_[open].is(kFunction | kPreposition | kWork) &&
      (!words_.has_morphology() || words_[open].upos == LECTOR_UPOS_ADJ || words_[open].grammatical_case() == LECTOR_CASE_GEN))
    ++open;
  const bool glued = reading_.Glued(open), direct = open == row + 1;
  const bool several = LECTOR_FEAT(words_[row].feats, NUMBER) == LECTOR_NUMBER_PLUR;
  if (several && glued && words_.text(open) == ":") ++open;  // "команды: | «X», «Y»"
  open = InnerMark(reading_, open);
  const auto close = ClosingMark(reading_, open);
  if (!close || !glued) return false;
  if (!direct && words_[row].is(kOrgUnit)) return false;  // "совет директоров | «X»"
  const Word& noun = words_[row];  // one with a capital belongs to the name
  const bool own = noun.title() && !noun.opens && !noun.caps && !noun.with_noun;
  const uint32_t last = LastOfName(open, *close);
  Candidate found = MakeBody(open + 1, last, own ? row : open + 1, own ? *close : last, kShown);
  // "газета | «Берег»"; but "предприятий | «Берега»", "отдел | «Берега»"
  found.as_written = direct && !words_[row].is(kOrgUnit) && !several;
  if (words_[row].is(kFacility) && !words_[row].is(kOrgBeforeQuote)) {
    std::swap(found.score[kOrganization], found.score[kLocation]);
    found.finer = words_[row].entry.place_type;
    reading_.Take(std::move(found));
  } else {
    TakeBody(reading_, std::move(found), row);
    // "команда | «X»", of sport or of others
    const auto* alone = noun.entry.org_type.empty() ? reading_.lexicon.FindClassNoun(noun.lemma) : nullptr;
    if (alone != nullptr && std::find(alone->types.begin(), alone->types.end(), "club") != alone->types.end() &&
        InSport(reading_, row, *close))
      reading_.candidates.back().finer = "club";
  }
  return true;
}

void QuotedBodies::Unclassed(uint32_t row) {
  const auto close = ClosingMark(reading_, row);
  if (const uint32_t work = close && row > 0 && words_[row].glued ? WorkBefore(row - 1) : kNoWork; work != kNoWork) {
    if (reading_.lexicon.IsTitledWork(words_[work].folded) && works_.size() < kMaxWorks) works_.push_back({row + 1, *close});
    return Pass(row, *close);
  }
  if (!close || row == 0 || !words_[row].glued) return;
  if (row + 2 == *close && words_[row + 1].is(kNotName)) return;  // "сеть | «Интернет»"
  if (const bool listed = InListOfWorks(row); listed || IsWork(row + 1, *close)) {
    if (!listed || words_[row - 1].word()) return Pass(row, *close);
    passed_ = *close;  // the names inside are left to others
    return;
  }
  const Candidate* const listed = ListedBefore(row);
  const bool described = Describes(row + 1, *close);
  if (*close - row > 4 && !described) return;
  const bool bracket = words_.text(row - 1) == "(" && (reading_.TaggedAs(row + 1, kOrganization) || OfDeputy(row));
  if (listed == nullptr && !words_[row - 1].word() && !bracket) return;
  for (uint32_t i = row + 1; i < *close; ++i)
    if (!words_[i].word() || reading_.taken[i] || (words_[i].lower() && !described && !(listed != nullptr && !words_[i].is(kPreposition | kFunction))))
      return;
  Candidate found = MakeBody(row + 1, *close - 1, row + 1, *close - 1, kLikely);
  if (listed != nullptr) {
    found.score[kOrganization] = listed->score[kOrganization] - 0.5f;
    found.finer = listed->finer;
    found.as_written = listed->as_written;
    return reading_.Take(std::move(found));
  }
  if (words_[row - 1].is(kMember)) {  // "вратарь | «X»"
    found.score[kOrganization] = kShown;
    return TakeBody(reading_, std::move(found), row - 1);
  }
  if (OfDeputy(row)) {
    found.score[kOrganization] = kShown;
    found.finer = "party";
    return reading_.Take(std::move(found));
  }
  if (InSport(reading_, row, *close)) found.finer = "club";
  if (reading_.tagged() && !reading_.TaggedAs(row + 1, kOrganization)) {
    if (reading_.SpanAt(row + 1) != nullptr) return;  // the tagger's own candidate will do
    found.score[kOrganization] = kUnsaid;
  } else if (const TaggedSpan* span = reading_.SpanAt(row + 1); span != nullptr) {
    found.score[kOrganization] = std::max(kLikely, 1.0f + span->odds);
  }
  unclassed_.push_back(reading_.candidates.size());
  reading_.Take(std::move(found));
}

// "фракции «X» и | «Y»", "обыграли «X», | «Y»": the body in quotation marks that a list goes on from; null: none.
const Candidate* QuotedBodies::ListedBefore(uint32_t row) const {
  uint32_t link = row - 1;
  if (link > 1 && words_[link].lower() && words_[link].may_be_adjective && words_[link].folded != "и") --link;  // "тульский | «Y»"
  if (link < 2 || (words_.text(link) != "," && words_[link].folded != "и" && words_[link].folded != "или")) return nullptr;
  if (!IsQuote(reading_, link - 1) || reading_.candidates.empty()) return nullptr;
  const Candidate& before = reading_.candidates.back();
  const bool sure = before.last + 1 == link - 1 && before.score[kOrganization] >= kShown - 1.0f;
  return sure ? &before : nullptr;
}

// "депутат Иван Петров (| «X»)"
bool QuotedBodies::OfDeputy(uint32_t row) const {
  constexpr uint32_t kFar = 8;
  if (words_.text(row - 1) != "(" || !words_[row - 1].glued) return false;
  for (uint32_t at = row - 1; at > 0 && row - at < kFar && words_[at].glued; --at)
    if (words_[at - 1].is(kMember) && words_[at - 1].entry.org_type == "party") return true;
  return false;
}

// "Движение за права и свободы", "Союз правых сил": a noun of bodies and what completes it, which is no sentence.
bool QuotedBodies::Describes(uint32_t first, uint32_t end) const {
  if (end - first < 2 || !words_[first].title() || words_[first].latin || !words_[first].is(kOrgHead | kOrgBeforeQuote) ||
      words_[first].grammatical_case() == 0 || !words_.has_morphology())
    return false;
  for (uint32_t row = first; row < end; ++row)
    if (!words_[row].word() || words_[row].is(kSpeech) ||
        (words_[row].upos == LECTOR_UPOS_VERB && words_[row].grammatical_case() == 0))
      return false;
  return true;
}

// "сериал | «X»", "сериал Ивана Петрова | «X»": the row of the noun; kNoWork where there is none.
uint32_t QuotedBodies::WorkBefore(uint32_t row) const {
  const auto is_work = [&](const Word& word) {  // but "может стать | «X»"
    return word.is(kWork) && (!words_.has_morphology() || word.upos == LECTOR_UPOS_NOUN || word.grammatical_case() != 0);
  };
  if (is_work(words_[row])) return row;
  for (uint32_t back = 0; back < 3 && row > 0; ++back, --row) {
    const Word& name = words_[row];
    if (!name.title() || !name.glued || name.name_genders == 0 || name.grammatical_case() != LECTOR_CASE_GEN) break;
  }
  return words_[row].lower() && is_work(words_[row]) && !words_[row].is(kRole) ? row : kNoWork;
}

// The tokens are a form of the name of a work that the text tells to be one.
bool QuotedBodies::IsWork(uint32_t first, uint32_t end) const {
  return std::any_of(works_.begin(), works_.end(), [&](const lector_span& work) {
    if (work.end - work.begin != end - first) return false;
    for (uint32_t row = first; row < end; ++row)
      if (FormDistance(words_[work.begin + row - first].folded, words_[row].folded) < 0) return false;
    return true;
  });
}

void QuotedBodies::DropWorks() {
  if (works_.empty()) return;
  size_t out = 0, next = 0;
  for (size_t i = 0; i < reading_.candidates.size(); ++i) {
    const bool unclassed = next < unclassed_.size() && unclassed_[next] == i;
    next += unclassed;
    if (const Candidate& found = reading_.candidates[i]; unclassed && IsWork(found.first, found.last + 1))
      continue;  // its tokens stay taken
    if (out != i) reading_.candidates[out] = std::move(reading_.candidates[i]);
    ++out;
  }
  reading_.candidates.resize(out);
}

// "картины, как | «X», «Y» и «Z»": the names behind that of a work are of works, too.
bool QuotedBodies::InListOfWorks(uint32_t row) const {
  if (row < 2 || !words_[row].glued) return false;
  const uint32_t link = row - 1;
  if (words_.text(link) != "," && words_[link].folded != "и" && words_[link].folded != "как") return false;
  if (words_[link].folded == "как") return link > 1 && words_.text(link - 1) == "," && words_[link - 2].is(kWork);
  return words_[link - 1].kind == LECTOR_TOKEN_QUOTE && passed_ == link - 1;
}

// A name of what is no entity: nobody else looks at it.
void QuotedBodies::Pass(uint32_t row, uint32_t close) {
  passed_ = close;
  for (uint32_t i = row + 1; i < close; ++i) reading_.taken[i] = true;
}

}  // namespace lector::entities
